"""The parser of articles: CommonMark and GFM tables as cmark-gfm reads them, with the Learn constructs."""

import functools
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tweeluik.learn.constructs import Problem
from tweeluik.learn.positions import with_positions
from tweeluik.learn.quotes import quotes
from tweeluik.learn.tabs import tabs
from tweeluik.learn.triple_colon import triple_colon


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed text."""

    tokens: list[Token]
    """Block tokens of markdown-it; those of inline content are their `children` and know their position."""
    problems: tuple[Problem, ...]


@functools.cache
def _parser(*, inline: bool) -> MarkdownIt:
    md = with_positions("commonmark").enable(["table", "strikethrough"])
    triple_colon(md)
    quotes(md)
    tabs(md)
    md.core.ruler.after("ranges", "lone_pipes", _drop_lone_pipes)
    md.inline.ruler.before("escape", "lone_backslash", _lone_backslash)
    if not inline:
        md.core.ruler.disable(["inline", "tabs"])
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
