"""The entries of tables of contents, with the files that they mean and where they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tweeluik.docset.contents import Contents, Node
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import relative_target
from tweeluik.text import LineIndex, Place

_HREF = re.compile(r"(?m)(?:^|[\s{,-])(?:topicHref|href)[ \t]*:[ \t]*(?P<rest>[^\n]*)")
_PLAIN = re.compile(r"[^\s,}]*")
_LINK = re.compile(r"\]\((?P<href>[^)\s]*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that leads somewhere."""

    table: str
    """The file of the table of contents."""
    node: Node
    target: str | None
    """The file or the folder that it means, relative to the docset, there or not; None for an address elsewhere."""
    place: Place
    """Where its address is written; the file as a whole where that is not clear."""
    end: Place


def entries_of(docset: Docset) -> Iterator[Entry]:
    """Yield all entries with an address, table by table in text order."""
    for table in docset.contents:
        try:
            text = (docset.root / table.path).read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            continue
        lines = LineIndex(text)
        spans: dict[str, list[tuple[int, int]]] = {}
        for start, end in _addresses(text, is_markdown=table.path.lower().endswith(".md")):
            spans.setdefault(text[start:end], []).append((start, end))
        for node in _nodes(table):
            written = spans.get(node.href)
            start, end = written.pop(0) if written else (-1, -1)
            places = (lines.place(start), lines.place(end)) if start >= 0 else (Place(), Place())
            meant = relative_target(node.href, table.path)
            yield Entry(table.path, node, meant[0] if meant else None, *places)


def _nodes(table: Contents) -> Iterator[Node]:
    stack = list(reversed(table.nodes))
    while stack:
        node = stack.pop()
        if node.href:
            yield node
        stack += reversed(node.children)


def _addresses(text: str, *, is_markdown: bool) -> Iterator[tuple[int, int]]:
    """Yield where addresses are written in the text of a table."""
    if is_markdown:
        yield from (match.span("href") for match in _LINK.finditer(text))
        return
    for match in _HREF.finditer(text):
        rest, start = match["rest"], match.start("rest")
        if rest[:1] in {"'", '"'} and (end := rest.find(rest[0], 1)) > 0:
            yield start + 1, start + end
        elif plain := _PLAIN.match(rest):
            yield start, start + plain.end()
