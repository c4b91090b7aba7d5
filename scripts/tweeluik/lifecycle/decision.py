"""The decision tables of the tools: every combination of answers that can make a difference, and what it leads to.

A tool asks a finite number of choices; numbers and dates fall into classes by the values that conditions compare them
with: just below, at, and just above each. Any answer can be missing. So a tool can be gone through completely. The gate
finds

- `lifecycle-table-hole`: answers with no outcome, or a table too large to be gone through;
- `lifecycle-table-overlap`: answers with more than one outcome;
- `lifecycle-outcome-unreachable`: an outcome that no answers lead to;
- `lifecycle-item-unreachable`: an item that no answers show for certain;
- `lifecycle-citation-missing`: an outcome or item, not our own, that cites neither a claim nor a conflict;
- `lifecycle-status-too-firm`: an item that counts with a number the articles disagree on, and does not say so;
- `lifecycle-input-not-asked`: a condition or expression about an answer that is not asked for, or only later.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from tweeluik.lifecycle.dates import iso_date
from tweeluik.lifecycle.evaluating import TEXT_TYPES, Part, Scope, Value, is_choice
from tweeluik.lifecycle.records import FOLDER, Breach, ConflictKind, Quantity, Rules, Status
from tweeluik.text import Place

MOST_ROWS = 200_000
"""The largest table that is gone through."""
_ROUNDS = 4
"""Steps towards the value at which two expressions are equal: two are enough for sums, the rest are for `latest`."""


@dataclass(frozen=True, slots=True)
class AnswerClass:
    """Answers to one question that lead to the same."""

    value: Value
    """One of them: a choice, a whole number or a day number; None if the answer is unknown."""
    least: int | None = None
    """The smallest of them, for a number that has one."""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a decision table."""

    cells: tuple[tuple[AnswerClass, ...], ...]
    """For each question, the answers that the row is about; none if the question makes no difference to it."""
    outcome: str


def table_breaches(compiled: Mapping[str, Any], rules: Rules) -> Iterator[Breach]:
    """Find what is wrong with the tables of all tools.

    Args:
        compiled: The compiled rules.
        rules: The rules, for what the articles disagree on.
    """
    contradictions = list(_contradictions(rules))
    for name, tool in compiled["tools"].items():
        judge = _Judge(compiled, name, tool)
        yield from judge.not_asked()
        yield from judge.outcomes()
        yield from judge.items()
        yield from judge.citations()
        yield from judge.too_firm(contradictions)


def rows(
    compiled: Mapping[str, Any], tool: str, conditions: Iterable[Part] | None = None
) -> Iterator[dict[str, Value]]:
    """Yield every combination of answers that can make a difference to conditions of a tool.

    Args:
        compiled: The compiled rules.
        tool: Id of the tool.
        conditions: What the answers are for: conditions or expressions; those of the tool's outcomes if None.

    Yields:
        What is known, by input, as the evaluator has it; inputs that make no difference are unknown.
    """
    return _Table(compiled, compiled["tools"][tool], conditions).rows()


def decision_table(compiled: Mapping[str, Any], tool: str, inputs: Sequence[str]) -> list[Row]:
    """Return what answers lead to which outcome, as few rows as the order of the questions allows.

    Every combination of answers to these inputs fits exactly one row. Classes of numbers are told by their ends.

    Args:
        compiled: The compiled rules.
        tool: Id of the tool.
        inputs: Choices and numbers to tabulate, in the order of the columns, which is the tool's own; the answers to
            all others are unknown.
    """
    table = _Table(compiled, compiled["tools"][tool])
    columns = [question for question in table.questions if question["input"] in inputs]
    assert [question["input"] for question in columns] == list(inputs), "columns are in the order of the tool"

    def branch(depth: int, known: dict[str, Value]) -> tuple[Row, ...]:
        if depth == len(columns):
            return (Row((), next(table.held(known), "undecided")),)
        name = columns[depth]["input"]
        groups: dict[tuple[Row, ...], list[AnswerClass]] = {}
        for answer in table.classes(columns[depth], known):
            groups.setdefault(branch(depth + 1, known | {name: answer.value}), []).append(answer)
        return tuple(
            Row((() if len(groups) == 1 else tuple(answers), *row.cells), row.outcome)
            for below, answers in groups.items()
            for row in below
        )

    return list(branch(0, dict.fromkeys(table.order)))


class _Table:
    """The questions of a tool with the classes of their answers."""

    def __init__(
        self, compiled: Mapping[str, Any], tool: Mapping[str, Any], conditions: Iterable[Part] | None = None
    ) -> None:
        self.compiled = compiled
        self.names: Mapping[str, Any] = compiled["inputs"]
        self.questions: list[Mapping[str, Any]] = tool["inputs"]
        self.order = [question["input"] for question in self.questions]
        self.outcomes: list[Mapping[str, Any]] = tool["outcomes"]
        parts = list(conditions) if conditions is not None else [one.get("when", {}) for one in self.outcomes]
        self.wanted = set(chain.from_iterable(names_in(part, self.names) for part in parts))
        for question in reversed(self.questions):
            # Whether a question is asked makes a difference only if its answer does.
            if question["input"] in self.wanted and "when" in question:
                self.wanted |= names_in(question["when"], self.names)
                parts.append(question["when"])
        self.compared = self._compared(parts)
        self.memories = [_remembered(one, self) for one in self.outcomes]

    def rows(self) -> Iterator[dict[str, Value]]:
        return self._rows(0, dict.fromkeys(self.order))

    def _rows(self, depth: int, known: dict[str, Value]) -> Iterator[dict[str, Value]]:
        if depth == len(self.order):
            yield known
            return
        name = self.order[depth]
        if name not in self.wanted:
            yield from self._rows(depth + 1, known)
            return
        for answer in self.classes(self.questions[depth], known):
            yield from self._rows(depth + 1, known | {name: answer.value})

    def held(self, known: Mapping[str, Value]) -> Iterator[str]:
        """Yield the outcomes that hold."""
        for outcome, holds in zip(self.outcomes, self.memories, strict=True):
            if holds(known) is True:
                yield outcome["id"]

    def classes(self, question: Mapping[str, Any], known: Mapping[str, Value]) -> list[AnswerClass]:
        """Return the classes of answers to a question, after the answers to those before it."""
        if Scope(self.compiled, known).holds(question.get("when")) is False:
            return [AnswerClass(None)]
        name = question["input"]
        about = self.names[name]
        is_text = about["type"] in TEXT_TYPES
        found = [AnswerClass(value) for value in about["values"]] if is_text else self._numbers(name, known)
        return [*found, AnswerClass(None)]

    def _numbers(self, name: str, known: Mapping[str, Value]) -> list[AnswerClass]:
        least, most = (self.compiled["values"].get(self.names[name].get(end)) for end in ("least", "most"))
        probes = [((least or 0) + (most or least or 0)) // 2, *(end for end in (least, most) if end is not None)]
        roots = {root for pair in self.compared.get(name, ()) for root in self._roots(pair, name, known, probes)}
        kept = sorted(root for root in roots if (least is None or root >= least) and (most is None or root <= most))
        found: list[AnswerClass] = []
        start = least
        for root in kept:
            if start is None or start < root:
                found.append(AnswerClass(root - 1, start, root - 1))
            found.append(AnswerClass(root, root, root))
            start = root + 1
        if most is None or start is None or start <= most:
            found.append(AnswerClass(start if kept and start is not None else probes[0], start, most))
        return found

    def _roots(
        self, pair: tuple[Part | int, Part | int], name: str, known: Mapping[str, Value], probes: list[int]
    ) -> Iterator[int]:
        """Yield the values of an input at which two expressions are equal, or between which they become so."""

        def difference(value: int) -> int | None:
            scope = Scope(self.compiled, {**known, name: value})
            one, other = (part if isinstance(part, int) else scope.number(part) for part in pair)
            return None if one is None or other is None else one - other

        for probe in probes:
            value = probe
            for _ in range(_ROUNDS):
                here, there = difference(value), difference(value + 1)
                if here is None or there is None or here == there:
                    break
                step = here // (there - here)
                if step == 0:
                    # Here, or between here and the value below.
                    yield value
                    break
                value -= step

    def _compared(self, parts: Iterable[Part]) -> dict[str, list[tuple[Part | int, Part | int]]]:
        """Return what each input is compared with: at the last of the inputs of a comparison, when all are known."""
        found: dict[str, list[tuple[Part | int, Part | int]]] = {}
        for pair in chain.from_iterable(_comparisons(part, self.names) for part in parts):
            names = {name for side in pair if not isinstance(side, int) for name in names_in(side, self.names)}
            last = [name for name in self.order if name in names][-1:]
            for name in last:
                if pair not in found.setdefault(name, []):
                    found[name].append(pair)
        return found


def _remembered(outcome: Mapping[str, Any], table: _Table) -> Callable[[Mapping[str, Value]], bool | None]:
    """Return a condition as a function of what is known; it depends on few inputs, so its answers come again."""
    condition = outcome.get("when")
    names = sorted(names_in(condition or {}, table.names))
    seen: dict[tuple[Value, ...], bool | None] = {}

    def holds(known: Mapping[str, Value]) -> bool | None:
        key = tuple(map(known.get, names))
        if key not in seen:
            seen[key] = Scope(table.compiled, known).holds(condition)
        return seen[key]

    return holds


def names_in(part: Part, inputs: Mapping[str, Any]) -> set[str]:
    """Return the inputs that a condition or expression depends on."""
    if isinstance(part, str):
        return {part} & inputs.keys()
    return {name for one in _parts(part, inputs) for name in names_in(one, inputs)}


def _parts(part: Mapping[str, Any], inputs: Mapping[str, Any]) -> Iterator[Part]:
    """Yield the conditions and expressions right below one; the values of a choice are none."""
    for operator, operands in part.items():
        if operator in {"eq", "in"}:
            yield operands[0]
            if not is_choice(operands[0], inputs):
                yield from [operands[1]] if operator == "eq" else operands[1]
        elif isinstance(operands, list | tuple):
            yield from operands
        else:
            yield operands


def _comparisons(part: Part, inputs: Mapping[str, Any]) -> Iterator[tuple[Part | int, Part | int]]:
    """Yield the pairs of expressions at whose equality a condition or expression can change."""
    if isinstance(part, str):
        return
    for operator, operands in part.items():
        if operator in {"eq", "lt", "le", "gt", "ge"} and not is_choice(operands[0], inputs):
            yield operands[0], operands[1]
        elif operator == "in" and not is_choice(operands[0], inputs):
            yield from ((operands[0], value) for value in operands[1])
        elif operator == "prorate":
            # It needs a time of more than no days, and a part of it.
            _, used, total = operands
            yield from ((total, 0), (used, 0), (used, total))
    for below in _parts(part, inputs):
        yield from _comparisons(below, inputs)


def _contradictions(rules: Rules) -> Iterator[tuple[frozenset[str], ...]]:
    """Yield the readings of each number of which articles give different values: the names that expressions use."""
    for conflict in rules.conflicts.values():
        if conflict.kind is not ConflictKind.CONTRADICTION or not conflict.is_open:
            continue
        found = [rules.quantities[name] for name in conflict.quantities if name in rules.quantities]
        if len({_value(quantity) for quantity in found}) > 1:
            yield tuple(frozenset({one.id, f"{one.id}.min", f"{one.id}.max"}) for one in found)


def _readings_in(part: Part, readings: Sequence[frozenset[str]]) -> set[str]:
    """Return the readings that an expression chooses; the earliest or latest of all of them chooses none."""
    if isinstance(part, str):
        return {part} & frozenset().union(*readings)
    found: set[str] = set()
    for operator, operands in part.items():
        below = operands if isinstance(operands, list | tuple) else [operands]
        names = {one for one in below if isinstance(one, str)}
        if not (operator in {"earliest", "latest"} and all(names & reading for reading in readings)):
            found.update(*(_readings_in(one, readings) for one in below))
    return found


def _value(quantity: Quantity) -> tuple[int | None, int | None, str]:
    return quantity.least, quantity.most, quantity.unit


class _Judge:
    """What is wrong with one tool."""

    def __init__(self, compiled: Mapping[str, Any], name: str, tool: Mapping[str, Any]) -> None:
        self.compiled = compiled
        self.names: Mapping[str, Any] = compiled["inputs"]
        self.name = name
        self.tool = tool

    def not_asked(self) -> Iterator[Breach]:
        asked: set[str] = set()
        for index, question in enumerate(self.tool["inputs"]):
            for name in sorted(names_in(question.get("when", {}), self.names) - asked):
                message = f"whether {question['input']} is asked depends on {name}, which is not asked before it"
                yield self._breach("lifecycle-input-not-asked", message, "inputs", index)
            asked.add(question["input"])
        for kind in ("outcomes", "items"):
            for index, part in enumerate(self.tool[kind]):
                used = set().union(*(names_in(part.get(key, {}), self.names) for key in ("when", "from", "to")))
                for name in sorted(used - asked):
                    message = f"{part['id']} depends on {name}, which is not asked"
                    yield self._breach("lifecycle-input-not-asked", message, kind, index)

    def outcomes(self) -> Iterator[Breach]:
        table = _Table(self.compiled, self.tool)
        reached: set[str] = set()
        wrong: dict[tuple[str, ...], list[str]] = {}
        number = 0
        for known in islice(table.rows(), MOST_ROWS + 1):
            number += 1
            held = tuple(table.held(known))
            reached.update(held)
            if len(held) != 1:
                wrong.setdefault(held, []).append(self._told(known, table.wanted))
        if number > MOST_ROWS:
            message = f"the table has more than {MOST_ROWS} rows, too many to be gone through"
            yield self._breach("lifecycle-table-hole", message, "outcomes")
            return
        for held, told in wrong.items():
            code, what = (
                ("lifecycle-table-overlap", f"the outcomes {', '.join(held)} hold at once")
                if held
                else ("lifecycle-table-hole", "no outcome holds")
            )
            message = f"{what} in {len(told)} of {number} rows, the first with {told[0]}"
            yield self._breach(code, message, "outcomes", *self._index("outcomes", held[1:2]))
        for index, outcome in enumerate(self.tool["outcomes"]):
            if outcome["id"] not in reached:
                message = f"no answers lead to the outcome {outcome['id']}"
                yield self._breach("lifecycle-outcome-unreachable", message, "outcomes", index)

    def items(self) -> Iterator[Breach]:
        for index, item in enumerate(self.tool["items"]):
            parts = [item[key] for key in ("when", "from", "to") if key in item]
            table = _Table(self.compiled, self.tool, parts)
            if not any(map(self._shows(item), islice(table.rows(), MOST_ROWS))):
                message = f"no answers show the item {item['id']} for certain"
                yield self._breach("lifecycle-item-unreachable", message, "items", index)

    def _shows(self, item: Mapping[str, Any]) -> Callable[[Mapping[str, Value]], bool]:
        def shows(known: Mapping[str, Value]) -> bool:
            scope = Scope(self.compiled, known)
            return scope.holds(item.get("when")) is True and (
                "from" not in item or scope.number(item["from"]) is not None
            )

        return shows

    def citations(self) -> Iterator[Breach]:
        for kind in ("outcomes", "items"):
            for index, part in enumerate(self.tool[kind]):
                if part["status"] != Status.OURS.value and not part.get("claims") and not part.get("conflicts"):
                    message = f"{part['id']} is {part['status']} and cites no claim and no conflict"
                    yield self._breach("lifecycle-citation-missing", message, kind, index)

    def too_firm(self, contradictions: Iterable[Sequence[frozenset[str]]]) -> Iterator[Breach]:
        for index, item in enumerate(self.tool["items"]):
            ends = [item[end] for end in ("from", "to") if end in item]
            chosen = {name for one in contradictions for end in ends for name in _readings_in(end, one)}
            if item["status"] != Status.CONTESTED.value and chosen:
                message = f"{item['id']} is {item['status']} but counts with {', '.join(sorted(chosen))}"
                yield self._breach("lifecycle-status-too-firm", f"{message}, which is contested", "items", index)

    def _index(self, kind: str, ids: Iterable[str]) -> tuple[int, ...]:
        known = [part["id"] for part in self.tool[kind]]
        return tuple(known.index(name) for name in ids)

    def _told(self, known: Mapping[str, Value], wanted: set[str]) -> str:
        told = [f"{name} {self._shown(name, known[name])}" for name in known if name in wanted]
        return ", ".join(told) or "any answers"

    def _shown(self, name: str, value: Value) -> str:
        is_date = self.names[name]["type"] == "date" and isinstance(value, int)
        return "unknown" if value is None else str(iso_date(int(value)) if is_date else value)

    def _breach(self, code: str, message: str, *steps: str | int) -> Breach:
        place, path = Place(), f"{FOLDER}/tools.yml"
        return Breach(code, path, place, f"{self.name}: {message}", steps=("tools", self.name, *steps))
