"""A bracket of the translation that has no partner, while those of the source have."""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.learn.inline import Inline
from tweeluik.text import Span

_BRACKET = re.compile(r"[()\[\]{}]")
_ITEM = re.compile(r"\s*\(?\w{1,3}\)")
_SMILEY = re.compile(r"[:;]-?\Z")
_REFERENCE = re.compile(r"(?<!\w)[a-z0-9]\Z")
"""What a bracket closes that needs no partner, as in `artikel 5, lid 1, onder f)`."""
_PARTNER = {")": "(", "]": "[", "}": "{"}


def find(pair: Pair) -> Iterator[Hit]:
    """Yield brackets without a partner, unless the source has such too."""
    prose = pair.target.prose
    if not _BRACKET.search(prose):
        return
    alone = _alone(pair.target)
    if alone and not _alone(pair.source):
        for at in alone:
            yield Hit(f"The bracket {prose[at]} has no partner.", Span(at, at + 1))


def _alone(half: Inline) -> list[int]:
    prose = half.prose
    item = _ITEM.match(prose)
    opened: list[int] = []
    closed: list[int] = []
    for match in _BRACKET.finditer(prose, item.end() if item else 0):
        character = match.group()
        if character not in _PARTNER:
            opened.append(match.start())
        elif opened and prose[opened[-1]] == _PARTNER[character]:
            opened.pop()
        elif not (
            _ends(_SMILEY, prose, match.start()) or (character == ")" and _ends(_REFERENCE, prose, match.start()))
        ):
            closed.append(match.start())
    return sorted(opened + closed)


def _ends(pattern: re.Pattern[str], prose: str, end: int) -> bool:
    """Tell whether a pattern of two characters at most ends a part of a text."""
    return pattern.search(prose, max(0, end - 2), end) is not None


CHECK = PairCheck("brackets-unbalanced", find)
