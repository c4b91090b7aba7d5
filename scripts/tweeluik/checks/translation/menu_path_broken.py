"""A path through menus with a name missing between two separators, or after the last one."""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.menu_path import separators
from tweeluik.learn.inline import Inline
from tweeluik.text import Span

_HOLE = re.compile(r">[\s\0*_]*>|>[\s\0*_]*[.,;:]?[\s\0*_]*\Z|>[\s\0*_]*[.,;:](?=[\s\0])")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the holes in paths of the translation, unless the source has some."""
    if ">" not in pair.target.prose:
        return
    holes = list(_holes(pair.target))
    if holes and any(separators(pair.source)) and not any(_holes(pair.source)):
        yield Hit("A name is missing in the path through the menus.", Span(holes[0].start, holes[-1].end))


def _holes(half: Inline) -> Iterator[Span]:
    at = set(separators(half))
    position = 0
    while at and (match := _HOLE.search(half.prose, position)):
        position = match.start() + 1
        if match.start() in at:
            end = match.end()
            # A separator may be written as an entity.
            yield Span(match.start(), half.raw.find(";", end) + 1 if half.raw[end - 1] == "&" else end)


CHECK = PairCheck("menu-path-broken", find)
