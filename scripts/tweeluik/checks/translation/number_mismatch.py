"""A number of the source that the translation does not say, or another one in its place.

Numbers are compared as sets, since a translation may well say one once that the source says twice, and by all the
ways in which both languages write them: with other marks of thousands and decimals, in words, as names of months,
with hours counted to 12 or to 24 (translators 2b).
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.numbers import DIGITS, Number, Readings, numbers
from tweeluik.learn.inline import Inline
from tweeluik.text import Span

_DIGIT = re.compile(r"\d")
_OTHER_MEASURES = re.compile(
    r"\b(?:miles?|feet|foot|inch(?:es)?|yards?|pounds?|fahrenheit|letter|tabloid)\b|°F", re.IGNORECASE
)
"""Measures that a translation may convert, or leave out next to metric ones."""
_PRODUCT = re.compile(r"(?:Microsoft|Office|Dynamics)[\0 \u00a0]{1,5}$")
"""What stands before a number that is part of a name; people name `Office 365` where others say `the app`."""
_ONE_TO_ONE = re.compile(r"privé|persoonlijk|[eé][eé]n-op-[eé][eé]n", re.IGNORECASE)
_INSIDE = re.compile(r"(?<=[A-Za-z])\d+[A-Za-z]")
"""Digits in the middle of a name: B2B, ExportO365List."""
_NAME = re.compile(r"(?<!\w)([A-Za-z]{1,8})\d{1,2}(?!\w)")
"""A short name that ends in digits: E5, IPv6."""


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the numbers that only one of the halves has."""
    source, target = pair.source, pair.target
    if _DIGIT.search(source.prose) is None and _DIGIT.search(target.prose) is None:
        return
    if sorted(DIGITS.findall(source.prose)) == sorted(DIGITS.findall(target.prose)):
        return
    in_source, in_target = Readings(source), Readings(target)
    clock = in_source.clock or in_target.clock
    missing = [one for one in _counted(source) if not in_target.has(one, source, clock=clock)]
    extra = [one for one in _counted(target) if not in_source.has(one, target, clock=clock)]
    if missing and _OTHER_MEASURES.search(source.prose):
        return
    if missing and missing[0].text == "1:1" and _ONE_TO_ONE.search(target.text):
        missing = []
    yield from _hits(missing, extra)
    if not missing and not extra:
        yield from _cut_names(pair)


def _counted(half: Inline) -> Iterator[Number]:
    """Yield the numbers of a half, each once, without those of products and names, and the number of a list item."""
    seen = set()
    for one in numbers(half):
        before = half.prose[max(one.span.start - 20, 0) : one.span.start]
        item = one.span.start == 0 and half.prose[one.span.end : one.span.end + 2] == ". "
        named = (one.text == "365" and _PRODUCT.search(before)) or _INSIDE.match(half.prose, one.span.start)
        if one.text not in seen and not item and not named:
            seen.add(one.text)
            yield one


def _cut_names(pair: Pair) -> Iterator[Hit]:
    """Yield names such as `E5` of which the translation has lost the digits in one place."""
    source, target = (half.prose.replace("\0", "") for half in (pair.source, pair.target))
    for match in _NAME.finditer(pair.source.prose):
        name, letters = match.group(), rf"(?<!\w){match[1]}(?!\w)"
        lost = len(re.findall(letters, target)) > len(re.findall(letters, source))
        if lost and target.count(name) < source.count(name):
            yield Hit(f"The number of {name} is missing in one place.", None, Span(*match.span()))
            return


def _hits(missing: list[Number], extra: list[Number]) -> Iterator[Hit]:
    if len(missing) == len(extra):
        for one, other in zip(missing, extra, strict=True):
            yield Hit(f"The number {other.text} stands where the source has {one.text}.", other.span, one.span)
        return
    for one in missing:
        yield Hit(f"The number {one.text} of the source is missing.", None, one.span)
    for one in extra:
        yield Hit(f"The number {one.text} is not in the source.", one.span)


CHECK = PairCheck("number-mismatch", find, source=frozenset({"en"}), target=frozenset({"nl"}))
