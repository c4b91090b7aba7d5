"""Conditions that have names: `conditions` in `tools.yml`, each put in place of its name wherever one is used.

The evaluators never see a name. A named `all` within an `all` gives its parts to it, and so does an `any`, so that a
flow with names is the same flow as without.
"""

from collections.abc import Mapping
from typing import Any


def flow_without_names(flow: Any, known: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any value of the file
    """Return a tool, or a part of one, with conditions in place of their names.

    Args:
        flow: a sound tool.
        known: the conditions by name, without names in them. Another name stays.
    """
    if isinstance(flow, dict):
        return {
            key: without_names(one, known) if key == "when" else flow_without_names(one, known)
            for key, one in flow.items()
        }
    return [flow_without_names(one, known) for one in flow] if isinstance(flow, list) else flow


def without_names(condition: str | Mapping[str, Any], known: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as it came
    """Return a sound condition with conditions in place of their names."""
    if isinstance(condition, str):
        return known.get(condition, condition)
    ((operator, operands),) = condition.items()
    if operator == "not":
        return {operator: without_names(operands, known)}
    if operator not in {"all", "any"}:
        return condition
    parts: list[Any] = []
    for operand in operands:
        part = without_names(operand, known)
        is_same = isinstance(operand, str) and isinstance(part, dict) and operator in part
        parts += part[operator] if is_same else [part]
    return {operator: parts}
