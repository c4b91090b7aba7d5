"""Code that has lost its place: two pieces of it with nothing between them, so that words lack what they name."""

from collections.abc import Iterator
from itertools import pairwise

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.marks import visible
from tweeluik.learn.inline import OPAQUE, Inline
from tweeluik.text import Span


def find(pair: Pair) -> Iterator[Hit]:
    """Yield neighbouring pieces of code with nothing between them, unless the source has as many."""
    if len(pair.target.codes) < 2:  # noqa: PLR2004 - neighbours are two
        return
    touching = _touching(pair.target)
    if touching and len(touching) > len(_touching(pair.source)):
        span = Span(touching[0].start, touching[-1].end)
        yield Hit("Nothing stands between pieces of code here: they have left the words that they belong to.", span)


def _touching(half: Inline) -> list[Span]:
    return [
        Span(first.start, second.end)
        for first, second in pairwise(half.codes)
        if visible(half, Span(first.end, second.start)).strip() == OPAQUE
    ]


CHECK = PairCheck("code-displaced", find)
