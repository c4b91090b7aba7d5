"""What differs between two versions of a text, word by word, for people to read.

Words, numbers, marks and punctuation are aligned by their longest common subsequence; white space goes with its
neighbours, as a blank is found everywhere and says nothing about which words belong together. The subsequence is
computed with one long integer a row (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004). What is kept
between two rewritten pieces and is small beside them is shown as rewritten too: nobody reads confetti.
"""

import enum
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      \s+
    | \d+ (?: [.,] \d+ )*                              # a number
    | [\u30a0-\u30ff]+                                 # a word in katakana
    | [\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]  # elsewhere in Japanese no blank tells where a word ends
    | LETTER+ (?: ['\u2019_] LETTER+ )*                # a word
    | (?P<run> [*_`~\#] ) (?P=run)*                    # a mark
    | .
    """.replace("LETTER", r"[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
    re.VERBOSE | re.DOTALL,
)
_MARKS = frozenset("[]()<>*_`|")
_MOST_CELLS = 1 << 26
"""Of the table for the subsequence, a bit each; beyond that a text is first cut where it is surely the same."""
_ANCHOR = 3
"""Tokens in a row that are found once in both texts: there they are surely the same."""
_SMALL = 0.5
"""Kept letters between two rewritten pieces, as a share of the smaller piece, that are not worth showing."""


class Kind(enum.Enum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Difference:
    """A piece of text that is in both versions, only in the old one, or only in the new one."""

    kind: Kind
    text: str


@dataclass(slots=True)
class _Piece:
    """The tokens between two places: the same in both texts, or others."""

    kept: bool
    old: list[str]
    new: list[str]
    old_size: int = 0
    """Characters of `old` that are seen."""
    new_size: int = 0

    def __post_init__(self) -> None:
        self.old_size, self.new_size = _size(self.old), _size(self.new)

    def join(self, other: "_Piece") -> None:
        """Put another piece behind this one."""
        self.old += other.old
        self.new += other.new
        self.old_size += other.old_size
        self.new_size += other.new_size


def _size(tokens: list[str]) -> int:
    return sum(len(token) for token in tokens if not token.isspace())


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """Compare two versions of a text.

    Returns:
        Pieces in reading order, none of them empty: kept and removed ones make up `old`, kept and added ones `new`.
        Of what is rewritten the removed piece comes first.
    """
    if old == new:
        return (Difference(Kind.KEPT, old),) if old else ()
    before, after = words(old), words(new)
    pieces = _without_confetti(_pieces(before, after))
    return tuple(difference for piece in pieces for difference in _shown(piece))


def words(text: str) -> list[str]:
    """Cut a text into words, numbers, marks, punctuation and white space; together they are the text."""
    return [match.group() for match in _TOKEN.finditer(text)]


def _shown(piece: _Piece) -> Iterator[Difference]:
    if piece.kept:
        yield Difference(Kind.KEPT, "".join(piece.old))
        return
    if piece.old:
        yield Difference(Kind.REMOVED, "".join(piece.old))
    if piece.new:
        yield Difference(Kind.ADDED, "".join(piece.new))


def _pieces(old: list[str], new: list[str]) -> Iterator[_Piece]:
    """Yield what is kept and what is not, by turns."""
    at_old = at_new = 0
    kept: list[str] = []
    for first, second in [*_matches(old, new), (len(old), len(new))]:
        gap, other = old[at_old:first], new[at_new:second]
        head = _common(gap, other)
        tail = _common(gap[head:][::-1], other[head:][::-1])
        kept += gap[:head]
        removed, added = gap[head : len(gap) - tail], other[head : len(other) - tail]
        if removed or added:
            if kept:
                yield _Piece(kept=True, old=kept, new=[*kept])
            yield _Piece(kept=False, old=removed, new=added)
            kept = []
        kept += [*gap[len(gap) - tail :], *old[first : first + 1]]
        at_old, at_new = first + 1, second + 1
    if kept:
        yield _Piece(kept=True, old=kept, new=[*kept])


def _matches(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return which tokens are the same, white space apart, as rising pairs of indexes."""
    first = [index for index, token in enumerate(old) if not token.isspace()]
    second = [index for index, token in enumerate(new) if not token.isspace()]
    one, other = [old[index] for index in first], [new[index] for index in second]
    return [(first[a], second[b]) for a, b in _aligned(one, other)]


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Yield a longest common subsequence; of long texts one that goes through the places that are surely the same."""
    at_old = at_new = 0
    anchors = _anchors(old, new) if len(old) * len(new) > _MOST_CELLS else []
    for first, second in [*anchors, (len(old), len(new))]:
        for a, b in _between(old[at_old:first], new[at_new:second]):
            yield at_old + a, at_new + b
        at_old, at_new = first, second


def _between(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    end, other_end = len(old) - tail, len(new) - tail
    yield from ((index, index) for index in range(head))
    if (end - head) * (other_end - head) <= _MOST_CELLS:
        yield from ((head + a, head + b) for a, b in _longest(old[head:end], new[head:other_end]))
    yield from ((end + index, other_end + index) for index in range(tail))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the tokens that both begin with."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _longest(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return a longest common subsequence as rising pairs of indexes."""
    masks: dict[str, int] = {}
    for index, token in enumerate(new):
        masks[token] = masks.get(token, 0) | 1 << index
    full = (1 << len(new)) - 1
    row, rows = full, []
    for token in old:
        both = row & masks.get(token, 0)
        row = ((row + both) | (row - both)) & full
        rows.append(row)
    # In each row a bit is 0 where one more token of `new` makes the subsequence longer.
    pairs = []
    first, second = len(old), len(new)
    while first and second:
        if rows[first - 1] >> (second - 1) & 1:
            second -= 1
            continue
        first -= 1
        if first == 0 or rows[first - 1] >> (second - 1) & 1:
            second -= 1
            pairs.append((first, second))
    return pairs[::-1]


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return where runs of tokens that each text has once are in the same order in both (patience sorting)."""
    once, other = _single(old), _single(new)
    pairs = sorted((at, other[run]) for run, at in once.items() if run in other)
    tops: list[int] = []
    chains: list[tuple[int, int, int]] = []
    last: list[int] = []
    for first, second in pairs:
        pile = bisect_left(tops, second)
        chains.append((first, second, last[pile - 1] if pile else -1))
        tops[pile : pile + 1] = [second]
        last[pile : pile + 1] = [len(chains) - 1]
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        first, second, at = chains[at]
        found.append((first, second))
    return found[::-1]


def _single(tokens: list[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(tokens[at : at + _ANCHOR]) for at in range(len(tokens) - _ANCHOR + 1)]
    times = Counter(runs)
    return {run: at for at, run in enumerate(runs) if times[run] == 1}


def _without_confetti(pieces: Iterator[_Piece]) -> list[_Piece]:
    """Join rewritten pieces with what little is kept between them."""
    found: list[_Piece] = []
    for piece in pieces:
        if len(found) > 1 and _is_confetti(found[-2], found[-1], piece):
            kept = found.pop()
            found[-1].join(kept)
            found[-1].join(piece)
        else:
            found.append(piece)
    return found


def _is_confetti(before: _Piece, kept: _Piece, after: _Piece) -> bool:
    if not kept.kept or not _MARKS.isdisjoint("".join(kept.old)):
        return False
    # Beside what is only added or only removed a kept word is easier to read than the same word twice.
    rewritten = min(before.old_size, before.new_size, after.old_size, after.new_size)
    return kept.old_size <= _SMALL * rewritten
