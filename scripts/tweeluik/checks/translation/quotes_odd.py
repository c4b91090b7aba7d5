"""An odd number of double quotation marks: one of a pair is missing.

That both halves have as many says nothing: Dutch often has single ones where English has double ones.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_QUOTES = re.compile('["“”„]')
_INCHES = re.compile(r"\d[\"”]")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit if the translation has an odd number of double quotation marks and the source has not."""
    prose = pair.target.prose
    marks = [match.start() for match in _QUOTES.finditer(prose)]
    if len(marks) % 2 and not len(_QUOTES.findall(pair.source.prose)) % 2 and not _INCHES.search(prose):
        at = marks[0] if len(marks) == 1 else marks[-1]
        yield Hit("A quotation mark has no partner.", Span(at, at + 1))


CHECK = PairCheck("quotes-odd", find)
