"""`deviates-from-dominant`: a sentence that the docset translates otherwise as a rule.

At least four segments have the sentence, and three in four of them the same words (translators.md 2a).
"""

from collections.abc import Iterator

from tweeluik.checks.docset import UsageCheck
from tweeluik.checks.pair import Hit
from tweeluik.checks.usage import Pairs, Usage


def find(usage: Usage, pairs: Pairs) -> Iterator[tuple[int, Hit]]:
    """Yield each segment with the translation that is usual."""
    for index, pair in enumerate(pairs):
        if usual := usage.unusual.get(pair):
            yield index, Hit(f"In {usual.count} other segments the translation is: {usual.target}")


CHECK = UsageCheck("deviates-from-dominant", find)
