"""The key that a misspelt one was meant to be."""

import re
from collections.abc import Iterable

_MARKS = re.compile(r"[^a-z0-9]+")
SHORT = 8
"""Keys with fewer letters must be nearer: `tags` is not meant as `uid`."""


def nearest(key: str, known: Iterable[str]) -> str | None:
    """Return the one known key that a key is most like, or None.

    Keys that differ only in case and punctuation are alike; or else those with at most two letters (one in a short
    key) too few, too many, wrong or swapped.
    """
    known = sorted(known)
    bare = _bare(key)
    alike = [one for one in known if _bare(one) == bare]
    if not alike:
        most = 1 if len(key) < SHORT else 2
        distances = {one: distance(key.lower(), one.lower(), most) for one in known}
        least = min(distances.values(), default=most + 1)
        alike = [one for one, away in distances.items() if away == least <= most]
    return alike[0] if len(alike) == 1 else None


def _bare(key: str) -> str:
    return _MARKS.sub("", key.lower())


def distance(first: str, second: str, most: int) -> int:
    """Return how many letters have to be added, taken out, changed or swapped with the next; `most` + 1 if more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
