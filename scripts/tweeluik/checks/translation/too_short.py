"""`too-short`: a translation of less than half the length of its source, mostly for want of a clause.

Both are measured as readers see them, with the texts of links and without (translators.md 2a). An abbreviation is as
long as the words of the source that it stands for.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.lengths import length_beside_links, shown_length

_SHARE = 0.5
_SHORTEST = 30
_NEVER = 0.9
"""A target of more than that share of its source has lost no clause, whatever the lengths of its links."""
_ABBREVIATION = re.compile(r"\b[A-Z]{3,6}\b")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit if the target is too short."""
    if len(pair.target.raw) >= _NEVER * len(pair.source.raw) or len(pair.source.raw) < _SHORTEST:
        return
    for measure in (shown_length, length_beside_links):
        source, target = measure(pair.source), measure(pair.target)
        if source >= _SHORTEST and target < _SHARE * source and target + _abbreviated(pair) < _SHARE * source:
            yield Hit(f"The source has {source} characters, the translation {target}.")
            return


def _abbreviated(pair: Pair) -> int:
    """Return how many characters abbreviations of words of the source save."""
    initials = "".join(word.folded[0] for word in pair.source_words)
    saved = 0
    for match in _ABBREVIATION.finditer(pair.target.prose):
        start = initials.find(match.group().lower())
        if start >= 0:
            words = pair.source_words[start : start + len(match.group())]
            saved += words[-1].end - words[0].start - len(match.group())
    return saved


CHECK = PairCheck("too-short", find, source=frozenset({"en"}), target=frozenset({"nl"}))
