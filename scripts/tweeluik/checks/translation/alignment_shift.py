"""`alignment-shift`: segments hold the translation of a neighbour, two of them each other's or several in a row.

Segments say more of the same with a neighbour than with their own other half, by the words that go together in the
docset. One such segment means nothing; two that win by changing places do, and so do two of four in a row that win
much together: neither is found in 204,435 real segments that are sound (translators.md 2a). Mirror images, as in a
glossary ("Role: rol", "rol: Role"), are meant to be.
"""

from collections.abc import Callable, Iterator

from tweeluik.checks.docset import UsageCheck
from tweeluik.checks.pair import Hit
from tweeluik.checks.usage import Pairs, Usage

_SWAPPED_DOUBT = 0.7
"""Similarity of two halves above which they are not taken for strangers; of those that changed places one is below."""
_SWAPPED_GAIN = 0.35
"""What two segments win together by changing places, and neither of them loses."""
_WINDOW = 4
_DOUBT = 0.4
_FEWEST = 2
"""Segments of a window that are strange, and that go better with a neighbour."""
_BETTER = 0.12
_AVERAGE = 0.35
"""What the segments of a window win by it on average."""

Fit = Callable[[int, int], float]
"""How much the source of one segment and the target of another one say the same."""


def find(usage: Usage, pairs: Pairs) -> Iterator[tuple[int, Hit]]:
    """Yield the segments that go better with the target of a neighbour."""
    own = [usage.similarity(*pair) for pair in pairs]

    def fit(source: int, target: int) -> float:
        if source == target or pairs[source] == pairs[target][::-1]:
            return own[source]
        return usage.similarity(pairs[source][0], pairs[target][1])

    elsewhere = _swapped(own, fit)
    for start in range(len(pairs) - _WINDOW + 1):
        if sum(similarity <= _DOUBT for similarity in own[start : start + _WINDOW]) >= _FEWEST:
            elsewhere |= _shifted(range(start, start + _WINDOW), len(pairs), fit)
    for index, distance in sorted(elsewhere.items()):
        where = f"{abs(distance)} {'after' if distance > 0 else 'before'} it"
        yield index, Hit(f"The translation of this segment seems to be the one that stands {where}.")


def _swapped(own: list[float], fit: Fit) -> dict[int, int]:
    """Return how far off the targets of segments are that hold each other's."""
    found: dict[int, int] = {}
    for first in range(len(own) - 1):
        second = first + 1
        if min(own[first], own[second]) > _SWAPPED_DOUBT:
            continue
        gains = fit(first, second) - own[first], fit(second, first) - own[second]
        if min(gains) >= 0 and sum(gains) >= _SWAPPED_GAIN:
            found |= {first: 1, second: -1}
    return found


def _shifted(window: range, count: int, fit: Fit) -> dict[int, int]:
    """Return how far off the targets of the segments of a window are, if they are."""
    for distance in (1, -1, 2, -2):
        gains = {
            index: fit(index, index + distance) - fit(index, index) for index in window if 0 <= index + distance < count
        }
        better = [index for index, gain in gains.items() if gain >= _BETTER]
        if len(better) >= _FEWEST and sum(gains.values()) >= _AVERAGE * len(window):
            return dict.fromkeys(better, distance)
    return {}


CHECK = UsageCheck("alignment-shift", find)
