"""The review page of one article."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from tweeluik.alignment.memory import has_words
from tweeluik.article.projection import ANCHOR, description, project
from tweeluik.article.sentences import sentences
from tweeluik.checks.finding import Finding
from tweeluik.codes import codes
from tweeluik.diagnostics import Severity
from tweeluik.exchange.unit import units_of
from tweeluik.language import Language
from tweeluik.learn.blocks import kinds
from tweeluik.learn.leaves import leaves
from tweeluik.model import Article, BlockKind, Origin, Side
from tweeluik.review.frame import Frame, page_words, render
from tweeluik.review.half import attribute_html, difference_html
from tweeluik.review.review import FOLDER, Review
from tweeluik.review.rows import Row, Suggestion, Table
from tweeluik.review.versions import Matched, match_versions
from tweeluik.site.framing import iso_date
from tweeluik.site.view import Reference

_LEAVES = {"heading": BlockKind.HEADING, "td": BlockKind.TABLE_CELL, "th": BlockKind.TABLE_CELL}
_CONTAINERS = {"item": BlockKind.LIST_ITEM, "quote": BlockKind.QUOTE, "alert": BlockKind.ALERT}
MOST_SUGGESTIONS = 3
LONGEST_VALUE = 400
"""Characters of a value of the front matter that are shown."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an article is."""

    clean: int
    """Segments without findings."""
    segments: int


@dataclass(frozen=True, slots=True)
class Legend:
    """A kind of finding that is on the page."""

    code: str
    severity: Severity
    count: int
    address: str
    """Where it is explained at length, relative to the page; '' for nowhere."""


def article_page(review: Review, path: str) -> str:
    """Return the HTML of the review page of an article."""
    site = review.site
    article = review.docset.article(path)
    findings = review.found(path)
    by_segment = _by_segment(findings)
    source, target = (review.docset.settings.language(side) for side in (Side.SOURCE, Side.TARGET))
    matched = _matched(review, article)
    rows = _rows(review, article, by_segment, matched)
    ids = {row.unit.id for row in rows if row.unit}
    whole = [one for one in findings if one.segment not in ids]
    frame = _frame(review, article)
    legend = _legend(review, findings, frame.root)
    table = Table(
        words=page_words(site, Side.TARGET),
        root=frame.root,
        source_attributes=_attributes(source, target),
        target_attributes=_attributes(target, target),
        code_addresses={one.code: one.address or f"#rv-code-{one.code}" for one in legend},
        pages={path: review.address(path) for row in rows for path in row.elsewhere},
    )
    earlier = review.earlier.get(path, "")
    return render(
        site,
        "article.html",
        frame,
        article=article,
        origin=article.origin.value or "unknown",
        machine=Origin.MACHINE,
        translated_on=iso_date(article.front_matter.string("ms.lasthandoff")) if article.front_matter else "",
        matter=list(_matter(article)),
        sides=_sides(review, article),
        progress=Progress(sum(1 for row in rows if row.unit and not row.findings), len(ids)) if ids else None,
        counts=_counts(findings),
        sections=table.sections(rows),
        whole=[table.finding(one, _where(one)) for one in whole],
        legend=legend,
        earlier=Reference(review.docset.title(earlier, Side.TARGET), review.address(earlier)) if earlier else None,
        changes=_changes(rows) if matched else None,
        removed=matched.removed if matched else (),
        newer=_newer(review, path),
        source=source,
        target=target,
        is_alone=not review.whole and "findings" not in review.__dict__,
        store=f"{site.url or site.name} {path}",
    )


def _frame(review: Review, article: Article) -> Frame:
    site = review.site
    words = page_words(site, Side.TARGET)
    title = unescape(review.docset.title(article.path, Side.TARGET))
    return Frame(
        review.address(article.path),
        title,
        description(article, Side.TARGET) or words["review_description"].replace("{name}", title),
        title_language=review.docset.settings.target.tag,
        crumbs=(Reference(words["review_name"], FOLDER),),
        article=site.address(article.path, Side.TARGET) if article.path in site.pages else "",
    )


def _by_segment(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in sorted(findings, key=lambda one: one.severity.rank):
        if one.segment:
            found.setdefault(one.segment, []).append(one)
    return found


def _rows(
    review: Review, article: Article, by_segment: Mapping[str, list[Finding]], matched: Matched | None
) -> list[Row]:
    if not article.segments:
        return [
            Row(
                kind,
                text,
                earlier=_rewritten(matched, index, text),
                is_new=_is_new(matched, index),
                suggestions=_suggestions(review, text),
            )
            for index, (kind, text) in enumerate(_sentences(article))
        ]
    return [
        Row(
            block.kind,
            segment.target,
            segment.source,
            unit,
            by_segment.get(segment.id, ()),
            earlier=_rewritten(matched, index, segment.target),
            is_new=_is_new(matched, index),
            variants=[one for one in review.variants.get(segment.source or "", ()) if one.target != segment.target]
            if segment.target is not None
            else (),
        )
        for index, ((segment, block), unit) in enumerate(zip(kinds(article), units_of(article), strict=True))
    ]


def _suggestions(review: Review, text: str) -> tuple[Suggestion, ...]:
    """Look up how sentences like one are said in the source language elsewhere."""
    memory = review.memory
    if memory is None or not has_words(text):
        return ()
    return tuple(
        Suggestion(
            match.score,
            match.translation.source,
            match.translation.path,
            match.translation.id,
            difference_html(match.translation.target, text),
        )
        for match in memory.lookup(text, limit=MOST_SUGGESTIONS)
    )


def _sentences(article: Article) -> Iterator[tuple[BlockKind, str]]:
    """Yield the sentences of an article without segments, with the kind of their block."""
    body = project(article, Side.TARGET, normalize=True).text
    for leaf in leaves(body):
        kind = _LEAVES.get(leaf.kind.partition(" ")[0]) or _CONTAINERS.get("".join(leaf.path[-1:]), BlockKind.PARAGRAPH)
        content = ANCHOR.sub("", leaf.content(body))
        yield from ((kind, span.of(content)) for span in sentences(content))


def _texts(article: Article) -> list[str]:
    """Return the translated sentences of an article in text order, whether it has segments or not."""
    if article.segments:
        return [segment.half(Side.TARGET) for segment in article.segments]
    return [text for _, text in _sentences(article)]


def _matched(review: Review, article: Article) -> Matched | None:
    """Compare an article with its previous version, if it has one."""
    earlier = review.earlier.get(article.path)
    return match_versions(_texts(review.docset.article(earlier)), _texts(article)) if earlier else None


def _rewritten(matched: Matched | None, index: int, text: str | None) -> str | None:
    earlier = matched.earlier[index] if matched else None
    return earlier if earlier is not None and earlier.split() != (text or "").split() else None


def _is_new(matched: Matched | None, index: int) -> bool:
    return matched is not None and matched.earlier[index] is None


def _changes(rows: Sequence[Row]) -> Mapping[str, int]:
    new = sum(row.is_new for row in rows)
    changed = sum(row.earlier is not None for row in rows)
    return {"same": len(rows) - new - changed, "changed": changed, "new": new}


def _newer(review: Review, path: str) -> Reference | None:
    """Return the review page of the newer version of an article."""
    newer = next((one for one, older in review.earlier.items() if older == path), None)
    return Reference(review.docset.title(newer, Side.TARGET), review.address(newer)) if newer else None


def _sides(review: Review, article: Article) -> list[Reference]:
    """Return the article's own pages."""
    site = review.site
    if article.path not in site.pages:
        return []
    return [
        Reference(language.name, site.address(article.path, side), language.tag)
        for side in site.pages[article.path].sides
        if (language := review.docset.settings.language(side))
    ]


def _counts(findings: Sequence[Finding]) -> Mapping[str, int]:
    """Count findings as the filter on the page has them: what is for information counts for a suggestion."""
    errors = sum(one.severity is Severity.ERROR for one in findings)
    warnings = sum(one.severity is Severity.WARNING for one in findings)
    return {"error": errors, "warning": warnings, "suggestion": len(findings) - errors - warnings}


def _legend(review: Review, findings: Sequence[Finding], root: str) -> list[Legend]:
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.code, []).append(one)
    made = [
        Legend(code, min((one.severity for one in some), key=_rank), len(some), _page(review, code, root))
        for code, some in found.items()
    ]
    return sorted(made, key=lambda one: (one.severity.rank, -one.count, one.code))


def _rank(severity: Severity) -> int:
    return severity.rank


def _page(review: Review, code: str, root: str) -> str:
    """Return where a docset has the page about a check, if it has the pages of all checks."""
    page = f"checks/{codes()[code].group}.md"
    return f"{root}{review.site.address(page, Side.TARGET)}#{code}" if page in review.docset.hubs else ""


def _attributes(language: Language, target: Language) -> str:
    tag = language.tag if language.tag.replace("-", "").isalnum() else f'"{attribute_html(language.tag)}"'
    return f"lang={tag}" + (f" dir={language.direction}" if "rtl" in {language.direction, target.direction} else "")


def _matter(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the front matter, a value as one line of text."""
    if article.front_matter is None:
        return
    for entry in article.front_matter.entries:
        if entry.key:
            value = article.front_matter.string(entry.key) or " ".join(entry.text.partition(":")[2].split())
            yield entry.key, value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"


def _where(one: Finding) -> str:
    return f"<code>{one.place.line}:{one.place.column}</code> " if one.place.line else ""
