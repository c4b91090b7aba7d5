"""`missing-attribute`: another key that the schema requires is not there (source-format 6.1).

Which keys those are, the schema of the kind of page says; a docset may bring its own.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("missing-attribute", subject)


CHECK = ArticleCheck("missing-attribute", find)
