"""A YAML file of the rules as plain values that know where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.nodes import place_of_node, read_nodes
from tweeluik.text import Place

Steps = tuple[str | int, ...]
"""The way to a value: keys of mappings and 0-based indexes of lists."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file."""

    path: str
    """Relative to the root of the docset."""
    value: Any = None
    """Texts, whole numbers, booleans, None, lists and dicts of them; None if there is nothing in the file."""
    places: Mapping[Steps, Place] = field(default_factory=dict)
    """Where each value begins; for an entry of a mapping, where its key does."""

    def place(self, steps: Steps) -> Place:
        """Return where a value stands; of one that is not there, where what should hold it does."""
        while steps and steps not in self.places:
            steps = steps[:-1]
        return self.places.get(steps, Place())


def read_document(root: Path, path: str) -> tuple[Document, list[Diagnostic]]:
    """Read a file of a docset; one that does not exist has nothing in it."""
    node, diagnostics = read_nodes(root, path)
    reader = _Reader(path)
    value = None if node is None else reader.value(node, ())
    return Document(path, value, reader.places), [*diagnostics, *reader.diagnostics]


class _Reader:
    """Turns nodes into values; each alias becomes a value of its own."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.places: dict[Steps, Place] = {}
        self.diagnostics: list[Diagnostic] = []

    def value(self, node: yaml.Node, steps: Steps) -> Any:  # noqa: ANN401 - any value of YAML
        self.places.setdefault(steps, place_of_node(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, steps)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(one, (*steps, index)) for index, one in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, steps: Steps) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report("rules-invalid", "A key is a single word, not a list or a mapping.", key)
                continue
            name = str(key.value)
            if name in found:
                self._report("rules-duplicate-key", f"The key '{name}' occurs twice; the first one counts.", key)
                continue
            self.places[(*steps, name)] = place_of_node(key)
            found[name] = self.value(value, (*steps, name))
        return found

    def _scalar(self, node: yaml.Node) -> str | int | bool | None:
        text = str(node.value)
        kind = node.tag.rpartition(":")[2]
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() == "true"
        if kind == "int" and text.lstrip("-").isascii() and text.lstrip("-").isdigit() and str(int(text)) == text:
            return int(text)
        if kind == "float":
            message = f"{text} is no whole number: days are counted whole, and money in hundredths."
            self._report("rules-invalid", message, node)
        return text

    def _report(self, code: str, message: str, node: yaml.Node) -> None:
        self.diagnostics.append(Diagnostic(code, message, self.path, place_of_node(node)))
