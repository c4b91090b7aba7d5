"""The questions that a person has answered by hand, asked of the evaluator.

What differs is `lifecycle-scenario-differs`: the message names the scenario, the rules it rests on, and the first
sentence of them, with what was expected and what came.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tweeluik.lifecycle.evaluating import evaluate
from tweeluik.lifecycle.records import FOLDER, Breach, Pin, Rules, Scenario

CODE = "lifecycle-scenario-differs"
_RANGE = ".."


def scenario_breaches(compiled: Mapping[str, Any], rules: Rules) -> Iterator[Breach]:
    """Find the scenarios that come out otherwise than a person has worked out.

    Args:
        compiled: The compiled rules.
        rules: The rules, with their scenarios and claims.
    """
    for scenario in rules.scenarios:
        result = evaluate(compiled, scenario.tool, scenario.answers)
        for what, expected, got, claims in _differences(scenario, result, compiled):
            ids = list(dict.fromkeys([*claims, *scenario.claims])) or result["claims"]
            pin = _first_pin(ids, rules)
            where = f" ({pin.article} {pin.segment})" if pin else ""
            message = (
                f"{scenario.tool}: {scenario.name}: {what}: expected {expected}, got {got};"
                f" it rests on {', '.join(ids) or 'no rule'}{where}"
            )
            yield Breach(
                CODE,
                f"{FOLDER}/scenarios.yml",
                scenario.place,
                message,
                segment=pin.segment if pin else "",
                target=pin.target if pin else "",
                source=(pin.source or "") if pin else "",
            )


def _differences(
    scenario: Scenario, result: Mapping[str, Any], compiled: Mapping[str, Any]
) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    """Yield what differs, what was expected, what came, and the claims of what differs."""
    tool = compiled["tools"].get(scenario.tool, {"outcomes": [], "items": []})
    if result["outcome"] != scenario.outcome:
        yield "outcome", scenario.outcome, result["outcome"], _claims(tool["outcomes"], scenario.outcome)
    items = {item["id"]: item for item in result["items"]}
    for name, value in scenario.items.items():
        expected = str(value) if value is not None else ""
        got = _told(items[name], with_end=_RANGE in expected) if name in items else "no such item"
        if got != expected:
            yield name, expected or "no value", got, _claims(tool["items"], name)
    for name in scenario.absent:
        if name in items:
            yield name, "no such item", _told(items[name], with_end=True), _claims(tool["items"], name)
    for name in scenario.asked:
        if name not in result["answers"]:
            yield name, "asked", "not asked", ()
    cited = {claim for part in (result, *result["items"]) for claim in part["claims"]}
    for claim in scenario.claims:
        if claim not in cited:
            yield "rules", claim, ", ".join(sorted(cited)) or "no rule", (claim,)


def _told(item: Mapping[str, Any], *, with_end: bool) -> str:
    """Return the value of an item as scenarios write it, `from` or `from..to`."""
    ends = ["" if item[end] is None else str(item[end]) for end in ("from", "to")]
    return _RANGE.join(ends) if with_end else ends[0]


def _claims(parts: Iterable[Mapping[str, Any]], name: str) -> tuple[str, ...]:
    return next((tuple(part.get("claims", ())) for part in parts if part["id"] == name), ())


def _first_pin(ids: Iterable[str], rules: Rules) -> Pin | None:
    return next((pin for name in ids if name in rules.claims for pin in rules.claims[name].pins), None)
