"""What the translations of a docset have in common, learned from all its segments at once."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tweeluik.learn.lexicon import Lexicon, learn_lexicon

Pairs = Sequence[tuple[str, str]]
"""Source and target of the segments of one article, as they stand in the file, in text order."""

_NO_TEXT = re.compile(r"\]\([^()]*\)|<[^<>]*>")
_MARKS = re.compile(rf"{_NO_TEXT.pattern}|[\[*`]")
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 2
_FEWEST_USES = 4
_PREVAILING_SHARE = 0.75

_RUN = re.compile(r"(?<![\w/.-])[A-Z][\w-]*(?: (?:[A-Z][\w-]*|\d+))+(?![\w/])")
_LONGEST_NAME = 4
_FEWEST_NAMED = 20
_KEPT_SHARE = 0.97
_PART_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Usual:
    """How a sentence is translated as a rule."""

    target: str
    count: int
    """How many segments have this translation."""


class Usage:
    """The segments of a docset. What checks learn from them is worked out once, when the first one asks."""

    def __init__(self, articles: Mapping[str, Pairs]) -> None:
        """Keep the segments of the articles, by path."""
        self.articles = articles

    def learn(self) -> None:
        """Work everything out now, before processes get their copies."""
        _ = self.lexicon, self.unusual, self.lost_names

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], int]:
        """How often each source stands with each target."""
        counts: Counter[tuple[str, str]] = Counter()
        for pairs in self.articles.values():
            counts.update(pairs)
        return counts

    @cached_property
    def lexicon(self) -> Lexicon:
        """Which words go together."""
        return learn_lexicon(self.pairs)

    def similarity(self, source: str, target: str) -> float:
        """Tell how much a source and a target say the same, from 1 for translations to 0 for strangers."""
        if self.pairs.get((source, target), 0) > 1:
            return 1.0
        return self.lexicon.similarity(source, target)

    @cached_property
    def unusual(self) -> Mapping[tuple[str, str], Usual]:
        """The pairs whose source has another translation as a rule.

        Sources are the same if a reader sees the same, wherever links in them lead.
        """
        translations: dict[str, dict[tuple[str, str], int]] = {}
        for pair, count in self.pairs.items():
            translations.setdefault(_shown(pair[0]), {})[pair] = count
        found: dict[tuple[str, str], Usual] = {}
        for source, pairs in translations.items():
            total = sum(pairs.values())
            if len(pairs) == 1 or total < _FEWEST_USES or len(_words(source)) < _FEWEST_WORDS:
                continue
            words = {pair: _words(pair[1]) for pair in pairs}
            wordings: Counter[tuple[str, ...]] = Counter()
            for pair, count in pairs.items():
                wordings[words[pair]] += count
            usual, count = wordings.most_common(1)[0]
            if count >= _PREVAILING_SHARE * total:
                example = max((one for one in pairs if words[one] == usual), key=lambda one: (pairs[one], one))[1]
                found |= {pair: Usual(example, count) for pair in pairs if words[pair] != usual}
        return found

    @cached_property
    def lost_names(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The names that are in the source of a pair and not in its target, though translations keep them."""
        used: Counter[str] = Counter()
        lost: dict[str, list[tuple[str, str]]] = {}
        for source, target in self.pairs:
            for run in _RUN.findall(source):
                kept = run in target
                for name in _parts(run):
                    used[name] += 1
                    if not kept and name not in target:
                        lost.setdefault(name, []).append((source, target))
        names = {
            name for name, count in used.items() if count >= _FEWEST_NAMED and _is_kept(len(lost.get(name, ())), count)
        }
        for name in sorted(names):
            names -= {part for part in _parts(name) if part != name and used[name] >= _PART_SHARE * used[part]}
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for name in sorted(names):
            for pair in lost.get(name, ()):
                found[pair] = (*found.get(pair, ()), name)
        return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_NO_TEXT.sub(" ", text.lower())))


def _shown(text: str) -> str:
    return " ".join(_MARKS.sub("", text).split())


def _parts(run: str) -> Iterator[str]:
    """Yield the stretches of two to four words that begin with a capital."""
    words = run.split(" ")
    for start, word in enumerate(words):
        if not word[0].isupper():
            continue
        for end in range(start + 2, min(len(words), start + _LONGEST_NAME) + 1):
            yield " ".join(words[start:end])


def _is_kept(lost: int, used: int) -> bool:
    return lost <= (1 - _KEPT_SHARE) * used
