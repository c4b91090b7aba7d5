"""`ms-topic-missing`: an article that does not say what kind it is (source-format 6.3, rule Required).

Templates and search filters depend on the kind.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("ms-topic-missing", subject)


CHECK = ArticleCheck("ms-topic-missing", find)
