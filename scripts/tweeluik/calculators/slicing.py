"""The part of the rules and words that one tool needs: what its page carries for its script."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_NAMED = re.compile(r"\{[nv]:([A-Za-z0-9_.-]+)\}")


def rules_slice(compiled: Mapping[str, Any], tool: str, words: Mapping[str, str]) -> dict[str, Any]:
    """Return the compiled rules with nothing in them that a tool does not use.

    Args:
        compiled: the compiled rules.
        tool: the tool.
        words: its words, whose placeholders name values too.
    """
    flow = compiled["tools"][tool]
    inputs = {one["input"]: compiled["inputs"][one["input"]] for one in flow["inputs"]}
    used = {*_texts(flow), *_texts(inputs), *(name for text in words.values() for name in _NAMED.findall(text))}
    values = {name: value for name, value in compiled["values"].items() if name in used}
    units = {name: compiled["units"][name] for name in values if name in compiled["units"]}
    return {
        "version": compiled["version"],
        "values": values,
        "units": units,
        "inputs": inputs,
        "tools": {tool: flow},
    }


def words_slice(words: Mapping[str, str], compiled: Mapping[str, Any], tool: str) -> dict[str, str]:
    """Return the words that the script of a tool uses."""
    inputs = [one["input"] for one in compiled["tools"][tool]["inputs"]]
    kept = (
        f"tools.{tool}.outcomes.",
        f"tools.{tool}.items.",
        *(f"inputs.{name}." for name in inputs),
        "status.",
        "status_help.",
        "tracks.",
    )
    mine = {key: text for key, text in words.items() if key.startswith(kept) and not key.endswith(".hint")}
    units = {compiled["units"].get(name) for text in mine.values() for name in _NAMED.findall(text)}
    wanted = tuple(f"units.{unit}." for unit in units if unit)
    return mine | {key: text for key, text in words.items() if wanted and key.startswith(wanted)}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
