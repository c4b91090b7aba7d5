"""G3 in the tools: days are added to dates and held against days, licences against licences, money against money.

A number whose unit no sentence bears out, such as the last date that a form accepts, is borne out by its use.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tweeluik.lifecycle.evaluating import UNKNOWN, is_choice
from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.reading import TOOLS
from tweeluik.lifecycle.records import Breach
from tweeluik.lifecycle.situation import Situation
from tweeluik.text import Place

_DATE, _DAY, _CENT = "date", "day", "cent"
_DATED_KINDS = frozenset({"stage", "band", "date", "step"})


def find(situation: Situation) -> Iterator[Breach]:
    """Yield the expressions of the tools that mix units."""
    units = _Units(situation)
    for name in situation.rules.inputs:
        for problem in units.problems_of_input(name):
            yield _breach(problem, "inputs", name)
    for name, tool in situation.rules.tools.items():
        for part in ("inputs", "outcomes", "items"):
            for index, entry in enumerate(tool.get(part, ())):
                for problem in dict.fromkeys(units.problems_of_entry(entry)) if isinstance(entry, Mapping) else ():
                    label = entry.get("id", entry.get("input", ""))
                    rests = f", which rests on {', '.join(entry['claims'])}" if entry.get("claims") else ""
                    yield _breach(f"{name}: {label}{rests}, {problem}", "tools", name, part, index)


def _breach(message: str, *steps: str | int) -> Breach:
    return Breach("tool-unit-mixed", TOOLS, Place(), f"{message}.", steps=steps)


class _Units:
    """Works out the units of expressions; problems are gathered on the way."""

    def __init__(self, situation: Situation) -> None:
        self._inputs = situation.rules.inputs
        self._units: Mapping[str, str] = situation.compiled["units"]
        self._problems: list[str] = []

    def problems_of_input(self, name: str) -> Iterator[str]:
        """Yield what is wrong with the bounds of a question."""
        question = self._inputs[name]
        ends = [question[key] for key in ("least", "most") if key in question]
        wanted = {"date": _DATE, "amount": _CENT}.get(question["type"])
        units = {end: self._units.get(end, "no unit") for end in ends}
        if len({*units.values(), *([wanted] if wanted else [])}) > 1:
            told = " and ".join(f"{end} in {unit}" for end, unit in units.items())
            yield f"The input {name} is bounded by {told}{f', not in {wanted}' if wanted else ''}"

    def problems_of_entry(self, entry: Mapping[str, Any]) -> list[str]:
        """Return what is wrong in a question, an outcome or an item."""
        self._problems = []
        if "when" in entry:
            self._condition(entry["when"])
        kind = entry.get("kind", "")
        wanted = _DATE if kind in _DATED_KINDS else _CENT if kind == "amount" else ""
        for key in ("from", "to"):
            if key in entry:
                unit = self._unit(entry[key])
                if wanted and unit and unit != wanted:
                    self._problems.append(f"'{key}' comes to {unit}, but a {kind} is given in {wanted}")
        return self._problems

    def _condition(self, condition: Mapping[str, Any]) -> None:
        ((operator, operands),) = condition.items()
        if operator in {"all", "any"}:
            for one in operands:
                self._condition(one)
        elif operator == "not":
            self._condition(operands)
        elif not is_choice(operands[0], self._inputs):
            others = operands[1] if operator == "in" else [operands[1]]
            self._same([operands[0], *(one for one in others if one != UNKNOWN)], "compares")

    def _unit(self, expression: Any) -> str:  # noqa: ANN401 - text or mapping
        """Return the unit of an expression; '' if it is wrong somewhere, which has been said."""
        if isinstance(expression, str):
            return self._unit_of_name(expression)
        if "prorate" in expression:
            amount, used, total = expression["prorate"]
            self._same([used, total], "prorates")
            if (unit := self._unit(amount)) not in {_CENT, ""}:
                self._problems.append(f"prorates {unit}, which is no money")
            return _CENT
        for operator in ("earliest", "latest"):
            if operator in expression:
                return self._same(expression[operator], "chooses between")
        return self._sum(expression)

    def _unit_of_name(self, name: str) -> str:
        question = self._inputs.get(name)
        if question is None:
            return self._units.get(name, "")
        if question["type"] == "integer":
            return self._units.get(question.get("least", question.get("most", "")), "")
        return {"date": _DATE, "amount": _CENT}.get(question["type"], "")

    def _same(self, expressions: Iterable[Any], verb: str) -> str:
        units: dict[str, str] = {}
        for one in expressions:
            if unit := self._unit(one):
                units.setdefault(unit, f"{one} in {unit}" if isinstance(one, str) else unit)
        if len(units) > 1:
            self._problems.append(f"{verb} {' with '.join(units.values())}")
            return ""
        return next(iter(units), "")

    def _sum(self, expression: Mapping[str, Any]) -> str:
        parts = [(1, expression["from"])]
        parts += [(1, one) for one in expression.get("plus", ())]
        parts += [(-1, one) for one in expression.get("minus", ())]
        units = [(sign, self._unit(one), one) for sign, one in parts]
        dates = sum(sign for sign, unit, _ in units if unit == _DATE)
        others = {unit: one for _, unit, one in units if unit and unit != _DATE}
        if not any(unit == _DATE for _, unit, _ in units):
            if len(others) > 1:
                self._problems.append(f"adds {' and '.join(others)}")
                return ""
            return next(iter(others), "")
        for unit, one in others.items():
            if unit != _DAY:
                self._problems.append(f"adds {one if isinstance(one, str) else 'something'} in {unit} to a date")
                return ""
        if dates not in {0, 1}:
            self._problems.append("adds dates to each other")
            return ""
        return _DATE if dates else _DAY


GATE = Gate("G3", find, is_general=True)
