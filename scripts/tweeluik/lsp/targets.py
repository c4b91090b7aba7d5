"""Where links of a docset lead: to a file of it, and to a line of that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lsprotocol.types import Location, Position, Range

from tweeluik.checks.subject import Subject
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import Page, Resource, relative_target, resolve
from tweeluik.learn.headings import inline_text, numbered, take_anchor, wanted_id
from tweeluik.learn.marking import Tracer
from tweeluik.lsp.docsets import is_article
from tweeluik.model import Side
from tweeluik.text import LINE_END

_HUB_HEADING = re.compile(r"#{1,6}[ \t]+(?P<text>.*?)[ \t]*\{[^{}\n]*#(?P<id>[\w.-]+)[^{}\n]*\}[ \t]*")
LONGEST_HEADING = 1_000
"""Characters of the line of a heading."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading of a file."""

    id: str
    text: str
    """Plain text in the target language."""
    line: int
    """0-based line of the file."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a docset."""

    path: str
    """A file of the docset."""
    fragment: str = ""


def linked_from(docset: Docset, path: str) -> tuple[str, Side | None]:
    """Return the path that links of a file are relative to, and its language if it is a hub page.

    A hub page lies in the folder of its language, which its address, and so its links, know nothing of.
    """
    for side in Side:
        inside = path.removeprefix(f"{docset.settings.language(side).code}/")
        if inside != path and inside in docset.hubs:
            return inside, side
    return path, None


def target_of(docset: Docset, href: str, path: str, side: Side) -> Target | None:
    """Return the file that a link in the file at `path` leads to; None if that is none of the docset's."""
    href = href.strip()
    if href.startswith("#"):
        return Target(path, unquote(href[1:]))
    base, own_side = linked_from(docset, path)
    if meant := relative_target(href, base):
        target, fragment = meant
        if file := docset.find_file(target):
            return Target(file, unquote(fragment))
    match resolve(docset, href, base, own_side or side):
        case Page(found, shown, fragment):
            return Target(_hub_file(docset, found, shown) or found, unquote(fragment))
        case Resource(found):
            return Target(found)
    return None


def _hub_file(docset: Docset, path: str, side: Side) -> str | None:
    """Return the file of a hub page in the language that is wanted, or else in the one that it has."""
    sides = docset.hubs.get(path, ())
    chosen = side if side in sides else next(iter(sides), None)
    return f"{docset.settings.language(chosen).code}/{path}" if chosen else None


def location(docset: Docset, target: Target) -> Location:
    """Return where a target is, as editors say it; a bookmark that is not there means the top of its file."""
    line = _line_of(docset, target) if target.fragment and target.path.lower().endswith(".md") else 0
    return Location((docset.root / target.path).as_uri(), Range(Position(line, 0), Position(line, 0)))


def _line_of(docset: Docset, target: Target) -> int:
    for one in bookmarks_of(docset, target.path):
        if one.id == target.fragment:
            return one.line
    if not is_article(docset, target.path):
        return 0
    subject = Subject(docset, docset.article(target.path))
    named = re.search(rf"\b(?:id|name)\s*=\s*[\"']?{re.escape(target.fragment)}(?![\w.-])", subject.text)
    return subject.lines.place(named.start()).line - 1 if named else 0


def bookmarks_of(docset: Docset, path: str) -> Iterator[Bookmark]:
    """Yield the headings of a file with their ids, in text order."""
    if not is_article(docset, path):
        yield from _hub_bookmarks(docset, path) if path in docset.hub_pages else ()
        return
    subject = Subject(docset, docset.article(path))
    tracer = Tracer(subject.projection(Side.TARGET))
    taken: dict[str, int] = {}
    tokens = subject.parsed(Side.TARGET).tokens
    for index, token in enumerate(tokens):
        if token.type != "heading_open" or not token.map:
            continue
        inline = tokens[index + 1]
        anchor, children = take_anchor(inline.children or [])
        wanted = anchor or wanted_id(inline.content, tracer.runs(inline, in_table=False)) or "section"
        start = subject.offset(Side.TARGET, subject.line_start(Side.TARGET, token.map[0]))
        yield Bookmark(numbered(wanted, taken), inline_text(children), subject.lines.place(start).line - 1)


def _hub_bookmarks(docset: Docset, path: str) -> Iterator[Bookmark]:
    """Yield the headings of a hub page that are given an id."""
    try:
        text = (docset.root / path).read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return
    for number, line in enumerate(LINE_END.split(text)):
        if len(line) <= LONGEST_HEADING and (match := _HUB_HEADING.fullmatch(line)):
            yield Bookmark(match["id"], match["text"], number)
