"""Brackets that have lost what they held, or have moved away from it."""

import re
from collections.abc import Iterator
from itertools import islice

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.learn.inline import Inline
from tweeluik.text import Span

_DISPLACED = re.compile(
    r"""
    (?P<empty> \((?:[\s\0]|(?<!\0)\*)*\) )  # an escaped asterisk is text
    | (?P<open> \(\0*\s+ )(?=\S)
    | (?<=\S)\0*(?P<close> \s[\s\0]*\) )(?![:;])
    """,
    re.VERBOSE,
)


def find(pair: Pair) -> Iterator[Hit]:
    """Yield empty brackets and blanks inside them, unless the source has such too."""
    if "(" not in pair.target.prose and ")" not in pair.target.prose:
        return
    found = list(_displaced(pair.target))
    if not found:
        return
    excused = {kind == "empty" for _, kind in _displaced(pair.source)}
    rest = ((span, kind) for span, kind in found if (kind == "empty") not in excused)
    for span, kind in islice(rest, 1):
        yield Hit("The brackets are empty." if kind == "empty" else "A blank stands inside the brackets.", span)


def _displaced(half: Inline) -> Iterator[tuple[Span, str]]:
    for match in _DISPLACED.finditer(half.prose):
        kind = match.lastgroup or ""
        yield Span(*match.span(kind)), kind


CHECK = PairCheck("bracket-displaced", find)
