r"""Escaped pairs of asterisks, `\*\*`, that the source does not have: the reader sees asterisks instead of bold text.

They come from tools that escape emphasis which they cannot pair (translators 2a).
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_PAIR = r"\*\*"
_RUN = re.compile(r"(?:\\\*){2,}")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the runs of escaped asterisks of the translation if the source has none."""
    if _PAIR not in pair.target.raw or _PAIR in pair.source.raw:
        return
    for match in _RUN.finditer(pair.target.raw):
        yield Hit("Asterisks will be seen here instead of bold text.", Span(*match.span()))


CHECK = PairCheck("stray-asterisk", find)
