"""The YAML block at the top of an article, read as it really is.

The block is kept as chunks of lines, one per top-level key, so that it can be written back byte for byte, edited by
key, and read in part where the YAML as a whole is broken (source-format 5).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from tweeluik.article.annotation import MARKERS, half_of
from tweeluik.diagnostics import Diagnostic
from tweeluik.model import Entry, FrontMatter, Side
from tweeluik.text import LINE_END, LineIndex, Place

OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
KEY = re.compile(
    r"(?P<quote>[\"']?)(?P<key>[^\s#\"'\-\[{][^\"'\r\n]*?|-[^\s\-][^\"'\r\n]*?)(?P=quote)[ \t]*:(?=[ \t\r\n]|\Z)"
)
CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
DEEPEST = 100
"""Levels of nesting. The C loader calls itself for each one and ends the process where the stack does."""
MOST_ALIASES = 20
"""References to other values. With more, a few lines can stand for more text than fits in memory."""
_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
_UNDECODED = re.compile("[\ud800-\udfff]")
_INDENTED = re.compile(rf"(?m)^ {{{DEEPEST}}}")

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BaseLoader):  # type: ignore[misc]  # the C loader, where there is one
    """A safe loader that leaves as text what would not be written again as it was: dates, `No`, `007`, `1.10`."""


def _resolvers() -> Iterator[tuple[str, list[tuple[str, re.Pattern[str]]]]]:
    for first, resolvers in _BaseLoader.yaml_implicit_resolvers.items():
        tags = [(tag.rpartition(":")[2], tag, pattern) for tag, pattern in resolvers]
        yield (
            first,
            [
                (tag, re.compile(rf"(?:{_BOOLEAN.pattern})\Z") if name == "bool" else pattern)
                for name, tag, pattern in tags
                if name != "timestamp"
            ],
        )


def _number(loader: Any, node: yaml.ScalarNode) -> int | float | str:  # noqa: ANN401 - either of two classes
    text = str(loader.construct_scalar(node))
    for kind in (int, float):
        try:
            number: int | float = kind(text)
            if str(number) == text:
                return number
        except ValueError:
            continue
    return text


_Loader.yaml_implicit_resolvers = dict(_resolvers())
_Loader.add_constructor("tag:yaml.org,2002:int", _number)
_Loader.add_constructor("tag:yaml.org,2002:float", _number)


def load_yaml(text: str) -> object:
    """Parse YAML from a stranger; dates stay text.

    Raises:
        yaml.YAMLError: the text is not YAML, or it is nested or refers to itself too often to be meant seriously.
    """
    try:
        _refuse_traps(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of SafeLoader
    except (RecursionError, ValueError) as error:
        raise yaml.YAMLError(str(error)) from error


def compose_yaml(text: str) -> yaml.Node | None:
    """Parse YAML from a stranger into nodes, which know where they stand; None if there is nothing in it.

    Raises:
        yaml.YAMLError: as for `load_yaml`.
    """
    try:
        _refuse_traps(text)
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except (RecursionError, ValueError) as error:
        raise yaml.YAMLError(str(error)) from error
    return node


def place_of(matter: FrontMatter, key: str) -> Place:
    """Return where a key stands in the file, whatever its case; the front matter's first line if it has none."""
    line = 2
    for entry in matter.entries:
        if entry.key.lower() == key.lower():
            return Place(line, 1)
        line += len(LINE_END.findall(entry.text))
    return Place(1, 1)


def _refuse_traps(text: str) -> None:
    """Count levels and aliases where there may be too many: the loader itself does not."""
    marks = sum(text.count(mark) for mark in ("[", "{", "- ", "-\n", "-\r", "-\t", "? ", "?\n"))
    if marks <= DEEPEST and text.count("*") <= MOST_ALIASES and not _INDENTED.search(text):
        return
    depth = aliases = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > DEEPEST:
            raise ValueError(f"more than {DEEPEST} levels")
        if aliases > MOST_ALIASES:
            raise ValueError(f"more than {MOST_ALIASES} references to other values")


def read_front_matter(text: str, path: str) -> tuple[FrontMatter | None, int, list[Diagnostic]]:
    """Read the front matter at the start of `text`.

    Returns:
        The front matter or None, the offset of the first character after it, and what is wrong with it. An unclosed
        block is no front matter: the whole text counts as body.
    """
    opening = OPENING.match(text)
    if not opening:
        return None, 0, []
    end = _find_closing(text, opening.end())
    if end is None:
        problem = Diagnostic("yaml-header-unclosed", "The front matter never ends.", path, Place(1, 1))
        return None, 0, [problem]
    closing = CLOSING.match(text, end)
    assert closing
    entries, diagnostics = _read_entries(text[opening.end() : end], path)
    return FrontMatter(opening.group(), tuple(entries), closing.group()), closing.end(), diagnostics


def _find_closing(text: str, start: int) -> int | None:
    position = start
    while position < len(text):
        if CLOSING.match(text, position):
            return position
        line = LINE.match(text, position)
        assert line
        position = line.end()
    return None


def _read_entries(text: str, path: str) -> tuple[list[Entry], list[Diagnostic]]:
    chunks = list(_chunks(text))
    diagnostics = list(_duplicates(chunks, path))
    if any(marker in text for marker in MARKERS):
        message = "Front matter is in the target language only; segments do not belong in it."
        diagnostics.append(Diagnostic("span-stray-tag", message, path, _marker_place(text)))
        text = half_of(text, Side.TARGET)
    try:
        document = load_yaml(_readable(text))
    except yaml.YAMLError as error:
        diagnostics.append(Diagnostic("yaml-header-syntax-error", _reason(error), path, _error_place(error)))
        return [Entry(key, chunk, _value_alone(key, chunk)) for key, chunk in chunks], diagnostics
    if document is not None and not isinstance(document, dict):
        kind = "a list" if isinstance(document, list) else "a single value"
        diagnostics.append(
            Diagnostic("yaml-header-not-object", f"The front matter is {kind}, not a mapping.", path, Place(2, 1))
        )
    values = document if isinstance(document, dict) else {}
    texts = {str(key): value for key, value in values.items()}
    return [Entry(key, chunk, texts.get(key)) for key, chunk in chunks], diagnostics


def _chunks(text: str) -> Iterator[tuple[str, str]]:
    key, lines = "", ""
    position = 0
    while position < len(text):
        line = LINE.match(text, position)
        assert line
        found = KEY.match(line.group())
        if found:
            if lines:
                yield key, lines
            key, lines = found["key"], ""
        lines += line.group()
        position = line.end()
    if lines:
        yield key, lines


def _duplicates(chunks: Iterable[tuple[str, str]], path: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    line = 2
    for key, chunk in chunks:
        if key and key in seen:
            yield Diagnostic("yaml-duplicate-key", f"The key '{key}' occurs twice.", path, Place(line, 1))
        seen.add(key)
        line += len(LINE.findall(chunk)) - 1


def _value_alone(key: str, chunk: str) -> object:
    """Read one key by itself, so that a broken neighbour takes nothing with it; a broken line is text."""
    if not key:
        return None
    chunk = _readable(half_of(chunk, Side.TARGET))
    try:
        document = load_yaml(chunk)
    except yaml.YAMLError:
        found = KEY.match(chunk)
        rest = chunk[found.end() :].strip() if found else ""
        return rest if len(rest.splitlines()) == 1 else None
    return document.get(key) if isinstance(document, dict) else None


def _readable(text: str) -> str:
    """Put U+FFFD for bytes that are not UTF-8."""
    return text if text.isascii() else _UNDECODED.sub("\ufffd", text)


def _reason(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"The front matter is not valid YAML: {problem}."


def _marker_place(text: str) -> Place:
    start = min(text.find(marker) for marker in MARKERS if marker in text)
    place = LineIndex(text).place(max(text.rfind("<", 0, start), 0))
    return Place(place.line + 1, place.column)


def _error_place(error: yaml.YAMLError) -> Place:
    mark = getattr(error, "problem_mark", None)
    return Place(mark.line + 2, mark.column + 1) if mark else Place(1, 1)


def plain_scalar(text: str) -> str:
    """Write one line of text as a YAML scalar, quoted only where it must be."""
    written = yaml.safe_dump(text, allow_unicode=True, width=1_000_000, default_flow_style=True)
    return written.removesuffix("\n").removesuffix("\n...")
