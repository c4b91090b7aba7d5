"""`title-missing`: an article without a title (source-format 6.3, rule Required).

Search results, browser tabs and tables of contents show it.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("title-missing", subject)


CHECK = ArticleCheck("title-missing", find)
