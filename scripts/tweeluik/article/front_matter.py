"""The YAML block at the top of an article, read as it really is.

The block is kept as chunks of lines, one per top-level key, so that it can be written back byte for byte, edited by
key, and read in part where the YAML as a whole is broken (source-format 5).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from tweeluik.diagnostics import Diagnostic
from tweeluik.model import Entry, FrontMatter
from tweeluik.text import Place

OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
KEY = re.compile(
    r"(?P<quote>[\"']?)(?P<key>[^\s#\"'\-\[{][^\"'\r\n]*?|-[^\s\-][^\"'\r\n]*?)(?P=quote)[ \t]*:(?=[ \t\r\n]|\Z)"
)
CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BaseLoader):  # type: ignore[misc]  # the C loader, where there is one
    """A safe loader that leaves dates as the text they were written as."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _BaseLoader.yaml_implicit_resolvers.items()
}


def load_yaml(text: str) -> object:
    """Parse YAML from a stranger; dates stay text.

    Raises:
        yaml.YAMLError: the text is not YAML, or it is nested too deeply to be meant seriously.
    """
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of SafeLoader
    except (RecursionError, ValueError) as error:
        raise yaml.YAMLError(str(error)) from error


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
    try:
        document = load_yaml(text)
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
    """Read one key by itself, so that a broken neighbour takes nothing with it."""
    if not key or "<span" in chunk:
        return None
    try:
        document = load_yaml(chunk)
    except yaml.YAMLError:
        return None
    return document.get(key) if isinstance(document, dict) else None


def _reason(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"The front matter is not valid YAML: {problem}."


def _error_place(error: yaml.YAMLError) -> Place:
    mark = getattr(error, "problem_mark", None)
    return Place(mark.line + 2, mark.column + 1) if mark else Place(1, 1)


def plain_scalar(text: str) -> str:
    """Write one line of text as a YAML scalar, quoted only where it must be."""
    written = yaml.safe_dump(text, allow_unicode=True, width=1_000_000, default_flow_style=True)
    return written.removesuffix("\n").removesuffix("\n...")
