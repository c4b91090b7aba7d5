"""Which blocks of two files go together.

Blocks keep their order, so the ways to pair them are the ways through a grid, from corner to corner, in steps that
pair two blocks or leave one alone. Each way has a probability; a pair has the share of those that go through it
(forward-backward, as with hidden Markov models), and the pairs that are taken are those that can be had together with
the highest sum. Of long files only a band of the grid is looked at, round blocks that are unmistakable.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

from tweeluik.alignment.anchors import chain, unmistakable
from tweeluik.alignment.evidence import Dictionary, Witness, length_evidence
from tweeluik.alignment.passages import Passage

_ALONE = 0.15
"""Probability that the next block is one that the other file does not have, before the files have been looked at."""
_LEAST_ALONE, _MOST_ALONE = 0.01, 0.3
_PRIOR_STEPS = 8
"""How many blocks that first guess counts for."""
_LEAST = 0.45
"""Probability that a pair must have."""
_SURELY = 0.8
"""Probability of having any counterpart at all from which on a block is paired even if it is not sure with which."""
_FULL_GRID = 90_000
"""Fields of the grid between two unmistakable pairs that are all looked at."""
_BAND = 120
"""Blocks on either side of the diagonal that are looked at otherwise."""
_MOST_FIELDS = 4_000_000
"""Fields that are looked at in all, about; in a file of more than 20,000 blocks the band gets narrower."""
_PAD = 12
"""Blocks that are looked at beyond an unmistakable pair: it may be mistaken."""
_LEAST_EVIDENCE = -9.0
_MOST_EVIDENCE = 40.0
_HOPELESS = -15.0
"""Odds that no lengths can mend."""
_SAME_KIND, _OTHER_PATH, _OTHER_KIND = 0.93, 0.05, 0.02


@dataclass(frozen=True, slots=True)
class PassagePair:
    """Two blocks that go together."""

    source: int
    target: int
    probability: float


def pair_passages(
    source: Sequence[Passage],
    target: Sequence[Passage],
    dictionary: Dictionary,
    forward: Mapping[str, Witness],
    backward: Mapping[str, Witness],
) -> list[PassagePair]:
    """Return which blocks go together, by their numbers, in order of both."""
    if not source or not target:
        return []
    words = [one.words for one in source], [one.words for one in target]
    fixed = unmistakable(*words, forward, backward)
    lows, highs = _band(len(source), len(target), fixed)
    rows = _Grid(source, target, lows, highs).evidence(forward, backward, dictionary)
    alone = _share_alone(rows, lows, len(target))
    return _best(_probabilities(_weighted(rows, alone), lows, len(target)), lows, len(target))


def _share_alone(rows: list[array[float]], lows: Sequence[int], columns: int) -> float:
    """Return the probability that the next block has no counterpart, from a first look at the two files."""
    guess = _probabilities(_weighted(rows, _ALONE), lows, columns)
    paired = sum(sum(row) for row in guess)
    steps = len(rows) + columns - paired
    alone = (_ALONE * _PRIOR_STEPS + (steps - paired) / 2) / (_PRIOR_STEPS + steps)
    return min(max(alone, _LEAST_ALONE), _MOST_ALONE)


def _weighted(rows: list[array[float]], alone: float) -> list[array[float]]:
    """Weigh pairs against leaving both of their blocks alone."""
    factor = (1 - 2 * alone) / alone**2
    return [array("d", [odds * factor for odds in row]) for row in rows]


def _band(rows: int, columns: int, fixed: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Return for each row, from 0 to `rows`, the first and the last column of the grid that is looked at."""
    lows, highs = [columns] * (rows + 1), [0] * (rows + 1)
    share = _MOST_FIELDS // rows
    corners = [(0, 0), *fixed, (rows, columns)]
    for (row, column), (next_row, next_column) in pairwise(corners):
        height, width = next_row - row, next_column - column
        full = height * width <= min(_FULL_GRID, share**2)
        for at in range(max(0, row - _PAD), min(rows, next_row + _PAD) + 1):
            if full:
                low, high = column - _PAD, next_column + _PAD
            else:
                middle = column + (min(max(at, row), next_row) - row) * width // max(height, 1)
                low, high = middle - min(_BAND, share), middle + min(_BAND, share)
            lows[at] = min(lows[at], max(0, low))
            highs[at] = max(highs[at], min(columns, high))
    lows[0], highs[rows] = 0, columns
    for at in range(rows - 1, -1, -1):
        lows[at] = min(lows[at], lows[at + 1])
    for at in range(1, rows + 1):
        highs[at] = max(highs[at], highs[at - 1])
        # A way must lead from one row to the next.
        lows[at] = min(lows[at], highs[at - 1])
    return lows, highs


@dataclass(frozen=True, slots=True)
class _Grid:
    """What is known of the blocks of the source, a row each, beside those of the target, a column each."""

    source: Sequence[Passage]
    target: Sequence[Passage]
    lows: Sequence[int]
    """For each row the first column that is looked at; and for the end of the file."""
    highs: Sequence[int]
    """For each row one past the last column that the row above it leads to."""

    def evidence(
        self, forward: Mapping[str, Witness], backward: Mapping[str, Witness], dictionary: Dictionary
    ) -> list[array[float]]:
        """Return the odds of each pair in the band, as numbers, before the odds of any pair at all."""
        rows = self._from_source(forward)
        columns = self._from_target(backward, rows)
        kinds = _kinds(self.source, self.target)
        ratio, share = dictionary.length_ratio, dictionary.independence / 2
        lengths = [one.length for one in self.target]
        for at, passage in enumerate(self.source):
            row, low, length = rows[at], self.lows[at], passage.length
            kind = kinds[passage.kind, passage.path]
            for place, value in enumerate(row):
                column = low + place
                odds = max(share * (value + columns[column]), _LEAST_EVIDENCE) + kind[column]
                if odds > _HOPELESS:
                    odds += length_evidence(length, lengths[column], ratio)
                row[place] = exp(min(max(odds, -_MOST_EVIDENCE), _MOST_EVIDENCE))
        return rows

    def _from_source(self, forward: Mapping[str, Witness]) -> list[array[float]]:
        """Return what the words of the source blocks say about the target blocks of their band."""
        rows = []
        for at, passage in enumerate(self.source):
            low, high = self.lows[at], self.highs[at + 1]
            known = [witness for word in sorted(passage.words) if (witness := forward.get(word))]
            row = array("d", [sum(witness.missing for witness in known)]) * (high - low)
            for witness in known:
                gain = witness.found - witness.missing
                for column in witness.where[bisect_left(witness.where, low) : bisect_left(witness.where, high)]:
                    row[column - low] += gain
            rows.append(row)
        return rows

    def _from_target(self, backward: Mapping[str, Witness], rows: Sequence[array[float]]) -> list[float]:
        """Add what the words of the target blocks say where they are found; return what they say elsewhere."""
        columns = []
        for column, passage in enumerate(self.target):
            known = [witness for word in sorted(passage.words) if (witness := backward.get(word))]
            columns.append(sum(witness.missing for witness in known))
            first = max(bisect_left(self.highs, column + 1, 1) - 1, 0)
            last = bisect_left(self.lows, column + 1, 0, len(rows))
            for witness in known:
                gain = witness.found - witness.missing
                for at in witness.where[bisect_left(witness.where, first) : bisect_left(witness.where, last)]:
                    rows[at][column - self.lows[at]] += gain
        return columns


def _kinds(source: Sequence[Passage], target: Sequence[Passage]) -> Mapping[tuple[str, tuple[str, ...]], list[float]]:
    """Return for each kind of block what the kinds of the target blocks say about it."""
    count = len(target)
    found = {}
    for kind, path in {(one.kind, one.path): None for one in source}:
        same = sum(one.kind == kind and one.path == path for one in target)
        alike = sum(one.kind == kind for one in target) - same
        other = count - same - alike
        values = [
            log(chance * (count + 3) / (number + 1))
            for chance, number in ((_SAME_KIND, same), (_OTHER_PATH, alike), (_OTHER_KIND, other))
        ]
        found[kind, path] = [
            values[0] if (one.kind, one.path) == (kind, path) else values[1] if one.kind == kind else values[2]
            for one in target
        ]
    return found


def _probabilities(rows: list[array[float]], lows: Sequence[int], columns: int) -> list[array[float]]:
    """Turn odds into the probability of each pair; rows are overwritten.

    To leave a block alone counts 1, to pair two counts their odds; each row is scaled, lest numbers grow out of bounds.
    """
    before: list[array[float]] = []
    current = array("d", [1.0]) * (len(rows[0]) + 1) if rows else array("d")
    for at, row in enumerate(rows):
        before.append(current)
        low = lows[at]
        next_low = lows[at + 1] if at + 1 < len(rows) else low
        width = (len(rows[at + 1]) if at + 1 < len(rows) else columns - next_low) + 1
        following = array("d", bytes(8 * width))
        left = 0.0
        shift = next_low - low
        for place in range(width):
            old = place + shift
            value = left
            if old < len(current):
                value += current[old]
            if 0 < old <= len(row):
                value += current[old - 1] * row[old - 1]
            following[place] = left = value
        highest = max(following)
        scale = 1 / highest if highest > 0 else 1.0
        current = array("d", [value * scale for value in following])
    after = array("d", [1.0]) * len(current)
    low_after = lows[len(rows) - 1] if rows else 0
    for at in range(len(rows) - 1, -1, -1):
        row, low, start = rows[at], lows[at], before[at]
        shift = low - low_after
        earlier = array("d", bytes(8 * (len(row) + 1)))
        total = 0.0
        right = 0.0
        for place in range(len(row), -1, -1):
            old = place + shift
            value = right
            through = 0.0
            below = after[old] if 0 <= old < len(after) else 0.0
            value += below
            if place < len(row):
                diagonal = after[old + 1] if 0 <= old + 1 < len(after) else 0.0
                through = row[place] * diagonal
                value += through
                row[place] = start[place] * through
            total += start[place] * below
            earlier[place] = right = value
        total += sum(row)
        if total > 0:
            for place in range(len(row)):
                row[place] /= total
        highest = max(earlier)
        after = array("d", [value / highest for value in earlier]) if highest > 0 else earlier
        low_after = low
    return rows


def _best(rows: list[array[float]], lows: Sequence[int], columns: int) -> list[PassagePair]:
    """Return the pairs that can be had together with the highest sum of probabilities."""
    weighted = [
        (at, lows[at] + place, probability - _LEAST)
        for at, row in enumerate(rows)
        for place, probability in enumerate(row)
        if probability > _LEAST
    ]
    found = [(one, other) for one, other, _ in chain(weighted)]
    edges = [(-1, -1), *found, (len(rows), columns)]
    filled = [pair for before, after in pairwise(edges) for pair in (*_alike(rows, before, after), after)]
    return [PassagePair(one, other, _at(rows, lows, one, other)) for one, other in filled[:-1]]


def _alike(rows: list[array[float]], before: tuple[int, int], after: tuple[int, int]) -> list[tuple[int, int]]:
    """Pair blocks that surely have counterparts where it is not sure which, as rows of a table that are all the same.

    They are taken in order if there are as many on both sides.
    """
    first, last = before[0] + 1, after[0]
    if last - first != after[1] - before[1] - 1 or any(sum(rows[at]) < _SURELY for at in range(first, last)):
        return []
    return [(at, before[1] + 1 + at - first) for at in range(first, last)]


def _at(rows: list[array[float]], lows: Sequence[int], one: int, other: int) -> float:
    place = other - lows[one]
    return rows[one][place] if 0 <= place < len(rows[one]) else 0.0
