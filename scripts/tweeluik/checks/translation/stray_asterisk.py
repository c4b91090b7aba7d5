r"""Escaped asterisks, `\*\*`, that the source does not have: the reader sees asterisks instead of bold text.

They come from tools that escape emphasis which they cannot pair (translators 2a). A pair may not stand in the source,
a single one may not if the source shows no asterisk at all: a footnote has one in both languages.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_PAIR = r"\*\*"
_RUN = re.compile(r"(?:\\\*)+")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the runs of escaped asterisks of the translation that nothing in the source accounts for."""
    source, target = pair.source, pair.target
    if r"\*" not in target.raw or _PAIR in source.raw:
        return
    shows_one = "*" in source.prose
    for match in _RUN.finditer(target.raw):
        if match.start() in target.escapes and (_PAIR in match.group() or not shows_one):
            yield Hit("Asterisks will be seen here instead of bold text.", Span(*match.span()))


CHECK = PairCheck("stray-asterisk", find)
