"""The table of cases that the evaluators of both hosts must pass, made into questions and answers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.conftest import FIXTURES

from tweeluik.article.front_matter import load_yaml

FOLDER = FIXTURES / "lifecycle" / "evaluator"


@dataclass(frozen=True, slots=True)
class Question:
    """One question to `evaluate`, and a part of what it must answer."""

    id: str
    compiled: dict[str, Any]
    tool: str
    given: str
    """Answers as JSON, so that both hosts read them themselves."""
    expected: dict[str, Any]


def table() -> dict[str, Any]:
    found = load_yaml((FOLDER / "cases.yml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def flow() -> dict[str, Any]:
    found = load_yaml((FOLDER / "flow.yml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def questions() -> list[Question]:
    """Return all cases that go through `evaluate`; ids are unique."""
    cases, rules = table(), flow()
    return [
        *_conditions(cases, rules),
        *_expressions(cases, rules),
        *_answers(cases, rules),
        *_results(cases, rules),
        *_golden(cases, rules),
    ]


def _conditions(cases: dict[str, Any], rules: dict[str, Any]) -> Iterator[Question]:
    for case in cases["conditions"]:
        outcomes = [
            {"id": "yes", "when": case["when"], "status": "ours"},
            {"id": "no", "when": {"not": case["when"]}, "status": "ours"},
        ]
        expected = "undecided" if case["is"] == "unknown" else case["is"]
        yield Question(f"condition: {case['id']}", *_probe(rules, outcomes, []), case["given"], {"outcome": expected})


def _expressions(cases: dict[str, Any], rules: dict[str, Any]) -> Iterator[Question]:
    for case in cases["expressions"]:
        item = _item("it", case.get("kind", "count"), case["of"])
        expected: dict[str, Any] = {"items": {} if case["is"] is None else {"it": f"{case['is']}.."}}
        yield Question(f"expression: {case['id']}", *_probe(rules, [], [item]), case["given"], expected)


def _answers(cases: dict[str, Any], rules: dict[str, Any]) -> Iterator[Question]:
    for case in cases["answers"]:
        given = f"{{{json.dumps(case['input'])}: {case['given']}}}"
        expected = {} if case["value"] is None else {case["input"]: case["value"]}
        yield Question(f"answer: {case['id']}", *_probe(rules, [], []), given, {"answers": expected})


def _results(cases: dict[str, Any], rules: dict[str, Any]) -> Iterator[Question]:
    for case in cases["results"]:
        expected = {key: case[key] for key in ("outcome", "status", "conflicts", "items")}
        yield Question(f"result: {case['id']}", rules, "everything", case["given"], expected)


def _golden(cases: dict[str, Any], rules: dict[str, Any]) -> Iterator[Question]:
    after = cases["golden_dates"]["after"]
    values = rules["values"] | {f"after.{days}": days for days in after}
    items = [_item(f"in_{days}", "date", {"from": "date", "plus": [f"after.{days}"]}) for days in after]
    for why, date, *dates in cases["golden_dates"]["rows"]:
        compiled, tool = _probe(rules | {"values": values}, [], items)
        given, then = json.dumps({"date": date}), zip(after, dates, strict=True)
        expected = {"items": {f"in_{days}": f"{text}.." for days, text in then}}
        yield Question(f"golden date: {why}", compiled, tool, given, expected)
    probes = cases["boundary_probes"]
    for why, today, days in probes["rows"]:
        given = json.dumps({"date": probes["date"], "today": today})
        compiled, tool = _probe(rules, [], [_count({"from": "today", "minus": ["date"]})])
        yield Question(f"probe: {why}", compiled, tool, given, {"items": {"it": f"{days}.."}})
    for minor, used, total, left in cases["golden_amounts"]:
        values = rules["values"] | {"used": used, "total": total}
        compiled, tool = _probe(rules | {"values": values}, [], [_count({"prorate": ["price", "used", "total"]})])
        given, kept = json.dumps({"price": minor}), {"it": f"{left}.."}
        yield Question(f"golden amount: {minor} {used}/{total}", compiled, tool, given, {"items": kept})


def _probe(
    rules: dict[str, Any], outcomes: list[dict[str, Any]], items: list[dict[str, Any]]
) -> tuple[dict[str, Any], str]:
    """Return rules with one tool, which asks everything."""
    tool = {"page": "", "inputs": [{"input": name} for name in rules["inputs"]], "outcomes": outcomes, "items": items}
    return rules | {"tools": {"probe": tool}}, "probe"


def _item(name: str, kind: str, expression: object) -> dict[str, Any]:
    return {"id": name, "kind": kind, "from": expression, "status": "ours"}


def _count(expression: object) -> dict[str, Any]:
    return _item("it", "count", expression)


def seen(result: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """Return of a result what a case tells of: items as `from..to`, and ` maybe` where they may not apply."""
    items = {
        item["id"]: "..".join("" if item[end] is None else str(item[end]) for end in ("from", "to"))
        + (" maybe" if item["maybe"] else "")
        for item in result["items"]
    }
    return {key: items if key == "items" else result[key] for key in expected}
