"""The parser of articles: CommonMark and GFM tables as cmark-gfm reads them, with the Learn constructs."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tweeluik.learn.constructs import Problem
from tweeluik.learn.positions import with_positions
from tweeluik.learn.quotes import quotes
from tweeluik.learn.tabs import tabs
from tweeluik.learn.triple_colon import triple_colon

LONE_TAG = HTML_SEQUENCES[-1][0]
"""A line with one complete tag: the last of CommonMark's ways to begin an HTML block."""
CODE_INDENT = 4
"""Columns; what is indented as far is no HTML."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed text."""

    tokens: list[Token]
    """Block tokens of markdown-it; those of inline content are their `children` and know their position."""
    problems: tuple[Problem, ...]


@functools.cache
def _parser(*, inline: bool) -> MarkdownIt:
    md = with_positions("commonmark").enable("strikethrough")
    # A line that begins another block is no header row, so tables come after the other blocks.
    md.block.ruler.after("heading", "table_of_lines", table, {"alt": ["paragraph", "reference"]})
    triple_colon(md)
    quotes(md)
    tabs(md)
    md.core.ruler.after("ranges", "lone_pipes", _drop_lone_pipes)
    md.block.ruler.after("heading", "tag_after_table", _tag_after_table, {"alt": ["blockquote"]})
    md.core.ruler.after("inline", "plain_texts", _make_plain_texts)
    md.inline.ruler.before("escape", "lone_backslash", _lone_backslash)
    if not inline:
        md.core.ruler.disable(["inline", "plain_texts", "tabs"])
    return md


def parse(text: str, *, inline: bool = True) -> Parsed:
    """Parse the body of one language.

    Args:
        text: Markdown with LF line ends.
        inline: parse the content of the leaf blocks too.
    """
    env: dict[str, list[Problem]] = {}
    tokens = _parser(inline=inline).parse(text, env)
    return Parsed(tokens, tuple(env.get("problems", ())))


def _tag_after_table(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """End a table at a line that is nothing but a tag, as cmark does: only a paragraph takes it in."""
    if not silent or state.parentType != "table" or not 0 <= state.sCount[start] - state.blkIndent < CODE_INDENT:
        return False
    return bool(LONE_TAG.search(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]))


def _lone_backslash(state: StateInline, silent: bool) -> bool:
    """Take a backslash before a blank by itself.

    The parser's own rule takes the blank with it, and with the first of two blanks the line break that they mean.
    """
    if state.src[state.pos] != "\\" or state.src[state.pos + 1 : state.pos + 2] not in {" ", "\t"}:
        return False
    if not silent:
        state.append_pending("\\")
    state.pos += 1
    return True


def _make_plain_texts(state: StateCore) -> None:
    for token in state.tokens:
        _make_plain(token.children or ())


def _make_plain(children: Sequence[Token]) -> None:
    """Turn special texts into texts, and decode entities in autolinks as cmark does."""
    autolink = False
    for child in children:
        if child.type == "link_open":
            autolink = child.markup == "autolink"
            if autolink:
                child.attrSet("href", unescape(str(child.attrGet("href") or "")))
        elif child.type == "link_close":
            autolink = False
        elif child.type == "text_special":
            child.type = "text"
        elif child.type == "image":
            inside = child.children or ()
            _make_plain(inside)
            for one in inside:
                if one.type in {"softbreak", "hardbreak"}:
                    one.type, one.tag, one.content = "text", "", " "
        elif autolink and child.type == "text":
            child.content = unescape(child.content)


def _drop_lone_pipes(state: StateCore) -> None:
    """Drop a line that is nothing but a pipe, which many tables end with: readers see neither row nor pipe."""
    tokens = state.tokens
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "paragraph_open" and tokens[index + 1].content.strip() == "|":
            index += 3
            continue
        if token.type == "tr_open":
            end = index
            while tokens[end].type != "tr_close":
                end += 1
            cells = [one for one in tokens[index:end] if one.type == "inline"]
            line = token.map[0] if token.map else -1
            if not any(cell.content for cell in cells) and _line(state.src, line).strip() == "|":
                index = end + 1
                continue
        result.append(token)
        index += 1
    state.tokens = result


def _line(text: str, line: int) -> str:
    return text.split("\n")[line] if line >= 0 else ""
