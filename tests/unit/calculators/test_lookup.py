"""Worked examples, and the table of days."""

import datetime as dt

import pytest

from tweeluik.calculators.library import Calculators
from tweeluik.calculators.lookup import Day, examples, lookup
from tweeluik.lifecycle.dates import MONTHS
from tweeluik.lifecycle.evaluating import evaluate


def found(calculators: Calculators) -> dict[str, Day]:
    results = list(examples(calculators.compiled, "timeline", calculators.rules.scenarios))
    table = lookup(calculators.compiled, "timeline", results, "en")
    assert table
    assert table.input == "date"
    assert table.offsets == (30, 60, 88, 90)
    return {day.text: day for _, days in table.months for day in days}


def test_each_outcome_that_was_worked_out_is_an_example(calculators: Calculators) -> None:
    results = examples(calculators.compiled, "timeline", calculators.rules.scenarios)
    assert [one["outcome"] for one in results] == ["over", "cancel", "lapse"]


def test_every_day_has_a_row(calculators: Calculators) -> None:
    assert len(found(calculators)) == 366


@pytest.mark.parametrize(
    ("day", "cells"),
    [
        pytest.param(
            "31 January", [("2 March", "1 March"), ("1 April", "31 March"), ("29 April", "28 April")], id="end"
        ),
        pytest.param("29 February", [("30 March", ""), ("29 April", ""), ("27 May", "")], id="leap day"),
        pytest.param("1 December", [("31 December", ""), ("30 January", ""), ("27 February", "")], id="just before"),
        pytest.param("2 December", [("1 January", ""), ("31 January", ""), ("28 February", "")], id="two before"),
        pytest.param("15 May", [("14 June", ""), ("14 July", ""), ("11 August", "")], id="no February near"),
    ],
)
def test_rows(calculators: Calculators, day: str, cells: list[tuple[str, str]]) -> None:
    assert [(cell.text, cell.leap) for cell in found(calculators)[day].cells[:3]] == cells


def test_the_day_after_the_leap_day_differs(calculators: Calculators) -> None:
    last = found(calculators)["1 December"].cells[3]
    assert (last.text, last.leap) == ("1 March", "29 February")


def test_cells_are_what_the_calendar_of_python_says(calculators: Calculators) -> None:
    for text, row in found(calculators).items():
        start = dt.date.fromisoformat(row.iso)
        assert text == f"{start.day} {MONTHS['en'][start.month - 1]}"
        for days, cell in zip((30, 60, 88, 90), row.cells, strict=True):
            then = start + dt.timedelta(days)
            assert cell.text == f"{then.day} {MONTHS['en'][then.month - 1]}"


def test_cells_are_what_the_tool_says(calculators: Calculators) -> None:
    for row in found(calculators).values():
        answers = {"route": "cancel", "reason": "move", "date": row.iso, "today": row.iso}
        items = {one["id"]: one for one in evaluate(calculators.compiled, "timeline", answers)["items"]}
        _, month, day = items["safe"]["from"].split("-")
        assert row.cells[2].text == f"{int(day)} {MONTHS['en'][int(month) - 1]}"


def test_a_tool_without_dates_has_no_table(calculators: Calculators) -> None:
    results = list(examples(calculators.compiled, "loans", calculators.rules.scenarios))
    assert [one["outcome"] for one in results] == ["many", "few", "some"]
    assert lookup(calculators.compiled, "loans", results, "nl") is None
