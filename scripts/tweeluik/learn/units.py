"""Units of time, of data, of money and others, in English and in Dutch, and the amounts that they belong to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tweeluik.learn.number_words import values_of_words
from tweeluik.text import Span

_WORDS = {
    "millisecond": "ms msec millisecond milliseconds milliseconde milliseconden",
    "second": "sec secs second seconds seconde seconden secondes",
    "minute": "min mins minute minutes minuut minuten",
    "hour": "hr hrs hour hours hourly uur uren uurs uurse",
    "day": "day days daily workday workdays weekday weekdays dag dagen daags daagse dagelijks dagelijkse werkdag "
    "werkdagen kalenderdag kalenderdagen weekdag weekdagen business",
    "week": "week weeks weekly weken weeks weekse wekelijks wekelijkse",
    "month": "month months monthly mo maand maanden maands maandse maandelijks maandelijkse",
    "quarter": "quarter quarters quarterly kwartaal kwartalen",
    "year": "year years yearly annual annually yr yrs annum per-annum jaar jaren jarig jarige jaarlijks jaarlijkse",
    "bit": "bit bits bitness",
    "byte": "byte bytes",
    "kilobyte": "kb kib kilobyte kilobytes",
    "megabyte": "mb mib megabyte megabytes",
    "gigabyte": "gb gib gigabyte gigabytes gigs",
    "terabyte": "tb tib terabyte terabytes",
    "petabyte": "pb petabyte petabytes",
    "kilobit per second": "kbps kbit kbits kb/s",
    "megabit per second": "mbps mbit mbits mb/s",
    "gigabit per second": "gbps gbit gbits gb/s",
    "kilohertz": "khz",
    "megahertz": "mhz",
    "gigahertz": "ghz",
    "percent": "% percent percentage procent pct",
    "dollar": "$ usd dollar dollars us-dollar us-dollars",
    "euro": "€ eur euro euros",
    "pound": "£ gbp",
    "pixel": "px pixel pixels",
    "point": "pt",
}
_COMPOUND = re.compile(
    r"(?P<millisecond>millisec)|(?P<second>seconde)|(?P<minute>minuut|minuten)|(?P<hour>uurs?|uren)"
    r"|(?P<day>dag(?!elij)|dagen|daag)|(?P<week>week(?!end)|weken|wekelijk)|(?P<month>maand(?!ag))"
    r"|(?P<quarter>kwarta)|(?P<year>jaar|jaren|jarig)"
)
"""How Dutch compounds with a unit begin: `30-dagentermijn`."""
_NUMBER = r"(?<![\d:.,])\d+(?:[.,\u00a0]\d+)*"
"""A number, but not the minutes of a time."""
_AMOUNT = re.compile(rf"({_NUMBER})[\0\s\u00a0]{{0,5}}-?[\0\s\u00a0]{{0,3}}(%|\$|€|[^\W\d_]+(?:/s)?)")
_MONEY = re.compile(rf"([$€£]|\b(?:USD|EUR|GBP)\b)[\0\s\u00a0]?({_NUMBER})")
_BEFORE_UNIT = re.compile(
    r"(?<!\w)([^\W\d_]{3,20}(?:-[^\W\d_]{3,7})?)(?:[\0\s\u00a0]{1,5}|-)"
    r"((?:hour|minute|second|day|week|month|quarter|year|uur|uren|minu|dag|weken|maand|kwarta|jaar|jaren)[^\W\d_]{0,20})"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with a unit."""

    digits: str
    """The digits of the number alone, so that no marks of thousands or decimals count."""
    unit: str
    """The unit's English name."""
    span: Span


@cache
def _table() -> Mapping[str, str]:
    return MappingProxyType({word: unit for unit, words in _WORDS.items() for word in words.split()})


def unit_of(word: str) -> str | None:
    """Return the English name of the unit that a word in lower case means or begins with, or None."""
    if unit := _table().get(word):
        return unit
    match = _COMPOUND.match(word)
    return match.lastgroup if match else None


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a text, those written in digits first."""
    for match in _AMOUNT.finditer(text):
        if unit := unit_of(match[2].lower()):
            yield Amount(re.sub(r"\D", "", match[1]), unit, Span(*match.span()))
    for match in _MONEY.finditer(text):
        yield Amount(re.sub(r"\D", "", match[2]), _table()[match[1].lower()], Span(*match.span()))


def spelled_amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a text whose number is a word."""
    numbers = values_of_words()
    for match in _BEFORE_UNIT.finditer(text):
        if (values := numbers.get(match[1].lower())) and (unit := unit_of(match[2].lower())):
            yield Amount(values[0], unit, Span(*match.span()))
