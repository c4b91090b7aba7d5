"""`description-bad-length`: a description below 100 or above 160 characters (source-format 6.3, rule Length).

The limits are those seen in public builds of the reference tool; they stand in the schema.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("description-bad-length", subject)


CHECK = ArticleCheck("description-bad-length", find)
