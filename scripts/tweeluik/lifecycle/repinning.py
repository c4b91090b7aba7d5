"""New pins after an edit: the files of the rules with the sentences as they read now.

Only the words that change are replaced, so that comments, order and the form of all else stay as they are.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tweeluik.article.front_matter import compose_yaml
from tweeluik.lifecycle.pins import Finder, Located
from tweeluik.lifecycle.reading import CLAIMS, CONFLICTS
from tweeluik.lifecycle.records import Pin, Rules

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Repinned:
    """A file of rules before and after."""

    path: str
    before: bytes
    after: bytes
    done: tuple[Located, ...]
    """The pins that were mended."""
    lost: tuple[Located, ...]
    """The pins of the file whose sentence could not be found."""


def repin(root: Path, rules: Rules, finder: Finder, languages: tuple[str, str]) -> Iterator[Repinned]:
    """Yield the files that hold pins, with new ones where a sentence has changed or moved.

    Args:
        root: the folder of the docset.
        rules: its rules.
        finder: knows the sentences of the articles that have pins.
        languages: codes of target and source.

    Raises:
        OSError: a file cannot be read.
    """
    pins = [pin for claim in rules.claims.values() for pin in claim.pins]
    yield _repinned(root, CLAIMS, [*pins, *(aside.pin for aside in rules.asides)], finder, languages)
    others = [pin for conflict in rules.conflicts.values() for pin in conflict.pins]
    if others:
        yield _repinned(root, CONFLICTS, others, finder, languages)


def _repinned(root: Path, path: str, pins: list[Pin], finder: Finder, languages: tuple[str, str]) -> Repinned:
    before = (root / path).read_bytes()
    text = before.decode("utf-8-sig", errors="surrogateescape")
    mark = _BOM if before.startswith(_BOM.encode()) else ""
    nodes = {(node.start_mark.line, node.start_mark.column): node for node in _mappings(compose_yaml(text))}
    edits: list[tuple[int, int, str]] = []
    done, lost = [], []
    for pin in pins:
        now = finder.locate(pin)
        if now.sentence is None:
            lost.append(now)
            continue
        node = nodes.get((pin.place.line - 1, pin.place.column - 1))
        changes = list(_changes(text, node, now, languages)) if node else []
        if changes:
            done.append(now)
            edits += changes
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    after = (mark + text).encode("utf-8", errors="surrogateescape")
    return Repinned(path, before, after, tuple(done), tuple(lost))


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _mappings(value)


def _changes(
    text: str, node: yaml.MappingNode, now: Located, languages: tuple[str, str]
) -> Iterator[tuple[int, int, str]]:
    """Yield the characters of the file to replace, and with what."""
    pin, sentence = now.pin, now.sentence
    assert sentence is not None
    target, source = languages
    wanted = {"segment": (pin.segment, sentence.segment), target: (pin.target, sentence.target)}
    if pin.source is not None and sentence.source is not None:
        wanted[source] = pin.source, sentence.source
    if sentence.segment:
        wanted["sentence"] = str(pin.sentence), str(sentence.number)
    for key, value in node.value:
        old, new = wanted.get(str(key.value), ("", ""))
        if old != new and isinstance(value, yaml.ScalarNode):
            start, end = value.start_mark.index, value.end_mark.index
            # A block scalar reaches up to what comes after it.
            end -= len(text[start:end]) - len(text[start:end].rstrip())
            yield start, end, new if key.value in {"segment", "sentence"} and not value.style else _quoted(new)


def _quoted(text: str) -> str:
    """Write a text as a YAML scalar in double quotes, which are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
