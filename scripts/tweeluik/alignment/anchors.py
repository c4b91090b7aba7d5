"""Texts that are unmistakably each other's translation: they share words that no other texts have.

They tell where in a long file one is, so that not every text must be compared with every other one.
"""

from collections.abc import Mapping, Sequence

from tweeluik.alignment.evidence import Witness
from tweeluik.alignment.passages import Words

_FEWEST_VOTES = 2


def unmistakable(
    source: Sequence[Words],
    target: Sequence[Words],
    forward: Mapping[str, Witness],
    backward: Mapping[str, Witness],
) -> list[tuple[int, int]]:
    """Return pairs of texts by their numbers, in order of both.

    Args:
        source: the words of each text.
        target: those of the other side.
        forward: what the words of the source tell.
        backward: what the words of the target tell.
    """
    votes: dict[tuple[int, int], int] = {}
    for number, words in enumerate(source):
        for word in words:
            witness = forward.get(word)
            if witness and len(witness.where) == 1:
                other = witness.where[0]
                back = (backward.get(form) for form in witness.forms if form in target[other])
                if any(one and len(one.where) == 1 for one in back):
                    votes[number, other] = votes.get((number, other), 0) + 1
    found = sorted(pair for pair, count in votes.items() if count >= _FEWEST_VOTES)
    return [(one, other) for one, other, _ in chain([(*pair, float(votes[pair])) for pair in found])]


def chain(weighted: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Return the pairs of highest total weight in which each one is behind the one before on both sides.

    Args:
        weighted: two numbers and a weight above 0, in order of the first number.
    """
    # A binary indexed tree: the best total of all pairs whose second number is below a given one, and its last pair.
    tree = [(0.0, -1)] * (max((other for _, other, _ in weighted), default=-1) + 2)
    before: list[int] = []
    best = (0.0, -1)
    pending: list[tuple[int, tuple[float, int]]] = []
    row = -1
    for number, (one, other, weight) in enumerate(weighted):
        if one != row:
            for column, value in pending:
                _raise(tree, column, value)
            pending, row = [], one
        total, last = _highest(tree, other)
        before.append(last)
        pending.append((other, (total + weight, number)))
        if total + weight > best[0]:
            best = total + weight, number
    found = []
    at = best[1]
    while at >= 0:
        found.append(weighted[at])
        at = before[at]
    return found[::-1]


def _raise(tree: list[tuple[float, int]], column: int, value: tuple[float, int]) -> None:
    at = column + 1
    while at < len(tree):
        if value[0] > tree[at][0]:
            tree[at] = value
        at += at & -at


def _highest(tree: Sequence[tuple[float, int]], columns: int) -> tuple[float, int]:
    """Return the best value of the first `columns` columns."""
    best = (0.0, -1)
    while columns > 0:
        if tree[columns][0] > best[0]:
            best = tree[columns]
        columns -= columns & -columns
    return best
