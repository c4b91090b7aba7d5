"""An e-mail address that the translation changed or lost (translators 2a).

Addresses at the domains that documentation makes up are left alone: translators give their owners Dutch names.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.literals import MADE_UP
from tweeluik.text import Span

_EMAIL = re.compile(
    r"(?<![\w.+\-@/])[\w.+\-][\w.+\-\0]{0,63}@\0?[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,5}\.[A-Za-z]{2,24}(?![\w@\-])"
)


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the addresses of the source that the translation does not have."""
    if "@" not in pair.source.prose:
        return
    text = ""
    for match in _EMAIL.finditer(pair.source.prose):
        address = match.group().replace("\0", "").lstrip("*_")
        if MADE_UP.search(address):
            continue
        text = text or pair.target.text.replace("\0", "").lower() + pair.target.raw.lower()
        if address.lower() not in text:
            yield Hit(f"The address {address} is missing.", None, Span(*match.span()))


CHECK = PairCheck("email-changed", find)
