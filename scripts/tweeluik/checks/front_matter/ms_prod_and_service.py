"""`ms-prod-and-service`: both `ms.prod` and `ms.service` (source-format 6.3, rule Precludes).

An article belongs to a product or to a service; with both it is counted twice.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("ms-prod-and-service", subject)


CHECK = ArticleCheck("ms-prod-and-service", find)
