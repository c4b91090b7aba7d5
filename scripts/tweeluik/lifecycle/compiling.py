"""The rules of a docset as one mapping that the evaluators of both hosts read.

It holds what a result depends on and nothing else: no words, no sentences, no floats. Dates are day numbers.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tweeluik.lifecycle.records import Claim, Quantity, Rules

VERSION = 1
"""Of the form of the mapping."""


def compile_rules(rules: Rules, target: str = "nl", source: str = "en") -> dict[str, Any]:
    """Return the rules as a mapping of texts, integers, lists and mappings.

    Args:
        rules: what was read.
        target: code of the language of the pins' targets.
        source: code of the language of their sources.
    """
    named = [one for quantity in rules.quantities.values() for one in _values(quantity)]
    return {
        "version": VERSION,
        "values": {name: value for name, value, _ in named},
        "units": {name: unit for name, _, unit in named},
        "inputs": _plain(rules.inputs),
        "tools": {name: _tool(tool) for name, tool in rules.tools.items()},
        "claims": {claim.id: list(_links(claim, target, source)) for claim in rules.claims.values()},
    }


def canonical(compiled: Mapping[str, Any]) -> str:
    """Return the mapping as JSON that is the same bytes for the same rules.

    Raises:
        TypeError: there is something in it that both hosts would not read alike, such as a float.
    """
    _refuse_floats(compiled)
    return json.dumps(compiled, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _values(quantity: Quantity) -> Iterator[tuple[str, int, str]]:
    """Yield the names by which expressions know a quantity, with value and unit; none if it has no value."""
    if quantity.least is None or quantity.most is None:
        return
    if quantity.least == quantity.most:
        yield quantity.id, quantity.least, quantity.unit
    else:
        yield f"{quantity.id}.min", quantity.least, quantity.unit
        yield f"{quantity.id}.max", quantity.most, quantity.unit


def _tool(tool: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "page": tool.get("page", ""),
        "inputs": [_plain(one) if isinstance(one, Mapping) else {"input": one} for one in tool.get("inputs", ())],
        "outcomes": _plain(tool.get("outcomes", [])),
        "items": _plain(tool.get("items", [])),
    }


def _links(claim: Claim, target: str, source: str) -> Iterator[dict[str, Any]]:
    """Yield where a claim is stated, each place once."""
    seen: set[tuple[str, str]] = set()
    for pin in claim.pins:
        if (pin.article, pin.segment) in seen:
            continue
        seen.add((pin.article, pin.segment))
        languages = [target] if pin.source is None else [target, source]
        yield {"article": pin.article, "segment": pin.segment, "languages": languages}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of the file
    """Return a copy made of nothing but dicts, lists and scalars."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value} is a float")
    if isinstance(value, Mapping):
        for one in value.values():
            _refuse_floats(one)
    elif isinstance(value, list | tuple):
        for one in value:
            _refuse_floats(one)
