"""An address that stands in the text as it is, and that the translation changed or lost (translators 2a)."""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.literals import MADE_UP
from tweeluik.text import Span

_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_LANGUAGE = re.compile(r"/[a-z]{2}-[a-z]{2}(?=/|$)", re.IGNORECASE)
_WWW = re.compile(r"(?<![\w/.@\-])www\.[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}(?:/[\w\-./]{0,200}\w)?")
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the addresses of the source that the translation does not have in any form."""
    source = pair.source
    if "://" not in source.raw and "www." not in source.raw:
        return
    spans = [*source.addresses, *(Span(*match.span()) for match in _WWW.finditer(source.prose))]
    if not spans:
        return
    target = _comparable(pair.target.raw)
    for span in spans:
        address = span.of(source.raw)
        if not MADE_UP.search(address) and _comparable(address).rstrip("/") not in target:
            yield Hit(f"The address {address} is missing.", None, span)


def _comparable(text: str) -> str:
    """Return addresses without what may differ: scheme, language, escapes and capitals."""
    return _LANGUAGE.sub("", _SCHEME.sub("", _ESCAPED.sub("", text))).lower()


CHECK = PairCheck("bare-url", find)
