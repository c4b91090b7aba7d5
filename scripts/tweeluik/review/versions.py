"""Which text of an older version of an article became which of the newer one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tweeluik.learn.differences import words

LEAST_SHARE = 0.4
"""How much of two texts must be the same words for one to be taken for the other's earlier version."""
WINDOW = 12
"""Texts of a rewritten stretch that are looked at on either side of the place where the earlier one is expected."""


@dataclass(frozen=True, slots=True)
class Matched:
    """How the texts of two versions belong together."""

    earlier: tuple[str | None, ...]
    """For each text of the newer version the one that it was; None if it is new."""
    removed: tuple[str, ...]
    """The texts that are no more, in order."""


def match_versions(old: Sequence[str], new: Sequence[str]) -> Matched:
    """Pair the texts of two versions: the same ones in order, the same ones elsewhere, then the nearest ones."""
    before, after = [_plain(one) for one in old], [_plain(one) for one in new]
    pairs: dict[int, int] = {}
    stretches = []
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs |= zip(range(first, last), range(start, end), strict=True)
        elif kind == "replace":
            stretches.append((range(start, end), range(first, last)))
    free = set(range(len(old))) - set(pairs.values())
    elsewhere: dict[str, list[int]] = {}
    for index in sorted(free, reverse=True):
        elsewhere.setdefault(before[index], []).append(index)
    for index in range(len(new)):
        if index not in pairs and elsewhere.get(after[index]):
            pairs[index] = elsewhere[after[index]].pop()
    for olds, news in stretches:
        _pair_nearest(before, after, olds, news, pairs)
    taken = set(pairs.values())
    return Matched(
        tuple(old[pairs[index]] if index in pairs else None for index in range(len(new))),
        tuple(text for index, text in enumerate(old) if index not in taken),
    )


def _plain(text: str) -> str:
    """Return a text as it is compared: white space is no difference."""
    return " ".join(text.split())


def _pair_nearest(before: Sequence[str], after: Sequence[str], olds: range, news: range, pairs: dict[int, int]) -> None:
    """Pair what is left of a rewritten stretch, the most alike first."""
    taken = set(pairs.values())
    old_words = {index: _words(before[index]) for index in olds if index not in taken}
    new_words = {index: _words(after[index]) for index in news if index not in pairs}
    candidates = sorted(
        (-share, index, other)
        for index, own in new_words.items()
        for other in _near(index, olds, news)
        if other in old_words and (share := _share(old_words[other], own)) >= LEAST_SHARE
    )
    for _, index, other in candidates:
        if index not in pairs and other not in taken:
            pairs[index] = other
            taken.add(other)


def _near(index: int, olds: range, news: range) -> Iterator[int]:
    expected = olds.start + (index - news.start) * len(olds) // len(news)
    yield from range(max(olds.start, expected - WINDOW), min(olds.stop, expected + WINDOW + 1))


def _words(text: str) -> Counter[str]:
    return Counter(word for word in words(text.lower()) if word.isalnum())


def _share(one: Counter[str], other: Counter[str]) -> float:
    """Return which part of the words of two texts is in both, 0 to 1."""
    both = (one & other).total()
    return 2 * both / (one.total() + other.total()) if both else 0.0
