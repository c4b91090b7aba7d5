"""`title-bad-length`: a title of fewer than 6 or more than 100 characters (source-format 6.3, rule Length).

The reference tool's limits are not public; these are ours, and stand in the schema. In a real repository 3 of 100
titles are outside of them.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("title-bad-length", subject)


CHECK = ArticleCheck("title-bad-length", find)
