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
_HEADING = re.compile(r"^(#{1,12})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
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
    if isinstance(document, dict):
        document = document.get("items")
    if not isinstance(document, list):
        if document is not None:
            diagnostics.append(Diagnostic("invalid-toc-syntax", "The table of contents is no list.", path))
        return Contents(path, ()), diagnostics
    return Contents(path, tuple(_nodes(document, path, diagnostics, 1))), diagnostics


def _nodes(items: list[object], path: str, diagnostics: list[Diagnostic], depth: int) -> Iterator[Node]:
    if depth > DEEPEST:
        diagnostics.append(Diagnostic("invalid-toc-syntax", f"It has more than {DEEPEST} levels.", path))
        return
    for item in items:
        name = item.get("name") if isinstance(item, dict) else None
        if not isinstance(item, dict) or name is None or isinstance(name, dict | list):
            diagnostics.append(Diagnostic("toc-unclear-node", f"A node has no name: {str(item)[:60]!r}.", path))
            continue
        children = item.get("items")
        href = item.get("href") or item.get("topicHref") or ""
        yield Node(
            " ".join(str(name).split()),
            " ".join(str(item.get("sourceName") or "").split()),
            str(href) if not isinstance(href, dict | list) else "",
            tuple(_nodes(children, path, diagnostics, depth + 1)) if isinstance(children, list) else (),
        )


def _headings(text: str) -> tuple[Node, ...]:
    """Read a table written as headings with at most one link each."""
    flat: list[tuple[int, str, str]] = []
    for line in text.splitlines():
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
