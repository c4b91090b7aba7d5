"""Inline tokens that know where they stand.

Segments are marked after parsing, so that the parser sees the same text as any other CommonMark parser would: marker
characters in the text would change what counts as emphasis. For that, each inline token must know which character of
its block it begins at; the parser keeps this to itself, so its state is made to note it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from tweeluik.text import LINE_END

AT = "at"
"""Key of a token's `meta`: 0-based character of the block's content at which the token begins."""


class _State(StateInline):
    """Notes the position of every token, and of pending text when it begins."""

    pending_at = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self.pending_at = self.pos
        super().append_pending(text)

    @property
    def pending(self) -> str:
        return super().pending

    @pending.setter
    def pending(self, value: str) -> None:
        if value and not self._pending and not getattr(self, "_pending_buffer", None):
            self.pending_at = self.pos
        self._pending = value
        self._pending_buffer = []

    def pushPending(self) -> Token:  # noqa: N802 - overrides the parser's method
        at = self.pending_at
        token = super().pushPending()
        token.meta = {AT: at}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        at = self.pos
        token = super().push(ttype, tag, nesting)
        token.meta = {**(token.meta or {}), AT: at}
        return token


class _Parser(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _recount_levels(state: StateInline) -> None:
    """Do what the parser's own last rule does, but leave adjacent texts apart: each has a position."""
    level = 0
    for token in state.tokens:
        level -= token.nesting < 0
        token.level = level
        level += token.nesting > 0


def with_positions(preset: str) -> MarkdownIt:
    """Return a parser whose inline tokens carry their position, with texts not joined."""
    md = MarkdownIt(preset)
    md.inline = _Parser()
    md.configure(preset)
    md.inline.ruler2.at("fragments_join", _recount_levels)
    md.core.ruler.disable("text_join")
    return md


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block's content that stands in the text letter for letter."""

    start: int
    """0-based character of the content."""
    end: int
    offset: int
    """0-based character of the text that the stretch begins at."""


class ContentMap:
    """Finds the content of leaf blocks in the text they were parsed from.

    The parser gives a block's lines and its content, with the markers of its containers taken off each line.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._line_starts = [0, *(match.end() for match in LINE_END.finditer(text))]
        self._cell_line = -1
        self._cell_end = 0

    def line_start(self, line: int) -> int:
        """Return the offset of a 0-based line."""
        return self._line_starts[line] if line < len(self._line_starts) else len(self.text)

    def pieces(self, token: Token, *, in_table: bool) -> Iterator[Piece]:
        """Yield where the content of an `inline` or `html_block` token stands, in order; cells in that of their row."""
        if not token.map:
            return
        if in_table:
            yield from self._cell_pieces(token.content, token.map[0])
            return
        position = 0
        for number, line in enumerate(token.content.split("\n"), token.map[0]):
            # Containers strip markers and indentation from the left, the parser blanks from the right: a marker that
            # looks like the content, as in `1. 1`, stands before it.
            stripped = line.lstrip(" \t")
            found = self.text.rfind(stripped, self.line_start(number), self.line_start(number + 1)) if stripped else -1
            if found >= 0:
                yield Piece(position + len(line) - len(stripped), position + len(line), found)
            position += len(line) + 1

    def _cell_pieces(self, content: str, line: int) -> Iterator[Piece]:
        """Cells of a row come in order; a pipe in a cell is written with a backslash."""
        if line != self._cell_line:
            self._cell_line, self._cell_end = line, self.line_start(line)
        position = 0
        offset = self._cell_end
        for part in re.split(r"(\|)", content):
            written = "\\|" if part == "|" else part
            found = self.text.find(written, offset, self.line_start(line + 1))
            if found < 0:
                return
            if part:
                yield Piece(position, position + len(part), found + len(written) - len(part))
            position += len(part)
            offset = found + len(written)
        self._cell_end = offset
