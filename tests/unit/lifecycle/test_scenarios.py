from typing import Any

import pytest
from tests.unit.lifecycle.evaluator_cases import flow

from tweeluik.lifecycle.records import Claim, Pin, Rules, Scenario
from tweeluik.lifecycle.scenarios import scenario_breaches
from tweeluik.text import Place

ANSWERS = {"product": "business", "route": "cancel", "licences": 30, "date": "2026-01-31", "today": "2026-02-10"}
PIN = Pin("cancel", "a1b2c-104", 2, "Dat duurt negentig dagen.", "That takes ninety days.")


def found(**parts: Any) -> list[str]:  # noqa: ANN401 - any fields
    scenario = Scenario(
        **(
            {
                "tool": "everything",
                "name": "many licences",
                "why": "",
                "answers": ANSWERS,
                "outcome": "phone",
                "items": {},
            }
            | parts
        )
    )
    claims = {name: Claim(name, pins=pins) for name, pins in (("E-03", ()), ("L-03", (PIN,)))}
    rules = Rules({}, claims, {}, scenarios=(scenario,))
    return [breach.message for breach in scenario_breaches(flow(), rules)]


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"items": {"disabled": "2026-01-31..2026-05-01", "safe": "2026-04-29", "deleted": "2026-05-01.."}},
        {"items": {"disabled": "2026-01-31", "strip": 6, "backup": None, "days_left": "78"}},
        {"absent": ("domain_first_of_all", "unnamed", "credit")},
        {"claims": ("E-03", "L-03")},
        {"asked": ("product", "date")},
        {"tool": "nowhere", "outcome": "undecided"},
    ],
)
def test_agrees(parts: dict[str, Any]) -> None:
    assert found(**parts) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            {"outcome": "online"},
            "everything: many licences: outcome: expected online, got phone; it rests on E-01",
        ),
        (
            {"outcome": "nothing", "claims": ("E-03",)},
            "everything: many licences: outcome: expected nothing, got phone; it rests on E-03",
        ),
        (
            {"items": {"disabled": "2026-01-31..2026-05-02"}},
            (
                "everything: many licences: disabled: expected 2026-01-31..2026-05-02, got 2026-01-31..2026-05-01;"
                " it rests on L-03 (cancel a1b2c-104)"
            ),
        ),
        (
            {"items": {"disabled": "2026-02-01"}},
            (
                "everything: many licences: disabled: expected 2026-02-01, got 2026-01-31;"
                " it rests on L-03 (cancel a1b2c-104)"
            ),
        ),
        (
            {"items": {"safe": "2026-04-29..2026-04-30"}},
            "everything: many licences: safe: expected 2026-04-29..2026-04-30, got 2026-04-29..; it rests on E-03",
        ),
        (
            {"items": {"backup": "2026-01-31"}},
            "everything: many licences: backup: expected 2026-01-31, got ; it rests on E-03",
        ),
        (
            {"items": {"strip": 5}},
            "everything: many licences: strip: expected 5, got 6; it rests on E-03",
        ),
        (
            {"items": {"credit": "1"}},
            "everything: many licences: credit: expected 1, got no such item; it rests on R-01",
        ),
        (
            {"absent": ("disabled",)},
            (
                "everything: many licences: disabled: expected no such item, got 2026-01-31..2026-05-01;"
                " it rests on L-03 (cancel a1b2c-104)"
            ),
        ),
        (
            {"asked": ("product", "domain")},
            "everything: many licences: domain: expected asked, got not asked; it rests on E-03",
        ),
        (
            {"claims": ("S-02",)},
            (
                "everything: many licences: rules: expected S-02, got D-02, D-03, E-03, L-03, L-04, L-07, P-01;"
                " it rests on S-02"
            ),
        ),
        (
            {"tool": "nowhere"},
            "nowhere: many licences: outcome: expected phone, got undecided; it rests on no rule",
        ),
    ],
)
def test_differs(parts: dict[str, Any], expected: str) -> None:
    assert found(**parts) == [expected]


def test_a_breach_knows_its_place_and_the_sentence() -> None:
    items = {"disabled": "2026-01-31..2026-05-02"}
    scenario = Scenario("everything", "x", "", ANSWERS, "phone", items, place=Place(7, 3))
    rules = Rules({}, {"L-03": Claim("L-03", pins=(PIN,))}, {}, scenarios=(scenario,))
    (breach,) = scenario_breaches(flow(), rules)
    assert (breach.code, breach.path) == ("lifecycle-scenario-differs", "lifecycle/scenarios.yml")
    assert breach.place == Place(7, 3)
    assert (breach.segment, breach.target, breach.source) == (PIN.segment, PIN.target, PIN.source)
