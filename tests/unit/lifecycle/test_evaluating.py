import json
from datetime import date

import pytest
from tests.unit.lifecycle.evaluator_cases import Question, flow, questions, seen

from tweeluik.lifecycle.evaluating import evaluate

QUESTIONS = questions()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_answers_as_the_table_says(question: Question) -> None:
    result = evaluate(question.compiled, question.tool, json.loads(question.given))
    found = seen(result, question.expected)
    assert found == question.expected
    # The order counts too.
    assert json.dumps(found) == json.dumps(question.expected)


def test_cases_have_names_of_their_own() -> None:
    names = [question.id for question in QUESTIONS]
    assert len(names) == len(set(names)) > 150


def test_a_result_has_these_keys_and_no_floats() -> None:
    result = evaluate(flow(), "everything", {"product": "business", "route": "cancel", "date": "2026-01-31"})
    assert list(result) == ["tool", "outcome", "status", "claims", "conflicts", "items", "answers"]
    keys = ["id", "kind", "track", "from", "to", "open", "status", "act", "maybe", "claims", "conflicts"]
    assert all(list(item) == keys for item in result["items"])
    assert result["answers"] == {"product": "business", "route": "cancel", "date": "2026-01-31"}
    assert not any(isinstance(value, float) for item in result["items"] for value in item.values())


def test_an_item_says_what_it_is() -> None:
    answers = {"product": "business", "route": "cancel", "domain": "yes", "date": "2026-01-31", "today": "2026-01-31"}
    items = evaluate(flow(), "everything", answers)["items"]
    assert {item["id"] for item in items if item["open"]} == {"deleted"}
    assert {item["id"] for item in items if item["act"]} == {"domain_first", "safe"}
    assert {item["id"]: item["track"] for item in items if item["track"]} == {
        "disabled": "state",
        "deleted": "state",
        "maybe_gone": "data",
        "gone": "data",
    }
    (disabled,) = (item for item in items if item["id"] == "disabled")
    assert (disabled["kind"], disabled["status"], disabled["claims"], disabled["conflicts"]) == (
        "stage",
        "stated",
        ["L-03"],
        ["C7"],
    )


def test_a_tool_that_is_none_decides_nothing() -> None:
    expected = {"tool": "nowhere", "outcome": "undecided", "status": "not_stated", "claims": [], "conflicts": []}
    assert evaluate(flow(), "nowhere", {"product": "business"}) == expected | {"items": [], "answers": {}}


def test_a_float_is_no_number_even_if_it_is_whole() -> None:
    assert evaluate(flow(), "everything", {"product": "business", "licences": 24.0})["outcome"] == "unknown_licences"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(object(), id="an object"),
        pytest.param(date(2026, 1, 31), id="a date"),
        pytest.param(b"2026-01-31", id="bytes"),
        pytest.param({1}, id="a set"),
        pytest.param(float("nan"), id="not a number"),
        pytest.param(10**400, id="a huge number"),
        pytest.param("\ud800", id="half a character"),
        pytest.param(("azure",), id="a tuple"),
    ],
)
def test_no_answer_makes_it_fail(answer: object) -> None:
    rules = flow()
    for name in rules["inputs"]:
        assert evaluate(rules, "everything", {name: answer})["answers"] == {}


def test_neither_rules_nor_answers_are_changed() -> None:
    rules, answers = flow(), {"product": "azure", "date": "2026-01-31"}
    evaluate(rules, "everything", answers)["items"][0]["claims"].append("X")
    assert rules == flow()
    assert answers == {"product": "azure", "date": "2026-01-31"}
