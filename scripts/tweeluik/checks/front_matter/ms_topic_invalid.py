"""`ms-topic-invalid`: a kind of article that does not exist (source-format 6.3, rule List).

The list is in the schema; case makes no difference.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("ms-topic-invalid", subject)


CHECK = ArticleCheck("ms-topic-invalid", find)
