"""`h1-empty`: a heading of level 1 in which nothing can be read (source-format 6.3, rule H1Empty)."""

from collections.abc import Iterator

from tweeluik.checks.format.heading_empty import empty_headings
from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each."""
    yield from empty_headings(structure_of(subject), range(1, 2))


CHECK = ArticleCheck("h1-empty", find)
