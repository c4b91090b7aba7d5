"""Brackets that have lost what they held, or have moved away from it."""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.learn.inline import Inline
from tweeluik.text import Span

_DISPLACED = re.compile(
    r"""
    (?P<empty> \([\s\0*]*\) )
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
    if found and not any(_displaced(pair.source)):
        span, kind = found[0]
        yield Hit("The brackets are empty." if kind == "empty" else "A blank stands inside the brackets.", span)


def _displaced(half: Inline) -> Iterator[tuple[Span, str]]:
    for match in _DISPLACED.finditer(half.prose):
        kind = match.lastgroup or ""
        yield Span(*match.span(kind)), kind


CHECK = PairCheck("bracket-displaced", find)
