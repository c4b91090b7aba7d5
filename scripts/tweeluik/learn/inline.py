"""One half of a segment as checks look at it: its text, and what the marks in it are.

Checks read hundreds of thousands of halves, so this is a scanner and no Markdown parser: it knows the inline marks of
CommonMark and takes each half for itself. Every view of a half has the length of the half, so that a place in one is
the same place in all of them and in the file.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from tweeluik.text import Span

GONE = "\0"
"""Stands for a character of a mark: nothing is seen of it."""
OPAQUE = "\ufffc"
"""Stands for the first character of what is no prose: code, an image, an address, a tag that shows something."""

_MARKS = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    | <(?P<autolink>(?:https?|mailto):[^<>\s]*)>
    | (?P<tag></?[A-Za-z][^<>]*>|<!--[^<>]*-->)
    | (?P<bang>!?)\[(?P<label>(?:[^\[\]\\`]|\\.|`[^`]*`|!?\[(?:[^\[\]\\]|\\.)*\](?:\([^()]*\))?)*)\]
      \((?P<target>\s*(?:<[^<>]*>|(?:[^()\s\\]|\\.|\((?:[^()\s])*\))*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*)\)
    | (?P<url>(?<![\w/@.])https?://[^\s<>\[\]()"'`*]*[\w/#=&%~+-])
    | (?P<run>\*+|_+)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});)
    """,
    re.VERBOSE | re.DOTALL,
)


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
    """Addresses that stand in the text as they are."""


_ANY_MARK = re.compile(r"[\\`<\[*_&]|https?://")
_PUNCTUATION = re.compile(
    r"[!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u2027\u2030-\u205e\u3001-\u3003\u3008-\u3011\uff01-\uff0f]"
)


def read_inline(raw: str) -> Inline:
    """Read a half of a segment."""
    view = Inline(raw, raw, raw)
    if _ANY_MARK.search(raw) is None:
        return view
    text, prose = list(raw), list(raw)
    _scan(view, 0, len(raw), text, prose)
    view.text, view.prose = "".join(text), "".join(prose)
    return view


def _scan(  # noqa: C901 - a branch for each kind of mark
    view: Inline, start: int, end: int, text: list[str], prose: list[str]
) -> None:
    runs: list[_Run] = []
    for match in _MARKS.finditer(view.raw, start, end):
        first, last = match.span()
        match match.lastgroup:
            case "escaped":
                view.escapes.append(first)
                _hide(first, first + 1, text, prose)
            case "code":
                inner = Span(*match.span("code"))
                view.codes.append(inner)
                _hide(first, inner.start, text)
                _hide(inner.end, last, text)
                _cover(first, last, prose)
            case "autolink":
                view.addresses.append(Span(first + 1, last - 1))
                _hide(first, first + 1, text)
                _hide(last - 1, last, text)
                _cover(first, last, prose)
            case "tag":
                view.tags.append(Span(first, last))
                _hide(first, last, text, prose)
            case "target":
                label = Span(*match.span("label"))
                image = bool(match["bang"])
                view.links.append(Link(Span(first, last), label, _destination(match["target"]), image))
                _hide(first, label.start, text, prose)
                _hide(label.end, last, text, prose)
                _scan(view, label.start, label.end, text, prose)
                if image:
                    _cover(first, last, prose)
            case "url":
                view.addresses.append(Span(first, last))
                _cover(first, last, prose)
            case "run":
                runs.append(_run(view.raw, first, last))
            case "entity":
                character = unescape(match["entity"])
                shown = character if len(character) == 1 and character != match["entity"] else ""
                if shown:
                    text[first:last] = prose[first:last] = [shown, *GONE * (last - first - 1)]
    if runs:
        _emphasis(view, runs, text, prose)


def _hide(start: int, end: int, *views: list[str]) -> None:
    for view in views:
        view[start:end] = GONE * (end - start)


def _cover(start: int, end: int, view: list[str]) -> None:
    if end > start:
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
    mark_before, mark_after = bool(_PUNCTUATION.match(before)), bool(_PUNCTUATION.match(after))
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    mark = raw[start]
    if mark == "_":
        return _Run(
            start, end, mark, left and (not right or mark_before), right and (not left or mark_after), end - start
        )
    return _Run(start, end, mark, left, right, end - start)


def _emphasis(view: Inline, runs: list[_Run], text: list[str], prose: list[str]) -> None:
    """Pair the runs by the rules of CommonMark."""
    openers: list[_Run] = []
    for run in runs:
        while run.closes and run.start < run.end:
            at = next((index for index in reversed(range(len(openers))) if _pairs(openers[index], run)), None)
            if at is None:
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
        if run.opens and run.start < run.end:
            openers.append(run)


def _pairs(opener: _Run, closer: _Run) -> bool:
    if opener.mark != closer.mark:
        return False
    both = opener.closes or closer.opens
    return not (both and (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3))
