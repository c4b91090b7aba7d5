"""`description-missing`: an article without a description (source-format 6.3, rule Required).

Search engines show it below the title; without one they take any sentence.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("description-missing", subject)


CHECK = ArticleCheck("description-missing", find)
