"""What the checks find in an open file, and where that is in the editor's text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tweeluik.article.annotation import DAMAGED_QUOTE
from tweeluik.checks.excerpts import with_line
from tweeluik.checks.finding import Finding
from tweeluik.checks.running import Checker, Plan, from_diagnostic, in_order
from tweeluik.checks.settings import SETTINGS, read_check_settings
from tweeluik.checks.subject import Subject
from tweeluik.checks.suppressions import SUPPRESSIONS, read_suppressions, suppress
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.contents import is_contents, read_contents
from tweeluik.docset.glossary import GLOSSARY, read_glossary
from tweeluik.lsp.buffer import Buffer
from tweeluik.lsp.docsets import OpenDocset, is_article
from tweeluik.model import Article
from tweeluik.rule_findings import gate_findings
from tweeluik.text import LINE_END, Place, Span

_LONGER = len(DAMAGED_QUOTE) - len('"')


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding and where it is in the editor."""

    finding: Finding
    span: Span
    """Characters of the buffer's text."""
    fix: Span | None = None
    """The characters that `finding.fix` puts its text in place of."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What there is to say about one state of a file."""

    buffer: Buffer
    found: tuple[Placed, ...] = ()
    crashes: tuple[str, ...] = ()
    """Of each check that could not be run, its code and why."""


def examine(docset: OpenDocset, path: str, buffer: Buffer) -> Examined:
    """Check one state of a file: an article, a table of contents, the glossary or the settings of the checks."""
    crashes: list[str] = []
    article = None
    if is_article(docset, path):
        article = docset.read(buffer, path)
        findings = list(_article(docset, article, crashes))
    else:
        findings = [from_diagnostic(one) for one in _read(path, buffer)]
        if _is_saved(docset, path, buffer):
            findings += _saved(docset, path, crashes)
    findings = list(docset.check_settings.apply(in_order(findings)))
    findings = _with_lines(findings, buffer)
    findings = suppress(findings, docset.suppressions, covers=lambda _: False).findings
    return Examined(buffer, tuple(_placed(findings, article, buffer)), tuple(crashes))


def _with_lines(findings: list[Finding], buffer: Buffer) -> list[Finding]:
    """Give each finding that comes without a text its line: a suppression knows it by that."""
    if all(one.source or one.target or not one.place.line for one in findings):
        return findings
    lines = LINE_END.split(buffer.text[buffer.mark :])
    return [one if one.source or one.target or not one.place.line else with_line(one, lines) for one in findings]


def _article(docset: OpenDocset, article: Article, crashes: list[str]) -> Iterator[Finding]:
    subject = Subject(docset, article)
    try:
        yield from list(docset.checker.check(subject))
    except Exception:  # noqa: BLE001 - which check it was is found out by running each of them alone
        chosen = docset.checker.plan
        each = [(one.code, Plan((one,), (), (), ())) for one in chosen.pairs]
        each += [(one.code, Plan((), (one,), (), ())) for one in chosen.articles]
        for code, alone in each:
            try:
                yield from list(Checker(docset, alone).check(subject))
            except Exception as error:  # noqa: BLE001 - one broken check must not silence all others
                crashes.append(_crash(code, error))
    try:
        yield from [one for one in gate_findings(docset, docset.rules, [article.path]) if one.path == article.path]
    except Exception as error:  # noqa: BLE001 - one broken check must not silence all others
        crashes.append(_crash("rules", error))


def _crash(code: str, error: Exception) -> str:
    return f"The check '{code}' failed: {type(error).__name__}: {error}"


def _read(path: str, buffer: Buffer) -> Sequence[Diagnostic]:
    """Return what is wrong with a file by itself."""
    if path == GLOSSARY:
        return read_glossary(buffer.content)[1]
    return read_contents(buffer.content, path)[1] if is_contents(path) else ()


def _is_saved(docset: OpenDocset, path: str, buffer: Buffer) -> bool:
    try:
        return (docset.root / path).read_bytes() == buffer.content
    except OSError:
        return False


def _saved(docset: OpenDocset, path: str, crashes: list[str]) -> Iterator[Finding]:
    """Yield what the docset as it is on disk says about one of its tables."""
    _ = docset.contents, docset.redirections, docset.glossary
    found = list(docset.diagnostics)
    if path == SETTINGS:
        found += read_check_settings(docset.root)[1]
    elif path == SUPPRESSIONS:
        found += read_suppressions(docset.root)[1]
    yield from (from_diagnostic(one) for one in found if one.path == path)
    for check in docset.checker.plan.docsets:
        try:
            # Without the sheets of all articles, which nobody waits for, it says what it can.
            yield from [one for one in check.find(docset, ()) if one.path == path]
        except Exception as error:  # noqa: BLE001 - one broken check must not silence all others
            crashes.append(_crash(check.code, error))


def _placed(findings: Iterable[Finding], article: Article | None, buffer: Buffer) -> Iterator[Placed]:
    quotes = article.damaged_quotes if article else ()
    starts = buffer.starts

    def offset(place: Place) -> int:
        line = min(place.line, len(starts)) - 1
        return (starts[line] if line else buffer.mark) + max(place.column, 1) - 1

    for finding in findings:
        fix = None
        if not finding.place.line:
            span = Span(0, buffer.end_of_line(0))
        elif not finding.end.line:
            start = offset(finding.place)
            span = Span(start, buffer.end_of_line(start))
        else:
            span = Span(offset(finding.place), offset(finding.end))
        if finding.fix:
            first, last = (in_file(one, quotes) for one in (finding.fix.span.start, finding.fix.span.end))
            fix = Span(first + buffer.mark, last + buffer.mark)
        yield Placed(finding, span, fix)


def in_file(offset: int, quotes: Sequence[int]) -> int:
    """Return the character of a file for one of its text with damaged quotes mended; `quotes` are in the latter."""
    return offset + _LONGER * bisect_left(quotes, offset)


def in_mended(offset: int, quotes: Sequence[int]) -> int:
    """Return the character of a text with damaged quotes mended for one of the file."""
    low, high = 0, offset
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if in_file(middle, quotes) <= offset else (low, middle - 1)
    return low
