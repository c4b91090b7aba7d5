"""The names that the files of the rules give, and those in the tools that mean nothing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tweeluik.lifecycle.documents import Steps
from tweeluik.lifecycle.evaluating import UNKNOWN

Stray = tuple[Steps, str, str, Collection[str]]
"""A name that means nothing: the way to it, what kind of name it should be, the name, and those that there are."""


@dataclass(frozen=True, slots=True)
class ToolNames:
    """The names in one tool."""

    inputs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """All names, of sound entries and of others, so that a broken one is not missed in every place that names it."""

    quantities: frozenset[str]
    values: frozenset[str]
    """As expressions know them: a range by its ends."""
    claims: frozenset[str]
    conflicts: frozenset[str]
    inputs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The values of each choice, by input; none for other inputs."""
    tools: Mapping[str, ToolNames] = field(default_factory=dict)
    conditions: frozenset[str] = frozenset()
    """Those that may be named: sound ones, since each is put in place of its name."""


def known_names(quantities: object, policy: object, claims: object, conflicts: object, tools: object) -> Names:
    """Gather the names from the values of the files, whatever these are."""
    numbers = {**_mapping(quantities), **_mapping(policy)}
    values = {end for name, entry in numbers.items() for end in _ends(name, entry)}
    inputs = _mapping(_mapping(tools).get("inputs"))
    flows = _mapping(_mapping(tools).get("tools"))
    return Names(
        frozenset(numbers),
        frozenset(values),
        frozenset(_mapping(_mapping(claims).get("claims"))),
        frozenset(_mapping(conflicts)),
        {name: frozenset(map(str, _list(_mapping(entry).get("values")))) for name, entry in inputs.items()},
        {name: _tool(_mapping(flow)) for name, flow in flows.items()},
    )


def _ends(name: str, entry: object) -> tuple[str, ...]:
    value = _mapping(entry).get("value")
    if isinstance(value, dict):
        return f"{name}.min", f"{name}.max"
    return () if value in {"immediate", "unquantified"} else (name,)


def _tool(flow: Mapping[str, Any]) -> ToolNames:
    inputs = (one.get("input") if isinstance(one, dict) else one for one in _list(flow.get("inputs")))
    return ToolNames(tuple(map(str, inputs)), *(_ids(flow.get(key)) for key in ("outcomes", "items")))


def _ids(value: object) -> tuple[str, ...]:
    return tuple(str(one["id"]) for one in _list(value) if isinstance(one, dict) and "id" in one)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def inputs_of(tool: Mapping[str, Any]) -> set[str]:
    """Return the inputs that a sound tool asks for."""
    return {one if isinstance(one, str) else str(one["input"]) for one in tool["inputs"]}


def in_tool(tool: Mapping[str, Any], names: Names) -> Iterator[Stray]:
    """Yield the names in a sound tool that mean nothing."""
    for index, question in enumerate(tool["inputs"]):
        name = question if isinstance(question, str) else question["input"]
        if name not in names.inputs:
            yield ("inputs", index), "input", name, names.inputs
        if isinstance(question, dict) and "when" in question:
            yield from in_condition(question["when"], ("inputs", index, "when"), names)
    for part in ("outcomes", "items"):
        for index, entry in enumerate(tool.get(part, ())):
            yield from _in_entry(entry, (part, index), names)


def twins_in(tool: Mapping[str, Any]) -> Iterator[tuple[Steps, str]]:
    """Yield the outcomes and items of a sound tool that have the id of one before them: the way, and what is wrong."""
    for part in ("outcomes", "items"):
        seen: set[str] = set()
        for index, entry in enumerate(tool.get(part, ())):
            if entry["id"] in seen:
                yield (part, index, "id"), f"Two {part} are called '{entry['id']}'."
            seen.add(entry["id"])


def _in_entry(entry: Mapping[str, Any], way: Steps, names: Names) -> Iterator[Stray]:
    if "when" in entry:
        yield from in_condition(entry["when"], (*way, "when"), names)
    for key in ("from", "to"):
        if key in entry:
            yield from _in_expression(entry[key], (*way, key), names)
    known: tuple[tuple[str, str, Collection[str]], ...] = (
        ("claims", "claim", names.claims),
        ("conflicts", "conflict", names.conflicts),
        ("next", "tool", names.tools),
    )
    for key, kind, there in known:
        for index, name in enumerate(entry.get(key, ())):
            if name not in there:
                yield (*way, key, index), kind, name, there


def in_condition(condition: str | Mapping[str, Any], way: Steps, names: Names) -> Iterator[Stray]:
    """Yield the names in a sound condition that mean nothing."""
    if isinstance(condition, str):
        if condition not in names.conditions:
            yield way, "condition", condition, names.conditions
        return
    ((operator, operands),) = condition.items()
    way = (*way, operator)
    if operator in {"all", "any"}:
        for index, one in enumerate(operands):
            yield from in_condition(one, (*way, index), names)
    elif operator == "not":
        yield from in_condition(operands, way, names)
    elif operator == "in":
        yield from _in_expression(operands[0], (*way, 0), names)
        for index, one in enumerate(operands[1]):
            yield from _in_value(one, operands[0], (*way, 1, index), names)
    elif operator == "eq":
        yield from _in_expression(operands[0], (*way, 0), names)
        yield from _in_value(operands[1], operands[0], (*way, 1), names)
    else:
        for index, one in enumerate(operands):
            yield from _in_expression(one, (*way, index), names)


def _in_value(value: Any, subject: Any, way: Steps, names: Names) -> Iterator[Stray]:  # noqa: ANN401 - any expression
    """Look into what a subject is compared with: one of its own values, if it is a choice."""
    if value == UNKNOWN:
        return
    choices = names.inputs.get(subject, frozenset()) if isinstance(subject, str) else frozenset()
    if not choices:
        yield from _in_expression(value, way, names)
    elif not isinstance(value, str) or value not in choices:
        yield way, f"value of the input '{subject}'", str(value), choices


def _in_expression(expression: Any, way: Steps, names: Names) -> Iterator[Stray]:  # noqa: ANN401 - text or mapping
    if isinstance(expression, str):
        if expression not in names.inputs and expression not in names.values:
            yield way, "input or number", expression, {*names.inputs, *names.values}
        return
    for key, operands in expression.items():
        for index, one in enumerate(operands if isinstance(operands, list) else [operands]):
            yield from _in_expression(one, (*way, key, index) if isinstance(operands, list) else (*way, key), names)
