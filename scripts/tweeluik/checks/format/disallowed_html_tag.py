"""`disallowed-html-tag`: an HTML element that readers do not get to see (source-format 6.1 and 6.4)."""

from collections.abc import Iterator

from tweeluik.checks.format.allowed import REMOVED_WITH_CONTENT, TAGS
from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.format.tags import tags
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each opening tag."""
    structure = structure_of(subject)
    for tag in tags(structure):
        name = tag.piece.tag
        if tag.begins and name not in TAGS:
            what = "is removed with all that is in it" if name in REMOVED_WITH_CONTENT else "is removed; its text stays"
            yield structure.spot_in(f"<{name}> {what}.", tag.leaf, *tag.range)


CHECK = ArticleCheck("disallowed-html-tag", find)
