"""`heading-skipped`: a heading more than one level below the one before it (source-format 6.3, rule SkipLevel)."""

from collections.abc import Iterator

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each heading that skips a level."""
    structure = structure_of(subject)
    level = 0
    for heading in structure.headings:
        if level and heading.level > level + 1:
            message = f"A heading of level {heading.level} follows one of level {level}."
            yield structure.at_heading(message, heading)
        level = heading.level


CHECK = ArticleCheck("heading-skipped", find)
