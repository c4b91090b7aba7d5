"""Tables of contents: `TOC.yml` as the real repositories have it, and `TOC.md`.

A node is a mapping of `name`, `href` and `items`; `sourceName`, our extension, is its name in the source language
where no article gives one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from tweeluik.article.front_matter import load_yaml
from tweeluik.article.projection import plain_text
from tweeluik.diagnostics import Diagnostic
from tweeluik.text import Place

DEEPEST = 12
"""Levels; real tables have at most 6 (source-format 3)."""
MOST_NODES = 100_000
"""Nodes; real tables have at most some hundreds. One that refers to itself would have no end."""
_HEADING = re.compile(r"^(#{1,12})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNSEEN = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*\n|<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING_LINK = re.compile(r"^\[(?P<name>.*)\]\((?P<href>[^)\s]*)(?:[ \t]+\"[^\"]*\")?\)$")


@dataclass(frozen=True, slots=True)
class Node:
    """One entry of a table of contents."""

    name: str
    """In the target language."""
    source_name: str = ""
    """In the source language; '' if the table does not say."""
    href: str = ""
    """As written, relative to the table's file; '' for a mere group."""
    children: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """One table of contents."""

    path: str
    """Its file, relative to the docset."""
    nodes: tuple[Node, ...]


def is_contents(path: str) -> bool:
    """Tell whether a path names a table of contents of articles (breadcrumb tables are none)."""
    folder, _, name = path.lower().rpartition("/")
    return name in {"toc.yml", "toc.md"} and folder.rpartition("/")[2] != "breadcrumb"


def read_contents(content: bytes, path: str) -> tuple[Contents, list[Diagnostic]]:
    """Read a table of contents; what cannot be understood is left out and reported."""
    text = content.decode("utf-8-sig", errors="replace")
    diagnostics: list[Diagnostic] = []
    if path.lower().endswith(".md"):
        return Contents(path, _headings(text)), diagnostics
    try:
        document = load_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(mark.line + 1, mark.column + 1) if mark else Place()
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        return Contents(path, ()), [Diagnostic("invalid-toc-syntax", f"The YAML is broken: {problem}.", path, place)]
    nodes = document.get("items") if isinstance(document, dict) else document
    if not isinstance(nodes, list):
        if document is not None:
            diagnostics.append(Diagnostic("invalid-toc-syntax", "The table of contents is no list.", path))
        return Contents(path, ()), diagnostics
    reader = _Reader(path)
    found = tuple(reader.nodes(nodes, 1))
    return Contents(path, found), [*diagnostics, *reader.diagnostics]


class _Reader:
    """Makes nodes of what YAML gives."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.diagnostics: dict[Diagnostic, None] = {}
        self.count = 0

    def nodes(self, items: list[object], depth: int) -> Iterator[Node]:
        if depth > DEEPEST:
            self._report("invalid-toc-syntax", f"It has more than {DEEPEST} levels.")
            return
        for item in items:
            self.count += 1
            if self.count > MOST_NODES:
                self._report("invalid-toc-syntax", f"It has more than {MOST_NODES:,} nodes.")
                return
            name = _line(item.get("name")) if isinstance(item, dict) else ""
            if not isinstance(item, dict) or not name:
                self._report("toc-unclear-node", f"A node has no name: {str(item)[:60]!r}.")
                continue
            children = item.get("items")
            yield Node(
                name,
                _line(item.get("sourceName")),
                _line(item.get("href") or item.get("topicHref")),
                tuple(self.nodes(children, depth + 1)) if isinstance(children, list) else (),
            )

    def _report(self, code: str, message: str) -> None:
        self.diagnostics[Diagnostic(code, message, self.path)] = None


def _line(value: object) -> str:
    """Return a value as one line of text; '' for nothing, and for what is no text."""
    return "" if value is None or isinstance(value, dict | list) else " ".join(str(value).split())


def _headings(text: str) -> tuple[Node, ...]:
    """Read a table written as headings with at most one link each; front matter and comments are none."""
    flat: list[tuple[int, str, str]] = []
    for line in _UNSEEN.sub("", text).splitlines():
        heading = _HEADING.match(line)
        if heading:
            body = re.sub(r"<a\s[^>]*></a>", "", heading[2]).strip()
            link = _HEADING_LINK.match(body)
            flat.append((len(heading[1]), plain_text(link["name"] if link else body), link["href"] if link else ""))
    return _nested(flat, 0, len(flat))


def _nested(flat: list[tuple[int, str, str]], start: int, end: int) -> tuple[Node, ...]:
    nodes: list[Node] = []
    index = start
    while index < end:
        level, name, href = flat[index]
        stop = index + 1
        while stop < end and flat[stop][0] > level:
            stop += 1
        if name:
            nodes.append(Node(name, "", href, _nested(flat, index + 1, stop)))
        index = stop
    return tuple(nodes)
