"""What no calculator of ours ever does: name one day on which data of a business goes, or one sum that comes back."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tweeluik.lifecycle.compiling import compile_rules
from tweeluik.lifecycle.dates import day_number
from tweeluik.lifecycle.evaluating import evaluate
from tweeluik.lifecycle.reading import read_rules
from tweeluik.lifecycle.records import Scenario

RULES, _ = read_rules(Path(__file__).resolve().parents[2] / "docs")
COMPILED = compile_rules(RULES)
EARLIEST, LATEST = "data.earliest_customer", "data.latest"
PLACEHOLDER = re.compile(r"\{([\w.:]+)\}")
NO_CREDIT = {"future_payments"}
"""Amounts that are no refund: what a person typed, given back as it was."""


def days_after(start: str, quantity: str) -> str:
    return (date.fromisoformat(start) + timedelta(days=COMPILED["values"][quantity])).isoformat()


def texts(tool: str, part: str, name: str) -> Iterator[str]:
    """Yield the words of an outcome or an item, in both languages."""
    for words in RULES.words.values():
        key = f"tools.{tool}.{part}.{name}."
        yield " ".join(text for word, text in words.items() if word.startswith(key))


def says_both(tool: str, item: dict[str, Any]) -> bool:
    """Tell whether the words of an item name the earliest reading too."""
    return all(f":{EARLIEST}}}" in text for text in texts(tool, "items", item["id"]))


DATED = [
    one
    for one in RULES.scenarios
    if one.answers.get("product") == "business" and day_number(one.answers.get("date")) is not None
]
"""The questions about a subscription for business that has been cancelled or will be."""


@pytest.mark.parametrize("scenario", DATED, ids=[f"{one.tool}: {one.name}" for one in DATED])
def test_the_latest_day_of_data_never_stands_alone(scenario: Scenario) -> None:
    start = str(scenario.answers["date"])
    result = evaluate(COMPILED, scenario.tool, scenario.answers)
    latest, earliest = days_after(start, LATEST), days_after(start, EARLIEST)
    ends = [(item, end) for item in result["items"] for end in ("from", "to")]
    late = [item for item, end in ends if item[end] == latest and "D-02" in item["claims"]]
    if late and not any(item[end] == earliest for item, end in ends):
        assert all(says_both(scenario.tool, item) for item in late), [item["id"] for item in late]


def test_the_latest_day_is_shown_often_enough_to_be_looked_at() -> None:
    results = [
        (evaluate(COMPILED, one.tool, one.answers), days_after(str(one.answers["date"]), LATEST)) for one in DATED
    ]
    assert sum(any(latest in (item["from"], item["to"]) for item in result["items"]) for result, latest in results) > 30


@pytest.mark.parametrize("tool", ["credit", "reservation"])
def test_every_refund_is_a_range(tool: str) -> None:
    amounts = [one for one in RULES.tools[tool]["items"] if one["kind"] == "amount" and one["id"] not in NO_CREDIT]
    assert amounts
    for one in amounts:
        assert one.get("from") != one.get("to"), one["id"]
        assert "to" in one, one["id"]


@pytest.mark.parametrize("tool", RULES.tools)
def test_words_give_both_ends_of_an_amount(tool: str) -> None:
    amounts = {one["id"] for one in RULES.tools[tool]["items"] if one["kind"] == "amount"} - NO_CREDIT
    for words in RULES.words.values():
        for key, text in words.items():
            if key.startswith(f"tools.{tool}."):
                named = {name for name in PLACEHOLDER.findall(text) if name.rpartition(".")[0] in amounts}
                for one in {name.rpartition(".")[0] for name in named}:
                    assert {f"{one}.from", f"{one}.to"} <= named, key
