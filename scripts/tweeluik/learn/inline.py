"""One half of a segment as checks look at it: its text, and what the marks in it are.

Checks read hundreds of thousands of halves, so this is a scanner and no Markdown parser: it knows the inline marks of
CommonMark and takes each half for itself. Every view of a half has the length of the half, so that a place in one is
the same place in all of them and in the file.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from unicodedata import category

from tweeluik.text import Span

GONE = "\0"
"""Stands for a character of a mark: nothing is seen of it."""
OPAQUE = "\ufffc"
"""Stands for the first character of what is no prose: code, an image, an address."""

_MARKS = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<ticks>`++) (?: (?P<code>.+?) (?<!`)(?P=ticks)(?!`) | (?P<literal>) )
    | < (?P<autolink> [A-Za-z][A-Za-z0-9.+-]{1,31}+ : [^<>\x00-\x20]* | [\w.!#$%&'*+/=?^`{|}~-]++ @ [A-Za-z0-9.-]+ ) >
    | (?P<tag>
        < [A-Za-z][A-Za-z0-9-]*+
          (?: \s++ [A-Za-z_:][\w.:-]*+ (?: \s*+ = \s*+ (?: [^\s"'=<>`]++ | '[^']*+' | "[^"]*+" ) )? )*+
          \s*+ /?>
        | </ [A-Za-z][A-Za-z0-9-]*+ \s*+ >
        | <!-- (?: -?> | (?: [^<] | <(?!!--) )*? --> )
      )
    | (?P<bang>!?)\[(?P<label>(?:[^\[\]\\`]|\\.|`[^`]*`|!?\[(?:[^\[\]\\]|\\.)*\](?:\([^()]*\))?)*)\]
      \((?P<target>\s*(?:<[^<>]*>|(?:[^()\s\\]|\\.|\((?:[^()\s])*\))*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*)\)
    | (?P<url>(?<![\w/@.])https?://[^\s<>\[\]()"'`*]*[\w/#=&%~+-])
    | (?P<run>\*+|_+)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});)
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_ADDRESS = re.compile(r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<entity>&\#?\w{1,31};)")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image."""

    span: Span
    """All of it."""
    label: Span
    """What is between the square brackets."""
    target: str
    """Where it leads, as written, without its title."""
    image: bool


@dataclass(slots=True)
class Inline:
    """A half of a segment. All spans are 0-based characters of the half."""

    raw: str
    """The Markdown as it stands in the file."""
    text: str = ""
    """The same with marks gone (`GONE`): letters of emphasis, destinations of links, tags."""
    prose: str = ""
    """`text` with code, addresses and images opaque."""
    links: list[Link] = field(default_factory=list)
    """Links and images, in order of where they begin."""
    codes: list[Span] = field(default_factory=list)
    """What is between the backticks of code."""
    strong: list[Span] = field(default_factory=list)
    """What is between the marks of strong emphasis."""
    emphasis: list[Span] = field(default_factory=list)
    """What is between the marks of emphasis."""
    tags: list[Span] = field(default_factory=list)
    """HTML tags and comments."""
    escapes: list[int] = field(default_factory=list)
    """Where a backslash escapes what comes next."""
    addresses: list[Span] = field(default_factory=list)
    """Addresses that stand in the text as they are, with or without angle brackets."""


_ANY_MARK = re.compile(r"[\\`<\[*_&]|https?://")


def read_inline(raw: str) -> Inline:
    """Read a half of a segment."""
    view = Inline(raw, raw, raw)
    if _ANY_MARK.search(raw) is None:
        return view
    text, prose = list(raw), list(raw)
    _scan(view, 0, len(raw), text, prose)
    for spans in (view.strong, view.emphasis):
        if len(spans) > 1:
            spans.sort()
    view.text, view.prose = "".join(text), "".join(prose)
    return view


def _scan(view: Inline, start: int, end: int, text: list[str], prose: list[str]) -> None:
    runs: list[_Run] = []
    position = start
    while match := _MARKS.search(view.raw, position, end):
        first, position = match.span()
        kind = match.lastgroup
        if kind == "run":
            runs.append(_run(view.raw, first, position))
        elif kind == "target":
            if _is_link(match):
                _link(view, match, text, prose)
            else:
                position = match.start("label")
        elif kind == "code":
            inner = Span(*match.span("code"))
            view.codes.append(inner)
            _hide(first, inner.start, text)
            _hide(inner.end, position, text)
            _cover(first, position, prose)
        elif kind == "tag":
            view.tags.append(Span(first, position))
            _hide(first, position, text, prose)
        elif kind in {"url", "autolink"}:
            _address(view, match, kind, text, prose)
        else:
            _character(view, match, text, prose)
    if runs:
        _emphasis(view, runs, text, prose)


def _is_link(match: re.Match[str]) -> bool:
    """Tell whether brackets make a link or an image: a link holds no other link (CommonMark 0.31, 6.3)."""
    label = match["label"]
    if match["bang"] or "](" not in label:
        return True
    return all(inner["bang"] for inner in _MARKS.finditer(label) if inner.lastgroup == "target")


def _link(view: Inline, match: re.Match[str], text: list[str], prose: list[str]) -> None:
    first, last = match.span()
    label = Span(*match.span("label"))
    image = bool(match["bang"])
    view.links.append(Link(Span(first, last), label, _destination(match["target"]), image))
    _hide(first, label.start, text, prose)
    _hide(label.end, last, text, prose)
    _scan(view, label.start, label.end, text, prose)
    if image:
        _cover(first, last, prose)


def _address(view: Inline, match: re.Match[str], kind: str, text: list[str], prose: list[str]) -> None:
    first, last = match.span()
    span = Span(*match.span(kind))
    view.addresses.append(span)
    if kind == "url":
        # Between angle brackets nothing is escaped.
        for inside in _IN_ADDRESS.finditer(view.raw, first, last):
            _character(view, inside, text)
    _hide(first, span.start, text)
    _hide(span.end, last, text)
    _cover(first, last, prose)


def _character(view: Inline, match: re.Match[str], *views: list[str]) -> None:
    """Show a character that is escaped or written as an entity."""
    first, last = match.span()
    if match.lastgroup == "escaped":
        view.escapes.append(first)
        _hide(first, first + 1, *views)
    elif match.lastgroup == "entity":
        character = unescape(match["entity"])
        if len(character) == 1:
            for letters in views:
                letters[first:last] = character + GONE * (last - first - 1)


def _hide(start: int, end: int, *views: list[str]) -> None:
    for view in views:
        view[start:end] = GONE * (end - start)


def _cover(start: int, end: int, view: list[str]) -> None:
    view[start:end] = OPAQUE + GONE * (end - start - 1)


def _destination(inside: str) -> str:
    inside = inside.strip()
    if inside.startswith("<"):
        return inside[1 : inside.find(">")]
    return inside.split(None, 1)[0] if inside else ""


@dataclass(slots=True)
class _Run:
    """A run of asterisks or underscores that may open or close emphasis (CommonMark 0.31, 6.2)."""

    start: int
    end: int
    mark: str
    opens: bool
    closes: bool
    length: int


def _run(raw: str, start: int, end: int) -> _Run:
    before = raw[start - 1] if start else " "
    after = raw[end] if end < len(raw) else " "
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = category(before)[0] in "PS", category(after)[0] in "PS"
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    mark = raw[start]
    if mark == "_":
        opens, closes = left and (not right or mark_before), right and (not left or mark_after)
    else:
        opens, closes = left, right
    return _Run(start, end, mark, opens, closes, end - start)


def _emphasis(view: Inline, runs: list[_Run], text: list[str], prose: list[str]) -> None:
    """Pair the runs by the rules of CommonMark."""
    openers: list[_Run] = []
    # Below these no opener suits a closer of that kind: it is not looked for twice.
    bottoms: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        while run.closes and run.start < run.end:
            kind = run.mark, run.opens, run.length % 3
            bottom = bottoms.get(kind, 0)
            at = next((at for at in reversed(range(bottom, len(openers))) if _pairs(openers[at], run)), None)
            if at is None:
                bottoms[kind] = len(openers)
                break
            opener = openers[at]
            del openers[at + 1 :]
            width = 2 if opener.end - opener.start > 1 and run.end - run.start > 1 else 1
            (view.strong if width > 1 else view.emphasis).append(Span(opener.end, run.start))
            _hide(opener.end - width, opener.end, text, prose)
            _hide(run.start, run.start + width, text, prose)
            opener.end -= width
            run.start += width
            if opener.start == opener.end:
                openers.pop()
            bottoms = {key: min(value, len(openers)) for key, value in bottoms.items()}
        if run.opens and run.start < run.end:
            openers.append(run)


def _pairs(opener: _Run, closer: _Run) -> bool:
    if opener.mark != closer.mark:
        return False
    both = opener.closes or closer.opens
    return not (both and (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3))
