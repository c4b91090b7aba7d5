"""Which kind of block each segment of an article stands in."""

from collections.abc import Iterator

from markdown_it.token import Token

from tweeluik.article.projection import project
from tweeluik.learn.marking import Tracer
from tweeluik.learn.parser import parse
from tweeluik.model import Article, Block, BlockKind, Segment, Side
from tweeluik.text import Place

_CONTAINERS = {
    "list_item_open": "list-item",
    "blockquote_open": "quote",
    "learn_alert_open": "alert",
    "table_open": "table",
    "learn_moniker_open": "moniker",
    "learn_tab_open": "tab",
    "learn_column_open": "column",
}
_KINDS = {"heading_open": BlockKind.HEADING, "td_open": BlockKind.TABLE_CELL, "th_open": BlockKind.TABLE_CELL}


def blocks(article: Article) -> tuple[Block, ...]:
    """Return the leaf blocks that hold segments, in text order.

    A segment that crosses the border of a block counts for the one it begins in; what Markdown takes for code or raw
    HTML is so here too.
    """
    projection = project(article, Side.TARGET, normalize=True)
    tracer = Tracer(projection)
    found: list[Block] = []
    placed: set[int] = set()
    for token, kind, path in _leaves(parse(projection.text, inline=False).tokens):
        inside: list[Segment] = []
        if kind in {BlockKind.CODE, BlockKind.HTML}:
            inside = [one.segment for one in tracer.placed(token)]
        else:
            inside = [run.segment for run in tracer.runs(token, in_table=kind is BlockKind.TABLE_CELL)]
        segments = tuple(one for one in inside if id(one) not in placed)
        placed.update(id(one) for one in segments)
        if segments:
            found.append(Block(kind, path, segments[0].place, segments))
    rest = [one for one in article.segments if id(one) not in placed]
    found += [Block(BlockKind.PARAGRAPH, (), one.place, (one,)) for one in rest]
    return tuple(sorted(found, key=lambda block: block.place))


def kinds(article: Article) -> Iterator[tuple[Segment, Block]]:
    """Yield every segment of an article in text order, with its block."""
    by_segment = {id(segment): block for block in blocks(article) for segment in block.segments}
    for segment in article.segments:
        block = by_segment.get(id(segment))
        yield segment, block or Block(BlockKind.PARAGRAPH, (), Place(), (segment,))


def _leaves(tokens: list[Token]) -> Iterator[tuple[Token, BlockKind, tuple[str, ...]]]:
    stack: list[str] = []
    for token in tokens:
        if token.nesting > 0:
            stack.append(token.type)
        elif token.nesting < 0:
            stack.pop()
        elif token.type == "inline":
            yield token, _kind(stack), tuple(_CONTAINERS[one] for one in stack if one in _CONTAINERS)
        elif token.type in {"fence", "code_block", "html_block"}:
            kind = BlockKind.HTML if token.type == "html_block" else BlockKind.CODE
            yield token, kind, tuple(_CONTAINERS[one] for one in stack if one in _CONTAINERS)


def _kind(stack: list[str]) -> BlockKind:
    """Name a block by the innermost thing that says more than 'paragraph'."""
    for container in reversed(stack):
        if container in _KINDS:
            return _KINDS[container]
        if container == "list_item_open":
            return BlockKind.LIST_ITEM
        if container == "learn_alert_open":
            return BlockKind.ALERT
        if container == "blockquote_open":
            return BlockKind.QUOTE
    return BlockKind.PARAGRAPH
