"""A number that has another unit in the translation: 30 weeks for 30 days, or MB for GB.

Only a unit after a number that both halves have counts, and only if the source gives that number other units or has
no such unit anywhere: a unit that the translation leaves out, or adds for clarity, is no fault.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import WORD, Hit, Pair, PairCheck
from tweeluik.learn.units import Amount, amounts, spelled_amounts, unit_of

_DIGIT = re.compile(r"\d")
_TIMES = ("uur", "uren", "dag", "dagen", "week", "weken", "maand", "jaar", "jaren", "minu", "second")
"""What a number in words may count; other units come with digits."""
_CLOCK = re.compile(r"\d\s?[ap]\.?m\b|\d:\d\d|noon|midnight|o'clock|24[/x×]7", re.IGNORECASE)
_SIGN = re.compile(r"[%$€£]")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the amounts of the translation whose unit is another one in the source."""
    prose = pair.target.prose
    found = list(amounts(prose)) if _DIGIT.search(prose) else []
    if any(time in prose for time in _TIMES):
        found += spelled_amounts(prose)
    if not found:
        return
    text = pair.source.text
    given: dict[str, list[Amount]] = {}
    for one in (*amounts(text), *spelled_amounts(text)):
        given.setdefault(one.digits, []).append(one)
    mentioned: frozenset[str] | None = None
    for one in found:
        counterparts = given.get(one.digits, [])
        if any(other.unit == one.unit for other in counterparts):
            continue
        if not counterparts:
            if mentioned is None:
                mentioned = _units_of(text)
            if one.unit in mentioned or not _has_digits(text, one.digits):
                continue
            if one.unit == "hour" and _CLOCK.search(text):
                continue
        yield _hit(one, counterparts, pair)


def _units_of(text: str) -> frozenset[str]:
    text = text.replace("\0", "").lower()
    parts = [part for word in WORD.findall(text) for part in (word, *word.split("-"))] + _SIGN.findall(text)
    return frozenset(unit for part in parts if (unit := unit_of(part)))


def _has_digits(text: str, digits: str) -> bool:
    return digits in re.sub(r"[\0.,\u00a0]", "", text)


def _hit(one: Amount, counterparts: list[Amount], pair: Pair) -> Hit:
    said = one.span.of(pair.target.text).replace("\0", "")
    if not counterparts:
        return Hit(f"The source has no unit like that of {said}.", one.span)
    other = counterparts[0].span
    return Hit(f"{said} stands where the source has {other.of(pair.source.text)}.".replace("\0", ""), one.span, other)


CHECK = PairCheck("unit-mismatch", find, source=frozenset({"en"}), target=frozenset({"nl"}))
