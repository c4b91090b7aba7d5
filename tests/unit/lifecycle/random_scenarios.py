"""Scenarios made at random for the parity of the two evaluators, and dates counted without either of them."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Any

from tweeluik.lifecycle.decision import rows

MALFORMED_SHARE = 0.05
"""Of the answers."""
MISSING_SHARE = 0.1
MALFORMED: tuple[Any, ...] = (
    *(True, False, 24.5, -0.5, 1e300, 2**53, -(2**53), 2**60 + 1, 10**30, -1, [], [25], {}, {"min": 1}, [None]),
    *("", " ", "x", "25", "24,5", "1e3", "NaN", "true", "null", "unknown ", "Unknown", "constructor", "__proto__"),
    *("2026-02-30", "2025-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00", "0000-01-01"),
    *("1999-12-31", "2101-01-01", "9999-12-31", "0099-05-05", "10000-01-01", "-2026-01-31", "+002026-01-31"),
    *("2026-1-31", "20260131", "2026-W05-6", "31-01-2026", "2026/01/31", "2026-01-31T00:00", "2026-01-31\n"),
    *(
        " 2026-01-31",
        "\uff12\uff10\uff12\uff16-\uff10\uff11-\uff13\uff11",
        "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0663\u0661",
        "2026–01–31",
        "2026-01-3\uff11",
        "\u2028",
        "\U0001d7d6",
        "é",
        "e\u0301",
    ),
)
"""Answers that no form would give."""
ZERO, FIRST, LAST = date(1970, 1, 1), date(1998, 1, 1), date(2102, 12, 31)


def scenarios(compiled: Mapping[str, Any], number: int, seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield tools with answers; the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    tools = sorted(compiled["tools"])
    steps = sorted({0, 1, 2, 29, 31, 365, 366, *(value for value in compiled["values"].values() if 0 < value < 400)})
    near = [value + step for value in (*steps, 0) for step in (-1, 0, 1)]
    for _ in range(number):
        tool = chance.choice(tools)
        base = date.fromordinal(chance.randint(FIRST.toordinal(), LAST.toordinal()))
        yield tool, dict(_answers(compiled, tool, base, near, chance))


def _answers(
    compiled: Mapping[str, Any], tool: str, base: date, near: list[int], chance: random.Random
) -> Iterator[tuple[str, Any]]:
    for question in compiled["tools"][tool]["inputs"]:
        name = question["input"]
        luck = chance.random()
        if luck < MALFORMED_SHARE:
            yield name, chance.choice(MALFORMED)
        elif luck > MISSING_SHARE + MALFORMED_SHARE:
            yield name, _answer(compiled["inputs"][name], base, near, chance)


def _answer(question: Mapping[str, Any], base: date, near: list[int], chance: random.Random) -> Any:  # noqa: ANN401
    match question["type"]:
        case "choice" | "currency":
            return chance.choice([*question["values"], "unknown"])
        case "date":
            # Near the others, so that every order of them comes up.
            return (base + timedelta(chance.choice(near) * chance.choice((-1, 1)))).isoformat()
        case "integer":
            return chance.choice(near) if chance.random() < 0.8 else chance.randint(-5, 2_000_000)
    return chance.randint(0, 10 ** chance.randint(1, 14))


def complete(compiled: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every tool with every combination of answers that makes a difference to its outcomes and items."""
    for tool, flow in compiled["tools"].items():
        parts = [[item[key] for key in ("when", "from", "to") if key in item] for item in flow["items"]]
        seen = set()
        for known in chain(rows(compiled, tool), *(rows(compiled, tool, one) for one in parts)):
            answers = {name: value for name, value in known.items() if value is not None}
            for name, value in answers.items():
                if compiled["inputs"][name]["type"] == "date":
                    answers[name] = (ZERO + timedelta(int(value))).isoformat()
            key = tuple(answers.items())
            if key not in seen:
                seen.add(key)
                yield tool, answers


class Calendar:
    """Expressions about dates, counted with Python's calendar: neither evaluator's code, nor their day numbers."""

    def __init__(self, compiled: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
        self.inputs = compiled["inputs"]
        self.values = compiled["values"]
        self.answers = answers

    def value(self, expression: str | Mapping[str, Any]) -> date | int:
        """Return the date or number of an expression of which all is known."""
        if isinstance(expression, str):
            return self._named(expression)
        if "earliest" in expression:
            return min(map(self.value, expression["earliest"]), key=_ordinal)
        if "latest" in expression:
            return max(map(self.value, expression["latest"]), key=_ordinal)
        found = self.value(expression["from"])
        for operand in expression.get("plus", ()):
            found = _plus(found, self.value(operand))
        for operand in expression.get("minus", ()):
            found = _minus(found, self.value(operand))
        return found

    def _named(self, name: str) -> date | int:
        if name not in self.inputs:
            return int(self.values[name])
        answer = self.answers[name]
        return date(*map(int, answer.split("-"))) if self.inputs[name]["type"] == "date" else int(answer)


def _ordinal(value: date | int) -> int:
    return (value - ZERO).days if isinstance(value, date) else value


def _plus(one: date | int, other: date | int) -> date | int:
    if isinstance(one, date):
        assert not isinstance(other, date)
        return one + timedelta(days=other)
    return other + timedelta(days=one) if isinstance(other, date) else one + other


def _minus(one: date | int, other: date | int) -> date | int:
    if isinstance(one, date):
        return (one - other).days if isinstance(other, date) else one - timedelta(days=other)
    assert not isinstance(other, date)
    return one - other
