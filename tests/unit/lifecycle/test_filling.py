import json
from typing import Any

import pytest
from babel.numbers import format_currency
from tests.unit.lifecycle.evaluator_cases import flow, table

from tweeluik.lifecycle.evaluating import evaluate
from tweeluik.lifecycle.filling import DECIMALS, fill, money_text, number_text

CASES = table()


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    return evaluate(flow(), "everything", json.loads(CASES["results"][0]["given"]))


@pytest.mark.parametrize(("text", "nl", "en"), CASES["fills"]["rows"])
def test_fills_placeholders(text: str, nl: str, en: str, result: dict[str, Any]) -> None:
    words = CASES["fills"]["words"]
    found = [fill(text, result, flow(), words[code], code) for code in ("nl", "en")]
    # Words around the placeholders stay as they are.
    assert found == [nl, en]


@pytest.mark.parametrize(("text", "nl", "en"), CASES["fills"]["without_currency"])
def test_without_a_currency_an_amount_is_a_number(text: str, nl: str, en: str) -> None:
    result = evaluate(flow(), "everything", {"price": 12000})
    assert [fill(text, result, flow(), {}, code) for code in ("nl", "en")] == [nl, en]


@pytest.mark.parametrize(("minor", "currency", "nl", "en"), CASES["amounts"])
def test_writes_amounts(minor: int, currency: str | None, nl: str, en: str) -> None:
    assert money_text(minor, currency, "nl") == nl
    assert money_text(minor, currency, "en") == en
    if currency and 0 <= minor < 10**12:
        # Another table of decimals and marks; it sets no blank after letters, as CLDR asks.
        number = minor / 10 ** DECIMALS.get(currency, 2)
        assert nl == format_currency(number, currency, locale="nl")
        assert en.replace("\N{NO-BREAK SPACE}", "") == format_currency(number, currency, locale="en_GB")


@pytest.mark.parametrize(
    ("number", "nl", "en"),
    [(0, "0", "0"), (999, "999", "999"), (1000, "1.000", "1,000"), (-1234567, "-1.234.567", "-1,234,567")],
)
def test_writes_numbers(number: int, nl: str, en: str) -> None:
    assert number_text(number, "nl") == nl
    assert number_text(number, "en") == number_text(number, "fr") == en
