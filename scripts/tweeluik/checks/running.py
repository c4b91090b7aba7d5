"""Running the checks: over one article, or over a docset with several processes."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from tweeluik.checks.docset import DocsetCheck, Sheet, UsageCheck
from tweeluik.checks.finding import Excerpt, Finding, Fix
from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.registry import all_checks
from tweeluik.checks.sheets import sheet_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.checks.usage import Usage, count_translations
from tweeluik.codes import codes
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.model import Segment, Side
from tweeluik.text import Place, Span

R = TypeVar("R")

MOST_REMEMBERED = 300_000
"""Pairs of halves whose hits are remembered; four in ten segments of real docsets are repeats."""
CHUNK = 16
"""Articles that a process takes at a time."""

_Remembered = dict[tuple[str, str], tuple[tuple[str, Hit], ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Which checks are run."""

    pairs: tuple[PairCheck, ...]
    articles: tuple[ArticleCheck, ...]
    usages: tuple[UsageCheck, ...]
    docsets: tuple[DocsetCheck, ...]


def plan(docset: Docset, switched_off: frozenset[str] = frozenset()) -> Plan:
    """Choose the checks that can say something about the docset's languages and are not switched off."""
    source, target = docset.settings.source.code, docset.settings.target.code
    chosen = [one for one in all_checks() if one.code not in switched_off]
    return Plan(
        tuple(one for one in chosen if isinstance(one, PairCheck) and one.suits(source, target)),
        tuple(one for one in chosen if isinstance(one, ArticleCheck)),
        tuple(one for one in chosen if isinstance(one, UsageCheck) and one.suits(source, target)),
        tuple(one for one in chosen if isinstance(one, DocsetCheck)),
    )


class Checker:
    """Checks articles of one docset one after the other."""

    def __init__(self, docset: Docset, chosen: Plan) -> None:
        self.docset = docset
        self.plan = chosen
        self._remembered: _Remembered = {}

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield what is wrong in one article, by itself."""
        for one in subject.article.diagnostics:
            yield from_diagnostic(one)
        for check in self.plan.articles:
            for spot in check.find(subject):
                yield from_spot(check.code, subject, spot)
        for segment, source, target in subject.inlines:
            key = source.raw, target.raw
            hits = self._remembered.get(key)
            if hits is None:
                hits = tuple(self._hits(Pair(source, target)))
                if len(self._remembered) < MOST_REMEMBERED:
                    self._remembered[key] = hits
            for code, hit in hits:
                yield from_spot(code, subject, _spot(subject, segment, hit))

    def _hits(self, pair: Pair) -> Iterator[tuple[str, Hit]]:
        for check in self.plan.pairs:
            for hit in check.find(pair):
                yield check.code, hit

    def check_usage(self, usage: Usage, subject: Subject) -> Iterator[Finding]:
        """Yield where an article differs from what the docset does."""
        for check in self.plan.usages:
            for spot in check.find(usage, subject):
                yield from_spot(check.code, subject, spot)


def _spot(subject: Subject, segment: Segment, hit: Hit) -> Spot:
    half = segment.half(hit.side)
    span = (hit.target if hit.side is Side.TARGET else hit.source) or Span(0, len(half))
    start = subject.half_start(segment, hit.side)
    return Spot(hit.message, start + span.start, start + span.end, segment, hit.side, hit.target, hit.source, hit.fix)


def from_diagnostic(one: Diagnostic) -> Finding:
    """Return what reading found as a finding."""
    return Finding(one.code, codes()[one.code].severity, one.path, one.message, one.place)


def from_spot(code: str, subject: Subject, spot: Spot) -> Finding:
    """Return a finding for what a check found in an article."""
    place = end = Place()
    excerpt = None
    if spot.start >= 0:
        lines = subject.lines
        place = lines.place(spot.start)
        stop = spot.end if spot.end >= spot.start else subject.end_of_line(spot.start)
        end = lines.place(stop)
        if spot.segment is None:
            line = subject.start_of_line(spot.start)
            text = subject.text[line : subject.end_of_line(spot.start)]
            excerpt = Excerpt(text, Span(spot.start - line, min(stop - line, len(text))))
    source = target = None
    if spot.segment is not None:
        source = Excerpt(spot.segment.source or "", spot.source or Span(0, 0))
        target = Excerpt(spot.segment.target or "", spot.target or Span(0, 0))
    fix = Fix(Span(spot.start, spot.end), spot.fix) if spot.fix is not None else None
    return Finding(
        code,
        codes()[code].severity,
        subject.path,
        spot.message,
        place,
        end,
        spot.segment.id if spot.segment else "",
        spot.side,
        source,
        target or excerpt,
        fix,
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """What a process gives back of one article."""

    findings: tuple[Finding, ...]
    sheet: Sheet
    pairs: tuple[tuple[str, str], ...]
    """Source and target of each segment."""


def check_docset(
    docset: Docset,
    chosen: Plan,
    *,
    processes: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Finding]:
    """Check all articles of a docset.

    Args:
        docset: the index of the docset.
        chosen: the checks to run.
        processes: how many to use; as many as there are processors by default.
        progress: called with the number of articles done and of all.

    Returns:
        The findings, in an order that does not depend on the number of processes.
    """
    paths = docset.articles
    count = min(processes or os.cpu_count() or 1, max(1, len(paths) // CHUNK))
    findings = [from_diagnostic(one) for one in docset.diagnostics]
    sheets: list[Sheet] = []
    usage_pairs: list[tuple[str, str]] = []
    shared = _Work(Checker(docset, chosen), count)
    done = 0
    total = len(paths) * (2 if chosen.usages else 1)
    for checked in _each(_check_one, shared, paths):
        findings += checked.findings
        sheets.append(checked.sheet)
        usage_pairs += checked.pairs
        done += 1
        if progress:
            progress(done, total)
    for check in chosen.docsets:
        findings += check.find(docset, sheets)
    if chosen.usages:
        shared = replace(shared, usage=count_translations(usage_pairs))
        for found in _each(_check_usage_of_one, shared, paths):
            findings += found
            done += 1
            if progress:
                progress(done, total)
    return in_order(findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by file and place, each once."""
    return sorted(set(findings), key=lambda one: (one.path, one.place, one.code, one.message, one.end))


def _each(work: "Callable[[_Work, str], R]", shared: "_Work", paths: Sequence[str]) -> Iterator[R]:
    if shared.processes == 1:
        yield from (work(shared, path) for path in paths)
        return
    # Forked processes have the index, the parsed articles and the usage in memory at once.
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)
    with ProcessPoolExecutor(shared.processes, context, _inherit, (shared,)) as pool:
        yield from pool.map(_Inherited(work), paths, chunksize=CHUNK)


@dataclass(frozen=True, slots=True)
class _Work:
    """What the processes share."""

    checker: Checker
    processes: int
    usage: Usage | None = None


_inherited: list[_Work] = []
"""In a process of the pool: what it shares with the others. A pool has no other place for it."""


def _inherit(shared: _Work) -> None:
    _inherited[:] = [shared]


@dataclass(frozen=True, slots=True)
class _Inherited(Generic[R]):
    """Calls a function with what the process has inherited."""

    work: Callable[[_Work, str], R]

    def __call__(self, path: str) -> R:
        return self.work(_inherited[0], path)


def _subject(shared: _Work, path: str) -> Subject:
    return Subject(shared.checker.docset, shared.checker.docset.article(path))


def _check_one(shared: _Work, path: str) -> Checked:
    subject = _subject(shared, path)
    pairs = tuple((source.raw, target.raw) for _, source, target in subject.inlines)
    return Checked(tuple(shared.checker.check(subject)), sheet_of(subject), pairs)


def _check_usage_of_one(shared: _Work, path: str) -> tuple[Finding, ...]:
    assert shared.usage
    return tuple(shared.checker.check_usage(shared.usage, _subject(shared, path)))
