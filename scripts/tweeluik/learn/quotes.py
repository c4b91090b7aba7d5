"""Alerts, videos, divs and includes: paragraphs whose lines are constructs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tweeluik.learn.constructs import (
    ALERT_LINE,
    ALERTS,
    BROKEN_INCLUDE,
    DIV,
    INCLUDE,
    INLINE_ALERT,
    VIDEO,
    Problem,
    attributes,
)


def quotes(md: MarkdownIt) -> None:
    """Teach a parser the constructs that stand in square brackets with an exclamation mark."""
    md.core.ruler.after("block", "quotes", _core)
    md.inline.ruler.before("link", "bracket_construct", _inline)


@dataclass(slots=True)
class _Chunk:
    """Some lines of a paragraph: plain ones, or one that is a construct."""

    kind: str
    """'' for plain text, else alert, div, video or include."""
    value: dict[str, str]
    first: int
    """Index of the first line in the paragraph."""
    lines: list[str]


def _core(state: StateCore) -> None:
    if "[!" in state.src:
        state.tokens = _Rewriter(state.tokens, state.env).rewrite()


class _Rewriter:
    def __init__(self, tokens: list[Token], env: object) -> None:
        self.tokens = tokens
        self.env = env
        self.index = 0

    def rewrite(self) -> list[Token]:
        result: list[Token] = []
        while self.index < len(self.tokens):
            result += self._block(in_quote=False)
        return result

    def _block(self, *, in_quote: bool) -> list[Token]:
        """Rewrite the block at the index and step over it."""
        token = self.tokens[self.index]
        if token.type == "paragraph_open":
            return self._paragraph(in_quote=in_quote)
        self.index += 1
        if token.nesting != 1:
            return [token]
        inner: list[Token] = []
        while self.tokens[self.index].nesting != -1:
            inner += self._block(in_quote=token.type == "blockquote_open")
        closing = self.tokens[self.index]
        self.index += 1
        if token.type == "blockquote_open":
            return list(_quote(token, inner, closing))
        return [token, *inner, closing]

    def _paragraph(self, *, in_quote: bool) -> list[Token]:
        opening, inline, closing = self.tokens[self.index : self.index + 3]
        self.index += 3
        if "[!" not in inline.content:
            return [opening, inline, closing]
        chunks = list(self._chunks(inline, in_quote=in_quote))
        if len(chunks) == 1 and not chunks[0].kind:
            return [opening, inline, closing]
        start = inline.map[0] if inline.map else 0
        result: list[Token] = []
        for chunk in chunks:
            place = [start + chunk.first, start + chunk.first + len(chunk.lines)]
            if chunk.kind:
                token = Token(f"learn_{chunk.kind}", "", 0, meta=dict(chunk.value), map=place, block=True)
                result.append(token)
            elif any(line.strip() for line in chunk.lines):
                part = inline.copy(content="\n".join(chunk.lines).strip(), map=place, children=[])
                result += [opening.copy(map=place), part, closing]
        return result

    def _chunks(self, inline: Token, *, in_quote: bool) -> Iterator[_Chunk]:
        plain: _Chunk | None = None
        for index, line in enumerate(inline.content.split("\n")):
            found = self._construct(line.strip(), inline, index, in_quote=in_quote)
            if found is None:
                plain = plain or _Chunk("", {}, index, [])
                plain.lines.append(line)
                continue
            if plain:
                yield plain
            plain = None
            kind, value, rest = found
            yield _Chunk(kind, value, index, [line])
            if rest:
                plain = _Chunk("", {}, index, [rest])
        if plain:
            yield plain

    def _construct(
        self, line: str, inline: Token, index: int, *, in_quote: bool
    ) -> tuple[str, dict[str, str], str] | None:
        if match := VIDEO.fullmatch(line):
            return "video", {"url": match["url"] or ""}, ""
        if match := INCLUDE.fullmatch(line):
            return "include", {"title": match["title"], "path": match["path"]}, ""
        if in_quote and (match := DIV.fullmatch(line)):
            return "div", attributes((match["attributes"] or "").replace("`", "")), ""
        if in_quote and (match := ALERT_LINE.fullmatch(line)):
            return self._alert(match, inline, index)
        return None

    def _alert(self, match: re.Match[str], inline: Token, index: int) -> tuple[str, dict[str, str], str]:
        kind, rest = match["kind"].lower(), (match["rest"] or "").strip()
        if (kind not in ALERTS or rest) and isinstance(self.env, dict):
            what = f"'[!{match['kind']}]' is no kind of alert." if kind not in ALERTS else "Text follows the marker."
            line_number = (inline.map[0] if inline.map else 0) + index
            self.env.setdefault("problems", []).append(Problem("invalid-note-section", what, line_number))
        return "alert", {"kind": kind if kind in ALERTS else "note"}, rest


def _quote(opening: Token, inner: list[Token], closing: Token) -> Iterator[Token]:
    """Split a quote at its markers: what precedes the first one stays a quote, each marker opens a container."""
    level = 0
    container: tuple[Token, Token] = (opening, closing)
    content: list[Token] = []

    def flush() -> Iterator[Token]:
        if content or container[0] is not opening or not inner:
            yield container[0]
            yield from content
            yield container[1]

    for token in inner:
        if level == 0 and token.type in {"learn_alert", "learn_div"}:
            yield from flush()
            content = []
            start = Token(token.type + "_open", "div", 1, meta=token.meta, map=token.map, block=True)
            container = (start, Token(token.type + "_close", "div", -1, block=True))
            continue
        if level == 0 and token.type in {"learn_video", "learn_include"} and container[0] is opening:
            yield from flush()
            content = []
            yield token
            continue
        level += token.nesting
        content.append(token)
    yield from flush()


_INLINE = {
    "learn_include": INCLUDE,
    "learn_video": VIDEO,
    "learn_alert_label": INLINE_ALERT,
    "learn_nothing": re.compile(f"{DIV.pattern}|{BROKEN_INCLUDE.pattern}", re.IGNORECASE),
}
"""What may stand within a text; a div or a broken include says nothing there."""


def _inline(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[!", state.pos):
        return False
    found = ((kind, pattern.match(state.src, state.pos, state.posMax)) for kind, pattern in _INLINE.items())
    kind, match = next(((kind, match) for kind, match in found if match), ("", None))
    if not match:
        return False
    if not silent:
        is_label = kind == "learn_alert_label"
        if is_label and state.pending.rstrip().endswith(">"):
            state.pending = state.pending.rstrip()[:-1]
        token = state.push(kind, "", 0)
        token.meta |= {name: value or "" for name, value in match.groupdict().items()}
        if is_label:
            token.meta["kind"] = match["kind"].lower()
        if kind == "learn_nothing" and isinstance(state.env, dict):
            message = f"'{match.group()}' cannot stand here."
            state.env.setdefault("problems", []).append(Problem("unsupported-construct", message, -1))
    state.pos = match.end()
    return True
