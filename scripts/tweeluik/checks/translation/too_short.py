"""`too-short`: a translation of less than half the length of its source, mostly for want of a clause.

Both are measured as readers see them, with the texts of links and without (translators.md 2a).
"""

from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.lengths import length_beside_links, shown_length

_SHARE = 0.5
_SHORTEST = 30
_NEVER = 0.9
"""A target of more than that share of its source has lost no clause, whatever the lengths of its links."""


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit if the target is too short."""
    if len(pair.target.raw) >= _NEVER * len(pair.source.raw) or len(pair.source.raw) < _SHORTEST:
        return
    for measure in (shown_length, length_beside_links):
        source, target = measure(pair.source), measure(pair.target)
        if source >= _SHORTEST and target < _SHARE * source:
            yield Hit(f"The source has {source} characters, the translation {target}.")
            return


CHECK = PairCheck("too-short", find, source=frozenset({"en"}), target=frozenset({"nl"}))
