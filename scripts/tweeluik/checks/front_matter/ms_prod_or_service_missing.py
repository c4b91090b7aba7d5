"""`ms-prod-or-service-missing`: neither `ms.prod` nor `ms.service` (source-format 6.3, rule Either).

Reports and search filters group articles by product or service. A key without a value counts as absent.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("ms-prod-or-service-missing", subject)


CHECK = ArticleCheck("ms-prod-or-service-missing", find)
