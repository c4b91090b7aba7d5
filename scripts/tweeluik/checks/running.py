"""Running the checks: over one article, or over a docset with several processes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from tweeluik.checks.docset import DocsetCheck, Sheet, UsageCheck
from tweeluik.checks.finding import Excerpt, Finding, Fix
from tweeluik.checks.format.problems import problems
from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.registry import all_checks
from tweeluik.checks.sheets import sheet_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.checks.usage import Pairs, Usage
from tweeluik.codes import codes
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.model import Segment, Side
from tweeluik.processes import Progress, each
from tweeluik.text import Place, Span

MOST_REMEMBERED = 300_000
"""Pairs of halves whose hits are remembered; four in ten segments of real docsets are repeats."""

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
        tuple(one for one in chosen if isinstance(one, ArticleCheck) and one.suits(source, target)),
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
        for code, spot in problems(subject):
            yield from_spot(code, subject, spot)
        for check in self.plan.articles:
            for spot in check.find(subject):
                yield from_spot(check.code, subject, spot)
        for segment, source, target in subject.inlines:
            key = source.raw, target.raw
            hits = self._remembered.get(key)
            if hits is None:
                hits = tuple(self.hits(Pair(source, target)))
                if len(self._remembered) < MOST_REMEMBERED:
                    self._remembered[key] = hits
            for code, hit in hits:
                yield from_spot(code, subject, _spot(subject, segment, hit))

    def hits(self, pair: Pair) -> Iterator[tuple[str, Hit]]:
        """Yield what is wrong with a sentence and its translation, with the code of the check."""
        for check in self.plan.pairs:
            for hit in check.find(pair):
                yield check.code, hit

    def check_usage(self, usage: Usage, path: str) -> Iterator[Finding]:
        """Yield where an article differs from what the docset does; it is read again only if it does."""
        pairs = usage.articles[path]
        found = [(check.code, *one) for check in self.plan.usages for one in check.find(usage, pairs)]
        if found:
            subject = Subject(self.docset, self.docset.article(path))
            for code, index, hit in found:
                yield from_spot(code, subject, _spot(subject, subject.inlines[index][0], hit))


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
        place = subject.place(spot.start)
        stop = spot.end if spot.end >= spot.start else subject.end_of_line(spot.start)
        end = subject.place(stop)
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
    pairs: Pairs
    """Source and target of each segment that has both."""


def check_docset(
    docset: Docset,
    chosen: Plan,
    *,
    processes: int | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """Check all articles of a docset.

    Args:
        docset: the index of the docset.
        chosen: the checks to run.
        processes: how many to use; as many as there are processors by default.
        progress: called with the number of articles done and of all.

    Returns:
        The findings by file and place, whatever the number of processes.
    """
    paths = docset.articles
    total = len(paths) * (2 if chosen.usages else 1)
    done = 0
    checker = Checker(docset, chosen)
    findings = [from_diagnostic(one) for one in docset.diagnostics]
    sheets: list[Sheet] = []
    segments: dict[str, Pairs] = {}
    for path, checked in zip(paths, each(partial(_check, checker), paths, processes=processes), strict=True):
        findings += checked.findings
        sheets.append(checked.sheet)
        segments[path] = checked.pairs
        done += 1
        if progress:
            progress(done, total)
    for check in chosen.docsets:
        findings += check.find(docset, sheets)
    if chosen.usages:
        usage = Usage(segments)
        usage.learn()
        for found in each(partial(_check_usage, checker, usage), paths, processes=processes):
            findings += found
            done += 1
            if progress:
                progress(done, total)
    return in_order(findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by file and place, each once."""
    return sorted(
        dict.fromkeys(findings), key=lambda one: (one.path, one.place, one.code, one.message, one.end, one.segment)
    )


def _check(checker: Checker, path: str) -> Checked:
    subject = Subject(checker.docset, checker.docset.article(path))
    pairs = tuple((source.raw, target.raw) for _, source, target in subject.inlines)
    return Checked(tuple(checker.check(subject)), sheet_of(subject), pairs)


def _check_usage(checker: Checker, usage: Usage, path: str) -> tuple[Finding, ...]:
    return tuple(checker.check_usage(usage, path))
