"""`disallowed-html-attribute`: an HTML attribute that is dropped (source-format 6.1 and 6.4)."""

from collections.abc import Iterator

from tweeluik.checks.format.allowed import ATTRIBUTES, GLOBAL_ATTRIBUTES, PREFIXES, TAGS
from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.format.tags import tags
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each tag with such attributes."""
    structure = structure_of(subject)
    for tag in tags(structure):
        name = tag.piece.tag
        if not tag.begins or name not in TAGS:
            continue
        allowed = GLOBAL_ATTRIBUTES | ATTRIBUTES.get(name, frozenset())
        dropped = [one for one in tag.attributes if one not in allowed and not one.startswith(PREFIXES)]
        if dropped:
            names = ", ".join(f"'{one}'" for one in dropped)
            yield structure.spot_in(f"<{name}> loses {names}.", tag.leaf, *tag.range)


CHECK = ArticleCheck("disallowed-html-attribute", find)
