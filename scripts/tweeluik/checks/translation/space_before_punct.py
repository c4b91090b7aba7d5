"""A blank before a full stop, comma, colon, semicolon, question or exclamation mark."""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.drift import DUTCH_FUNCTION_WORDS
from tweeluik.learn.inline import GONE, Inline
from tweeluik.text import Span

_CHEAP = re.compile(r"[ \t][*_]{0,2}[.,;:?!](?![\w.])")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_AFTER_DOT = re.compile(r"\.\s+(\w+)")
_SPACED = re.compile(r"(?<=[^\s\0])\0*([ \t]+)\0{0,2}[.,;:?!](?=[\s\0)\"'”’]|\Z)")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the blanks before marks of punctuation, unless the source has such too."""
    if not _CHEAP.search(pair.target.raw):
        return
    found = list(_spaced(pair.target))
    if found and not any(_spaced(pair.source)):
        prose = pair.target.prose
        for span in found:
            if _is_split(pair, span) or pair.target.raw[span.end] == "\\":
                continue
            # After `van` or `de` a word is missing, and to close the gap would hide that.
            word = _WORD_BEFORE.search(prose, max(0, span.start - 20), span.start)
            dangling = word is not None and word.group() in DUTCH_FUNCTION_WORDS
            alone = prose[span.end] != GONE
            yield Hit("A blank stands before a mark of punctuation.", span, fix="" if alone and not dangling else None)


def _spaced(half: Inline) -> Iterator[Span]:
    for match in _SPACED.finditer(half.prose):
        yield Span(*match.span(1))


def _is_split(pair: Pair, span: Span) -> bool:
    """Tell whether the mark is the dot of a name that has been taken apart, as in `een . pst-bestand`."""
    word = _AFTER_DOT.match(pair.target.prose, span.end)
    return word is not None and f".{word[1]}".lower() in pair.source.raw.lower()


_NO_BLANK = frozenset("cs da de en es et fi hr hu is it lt lv nb nl pl pt ro sk sl sv tr".split())
"""Languages that never have a blank there; French has."""

CHECK = PairCheck("space-before-punct", find, target=_NO_BLANK)
