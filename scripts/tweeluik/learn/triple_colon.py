"""Block and inline rules for what stands between three colons."""

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tweeluik.learn.constructs import INLINE_TRIPLE_COLON, MARKER_NAMES, TRIPLE_COLON, Problem, attributes

MARKERS = {"moniker": 1, "moniker-end": -1, "zone": 1, "zone-end": -1}
"""Lines that open or close a range of blocks."""
INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def triple_colon(md: MarkdownIt) -> None:
    """Teach a parser monikers, zones, rows, columns and images."""
    md.block.ruler.before("fence", "triple_colon", _block, INTERRUPTS)
    md.inline.ruler.before("link", "triple_colon", _inline)
    md.core.ruler.after("block", "ranges", _pair_ranges)


def _problem(env: object, code: str, message: str, line: int) -> None:
    if isinstance(env, dict):
        env.setdefault("problems", []).append(Problem(code, message, line))


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    match = None if state.is_code_block(start) else TRIPLE_COLON.fullmatch(_line(state, start))
    name = _name(match)
    if match is None or (name == "image" and not match["close"]):
        return False
    if silent:
        return True
    if name == "row":
        return _row(state, start, end)
    token = _marker(state, match, name, start)
    token.map = [start, start + 1]
    token.markup = match.group()
    state.line = start + 1
    return True


def _name(match: re.Match[str] | None) -> str:
    return (match["name"] or "").lower() if match else ""


def _marker(state: StateBlock, match: re.Match[str], name: str, line: int) -> Token:
    """Push the token of a line that is a construct by itself."""
    given = attributes(match["rest"] or "")
    if name in MARKERS:
        token = state.push(f"learn_{name.partition('-')[0]}", "", 0)
        token.meta = {"nesting": MARKERS[name], "range": given.get("range", ""), "colons": len(match["colons"])}
        return token
    if name == "image":
        token = state.push("learn_image", "img", 0)
        token.meta = {"attributes": given}
        token.block = True
        return token
    if name in {"row-end", "column", "column-end"}:
        _problem(state.env, "invalid-row", f"':::{name}:::' stands outside a row.", line)
    elif name != "image-end":
        _problem(state.env, "unsupported-construct", f"':::{name}' is not known here.", line)
    return state.push("learn_nothing", "", 0)


def _row(state: StateBlock, start: int, end: int) -> bool:
    """Read a row with its columns; content is indented to taste, so each column has an indentation of its own."""
    last = start + 1
    while last < end and _name(TRIPLE_COLON.fullmatch(_line(state, last))) != "row-end" and _is_inside(state, last):
        last += 1
    closed = last < end and _is_inside(state, last)
    if not closed:
        _problem(state.env, "invalid-row", "The row is not closed.", start)
    opening = state.push("learn_row_open", "div", 1)
    opening.map = [start, last]
    line = start + 1
    while line < last:
        match = TRIPLE_COLON.fullmatch(_line(state, line))
        name = _name(match)
        if name == "column-end" or not _line(state, line).strip():
            line += 1
            continue
        content = line + 1 if name == "column" else line
        stop = content
        while stop < last and not _is_column_marker(_line(state, stop)):
            stop += 1
        column = state.push("learn_column_open", "div", 1)
        column.map = [line, stop]
        column.meta = {"span": attributes(match["rest"]).get("span", "") if match and name == "column" else ""}
        _tokenize_indented(state, content, stop)
        state.push("learn_column_close", "div", -1)
        line = stop
    state.push("learn_row_close", "div", -1)
    state.line = last + 1 if closed else last
    return True


def _is_inside(state: StateBlock, line: int) -> bool:
    """Tell whether a line belongs to the list item that the row began in, if it began in one."""
    return state.isEmpty(line) or state.sCount[line] >= state.blkIndent


def _is_column_marker(text: str) -> bool:
    return text.startswith(":::") and _name(TRIPLE_COLON.fullmatch(text)) in {"column", "column-end"}


def _tokenize_indented(state: StateBlock, start: int, end: int) -> None:
    depths = [state.sCount[line] for line in range(start, end) if not state.isEmpty(line)]
    if not depths:
        return
    indent, line_max = state.blkIndent, state.lineMax
    state.blkIndent, state.lineMax = min(depths), end
    state.md.block.tokenize(state, start, end)
    state.blkIndent, state.lineMax = indent, line_max


def _inline(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(":::", state.pos):
        return False
    match = INLINE_TRIPLE_COLON.match(state.src, state.pos, state.posMax)
    name = _name(match)
    if not match or not (match["close"] or match["rest"] or name in MARKER_NAMES):
        return False
    if not silent:
        is_image = name == "image"
        if is_image and not match["close"]:
            _problem(state.env, "invalid-image", "The image is not closed.", -1)
        token = state.push("learn_image" if is_image else "learn_nothing", "img", 0)
        token.meta["attributes"] = attributes(match["rest"])
        token.markup = match.group()
    state.pos = match.end()
    return True


def _pair_ranges(state: StateCore) -> None:
    """Turn markers into containers where they pair up; a range ends with the block that it began in."""
    if ":::" in state.src:
        state.tokens = _Ranges(state.env).paired(state.tokens)


class _Ranges:
    """Pairs the markers of ranges, container by container."""

    def __init__(self, env: object) -> None:
        self.env = env
        self.result: list[Token] = []
        self.open: list[list[Token]] = [[]]
        """For each container block that is open, the ranges that are open in it."""

    def paired(self, tokens: list[Token]) -> list[Token]:
        for token in tokens:
            if token.type in {"learn_moniker", "learn_zone"}:
                self._marker(token)
                continue
            if token.nesting < 0:
                self._close_all("The range is not closed in the block in which it began.")
                self.open.pop()
            elif token.nesting > 0:
                self.open.append([])
            self.result.append(token)
        self._close_all("The range is not closed.")
        return self.result

    def _marker(self, token: Token) -> None:
        current = self.open[-1]
        opening = f"{token.type}_open"
        same = [one for one in current if one.type == opening and one.meta["colons"] == token.meta["colons"]]
        if token.meta["nesting"] > 0:
            if same:
                self._report("The range is not closed before the next one begins.", same[-1])
                self._close(same[-1])
            started = token.copy(type=opening, nesting=1, tag="section", block=True)
            self.result.append(started)
            current.append(started)
        elif current:
            self._close((same or current)[-1])
        else:
            self._report("The end belongs to no range.", token)

    def _close(self, opening: Token) -> None:
        self.open[-1].remove(opening)
        self.result.append(Token(opening.type.replace("_open", "_close"), "section", -1, block=True))

    def _close_all(self, why: str) -> None:
        for opening in reversed(self.open[-1][:]):
            self._report(why, opening)
            self._close(opening)

    def _report(self, message: str, token: Token) -> None:
        _problem(self.env, "invalid-moniker-range", message, token.map[0] if token.map else 0)
