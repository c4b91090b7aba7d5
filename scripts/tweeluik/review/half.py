"""A half of a segment as a reader sees it, with the exact characters that findings are about.

Each half is shown for itself and is never handed to a browser as written: its marks are read by the scanner that the
checks use, every character is escaped, and only elements of this module come out. A place in the half is a place in
what is shown, so a finding is shown where it was found, also in what readers do not see, such as an address.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from tweeluik.learn.differences import Difference, Kind, differences
from tweeluik.learn.inline import GONE, Inline, read_inline
from tweeluik.learn.raw_html import TAG
from tweeluik.text import Span

INLINE = frozenset("b code em i kbd s small strong sub sup u".split())
"""HTML elements that are shown as what they are; the tags of others are shown as written. Three are not here because
the page says something with them: `mark`, `ins` and `del`."""
MOST_FORMATS = 500
"""Formats of one half; beyond that it is shown as written."""


@dataclass(frozen=True, slots=True)
class _Format:
    """A range that is shown by an element."""

    span: Span
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A half as a page shows it."""

    html: str
    is_as_written: bool
    """Whether the characters that are shown are the very ones of the Markdown."""


def show(raw: str, marks: Iterable[Span] = ()) -> Shown:
    """Show a half.

    Args:
        raw: its Markdown.
        marks: the characters that findings are about, 0-based.
    """
    joined = _joined(span for span in marks if len(span))
    view = read_inline(raw)
    written = view.text == raw and not view.tags and "\r" not in raw and well_formed(raw) == raw
    elements = tuple(_elements(view))
    formats = [*_formats(view, elements), *(_Format(span, "<mark>", "</mark>") for span in joined)]
    if len(formats) > MOST_FORMATS or (not formats and GONE not in view.text):
        return Shown(text_html(raw), written)
    html = "".join(_pieces(view, formats, _replaced(view, elements), len(formats) - len(joined)))
    return Shown(html, written)


def text_html(text: str) -> str:
    """Return text as HTML; bytes that were no UTF-8 are shown as U+FFFD."""
    return escape(well_formed(text), quote=False)


def attribute_html(text: str) -> str:
    """Return text as the value of an attribute between double quotes; a browser gives it back as it is."""
    text = well_formed(text).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def difference_html(old: str, new: str) -> str:
    """Return what differs between two versions of a half, as written, word by word."""
    return differences_html(differences(old, new))


def differences_html(found: Sequence[Difference]) -> str:
    """Return differences as HTML: what is gone in `del`, what is new in `ins`."""
    elements = {Kind.KEPT: ("", ""), Kind.REMOVED: ("<del>", "</del>"), Kind.ADDED: ("<ins>", "</ins>")}
    return "".join(text_html(one.text).join(elements[one.kind]) for one in found)


def utf16(text: str, span: Span) -> tuple[int, int]:
    """Return a range of characters as browsers count them: a character beyond U+FFFF counts for two."""
    before = sum(letter > "\uffff" for letter in text[: span.start])
    inside = sum(letter > "\uffff" for letter in text[span.start : span.end])
    return span.start + before, span.end + before + inside


def well_formed(text: str) -> str:
    """Return text without what was no UTF-8 in its file, U+FFFD in its place."""
    return text if text.isascii() else text.encode("utf-8", errors="replace").decode("utf-8")


def _joined(marks: Iterable[Span]) -> list[Span]:
    """Return the ranges in order, those that touch as one."""
    found: list[Span] = []
    for span in sorted(marks):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _formats(view: Inline, elements: Iterable[tuple[str, Span]]) -> Iterator[_Format]:
    """Yield what shows as something else than letters, from the outside in where ranges are the same."""
    for link in view.links:
        where = attribute_html(link.target)
        kind = "rv-i" if link.image else "rv-a"
        yield _Format(link.label, f'<span class="{kind}" title="{where}">', "</span>")
    yield from (_Format(span, "<strong>", "</strong>") for span in view.strong)
    yield from (_Format(span, "<em>", "</em>") for span in view.emphasis)
    yield from (_Format(span, "<code>", "</code>") for span in view.codes)
    yield from (_Format(span, '<span class="rv-a">', "</span>") for span in view.addresses)
    yield from (_Format(span, f"<{name}>", f"</{name}>") for name, span in elements)


def _elements(view: Inline) -> Iterator[tuple[str, Span]]:
    """Yield the inline HTML elements that open and close in the half, by what is between their tags."""
    opened: list[tuple[str, int]] = []
    for span in sorted(view.tags):
        name, closes = _name(span.of(view.raw))
        if name not in INLINE:
            continue
        if not closes:
            opened.append((name, span.end))
        elif opened and opened[-1][0] == name:
            yield name, Span(opened.pop()[1], span.start)


def _name(tag: str) -> tuple[str, bool]:
    """Return the name of a tag in lower case and whether it closes; '' for a comment."""
    match = TAG.fullmatch(tag)
    return ("", False) if match is None else (match["name"].lower(), bool(match["end"]))


def _replaced(view: Inline, elements: Sequence[tuple[str, Span]]) -> dict[int, tuple[int, str]]:
    """Return what is shown for tags and for links without a text, by where they begin, with where they end."""
    first = {span.start for _, span in elements}
    last = {span.end for _, span in elements}
    shown = {}
    for span in view.tags:
        name, closes = _name(span.of(view.raw))
        if name == "br":
            shown[span.start] = span.end, "<br>"
        elif (span.start in last) if closes else (span.end in first):
            shown[span.start] = span.end, ""
        else:
            shown[span.start] = span.end, _as_written(span.of(view.raw))
    for link in view.links:
        if not link.label.of(view.raw).strip():
            shown[link.span.start] = link.span.end, _as_written(link.span.of(view.raw))
    return shown


def _as_written(raw: str) -> str:
    return f'<code class="rv-g">{text_html(raw)}</code>'


def _pieces(
    view: Inline, formats: Sequence[_Format], replaced: dict[int, tuple[int, str]], plain: int
) -> Iterator[str]:
    """Yield the half piece by piece, its elements closed and opened so that none crosses another.

    Args:
        view: the half.
        formats: what is shown by elements; the marks of findings come last.
        replaced: what is shown in place of tags.
        plain: how many of the formats are no marks.
    """
    order = sorted(range(plain), key=lambda one: (formats[one].span.start, -formats[one].span.end, one))
    order += range(plain, len(formats))
    borders = {0, len(view.raw), *replaced, *(end for end, _ in replaced.values())}
    borders |= {border for one in formats for border in (one.span.start, one.span.end)}
    cuts = sorted(borders)
    active: list[int] = []
    covered = 0
    for start, end in pairwise(cuts):
        wanted = [one for one in order if formats[one].span.start <= start and end <= formats[one].span.end]
        marked = bool(wanted) and wanted[-1] >= plain
        if start in replaced and (replaced[start][1] or not marked):
            covered, piece = replaced[start]
        else:
            piece = _text(view, start, end, marked=marked) if start >= covered else ""
        if not piece:
            continue
        kept = next((at for at, (a, b) in enumerate(zip(active, wanted, strict=False)) if a != b), None)
        kept = min(len(active), len(wanted)) if kept is None else kept
        yield from (formats[one].closing for one in reversed(active[kept:]))
        yield from (formats[one].opening for one in wanted[kept:])
        active = wanted
        yield piece
    yield from (formats[one].closing for one in reversed(active))


def _text(view: Inline, start: int, end: int, *, marked: bool) -> str:
    """Return the HTML of characters; of marked ones that nobody sees, what is written there."""
    text = view.text[start:end].replace(GONE, "")
    return text_html(text) if text or not marked else _as_written(view.raw[start:end])
