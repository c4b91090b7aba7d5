"""The report of a docset as data: how much there is, what was found where, and what of it is the same.

A browser that opens the report of 40,000 findings wants all counts at once and the texts of a screenful. So there is
one summary, with the file of each finding but none of its texts, from which any combination of facets is counted; and
there are shards with the texts, by kind of finding and in the order in which they are shown, to be fetched as needed.
Places in texts are counted in UTF-16 code units, as browsers do.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from posixpath import dirname
from types import MappingProxyType
from typing import Any

from tweeluik.checks.finding import Excerpt, Finding
from tweeluik.diagnostics import Severity
from tweeluik.model import Origin
from tweeluik.text import Span

SHARD_BYTES = 150_000
"""How large a shard may be."""
COSMETIC = frozenset(
    {
        "code-block-indented",
        "description-bad-length",
        "dev-language-missing",
        "docs-link-absolute",
        "end-punct-lost",
        "headings-with-underline",
        "link-punct",
        "link-spacing",
        "link-text-edge-space",
        "quotes-odd",
        "space-before-punct",
        "strong-punct",
    }
)
"""What changes the look of a text and hardly its meaning: blanks, punctuation and the form of the Markdown."""
COSMETIC_SEVERITIES = frozenset({Severity.SUGGESTION, Severity.INFO})
"""A docset that grades one of these as a warning wants to see it."""
ORIGINS = tuple(Origin)
"""The origins in the order of their numbers in the data."""
SUMMARY = "summary.json"

_LONGEST_TEXT = 4000
"""Characters of a half or a line; of longer ones the part round what is meant."""
_LONGEST_MESSAGE = 500
_MOST_MARKS = 20
"""How many different marks one group shows; what is beyond makes another group."""
_MOST_PLACES = 1000
"""Places in one record of a shard; a group with more of them has several records."""
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Kind:
    """What findings have in common that stand under one heading."""

    code: str
    severity: Severity

    @property
    def is_cosmetic(self) -> bool:
        """Whether the findings are folded until somebody asks for them."""
        return self.code in COSMETIC and self.severity in COSMETIC_SEVERITIES


@dataclass(frozen=True, slots=True)
class ReviewedFile:
    """A file of the docset, with its part in the counts."""

    path: str
    """Relative to the docset, with forward slashes; one outside it begins with `../`."""
    origin: Origin = Origin.UNKNOWN
    segments: int = 0
    page: str = ""
    """Address of its review page, relative to the report; '' if it has none."""

    @property
    def folder(self) -> str:
        """The folder it is in; '' for the root of the docset."""
        return dirname(self.path)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is wrong with a text."""

    message: str
    source: Span | None
    """What is meant in the source, in UTF-16 code units; None for no part of it more than the rest."""
    target: Span | None


@dataclass(frozen=True, slots=True)
class PlaceOfGroup:
    """One finding of a group."""

    file: int
    """Its number in the report."""
    segment: str
    """Id of the segment; '' outside of segments."""
    line: int
    """1-based line; 0 for the file as a whole."""
    mark: int
    """0-based number of the group's mark."""


@dataclass(slots=True)
class Group:
    """Findings of one kind about the same text."""

    source: str | None
    target: str | None
    marks: dict[Mark, int] = field(default_factory=dict)
    """Each with its number."""
    places: list[PlaceOfGroup] = field(default_factory=list)
    """One for each finding, by file and place."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the report page shows."""

    files: tuple[ReviewedFile, ...]
    """By path."""
    articles: int
    """How many of the files are articles."""
    groups: Mapping[Kind, tuple[Group, ...]]
    """Kinds by severity, then number of findings; groups by number of findings, then place."""
    source_language: str = "en-US"
    target_language: str = "nl-NL"

    @property
    def total(self) -> int:
        """The number of findings."""
        return sum(self.count(kind) for kind in self.groups)

    @property
    def segments(self) -> int:
        """The number of segments."""
        return sum(file.segments for file in self.files)

    def count(self, kind: Kind) -> int:
        """Return the number of findings of a kind."""
        return sum(len(group.places) for group in self.groups[kind])

    def open_segments(self) -> tuple[int, ...]:
        """Return how many segments of each file have a finding."""
        named: dict[int, set[str]] = defaultdict(set)
        for groups in self.groups.values():
            for place in (place for group in groups for place in group.places if place.segment):
                named[place.file].add(place.segment)
        return tuple(len(named[number]) for number in range(len(self.files)))


def make_report(
    files: Iterable[ReviewedFile], findings: Iterable[Finding], *, source_language: str, target_language: str
) -> Report:
    """Group the findings of a docset.

    Args:
        files: the articles.
        findings: what the checks found in them, and in other files of the docset.
        source_language: tag of the language that the articles were written in.
        target_language: tag of the language that they were translated into.
    """
    findings = tuple(findings)
    articles = {file.path: file for file in files}
    every = articles | {one.path: ReviewedFile(one.path) for one in findings if one.path not in articles}
    ordered = tuple(every[path] for path in sorted(every))
    numbers = {file.path: number for number, file in enumerate(ordered)}
    found: dict[Kind, dict[tuple[str | None, ...], list[Group]]] = defaultdict(dict)
    for finding in sorted(
        findings, key=lambda one: (numbers[one.path], one.place, one.segment, one.message, _texts(one))
    ):
        _add(found[Kind(finding.code, finding.severity)], finding, numbers[finding.path])
    groups = {kind: [group for some in by_text.values() for group in some] for kind, by_text in found.items()}
    sizes = {kind: sum(len(group.places) for group in some) for kind, some in groups.items()}
    return Report(
        ordered,
        len(articles),
        MappingProxyType(
            {
                # A stable sort: what is found equally often stays by place.
                kind: tuple(sorted(groups[kind], key=lambda group: -len(group.places)))
                for kind in sorted(groups, key=lambda kind: (kind.severity.rank, -sizes[kind], kind.code))
            }
        ),
        source_language,
        target_language,
    )


def _texts(finding: Finding) -> tuple[tuple[str, Span], ...]:
    """Return what only matters for an order that does not depend on that of the checks."""
    return tuple((one.text, one.span) if one else ("", Span(-1, -1)) for one in (finding.source, finding.target))


def _add(by_text: dict[tuple[str | None, ...], list[Group]], finding: Finding, file: int) -> None:
    """Put a finding to those that are about the same text."""
    source = finding.source.text if finding.source else None
    target = finding.target.text if finding.target else None
    # Outside of segments a text is a line, or nothing at all: what is said about it is then what can be the same.
    key = (source, target, "" if finding.segment else finding.message)
    mark, shown_source, shown_target = _shown(finding)
    some = by_text.setdefault(key, [])
    group = some[-1] if some else None
    if group is None or (mark not in group.marks and len(group.marks) >= _MOST_MARKS):
        group = Group(shown_source, shown_target)
        some.append(group)
    number = group.marks.setdefault(mark, len(group.marks))
    group.places.append(PlaceOfGroup(file, finding.segment, finding.place.line, number))


def _shown(finding: Finding) -> tuple[Mark, str | None, str | None]:
    source, source_span = _excerpt(finding.source)
    target, target_span = _excerpt(finding.target)
    message = _SURROGATES.sub("\ufffd", finding.message)
    if len(message) > _LONGEST_MESSAGE:
        message = f"{message[:_LONGEST_MESSAGE]}…"
    return Mark(message, source_span, target_span), source, target


def _excerpt(excerpt: Excerpt | None) -> tuple[str | None, Span | None]:
    """Return a text, cut to a size, with its span in UTF-16 code units."""
    if excerpt is None:
        return None, None
    text, span = _SURROGATES.sub("\ufffd", excerpt.text), excerpt.span
    start, end = min(span.start, len(text)), min(max(span.end, span.start), len(text))
    if len(text) > _LONGEST_TEXT:
        first = max(0, min(start - _LONGEST_TEXT // 4, len(text) - _LONGEST_TEXT))
        head, tail = "…" * (first > 0), "…" * (first + _LONGEST_TEXT < len(text))
        text = f"{head}{text[first : first + _LONGEST_TEXT]}{tail}"
        shift = first - len(head)
        start, end = (min(max(place - shift, 0), len(text)) for place in (start, end))
    if not span.end:
        return text, None
    if text.isascii():
        return text, Span(start, end)
    return text, Span(_units(text[:start]), _units(text[:end]))


def _units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def json_bytes(data: object) -> bytes:
    """Write JSON that does no harm in a page either: no `<`, and no line ends that only JavaScript knows."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", errors="replace")


@dataclass(frozen=True, slots=True)
class Shard:
    """The texts of some groups of one kind."""

    name: str
    first: int
    """Number of the first group in it, 0-based among those of its kind."""
    last: int
    """Number of the last group in it; its rest may be in the next shard."""
    content: bytes


def shards(report: Report, number: int, kind: Kind) -> Iterator[Shard]:
    """Yield the texts of a kind, in files of a bounded size.

    A shard is a list of records, `[group, source, target, marks, offset, places]`; a group with many places has several
    of them, each with the places from its offset on. A mark is `[message, start, end, start, end]`, first of the source
    and then of the target, -1 for none; places are one flat list of file, segment, line and mark.

    Args:
        report: what all is about.
        number: that of the kind.
        kind: what the groups are of.
    """
    held: list[bytes] = []
    size, first, last, count = 2, 0, 0, 0

    def close() -> Shard:
        return Shard(f"findings-{number + 1}-{count + 1}.json", first, last, b"[" + b",\n".join(held) + b"]")

    for group, record in _records(report.groups[kind]):
        content = json_bytes(record)
        if held and size + len(content) + 2 > SHARD_BYTES:
            yield close()
            held, size, first, count = [], 2, group, count + 1
        held.append(content)
        size += len(content) + 2
        last = group
    yield close()


def _records(groups: Sequence[Group]) -> Iterator[tuple[int, list[Any]]]:
    for number, group in enumerate(groups):
        marks = [[mark.message, *_pair(mark.source), *_pair(mark.target)] for mark in group.marks]
        for start in range(0, len(group.places), _MOST_PLACES):
            places = group.places[start : start + _MOST_PLACES]
            flat = [value for one in places for value in (one.file, one.segment, one.line, one.mark)]
            yield number, [number, group.source, group.target, marks, start, flat]


def _pair(span: Span | None) -> tuple[int, int]:
    return (-1, -1) if span is None else (span.start, span.end)


def data_files(report: Report, pages: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """Return the files that the report page reads, by name: the summary and all shards.

    Args:
        report: what they tell of.
        pages: by code of a check, the address of the text that explains it in each language, if there is one.
    """
    made: dict[str, bytes] = {}
    ranges = []
    for number, kind in enumerate(report.groups):
        own = list(shards(report, number, kind))
        made |= {shard.name: shard.content for shard in own}
        ranges.append([[shard.first, shard.last] for shard in own])
    return {SUMMARY: json_bytes(_summary(report, ranges, pages)), **made}


def _summary(report: Report, ranges: list[list[list[int]]], pages: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return counts and names.

    A file is `[folder, name, origin, segments, segments with findings, page]`. `sizes` are the numbers of findings of a
    kind's groups, as pairs of a size and how many groups in a row have it; `places` the file of each of those findings,
    group after group, as its distance from the one before.
    """
    folders = sorted({file.folder for file in report.files})
    numbers = {folder: number for number, folder in enumerate(folders)}
    unfinished = report.open_segments()
    return {
        "version": 1,
        "languages": [report.source_language, report.target_language],
        "articles": report.articles,
        "folders": folders,
        "files": [
            [
                numbers[file.folder],
                file.path.rpartition("/")[2],
                ORIGINS.index(file.origin),
                file.segments,
                unfinished[number],
                _short(file),
            ]
            for number, file in enumerate(report.files)
        ],
        "kinds": [
            {
                "code": kind.code,
                "severity": kind.severity.value,
                "cosmetic": kind.is_cosmetic,
                "shards": ranges[number],
                "sizes": _runs(len(group.places) for group in groups),
                "places": _distances(place.file for group in groups for place in group.places),
                "pages": dict(pages.get(kind.code, {})),
            }
            for number, (kind, groups) in enumerate(report.groups.items())
        ],
    }


def _short(file: ReviewedFile) -> int | str:
    """Return the address of a file's page; 1 for that which follows from its path, 0 for none."""
    usual = f"{file.path.removesuffix('.md')}/"
    return 1 if file.page == usual else file.page or 0


def _distances(numbers: Iterable[int]) -> list[int]:
    return [after - before for before, after in pairwise(chain((0,), numbers))]


def _runs(sizes: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for size in sizes:
        if runs and runs[-1][0] == size:
            runs[-1][1] += 1
        else:
            runs.append([size, 1])
    return runs


@dataclass(frozen=True, slots=True)
class Row:
    """What was found in some of the files: a row of one of the report's tables."""

    name: str
    files: int
    segments: int
    open: int
    """How many of the segments have a finding."""
    found: Mapping[Severity, int]
    """The number of findings of each severity that occurs."""

    @property
    def findings(self) -> int:
        """The number of findings of any severity."""
        return sum(self.found.values())


@dataclass(frozen=True, slots=True)
class Tables:
    """The report's tables, as they are without any filter."""

    kinds: Mapping[Kind, Mapping[Origin, int]]
    """The number of findings of each kind, by the origin of the translation."""
    origins: Mapping[Origin, Row]
    folders: tuple[Row, ...]
    """By name, each with all files below it; the root only with those directly in it."""
    files: tuple[Row, ...]
    """In the order of the report's files."""
    total: Row


def tables(report: Report) -> Tables:
    """Count the findings of a report for its tables."""
    found: list[Counter[Severity]] = [Counter() for _ in report.files]
    kinds: dict[Kind, Counter[Origin]] = {}
    for kind, groups in report.groups.items():
        kinds[kind] = Counter()
        for place in (place for group in groups for place in group.places):
            found[place.file][kind.severity] += 1
            kinds[kind][report.files[place.file].origin] += 1
    unfinished = report.open_segments()
    files = tuple(
        Row(file.path, 1, file.segments, unfinished[number], found[number]) for number, file in enumerate(report.files)
    )
    by_origin: dict[Origin, list[Row]] = {origin: [] for origin in ORIGINS}
    by_folder: dict[str, list[Row]] = defaultdict(list)
    for file, row in zip(report.files, files, strict=True):
        by_origin[file.origin].append(row)
        for folder in _folders_of(file):
            by_folder[folder].append(row)
    return Tables(
        kinds,
        {origin: _sum(origin.value, rows) for origin, rows in by_origin.items()},
        tuple(_sum(folder, by_folder[folder]) for folder in sorted(by_folder)),
        files,
        _sum("", files),
    )


def _folders_of(file: ReviewedFile) -> list[str]:
    """Return the folders that a file is in, from the outside in; the root only for files directly in it."""
    parts = file.folder.split("/")
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def _sum(name: str, rows: Sequence[Row]) -> Row:
    found: Counter[Severity] = Counter()
    for row in rows:
        found.update(row.found)
    return Row(name, len(rows), sum(row.segments for row in rows), sum(row.open for row in rows), found)


def per_thousand(findings: int, segments: int) -> float | None:
    """Return the findings per 1,000 segments; None if there are no segments."""
    return 1000 * findings / segments if segments else None
