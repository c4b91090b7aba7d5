"""Which sentences of two blocks go together: one and one as a rule, up to three and one or two and two.

The way through the grid of sentences that has the best odds is taken, as in Gale and Church, "A program for aligning
sentences in bilingual corpora" (1993), with the words as further witnesses beside the lengths. Of a very long block
only a band round the diagonal is looked at, between sentences that are unmistakable.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

from tweeluik.alignment.anchors import unmistakable
from tweeluik.alignment.evidence import Dictionary, Witness, length_evidence, testimony, witnesses
from tweeluik.alignment.passages import Sentence

_MOVES = (
    ((1, 1), log(0.96)),
    ((1, 0), log(0.004)),
    ((0, 1), log(0.004)),
    ((1, 2), log(0.012)),
    ((2, 1), log(0.012)),
    ((2, 2), log(0.0005)),
    ((1, 3), log(0.003)),
    ((3, 1), log(0.003)),
)
"""How many sentences of either side go together, and the logarithm of the probability of that."""
_ALONE = log(0.004)
_INDEPENDENCE = 0.5
"""What the sum of the witnesses counts for: less than among blocks, as sentences of one block are about the same."""
_LONG = 40
"""A block that has more sentences than that on both sides is cut at unmistakable ones."""
_BAND = 20
"""Sentences on either side of the diagonal that are looked at."""
_MOST_ODDS = 60.0

_Field = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that go together, as ranges of their numbers in the two blocks; one may be empty."""

    source: range
    target: range
    probability: float


class SentencePairing:
    """Pairs the sentences of blocks of two files."""

    def __init__(self, forward: Mapping[str, Witness], backward: Mapping[str, Witness], dictionary: Dictionary) -> None:
        """Keep what the words of the two files tell."""
        self.forward, self.backward, self.dictionary = forward, backward, dictionary

    def pair(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> list[Bead]:
        """Return all sentences of two blocks in beads, in order."""
        if min(len(source), len(target)) <= _LONG:
            return self._beads(source, target, 0, 0)
        cuts = [(0, 0), *self._cuts(source, target), (len(source), len(target))]
        return [
            bead
            for (row, column), (next_row, next_column) in pairwise(cuts)
            for bead in self._beads(source[row:next_row], target[column:next_column], row, column)
        ]

    def _cuts(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> Iterator[_Field]:
        wanted, given = [one.words for one in source], [one.words for one in target]
        forward = witnesses(wanted, given, self.dictionary.forward)
        backward = witnesses(given, wanted, self.dictionary.backward)
        yield from ((row, column) for row, column in unmistakable(wanted, given, forward, backward) if row or column)

    def _beads(self, source: Sequence[Sentence], target: Sequence[Sentence], row: int, column: int) -> list[Bead]:
        """Pair two runs of sentences that begin at these numbers of their blocks."""
        moves = self._best(source, target)
        beads = []
        at, across = len(source), len(target)
        while at or across:
            (down, right), odds = moves[at, across]
            lone = odds - (down + right) * _ALONE
            probability = 1 / (1 + exp(-min(max(lone, -_MOST_ODDS), _MOST_ODDS))) if down and right else 1.0
            at, across = at - down, across - right
            first, second = row + at, column + across
            beads.append(Bead(range(first, first + down), range(second, second + right), probability))
        return beads[::-1]

    def _best(
        self, source: Sequence[Sentence], target: Sequence[Sentence]
    ) -> dict[_Field, tuple[tuple[int, int], float]]:
        """Return the move that leads to each field on the best way there, and the odds of that move."""
        rows, columns = len(source), len(target)
        band = _BAND + columns // max(rows, 1) + abs(rows - columns) // 8
        totals: dict[_Field, float] = {(0, 0): 0.0}
        moves: dict[_Field, tuple[tuple[int, int], float]] = {}
        for row in range(rows + 1):
            middle = row * columns // max(rows, 1)
            last = columns if not rows else min(columns, middle + band)
            for column in range(max(0, middle - band), last + 1):
                best = float("-inf")
                for move, prior in _MOVES:
                    down, right = move
                    before = totals.get((row - down, column - right))
                    if before is None:
                        continue
                    odds = prior
                    if down and right:
                        odds += self._odds(source[row - down : row], target[column - right : column])
                    if before + odds > best:
                        best = before + odds
                        moves[row, column] = move, odds
                if best > float("-inf"):
                    totals[row, column] = best
        return moves

    def _odds(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> float:
        wanted, given = source[0].words, target[0].words
        if len(source) > 1:
            wanted = wanted.union(*(one.words for one in source[1:]))
        if len(target) > 1:
            given = given.union(*(one.words for one in target[1:]))
        words = testimony(wanted, self.forward, given) + testimony(given, self.backward, wanted)
        lengths = sum(len(one.text) for one in source), sum(len(one.text) for one in target)
        return words * _INDEPENDENCE / 2 + length_evidence(*lengths, self.dictionary.length_ratio)
