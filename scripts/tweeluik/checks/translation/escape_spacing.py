r"""Blanks that the translation puts around an escaped character, as in `HKEY \_ LOCAL` (translators 2a).

Machine translation takes the escape for a word of its own. The blanks are seen on the page, and a name with blanks
in it is another name.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_BLANK = r"[ \u00a0]"
_SPACED = re.compile(
    r"""
    [ \u00a0]\\[_\#&@\\]
    | \\[_\#&@\\][ \u00a0]
    | \\[\[{<][ \u00a0]
    | [ \u00a0]\\[\]}]
    | [ \u00a0]\\\.(?=[ \u00a0\w])
    | (?<=["'])[ \u00a0]\\<
    | [ \u00a0]\\>(?![ \u00a0])
    | (?<=-)[ \u00a0]\\>
    | (?<=\S)\\>[ \u00a0](?=[^\w\s*\[<\\(`]|$)
    | (?<=\S)[ \u00a0]\\\*(?=[\s,;:)!?]|\.(?!\w)|$)
    | (?<=[^\s*])(?<![\s_]\*)\\\*[ \u00a0]
    | (?<=\*\*)\\\*[ \u00a0]
    | \\\*[ \u00a0](?=\.\w)
    """,
    re.VERBOSE,
)
"""An escaped character with a blank where a name goes on; at a bracket on the inside, or before a mark."""
_NAME = re.compile(rf"(?<!\S)(?:[^\s\\]|\\(?=[^\s_#&@\\]))*(?:{_BLANK}{{0,2}}\\[_#&@\\]{_BLANK}{{0,2}}[^\s\\]*)+")
_LONGEST_NAME = 200
_AROUND_NAME = "*_.,:;()'\"‘’“”"


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the names with blanks at escaped characters, and each other escaped character with blanks once."""
    target = pair.target.raw
    if not pair.target.escapes or _SPACED.search(target) is None:
        return
    source = pair.source.raw
    kinds = {match.group().replace("\u00a0", " ") for match in _SPACED.finditer(source)}
    names = list(_NAME.finditer(target))[::-1]
    done = 0
    told: set[str] = set()
    for match in _SPACED.finditer(target):
        escaped = match.group().strip(" \u00a0")
        if match.start() < done or match.group().replace("\u00a0", " ") in kinds or escaped not in source:
            continue
        while names and names[-1].end() < match.end():
            names.pop()
        is_inside = names and names[-1].start() <= match.start() and len(names[-1].group()) <= _LONGEST_NAME
        name = _without_marks(names[-1]) if is_inside else None
        whole = name.of(target) if name else ""
        joined = re.sub(_BLANK, "", whole)
        if name and len(joined) > len(escaped) and whole != joined and joined in source:
            done = name.end
            yield Hit(f"Blanks around {escaped}; the source has {joined}.", name, fix=joined)
        elif escaped not in told:
            told.add(escaped)
            yield Hit(f"A blank at {escaped} that the source does not have.", Span(match.start(), match.end()))


def _without_marks(match: re.Match[str]) -> Span:
    """Return the characters of a name, blanks and all, without the marks around it."""
    name = match.group()
    first = match.start() + len(name) - len(name.lstrip(_AROUND_NAME + " \u00a0"))
    return Span(first, match.start() + len(name.rstrip(_AROUND_NAME + " \u00a0")))


CHECK = PairCheck("escape-spacing", find)
