from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest
from babel.dates import format_date
from tests.unit.lifecycle.evaluator_cases import table

from tweeluik.lifecycle.dates import FIRST, LAST, day_number, iso_date, long_date, parse_date

CASES = table()
LEAST, MOST = 10957, 47846


@pytest.mark.parametrize("case", CASES["typed_dates"], ids=lambda case: "|".join(case["fields"]))
def test_reads_what_people_type(case: dict[str, Any]) -> None:
    expected = {"date": case.get("date"), "error": case.get("error"), "fields": tuple(case.get("at", ()))}
    day, month, year = case["fields"]
    limits = () if case.get("unlimited") else (LEAST, MOST)
    assert asdict(parse_date(day, month, year, *limits)) == expected


@pytest.mark.parametrize(("day", "nl", "en"), CASES["long_dates"])
def test_writes_dates_in_words(day: str, nl: str, en: str) -> None:
    assert long_date(day, "nl") == nl
    assert long_date(day, "en") == long_date(day, "de") == en
    # Another table of names.
    assert nl == format_date(date.fromisoformat(day), "EEEE d MMMM y", "nl")
    assert en == format_date(date.fromisoformat(day), "EEEE d MMMM y", "en_GB")


def test_every_day_of_a_century_there_and_back() -> None:
    start = date(2000, 1, 1)
    for days in range(36890):
        text = (start + timedelta(days)).isoformat()
        assert day_number(text) == LEAST + days
        assert iso_date(LEAST + days) == text


def test_days_end_where_years_have_four_digits() -> None:
    assert iso_date(FIRST) == "0001-01-01"
    assert iso_date(LAST) == "9999-12-31"
    assert iso_date(FIRST - 1) is iso_date(LAST + 1) is iso_date(None) is None
