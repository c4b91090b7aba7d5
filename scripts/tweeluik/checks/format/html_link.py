"""`html-link`: a link written in HTML (source-format 6.3, rule HtmlLinks)."""

from collections.abc import Iterator

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.format.tags import tags
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each `<a>` that leads somewhere."""
    structure = structure_of(subject)
    for tag in tags(structure):
        if tag.piece.tag == "a" and tag.begins and (href := tag.attributes.get("href")) is not None:
            yield structure.spot_in(f"The link to '{href}' is written in HTML.", tag.leaf, *tag.range)


CHECK = ArticleCheck("html-link", find)
