"""Which words of the two languages go together, learned from the segments of a docset.

Words are cut after their first letters: that joins inflections, and what both languages have from Latin ("config" is
in configuration and configuratie). Words go together if they often come in the same segment (Dice, "Measures of the
amount of ecologic association between species", 1945).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from statistics import median

_WORD = re.compile(r"[^\W_]{2,}|\d")
_UNSPACED = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
"""Scripts that are written without blanks, or with endings that blanks do not set off."""
_LETTERS = 5
SAMPLE = 16_000
"""Pairs that are enough to tell strangers from translations."""
_LONGEST = 100
"""Characters of a source sentence; in longer ones too many words come together by chance."""
_FEWEST_TOGETHER = 2
_LEAST_DICE = 0.1
_MOST_PARTNERS = 4
_COMMON_SHARE, _FEWEST_COMMON = 0.04, 50
"""A word in more segments than that says nothing about which one it belongs to."""
_PADDING = 4
_LENGTH_WEIGHT, _MOST_LENGTH = 0.3, 1.5

Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What was learned."""

    partners: Mapping[str, Stems]
    """For a stem of the source those of the target that go with it; equal ones go together anyway."""
    common: Stems
    """Stems that are in too many segments to tell anything."""
    length_ratio: float
    """Natural logarithm of how much longer a target usually is."""

    def similarity(self, source: str, target: str) -> float:
        """Tell how much a source and a target say the same: about 1 for translations, about 0 for strangers."""
        wanted, given = _stems(source), _stems(target)
        wanted = wanted - self.common or wanted
        if not wanted:
            return 0.5
        found = 0
        for stem in wanted:
            if stem in given or ((partners := self.partners.get(stem)) and not partners.isdisjoint(given)):
                found += 1
        odd = abs(log((len(target) + _PADDING) / (len(source) + _PADDING)) - self.length_ratio)
        return found / len(wanted) - _LENGTH_WEIGHT * min(odd, _MOST_LENGTH)


def stems(text: str) -> Stems:
    """Return the stems of a text; where words are not set apart, every two letters that stand together."""
    text = text.lower()
    if not text.isascii() and _UNSPACED.search(text):
        runs = _UNSPACED.findall(text)
        pairs = [run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1))]
        return frozenset([*pairs, *(word[:_LETTERS] for word in _WORD.findall(_UNSPACED.sub(" ", text)))])
    return frozenset([word[:_LETTERS] for word in _WORD.findall(text)])


_stems = lru_cache(maxsize=1 << 12)(stems)


def learn_lexicon(pairs: Iterable[tuple[str, str]], most: int = SAMPLE) -> Lexicon:
    """Learn which words go together.

    Args:
        pairs: source and target of segments, each different one once.
        most: how many of the pairs are looked at, about; they are drawn evenly.
    """
    pairs = [(source, target) for source, target in pairs if len(source) <= _LONGEST and source != target]
    sample = pairs[:: max(1, len(pairs) // most)]
    together: Counter[tuple[str, str]] = Counter()
    sources: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    for source, target in sample:
        wanted, given = _stems(source), _stems(target)
        sources.update(wanted)
        targets.update(given)
        for stem in wanted - given:
            together.update([(stem, other) for other in given])
    common = max(_COMMON_SHARE * len(sample), _FEWEST_COMMON)
    return Lexicon(
        _partners(together, sources, targets),
        frozenset(stem for counts in (sources, targets) for stem, count in counts.items() if count > common),
        _length_ratio(sample),
    )


def _partners(together: Counter[tuple[str, str]], sources: Counter[str], targets: Counter[str]) -> Mapping[str, Stems]:
    found: dict[str, list[tuple[float, str]]] = {}
    for (stem, other), count in together.items():
        if count >= _FEWEST_TOGETHER:
            dice = 2 * count / (sources[stem] + targets[other])
            if dice >= _LEAST_DICE:
                found.setdefault(stem, []).append((-dice, other))
    return {stem: frozenset(other for _, other in sorted(others)[:_MOST_PARTNERS]) for stem, others in found.items()}


def _length_ratio(sample: Sequence[tuple[str, str]]) -> float:
    ratios = [log((len(target) + _PADDING) / (len(source) + _PADDING)) for source, target in sample]
    return median(ratios) if ratios else 0.0
