"""Calendar dates without a clock: whole days, counted from 1 January 1970, and what people type for one.

The twin of `overrides/assets/javascripts/lifecycle/dates.js`: `tests/fixtures/lifecycle/evaluator` has the cases that
both must pass. Neither knows of hours or time zones, so that a day is a day everywhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

EPOCH = 719163
"""What Python counts for 1 January 1970; its own count begins with the year 1."""
FIRST, LAST = -719162, 2932896
"""1 January of the year 1 and 31 December of the year 9999: outside them no date can be written with four digits."""

MONTHS: Mapping[str, tuple[str, ...]] = {
    "nl": tuple("januari februari maart april mei juni juli augustus september oktober november december".split()),
    "en": tuple("January February March April May June July August September October November December".split()),
}
DAYS: Mapping[str, tuple[str, ...]] = {
    "nl": tuple("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()),
    "en": tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
}
SHORT_MONTHS: Mapping[str, int] = {"mrt": 3, "sept": 9}
"""Short forms that are not the first three letters of a name."""

_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BLANKS = " \t\r\n\N{NO-BREAK SPACE}"
_FULL = re.compile(
    "(?P<d>[0-9]{1,2})[-/. ]+(?P<m>[0-9]{1,2}|[a-z]+)[-/. ]+(?P<y>[0-9]+)"
    "|(?P<iso_y>[0-9]{4})-(?P<iso_m>[0-9]{1,2})-(?P<iso_d>[0-9]{1,2})"
)
_NUMBER = re.compile("0*[0-9]{1,2}")
_DIGITS = re.compile("[0-9]+")
_YEAR_LENGTH = 4


def day_number(text: object) -> int | None:
    """Read a date as ISO text with ASCII digits, `2026-01-31`.

    Returns:
        Days since 1 January 1970; None for anything else, also for a day that is in no calendar.
    """
    if not isinstance(text, str) or not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text).toordinal() - EPOCH
    except ValueError:
        return None


def iso_date(day: int | None) -> str | None:
    """Write a day number as ISO text; None for no day, and for one whose year has not four digits."""
    return None if day is None or not FIRST <= day <= LAST else date.fromordinal(day + EPOCH).isoformat()


def long_date(text: str, language: str) -> str:
    """Write an ISO date with its weekday, as in "dinsdag 31 maart 2026"; English for a language without names."""
    found = date.fromisoformat(text)
    code = language if language in MONTHS else "en"
    return f"{DAYS[code][found.weekday()]} {found.day} {MONTHS[code][found.month - 1]} {found.year}"


@dataclass(frozen=True, slots=True)
class TypedDate:
    """What became of a date that somebody typed."""

    date: str | None = None
    """ISO text; None if there is an error."""
    error: str | None = None
    """`missing`, `incomplete`, `year_digits`, `impossible` or `range`: the first of them that holds."""
    fields: tuple[str, ...] = ()
    """The fields to mend, of `day`, `month` and `year`."""


def parse_date(day: str, month: str, year: str, least: int | None = None, most: int | None = None) -> TypedDate:
    """Read the three fields of a date as people fill them in.

    Leading zeros and blanks do no harm, a month can be a name, long or short, Dutch or English on either page, and a
    whole date can stand in the first field: the day first, or ISO. Nothing is guessed: a year needs its four digits.

    Args:
        day: Text of the field.
        month: Text of the field.
        year: Text of the field.
        least: Day number of the first date that is taken; None for no limit.
        most: Day number of the last one.
    """
    texts = [text.strip(_BLANKS).replace("\N{NO-BREAK SPACE}", " ").lower() for text in (day, month, year)]
    if texts[0] and not texts[1] and not texts[2] and (full := _FULL.fullmatch(texts[0])):
        texts = [full["d"] or full["iso_d"], full["m"] or full["iso_m"], full["y"] or full["iso_y"]]
    return _judged(dict(zip(("day", "month", "year"), texts, strict=True)), least, most)


def _judged(texts: dict[str, str], least: int | None, most: int | None) -> TypedDate:
    empty = tuple(name for name, text in texts.items() if not text)
    if empty:
        return TypedDate(error="missing" if len(empty) == len(texts) else "incomplete", fields=empty)
    if _DIGITS.fullmatch(texts["year"]) and len(texts["year"]) != _YEAR_LENGTH:
        return TypedDate(error="year_digits", fields=("year",))
    numbers = {"day": _small(texts["day"]), "month": _month(texts["month"]), "year": _year(texts["year"])}
    wrong = tuple(name for name, number in numbers.items() if not number)
    written = "{year:04}-{month:02}-{day:02}".format(**numbers)
    found = day_number(written)
    if wrong or found is None:
        return TypedDate(error="impossible", fields=wrong or tuple(texts))
    if (least is not None and found < least) or (most is not None and found > most):
        return TypedDate(error="range", fields=tuple(texts))
    return TypedDate(date=written)


def _small(text: str, most: int = 31) -> int:
    number = int(text) if _NUMBER.fullmatch(text) else 0
    return number if number <= most else 0


def _year(text: str) -> int:
    return int(text) if _DIGITS.fullmatch(text) else 0


def _month(text: str) -> int:
    number = _small(text, 12)
    if number:
        return number
    name = text.removesuffix(".")
    for names in MONTHS.values():
        for index, full in enumerate(names):
            if name in {full.lower(), full[:3].lower()}:
                return index + 1
    return SHORT_MONTHS.get(name, 0)
