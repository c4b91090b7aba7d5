"""`author-missing`: an article that names no author (source-format 6.3, rule Required).

The author is whom readers' remarks and changes go to.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("author-missing", subject)


CHECK = ArticleCheck("author-missing", find)
