"""A date with the month before the day, kept in a language that puts the day first (translators 2a).

Only dates whose second number can be no month are found; in all others nobody can tell.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_DATE = re.compile(r"(?<![\w/.\-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)?\d\d)(?![\w/\-])")
_MONTHS = 12
_DAYS = 31


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the dates of the translation in American order that stand in the source as well."""
    target = pair.target.prose
    if "/" not in target and "-" not in target:
        return
    for match in _DATE.finditer(target):
        first, second = int(match[1]), int(match[3])
        if 1 <= first <= _MONTHS < second <= _DAYS and match.group() in pair.source.prose:
            better = match[2].join((match[3], match[1], match[4]))
            yield Hit(f"The day comes first in Dutch: {better}.", Span(*match.span()), fix=better)


CHECK = PairCheck("date-us-order", find, target=frozenset({"nl"}))
