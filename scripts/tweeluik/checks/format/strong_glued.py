"""`strong-glued`: bold words in the translation that stand against the next word (source-format 6.5).

`het**tabblad**` reads as one word. Where the source has it too, it may be meant, as in **O**ne **D**rive.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.learn.inline import Inline
from tweeluik.text import Span

_GLUED = re.compile(r"[^\W\d_]\*\*|\*\*[^\W\d_]")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit for each side of a bold text that a letter stands against."""
    if "**" not in pair.target.raw or not pair.target.strong:
        return
    glued = list(_glued(pair.target))
    if glued and not any(True for _ in _glued(pair.source)):
        for span in glued:
            yield Hit("A blank is missing between the bold text and the word beside it.", span)


def _glued(half: Inline) -> Iterator[Span]:
    raw = half.raw
    for inner in half.strong:
        start, end = inner.start - 2, inner.end + 2
        if start < 0 or raw[start : inner.start] != "**" or raw[inner.end : end] != "**":
            continue
        if start and raw[start - 1].isalpha() and raw[inner.start].isalnum():
            yield Span(start - 1, inner.start + 1)
        if end < len(raw) and raw[end].isalpha() and raw[inner.end - 1].isalnum():
            yield Span(inner.end - 1, end + 1)


CHECK = PairCheck("strong-glued", find)
