"""`localization-attribute-missing`: a translated article without a key of the localization tool (source-format 5).

How a translation was made decides which banner readers see.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("localization-attribute-missing", subject)


CHECK = ArticleCheck("localization-attribute-missing", find)
