"""`invalid-value`: a value that its key does not take (source-format 6.1 and 6.3, rules List and Match).

The values are in the schema; case makes no difference. A suggestion, unlike in the reference tool: such lists grow.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("invalid-value", subject)


CHECK = ArticleCheck("invalid-value", find)
