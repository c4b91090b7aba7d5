"""YAML files of a docset, as nodes that know where they stand."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import yaml

from tweeluik.article.front_matter import compose_yaml
from tweeluik.article.reading import LARGEST_FILE
from tweeluik.diagnostics import Diagnostic
from tweeluik.text import Place


def read_nodes(root: Path, path: str) -> tuple[yaml.Node | None, list[Diagnostic]]:
    """Read a YAML file of a docset; None if there is none, or nothing in it that can be understood."""
    try:
        content = (root / path).read_bytes() if (root / path).is_file() else b""
    except OSError as error:
        return None, [Diagnostic("file-unreadable", f"{error.strerror or error}.", path)]
    text = content.decode("utf-8-sig", errors="replace")
    if len(text) > LARGEST_FILE:
        return None, [Diagnostic("file-too-large", f"The file has {len(text):,} characters.", path)]
    try:
        return compose_yaml(text), []
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        return None, [Diagnostic("yaml-syntax-error", f"The YAML is broken: {problem}.", path, place)]


def place_of_node(node: yaml.Node) -> Place:
    """Return where a node begins."""
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


def scalar(node: yaml.Node | None) -> str | None:
    """Return a single value as it is written; None for anything else."""
    if not isinstance(node, yaml.ScalarNode) or node.tag.endswith(":null"):
        return None
    return str(node.value).strip()


def kind(node: yaml.Node | None) -> str:
    """Say what a node is, for a message."""
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "nothing" if scalar(node) is None else f"'{scalar(node)}'"


def nearest(word: str, words: Iterable[str]) -> str:
    """Return a sentence that offers the most similar of some words; '' if none is similar."""
    found = get_close_matches(word, sorted(words), n=1)
    return f" Do you mean '{found[0]}'?" if found else ""
