"""The mark that ends the sentence of the source, lost in the translation."""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.learn.inline import GONE, OPAQUE
from tweeluik.text import Span

_ENDS = ".?:!"
_CLOSING = "\"'”’»)]"
_TORN = f",-{OPAQUE}"
"""What a sentence ends with that has been cut off, or out of which code or a picture has been moved."""
_QUESTION = re.compile(r"(?:how|what|when|where|which|who|why)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"(?:\b(?:etc|inc|corp|ltd|co|no|vs|approx|a\.m|p\.m|e\.g|i\.e|ex|mt|st|jr|sr|[a-z]\.[a-z])|\.\.)\.\Z",
    re.IGNORECASE,
)


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit if the source ends with a mark and the translation with none, or with one that says less."""
    source, target = pair.source.prose, pair.target.prose
    end = _end(source)
    mark = source[end - 1 : end]
    if mark not in _ENDS or not mark:
        return
    other = _end(target)
    last = target[other - 1 : other]
    if not last or not (last.isalnum() or last in _CLOSING + _TORN or _says_less(mark, last)):
        return
    if last in _CLOSING and any(one in target[max(0, other - 4) : other] for one in ".?:!;…"):
        return
    if mark == "." and _ABBREVIATION.search(source, max(0, end - 10), end):
        return
    if mark == "?" and ("?" in target or _QUESTION.match(source.lstrip(GONE + " "))):
        return
    yield Hit(f"The {mark} at the end is missing.", Span(max(0, other - 1), other), Span(end - 1, end))


def _says_less(mark: str, last: str) -> bool:
    """Tell whether a full stop ends what is a question or announces something in the source."""
    return last == "." and mark in ":?"


def _end(prose: str) -> int:
    """Return where the visible text ends, brackets and quotation marks after its last mark left out."""
    end = len(prose)
    while end and (prose[end - 1] == GONE or prose[end - 1].isspace()):
        end -= 1
    return end


CHECK = PairCheck("end-punct-lost", find)
