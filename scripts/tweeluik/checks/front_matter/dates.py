"""Dates that are written in another way than month/day/year."""

import re

from tweeluik.checks.front_matter.fields import Field
from tweeluik.checks.front_matter.schemas import read_date

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")


def mended(field: Field) -> str | None:
    """Return a field's date as month/day/year if it can only mean one."""
    text = str(field.value).strip()
    if match := _YEAR_FIRST.fullmatch(text):
        readings = {(int(match[3]), int(match[4]), match[1])}
    elif match := _YEAR_LAST.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        readings = {(first, second, match[4]), (second, first, match[4])}
    else:
        return None
    written = {f"{month:02}/{day:02}/{year}" for month, day, year in readings}
    dates = [one for one in written if read_date(one)]
    return dates[0] if len(dates) == 1 else None
