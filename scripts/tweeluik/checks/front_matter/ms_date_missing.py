"""`ms-date-missing`: an article without a date (source-format 6.3, rule Required; off unless a docset wants it).

The date tells readers when somebody last made sure that the article is right.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("ms-date-missing", subject)


CHECK = ArticleCheck("ms-date-missing", find)
