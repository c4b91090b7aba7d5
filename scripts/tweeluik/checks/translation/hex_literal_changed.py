"""A thumbprint, an identifier or another hexadecimal literal that the translation spells otherwise.

Machine translation drops or repeats digits in long runs of them, and nobody reads them after it. Capitals do not
count (translators 2a).
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

HEX = re.compile(
    r"""
    (?<![\w\ufffc])(?:
        0x[0-9a-f]+
        | [0-9a-f]{2}(?:[:-][0-9a-f]{2}){5,}
        | [0-9a-f]{7,9}(?:-[0-9a-f]{3,5}){3}-[0-9a-f]{11,13}
        | (?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{6,}
    )(?![\w\ufffc])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""`0x` and digits, fingerprints in pairs, GUIDs (also with a digit too few or too many), other runs of six and more."""
_DIGIT = re.compile(r"\d")
_LIKELY = re.compile(r"[0-9a-fA-F]{6}|0[xX]|[0-9a-fA-F]{2}[:-][0-9a-fA-F]{2}[:-]")
_GOES_ON = frozenset("0123456789abcdef")
_GOES_ON_AFTER_PREFIX = frozenset("0123456789")
"""After `0x` a letter may be the start of a word that is stuck to the literal."""


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the hexadecimal literals that only one of the halves has."""
    if _DIGIT.search(pair.source.prose) is None or _LIKELY.search(pair.source.prose) is None:
        return
    missing = list(_only_in(pair.source.prose, pair.target.raw))
    extra = list(_only_in(pair.target.prose, pair.source.raw))
    if not missing and not extra:
        return
    if len(missing) == len(extra):
        for one, other in zip(missing, extra, strict=True):
            yield Hit(f"{other.of(pair.target.raw)} stands where the source has {one.of(pair.source.raw)}.", other, one)
        return
    for one in missing:
        yield Hit(f"{one.of(pair.source.raw)} of the source is missing.", None, one)
    for one in extra:
        yield Hit(f"{one.of(pair.target.raw)} is not in the source.", one)


def _only_in(prose: str, other: str) -> Iterator[Span]:
    found = [match.span() for match in HEX.finditer(prose)]
    if found:
        folded = other.lower()
        yield from (Span(*span) for span in found if not _stands_in(prose[slice(*span)].lower(), folded))


def _stands_in(literal: str, text: str) -> bool:
    """Tell whether a literal stands in a text and does not go on there with more digits."""
    start = text.find(literal)
    while start >= 0:
        around = text[max(start - 1, 0) : start] + text[start + len(literal) : start + len(literal) + 1]
        if not (_GOES_ON_AFTER_PREFIX if literal.startswith("0x") else _GOES_ON).intersection(around):
            return True
        start = text.find(literal, start + 1)
    return False


CHECK = PairCheck("hex-literal-changed", find)
