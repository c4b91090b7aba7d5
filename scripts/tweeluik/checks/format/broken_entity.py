"""`broken-entity`: an entity that translation has torn apart, such as `& nbsp;` (source-format 6.5).

Readers see its letters instead of the character. The source half shows what it was.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_NAMES = (
    "nbsp|ensp|emsp|thinsp|lt|gt|amp|quot|apos|copy|reg|trade|mdash|ndash|hellip|bull|rarr|larr"
    r"|\#\d{1,6}|\#x[0-9a-f]{1,6}"
)
_TORN = re.compile(
    rf"""
    (?P<escape>\\?) & (?P<before>[ \u00a0]{{0,3}}) (?P<name>{_NAMES}) (?P<after>[ \u00a0]{{0,3}}) ;
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit for each entity that is whole in the source."""
    if "&" not in pair.target.raw or ";" not in pair.target.raw:
        return
    for match in _TORN.finditer(pair.target.raw):
        if not (match["before"] or match["after"] or match["escape"]) or match.group() in pair.source.raw:
            continue
        whole = f"&{match['name']};"
        if whole.lower() in pair.source.raw.lower():
            message = f"'{match.group()}' is shown letter for letter; '{whole}' is meant."
            yield Hit(message, Span(*match.span()), fix=whole)


CHECK = PairCheck("broken-entity", find)
