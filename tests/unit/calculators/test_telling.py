"""A result in words."""

from typing import Any

import pytest

from tweeluik.calculators.library import Calculators
from tweeluik.calculators.telling import Pieces, Teller, Told
from tweeluik.lifecycle.evaluating import evaluate
from tweeluik.model import Side


def told(calculators: Calculators, tool: str, answers: dict[str, Any], language: str = "nl") -> Told:
    side = Side.TARGET if language == "nl" else Side.SOURCE
    words, interface = calculators.words(side), calculators.interface(side).table
    teller = Teller(calculators.compiled, words, interface, language)
    return teller.tell(evaluate(calculators.compiled, tool, answers))


def plain(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


CANCELLED = {"route": "cancel", "reason": "move", "date": "2026-01-31", "today": "2026-02-01"}


def test_dates_in_a_sentence_are_pieces_of_their_own(calculators: Calculators) -> None:
    answer = told(calculators, "timeline", CANCELLED).answer
    assert plain(answer) == "Uw kaart is geldig tot vrijdag 1 mei 2026, 90 dagen na zaterdag 31 januari 2026."
    assert [piece.date for piece in answer if piece.date] == ["2026-05-01", "2026-01-31"]


def test_rows(calculators: Calculators) -> None:
    result = told(calculators, "timeline", CANCELLED, "en")
    rows = [(row.id, plain(row.when), plain(row.label), row.track, row.status) for row in result.rows]
    assert rows == [
        ("card", "Saturday 31 January 2026 until Friday 1 May 2026", "Valid", "Card", "stated"),
        ("books", "Monday 2 March 2026 until Wednesday 1 April 2026", "Books back", "Books", "contested"),
        ("safe", "Wednesday 29 April 2026", "Last safe day", "", "ours"),
        ("after", "from Friday 1 May 2026", "Not valid", "Card", "derived"),
    ]
    assert [row.id for row in result.rows if row.is_act] == ["safe"]


def test_answers_are_those_that_count(calculators: Calculators) -> None:
    result = told(calculators, "timeline", CANCELLED | {"route": "lapse"})
    assert [label for label, _ in result.answers] == [
        "Wat is er met de kaart?", "Wanneer was dat?", "Welke dag is het vandaag?"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "currency", "fee", "written"),
    [
        pytest.param("nl", "EUR", 123450, "€\N{NO-BREAK SPACE}1.234,50", id="euro in Dutch"),
        pytest.param("en", "EUR", 123450, "€1,234.50", id="euro in English"),
        pytest.param("nl", "JPY", 1234, "JP¥\N{NO-BREAK SPACE}1.234", id="no decimals"),
        pytest.param("en", "KWD", 1234, "KWD\N{NO-BREAK SPACE}1.234", id="three decimals"),
    ],
)
def test_amounts(calculators: Calculators, language: str, currency: str, fee: int, written: str) -> None:
    result = told(calculators, "loans", {"books": 26, "currency": currency, "fee": fee}, language)
    assert [(row.id, plain(row.when)) for row in result.numbers] == [("fee", written), ("over", "1")]
    assert result.rows == ()


def test_what_may_be_says_if(calculators: Calculators) -> None:
    compiled = calculators.compiled
    items = [
        one | ({"when": {"eq": ["route", "cancel"]}} if one["id"] == "after" else {})
        for one in compiled["tools"]["timeline"]["items"]
    ]
    changed = compiled | {"tools": {"timeline": compiled["tools"]["timeline"] | {"items": items}}}
    teller = Teller(changed, calculators.words(Side.TARGET), calculators.interface(Side.TARGET).table, "nl")
    result = teller.tell(evaluate(changed, "timeline", {"date": "2026-01-31"}))
    after = next(row for row in result.rows if row.id == "after")
    assert plain(after.text) == "Als de kaart is opgezegd: De kaart werkt niet meer."
