"""`attribute-reserved`: a key that the build sets itself (source-format 5 and 6.1).

What an author writes there is overwritten, or worse, kept.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("attribute-reserved", subject)


CHECK = ArticleCheck("attribute-reserved", find)
