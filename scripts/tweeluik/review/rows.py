"""The table of a review page: a row per segment, and one below it for what there is to say about it.

The largest articles have ten thousand segments, so this is written as compactly as HTML can be: the browser makes the
views of the raw Markdown itself, from an attribute where the text that is shown does not say it all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from tweeluik.article.annotation import LITERAL
from tweeluik.checks.finding import Excerpt, Finding
from tweeluik.diagnostics import Severity
from tweeluik.exchange.unit import Unit
from tweeluik.model import BlockKind
from tweeluik.review.half import attribute_html, difference_html, show, text_html, utf16, well_formed
from tweeluik.review.review import Variant
from tweeluik.text import Span
from tweeluik.words import Words

OWN = "rv-"
"""What the ids of the page itself begin with."""
ROWS = 50
"""Rows of one table: browsers lay out tables whole, and leave out those that are not in view."""
MOST_VARIANTS = 5
SEVERITIES = {Severity.ERROR: "e", Severity.WARNING: "w", Severity.SUGGESTION: "s", Severity.INFO: "s"}
"""What the script knows a severity by."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence of the translation memory that is near one of the article."""

    score: float
    """0 to 100."""
    source: str
    """What the memory's sentence is a translation of."""
    path: str
    id: str
    difference: str
    """HTML: what differs between the memory's translation and the article's sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """A segment, or a sentence of an article without segments."""

    kind: BlockKind
    target: str | None
    """Markdown."""
    source: str | None = None
    unit: Unit | None = None
    """The segment as it is exchanged."""
    findings: Sequence[Finding] = ()
    earlier: str | None = None
    """The target in the previous version, if it was another one."""
    is_new: bool = False
    """Whether the previous version had nothing like it."""
    variants: Sequence[Variant] = ()
    """The translations of the same sentence elsewhere, its own left out."""
    suggestions: Sequence[Suggestion] = ()

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """The articles that the row speaks of."""
        return (*(one.path for one in self.variants), *(one.path for one in self.suggestions))


@dataclass(frozen=True, slots=True)
class Table:
    """What all rows of a page share."""

    words: Words
    root: str
    """The root of the site as seen from the page."""
    source_attributes: str
    """`lang` and, where it must be said, `dir` of the source halves."""
    target_attributes: str
    code_addresses: Mapping[str, str]
    """Where each code is explained, relative to the page."""
    pages: Mapping[str, str]
    """The review pages of articles with variants, relative to the root of the site."""

    def sections(self, rows: Sequence[Row]) -> Iterator[str]:
        """Yield the tables, each in a box of its own."""
        head = self._head()
        taken: set[str] = set()
        for chunk in _chunks(rows):
            made = [self._row(row, taken) for row in chunk]
            classes = " ".join(sorted({name for classes, _ in made for name in classes}))
            body = "".join(html for _, html in made)
            table = f"<table>{head}<tbody>{body}</tbody></table>"
            yield f'<div class="rv-c {classes}">{table}</div>'

    def _head(self) -> str:
        names = "".join(
            f'<th scope="col" class="{letter}">{self._word(key)}</th>'
            for letter, key in (("n", "review_segment"), ("s", "review_source"), ("t", "review_target"))
        )
        return f"<thead><tr>{names}</tr></thead>"

    def _word(self, key: str, element: str = "span", classes: str = "") -> str:
        named = f' class="{classes}"' if classes else ""
        return f'<{element}{named} data-w="{key}">{text_html(self.words[key])}</{element}>'

    def _row(self, row: Row, taken: set[str]) -> tuple[set[str], str]:
        severities = {SEVERITIES[one.severity] for one in row.findings if one.severity in SEVERITIES}
        classes = severities | ({"x"} if row.is_new or row.earlier is not None else set())
        source = self._half(row.source, [one.source for one in row.findings], f"s {self.source_attributes}")
        target = self._half(row.target, [one.target for one in row.findings], f"t {self.target_attributes}")
        if row.source is None and row.unit is None:
            source = f'<td class="s">{self._suggestions(row.suggestions)}</td>'
        named = f' class="{" ".join(sorted(classes))}"' if classes else ""
        html = f"<tr{self._identity(row, taken)}{named}>{self._first(row, taken)}{source}{target}</tr>"
        return classes, html + self._below(row)

    def _identity(self, row: Row, taken: set[str]) -> str:
        if row.unit is None:
            name = f"rv-s{len(taken) + 1}"
            taken.add(name)
            return f' id="{name}"'
        hashes = "" if _is_locked(row.unit) else f' data-h="{row.unit.source_hash}{row.unit.target_hash}"'
        # An id that is there twice, or that is one of the page's own, is none to link to.
        if row.unit.id in taken or row.unit.id.startswith(OWN):
            name = f"rv-x{len(taken) + 1}"
            taken.add(name)
            return f' id="{name}"{hashes}'
        taken.add(row.unit.id)
        return f' id="{attribute_html(row.unit.id)}"{hashes}'

    def _first(self, row: Row, taken: set[str]) -> str:
        kind = f"review_kind_{row.kind.value.replace('-', '_')}"
        if row.unit is None:
            return f'<th scope="row"><a href="#rv-s{len(taken)}">{len(taken)}</a> {self._word(kind)}</th>'
        name = row.unit.id
        short = name.rpartition("-")[2] or name
        badges = "".join(f" {self._word(key, classes='rv-badge')}" for key in _badges(row, row.unit))
        link = f'<a href="#{quote(name)}">{text_html(short)}</a>' if name in taken else text_html(short)
        return f'<th scope="row">{link} {self._word(kind)}{badges}</th>'

    def _half(self, raw: str | None, excerpts: Sequence[Excerpt | None], attributes: str) -> str:
        name, _, attributes = attributes.partition(" ")
        if raw is None:
            return f'<td class="{name} m">{self._word("review_missing")}</td>'
        marks = tuple(one.span for one in excerpts if one is not None and one.text == raw)
        html, written = _shown(raw, marks)
        return f'<td class="{name}" {attributes}{written}>{html}</td>'

    def _below(self, row: Row) -> str:
        parts = [self._findings(row.findings)] if row.findings else []
        if row.earlier is not None and row.target is not None:
            shown = difference_html(row.earlier, row.target)
            label = self._word("review_earlier", "b")
            parts.append(f'<p class="rv-v">{label} <span {self.target_attributes}>{shown}</span></p>')
        if row.variants and row.target is not None:
            parts.append(self._variants(row.variants, row.target))
        return f'<tr class="f"><td colspan="3">{"".join(parts)}</td></tr>' if parts else ""

    def _findings(self, findings: Sequence[Finding]) -> str:
        return f'<ul class="rv-l">{"".join(self.finding(one) for one in findings)}</ul>'

    def finding(self, one: Finding, before: str = "") -> str:
        """Return a finding as an item of a list; `before` is HTML that goes before its message."""
        letter = SEVERITIES.get(one.severity, "s")
        ranges = _range("s", one.source) + _range("t", one.target) if one.segment else ""
        badge = self._word(f"review_{one.severity.value}", "b", f"rv-badge rv-badge--{one.severity.value}")
        code = f'<a href="{attribute_html(self.code_addresses[one.code])}">{text_html(one.code)}</a>'
        message = f'<span lang="en">{text_html(one.message)}</span>'
        return f'<li class="{letter}"{ranges}>{badge} {code} {before}{message}</li>'

    def _variants(self, variants: Sequence[Variant], own: str) -> str:
        items = []
        for one in variants[:MOST_VARIANTS]:
            address = f"{self.root}{quote(self.pages[one.path])}#{quote(one.id)}"
            name = text_html(one.path.removesuffix(".md"))
            times = f" ({one.count}×)" if one.count > 1 else ""
            shown = f"<span {self.target_attributes}>{difference_html(own, one.target)}</span>"
            items.append(f'<li>{shown} <a href="{address}">{name}</a>{times}</li>')
        label = self._word("review_variants", "b")
        return f'<div class="rv-v">{label}<ul>{"".join(items)}</ul></div>'

    def _suggestions(self, suggestions: Sequence[Suggestion]) -> str:
        if not suggestions:
            return self._word("review_no_suggestion", classes="rv-quiet")
        items = []
        for one in suggestions:
            address = f"{self.root}{quote(self.pages[one.path])}#{quote(one.id)}"
            badge = self._word("review_suggestion_badge", classes="rv-badge")
            link = f'<a href="{address}">{one.score:.0f} %</a>'
            source = f"<span {self.source_attributes}>{show(one.source).html}</span>"
            target = f"<span {self.target_attributes}>{one.difference}</span>"
            items.append(f"<li>{badge} {link} {source}<br>{target}</li>")
        return f'<ul class="rv-g">{"".join(items)}</ul>'


def _chunks(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Cut at a heading where there is one near the end of a table."""
    start = 0
    while start < len(rows):
        end = min(start + ROWS, len(rows))
        if end < len(rows):
            headings = (at for at in range(end, start + ROWS // 2, -1) if rows[at].kind is BlockKind.HEADING)
            end = next(headings, end)
        yield rows[start:end]
        start = end


def _is_locked(unit: Unit) -> bool:
    """Tell whether a segment cannot be edited in a browser: also not if the browser would not give back its text."""
    unfit = any("\0" in half or well_formed(half) != half for half in (unit.source, unit.target))
    return unit.is_locked or unfit or unit.id.startswith(OWN)


def _badges(row: Row, unit: Unit) -> Iterator[str]:
    if unit.is_paragraph:
        yield "review_merged"
    if row.source is None or row.target is None:
        yield "review_damaged"
    elif any(_imbalance(half) for half in (row.source, row.target)):
        yield "review_unbalanced"
    elif unit.is_locked:
        yield "review_twice"
    if row.is_new:
        yield "review_new"


def _imbalance(half: str) -> int:
    """Return by how much the literal span tags of a half do not pair up."""
    if "span" not in half.lower():
        return 0
    return sum(-1 if one.startswith("</") else 1 for one in LITERAL.findall(half))


@lru_cache(maxsize=1 << 16)
def _shown(raw: str, marks: tuple[Span, ...]) -> tuple[str, str]:
    """Return the HTML of a half, and the attribute that says how it is written if that is not seen."""
    shown = show(raw, marks)
    return shown.html, "" if shown.is_as_written else f' data-r="{attribute_html(raw)}"'


def _range(letter: str, excerpt: Excerpt | None) -> str:
    if excerpt is None or not len(excerpt.span):
        return ""
    start, end = utf16(excerpt.text, excerpt.span)
    return f' data-{letter}="{start}-{end}"'
