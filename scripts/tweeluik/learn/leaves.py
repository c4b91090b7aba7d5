"""The leaf blocks of a body: what weaving and alignment pair before they look at sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from tweeluik.article.sentences import sentences
from tweeluik.learn.parser import parse
from tweeluik.learn.positions import ContentMap
from tweeluik.text import Span

_CONTAINERS = {
    "list_item_open": "item",
    "blockquote_open": "quote",
    "learn_alert_open": "alert",
}
_RAW = {"html_block": "html", "fence": "code", "code_block": "code"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block with text of its own: heading, paragraph, table cell, raw HTML or code."""

    kind: str
    """The parser's name of the block, with the level of a heading."""
    line: int
    """0-based line."""
    span: Span
    """Its content in the body, from the first to the last character."""
    gaps: tuple[Span, ...]
    """Characters of `span` that are no content: ends of lines with the markers of the containers that follow."""
    path: tuple[str, ...] = ()
    """The containers round it from the outside in, such as ('item', 'alert')."""

    def content(self, body: str) -> str:
        """Return its content, as long as `span`: markers of containers become blanks, ends of lines stay."""
        content = list(self.span.of(body))
        for gap in self.gaps:
            first = gap.start - self.span.start
            content[first : gap.end - self.span.start] = re.sub(r"[^\n]", " ", gap.of(body))
        return "".join(content)

    def sentences(self, body: str) -> list[Span]:
        """Return its sentences as spans of the body."""
        first = self.span.start
        return [Span(one.start + first, one.end + first) for one in sentences(self.content(body))]


def leaves(body: str, *, raw: bool = False) -> list[Leaf]:
    """Return the blocks of a body that have text of their own, in order.

    Args:
        body: Markdown of one language, with LF line ends.
        raw: with raw HTML (kind 'html') and code ('code') among them.
    """
    contents = ContentMap(body)
    found: list[Leaf] = []
    in_table = 0
    opening: Token | None = None
    path: list[str] = []
    for token in parse(body, inline=False).tokens:
        in_table += token.nesting if token.type in {"table_open", "table_close"} else 0
        if token.nesting > 0:
            opening = token
            path.append(_CONTAINERS.get(token.type, ""))
        elif token.nesting < 0:
            path.pop()
        kind = _RAW.get(token.type) if raw else None
        if token.type == "inline" and opening is not None:
            kind = f"{opening.type.removesuffix('_open')} {opening.tag}"
        if kind is None or not token.map:
            continue
        if kind == "code":
            pieces = _lines(body, contents, token.map)
        else:
            mapped = contents.pieces(token, in_table=in_table > 0)
            pieces = [Span(piece.offset, piece.offset + piece.end - piece.start) for piece in mapped]
        if pieces:
            gaps = () if in_table else tuple(_gaps(pieces))
            span = Span(pieces[0].start, pieces[-1].end)
            found.append(Leaf(kind, token.map[0], span, gaps, tuple(one for one in path if one)))
    return found


def _lines(body: str, contents: ContentMap, lines: list[int]) -> list[Span]:
    start, end = (contents.line_start(line) for line in lines)
    text = body[start:end]
    start += len(text) - len(text.lstrip())
    return [Span(start, start + len(text.strip()))] if text.strip() else []


def _gaps(pieces: list[Span]) -> Iterator[Span]:
    for one, following in pairwise(pieces):
        if one.end < following.start:
            yield Span(one.end, following.start)
