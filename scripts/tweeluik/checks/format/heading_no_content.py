"""`heading-no-content`: a heading with nothing under it (source-format 6.3, rule NoContent).

A heading may be followed by one of a deeper level; one of the same level, a higher one, or the end leaves it empty.
"""

from collections.abc import Iterator

from tweeluik.checks.format.structure import Heading, structure_of
from tweeluik.checks.format.tags import is_seen
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each heading without content."""
    structure = structure_of(subject)
    headings = {id(one.leaf.token): one for one in structure.headings}
    bare: Heading | None = None
    for leaf in structure.leaves:
        heading = headings.get(id(leaf.token))
        if heading:
            if bare and heading.level <= bare.level:
                yield structure.at_heading("Nothing stands under this heading.", bare)
            bare = heading
        elif bare and is_seen(leaf.token):
            bare = None
    if bare:
        yield structure.at_heading("Nothing stands under this heading.", bare)


CHECK = ArticleCheck("heading-no-content", find)
