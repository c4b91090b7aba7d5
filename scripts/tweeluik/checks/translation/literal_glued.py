"""Code, the name of a command or a file, or an e-mail address, to which the translation stuck a word (translators 2a).

Nobody can copy `Get-Mailboxen` from a sentence, and a search for the name does not find it either. Words stuck to
links are found by link-spacing.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.literals import EMAIL, literals
from tweeluik.learn.inline import Inline
from tweeluik.text import Span

_GLUED_CODE = re.compile(r"[^\W\d_]`|`[^\W\d_]")
_SHORTEST = 4
"""Characters of a name; shorter ones are parts of words by chance."""


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the literals of the source that the translation writes as one with another word."""
    prose = pair.source.prose
    names = [one.text for one in literals(prose)]
    if "@" in prose:
        names += EMAIL.findall(prose)
    for name in dict.fromkeys(names):
        if len(name) >= _SHORTEST:
            yield from _glued_names(name, pair)
    if pair.target.codes and _GLUED_CODE.search(pair.target.raw):
        apart = {one.of(pair.source.raw) for one in pair.source.codes if not _is_glued(pair.source, one)}
        for one in pair.target.codes:
            name = one.of(pair.target.raw)
            if name in apart and _is_glued(pair.target, one):
                yield Hit(f"`{name}` is written as one with another word.", one)


def _glued_names(name: str, pair: Pair) -> Iterator[Hit]:
    source, target = pair.source.raw, pair.target.prose
    start = target.find(name)
    while start >= 0:
        end = start + len(name)
        before, after = target[max(start - 1, 0) : start], target[end : end + 1]
        if (before.isalpha() and before + name not in source) or (after.isalpha() and name + after not in source):
            yield Hit(f"{name} is written as one with another word.", Span(start, end))
        start = target.find(name, end)


def _is_glued(half: Inline, code: Span) -> bool:
    """Tell whether a letter stands right before or after code and its backticks."""
    start, end = code.start, code.end
    while half.raw[start - 1 : start] == "`":
        start -= 1
    while half.raw[end : end + 1] == "`":
        end += 1
    return half.raw[max(start - 1, 0) : start].isalpha() or half.raw[end : end + 1].isalpha()


CHECK = PairCheck("literal-glued", find)
