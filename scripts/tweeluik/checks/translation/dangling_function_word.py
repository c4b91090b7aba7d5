"""`dangling-function-word`: a small word that waits for a word which went elsewhere: "de pagina van , en".

Links, code, pictures and addresses count as words (translators.md 2a). Words that may end a clause as the particle of a
verb ("voert het script uit , waarna") are left out: there only the blank is wrong.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_LONELY = re.compile(r" [ \t\0]*+(?=[.,;](?:[\s\0)]|$))")
_WORD = re.compile(
    r"(?<![\w'’-])(?:als|behulp van|bij|de|door|een|en|het|in|met|naar|of|op|te|tot|tussen|uw|van|voor|zoals)\0*\Z",
    re.IGNORECASE,
)
_LONGEST_WORD = 40
_SPLIT_NAME = re.compile(r"\. [A-Z]{2,}")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield each small word before a lonely punctuation mark."""
    prose = pair.target.prose
    for match in _LONELY.finditer(prose):
        start, end = match.span()
        word = _WORD.search(prose, max(0, start - _LONGEST_WORD), start)
        if word is None or "[" in pair.target.raw[start:end] or _SPLIT_NAME.match(prose, end):
            continue
        if _LONELY.search(pair.source.prose):
            continue
        shown = word.group().rstrip("\0")
        yield Hit(f"After '{shown}' a word is missing.", Span(word.start(), end + 1))


CHECK = PairCheck("dangling-function-word", find, target=frozenset({"nl"}))
