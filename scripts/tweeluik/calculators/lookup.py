"""What a tool answers without its script: worked examples, and a table with a row for each day of the year."""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tweeluik.lifecycle.dates import MONTHS, day_number, iso_date
from tweeluik.lifecycle.evaluating import Scope, evaluate, known_answers
from tweeluik.lifecycle.records import Scenario

COMMON = (2026, 2026)
"""A year of the table without a 29 February, in it or after it: the year of the days before March, of the others."""
LEAP = (2028, 2027)
"""The same with one within reach."""
AFTER_FEBRUARY = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A day that is some days after another."""

    text: str
    leap: str = ""
    """The day if a 29 February lies between; '' if it is the same."""


@dataclass(frozen=True, slots=True)
class Day:
    """A row of the table."""

    month: int
    text: str
    """Such as `31 januari`."""
    iso: str
    """The day that the cells were counted from, as ISO text."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A table of days."""

    input: str
    """The date that one has."""
    offsets: tuple[int, ...]
    """Days from it, one per column."""
    months: tuple[tuple[str, tuple[Day, ...]], ...]


def examples(compiled: Mapping[str, Any], tool: str, scenarios: Sequence[Scenario]) -> Iterator[dict[str, Any]]:
    """Yield a result for each outcome of a tool that somebody has worked out, from the first scenario that fits.

    A scenario that leaves out what the form insists on is none that a customer can come upon.
    """
    for outcome in compiled["tools"][tool]["outcomes"]:
        for scenario in scenarios:
            if scenario.tool == tool and scenario.outcome == outcome["id"]:
                result = evaluate(compiled, tool, scenario.answers)
                if result["outcome"] == outcome["id"] and _is_complete(compiled, tool, scenario.answers):
                    yield result
                    break


def _is_complete(compiled: Mapping[str, Any], tool: str, answers: Mapping[str, Any]) -> bool:
    """Tell whether the form takes some answers: whether all is answered that cannot be unknown or left empty."""
    flow = compiled["tools"][tool]
    known = known_answers(compiled, flow, answers)
    scope = Scope(compiled, known)
    for question in flow["inputs"]:
        kind = compiled["inputs"][question["input"]]
        can_be_unknown = kind.get("unknown") or kind.get("optional")
        if not can_be_unknown and known[question["input"]] is None and scope.holds(question.get("when")) is not False:
            return False
    return True


def lookup(
    compiled: Mapping[str, Any], tool: str, results: Sequence[Mapping[str, Any]], language: str
) -> Lookup | None:
    """Return the table of the days that a tool's results name; None if none follows from one date.

    Args:
        compiled: the compiled rules.
        tool: the tool.
        results: worked examples.
        language: code of the language.
    """
    inputs = compiled["inputs"]
    asked = [one["input"] for one in compiled["tools"][tool]["inputs"]]
    name = next((one for one in asked if inputs[one]["type"] == "date" and not inputs[one].get("prefill")), None)
    if name is None:
        return None
    found = sorted({offset for result in results for offset in _offsets(compiled, tool, result, name)} - {0})
    if not found:
        return None
    rows = tuple(_days(found, language))
    names = MONTHS.get(language, MONTHS["en"])
    months = tuple((names[index], tuple(row for row in rows if row.month == index + 1)) for index in range(12))
    return Lookup(name, tuple(found), months)


def _offsets(compiled: Mapping[str, Any], tool: str, result: Mapping[str, Any], name: str) -> Iterator[int]:
    """Yield how many days after a date those of a result are, where they move with it."""
    answers = result["answers"]
    start = day_number(answers.get(name))
    if start is None:
        return
    moved = evaluate(compiled, tool, {**answers, name: iso_date(start + 1)})
    later = {(item["id"], end): day_number(item[end]) for item in moved["items"] for end in ("from", "to")}
    for item in result["items"]:
        for end in ("from", "to"):
            day = day_number(item[end])
            if day is not None and later.get((item["id"], end)) == day + 1:
                yield day - start


def _days(offsets: Sequence[int], language: str) -> Iterator[Day]:
    for month in range(1, 13):
        late = month >= AFTER_FEBRUARY
        for day in range(1, calendar.monthrange(LEAP[0], month)[1] + 1):
            common = day_number(f"{COMMON[late]}-{month:02}-{day:02}")
            leap = day_number(f"{LEAP[late]}-{month:02}-{day:02}")
            assert leap is not None
            start = leap if common is None else common
            cells = (_cell(start, leap, offset, language) for offset in offsets)
            iso = iso_date(start) or ""
            yield Day(month, _short(start, language), iso, tuple(cells))


def _cell(start: int, leap: int, offset: int, language: str) -> Cell:
    text, other = _short(start + offset, language), _short(leap + offset, language)
    return Cell(text, other if other != text else "")


def _short(day: int, language: str) -> str:
    _, month, number = (iso_date(day) or "").split("-")
    return f"{int(number)} {MONTHS.get(language, MONTHS['en'])[int(month) - 1]}"
