"""Pieces of code of a half, compared with those of the other."""

from collections import Counter
from collections.abc import Iterator

from tweeluik.learn.inline import Inline
from tweeluik.text import Span


def missing(half: Inline, other: Inline) -> Iterator[tuple[str, Span]]:
    """Yield the code of a half that another one has not, or less often."""
    there = Counter(_shown(other, span) for span in other.codes)
    for span in half.codes:
        text = _shown(half, span)
        if there[text]:
            there[text] -= 1
        else:
            yield text, span


def _shown(half: Inline, span: Span) -> str:
    return " ".join(span.of(half.raw).split())
