"""`too-long`: a translation of almost twice the length of its source, mostly for a part that stands twice.

English with a gloss in parentheses is left out (translators.md 2a).
"""

from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.english_left import is_glossed
from tweeluik.checks.translation.lengths import shown_length

_SHARE = 1.9
_SHORTEST = 60


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit if the target is too long."""
    if len(pair.target.raw) <= 1.3 * len(pair.source.raw) or len(pair.source.raw) < _SHORTEST:
        return
    source, target = shown_length(pair.source), shown_length(pair.target)
    if source >= _SHORTEST and target > _SHARE * source and not is_glossed(pair.target.prose):
        yield Hit(f"The source has {source} characters, the translation {target}.")


CHECK = PairCheck("too-long", find, source=frozenset({"en"}), target=frozenset({"nl"}))
