"""`unexpected-type`: a value of another type than its key takes (source-format 5 and 6.1).

The types are those that real repositories hold: a date is text, and many keys take one text or a list of them.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("unexpected-type", subject)


CHECK = ArticleCheck("unexpected-type", find)
