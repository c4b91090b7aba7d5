"""Marking the segments in parsed text.

The parser sees clean text of one language. Afterwards each leaf of inline content is traced to the characters it came
from, and neighbours that belong to one segment are wrapped in `segment` tokens, as high up as they nest cleanly.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markdown_it.token import Token

from tweeluik.article.projection import Placed, Projection
from tweeluik.learn.positions import AT, ContentMap
from tweeluik.learn.raw_html import INLINE_TAGS, Piece, cut, piece_of
from tweeluik.model import Segment


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block's content that belongs to one segment."""

    start: int
    """0-based character of the content."""
    end: int
    segment: Segment


class Tracer:
    """Traces the content of leaf blocks to the segments that it comes from."""

    def __init__(self, projection: Projection) -> None:
        self.projection = projection
        self._contents = ContentMap(projection.text)

    def runs(self, token: Token, *, in_table: bool) -> list[Run]:
        """Return which segments the content of an `inline` or `html_block` token comes from, in text order."""
        runs: list[Run] = []
        if not self.projection.placed:
            return runs
        for piece in self._contents.pieces(token, in_table=in_table):
            for placed in self.projection.between(piece.offset, piece.offset + piece.end - piece.start):
                start = piece.start + max(placed.span.start - piece.offset, 0)
                end = min(piece.start + placed.span.end - piece.offset, piece.end)
                if runs and runs[-1].segment is placed.segment:
                    runs[-1] = Run(runs[-1].start, end, placed.segment)
                elif end > start:
                    runs.append(Run(start, end, placed.segment))
        return runs

    def placed(self, token: Token) -> tuple[Placed, ...]:
        """Return the segments on the lines of a token."""
        if not token.map:
            return ()
        return self.projection.between(*(self._contents.line_start(line) for line in token.map))


@dataclass(slots=True)
class _Node:
    """A leaf token, or an element with its tokens and what is in it."""

    tokens: list[Token]
    """The leaf, or the opening and closing tokens."""
    children: "list[_Node] | None" = None
    segment: Segment | None = None
    mixed: bool = False
    never_wrapped: bool = False


def mark_inline(children: Sequence[Token], runs: Sequence[Run]) -> list[Token]:
    """Return the inline tokens with `segment_open` and `segment_close` round what belongs to one segment."""
    if not runs:
        return list(children)
    starts = [run.start for run in runs]
    nodes = _tree(_split(children, runs), runs, starts)
    return list(_emit(nodes))


def _split(children: Sequence[Token], runs: Sequence[Run]) -> list[Token]:
    """Cut text tokens at the borders of segments."""
    borders = sorted({border for run in runs for border in (run.start, run.end)})
    result: list[Token] = []
    for token in children:
        if token.type != "text" or not token.content:
            result.append(token)
            continue
        at = token.meta[AT]
        first = bisect_right(borders, at)
        position = 0
        while first < len(borders) and borders[first] < at + len(token.content):
            cut = borders[first] - at
            result.append(token.copy(content=token.content[position:cut], meta={AT: at + position}))
            position = cut
            first += 1
        result.append(token.copy(content=token.content[position:], meta={AT: at + position}) if position else token)
    return result


def _segment_at(token: Token, runs: Sequence[Run], starts: Sequence[int]) -> Segment | None:
    # Images and code count for the segment of the text in them.
    before = "![" if token.type == "image" else token.markup if token.type == "code_inline" else ""
    at = token.meta.get(AT, -1) + len(before)
    index = bisect_right(starts, at) - 1
    return runs[index].segment if index >= 0 and at < runs[index].end else None


def _tree(tokens: list[Token], runs: Sequence[Run], starts: Sequence[int]) -> list[_Node]:
    pairs = _html_pairs(tokens)
    root = _Node([], [])
    stack = [root]
    for index, token in enumerate(tokens):
        closes = token.nesting < 0 or (index in pairs and pairs[index] < index)
        if closes and len(stack) > 1:
            node = stack.pop()
            node.tokens.append(token)
            _settle(node)
            continue
        node = _Node([token], segment=_segment_at(token, runs, starts))
        children = stack[-1].children
        assert children is not None
        children.append(node)
        if token.nesting > 0 or pairs.get(index, -1) > index:
            node.children = []
            stack.append(node)
        if token.type == "html_inline":
            tag = piece_of(token.content)
            alone = (tag.opens or tag.closes) and index not in pairs
            node.never_wrapped = bool(tag.tag) and (tag.tag not in INLINE_TAGS or alone)
    for node in reversed(stack[1:]):
        _settle(node)
    assert root.children is not None
    return root.children


def _html_pairs(tokens: list[Token]) -> dict[int, int]:
    """Pair opening and closing tags among siblings, each index with the other's."""
    pairs: dict[int, int] = {}
    open_tags: list[list[tuple[str, int]]] = [[]]
    for index, token in enumerate(tokens):
        if token.nesting > 0:
            open_tags.append([])
        elif token.nesting < 0 and len(open_tags) > 1:
            open_tags.pop()
        elif token.type == "html_inline" and (tag := piece_of(token.content)).tag:
            level = open_tags[-1]
            if tag.opens:
                level.append((tag.tag, index))
            if not tag.closes:
                continue
            matching = [depth for depth, (other, _) in enumerate(level) if other == tag.tag]
            if matching:
                opening = level[matching[-1]][1]
                del level[matching[-1] :]
                pairs[opening], pairs[index] = index, opening
    return pairs


def _settle(node: _Node) -> None:
    """Decide which segment an element belongs to: the one that all of its content belongs to."""
    if not node.children:
        return
    segments = {id(child.segment): child.segment for child in node.children}
    node.mixed = len(segments) > 1 or any(child.mixed or child.never_wrapped for child in node.children)
    node.segment = None if node.mixed else next(iter(segments.values()))


def _emit(nodes: Sequence[_Node]) -> Iterator[Token]:
    for segment_id, group in groupby(nodes, key=lambda one: 0 if _apart(one) else id(one.segment)):
        members = list(group)
        segment = members[0].segment
        if segment_id == 0 or segment is None:
            for node in members:
                yield from _opened(node)
            continue
        yield _marker("segment_open", 1, segment)
        for node in members:
            yield from _whole(node)
        yield _marker("segment_close", -1, segment)


def _apart(node: _Node) -> bool:
    return node.segment is None or node.mixed or node.never_wrapped


def _opened(node: _Node) -> Iterator[Token]:
    """Emit a node, marking segments inside it."""
    yield node.tokens[0]
    if node.children:
        yield from _emit(node.children)
    yield from node.tokens[1:]


def _whole(node: _Node) -> Iterator[Token]:
    """Emit a node that lies in one segment as it is."""
    yield node.tokens[0]
    for child in node.children or ():
        yield from _whole(child)
    yield from node.tokens[1:]


def _marker(kind: str, nesting: int, segment: Segment) -> Token:
    return Token(kind, "span", 1 if nesting > 0 else -1, meta={"segment": segment})


def mark_html(html: Sequence[Piece], runs: Sequence[Run]) -> list[Piece]:
    """Return the pieces of raw HTML with their segments, cut where a segment begins or ends.

    A segment that holds block elements, or inline ones that do not close in it, is cut into the texts between them.
    """
    result: list[Piece] = []
    rest = list(html)[::-1]
    for run in runs:
        while rest and rest[-1].end <= run.start:
            result.append(rest.pop())
        inside: list[Piece] = []
        while rest and rest[-1].start < run.end:
            piece = rest.pop()
            if piece.is_text and piece.start < run.start:
                before, piece = cut(piece, run.start)
                result.append(before)
            if piece.is_text and piece.end > run.end:
                piece, after = cut(piece, run.end)
                rest.append(after)
            inside.append(piece)
        result += _claimed(inside, run.segment)
    return result + rest[::-1]


def _claimed(inside: Sequence[Piece], segment: Segment) -> Iterator[Piece]:
    """Give the segment to what can stand in one element: stretches without tags that split them."""
    splitting = frozenset(one.tag for one in inside) - (INLINE_TAGS if _balanced(inside) else frozenset()) - {""}
    for splits, group in groupby(inside, key=lambda one: one.tag in splitting):
        stretch = list(group)
        seen = not splits and any((one.is_text and one.text.strip()) or one.tag == "img" for one in stretch)
        yield from (replace(one, segment=segment) for one in stretch) if seen else stretch


def _balanced(inside: Sequence[Piece]) -> bool:
    """Tell whether every inline element opens and closes among these pieces."""
    stack: list[str] = []
    for piece in inside:
        if piece.tag not in INLINE_TAGS:
            continue
        if piece.opens:
            stack.append(piece.tag)
        elif piece.closes and (not stack or stack.pop() != piece.tag):
            return False
    return not stack
