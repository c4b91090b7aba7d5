"""A character that nobody sees, or that stands for a broken one, in the translation alone (translators 2a).

Control characters, zero-width and bidirectional marks, private use, the replacement character, and UTF-8 read as
Latin-1.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffd"
    "\ue000-\uf8ff\U000f0000-\U0010ffff]|Ã[\x80-\xbf]|Â[\x80-\xbf]|â€[\x80-\xbf™œ“”\u02dc¦]"
)


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the forbidden characters that the source does not have."""
    target = pair.target.raw
    if target.isascii() and target.isprintable():
        return
    for match in _FORBIDDEN.finditer(target):
        if match.group() not in pair.source.raw:
            name = " ".join(f"U+{ord(character):04X}" for character in match.group())
            yield Hit(f"{name} does not belong in text.", Span(*match.span()))


CHECK = PairCheck("forbidden-char", find)
