"""`multiple-values`: a list where a key takes one value (source-format 6.3, rule Kind)."""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("multiple-values", subject)


CHECK = ArticleCheck("multiple-values", find)
