"""Findings for people: by file, with the text in both languages and what is meant in it underlined."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from tweeluik.checks.finding import Excerpt, Finding
from tweeluik.codes import codes
from tweeluik.diagnostics import Severity
from tweeluik.reports.display import clean, underline
from tweeluik.reports.report import Report, counts, plural

WIDTH = 100
"""Columns for the text that a finding is about."""
_INDENT = "    "
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOURS = {
    Severity.ERROR: "\x1b[31m",
    Severity.WARNING: "\x1b[33m",
    Severity.SUGGESTION: "\x1b[36m",
    Severity.INFO: "\x1b[34m",
}


def write_text(report: Report, *, colour: bool = False, columns: int = WIDTH) -> str:
    """Write findings for people.

    Args:
        report: what was found.
        colour: whether to use the colours of a terminal.
        columns: the width for the text that a finding is about, in columns of a terminal.
    """
    return "".join(f"{line}\n" for line in _Writer(report, columns, colour=colour).lines())


class _Writer:
    def __init__(self, report: Report, columns: int, *, colour: bool) -> None:
        self.report = report
        self.columns = columns
        self.colour = colour

    def lines(self) -> Iterator[str]:
        for path, findings in groupby(self.report.findings, key=self.report.located):
            yield self._painted(clean(path), _BOLD)
            for finding in findings:
                yield from self._finding(finding)
            yield ""
        yield from self._remedies()
        yield from self._counts()

    def _painted(self, text: str, *styles: str) -> str:
        return f"{''.join(styles)}{text}{_RESET}" if self.colour else text

    def _finding(self, finding: Finding) -> Iterator[str]:
        where = f"{finding.place.line}:{finding.place.column}" if finding.place.line else "-"
        severity = self._painted(finding.severity.value, _COLOURS[finding.severity])
        code = self._painted(finding.code, _BOLD)
        segment = self._painted(f" [{clean(finding.segment)}]", _DIM) if finding.segment else ""
        yield f"  {where} {severity} {code}: {clean(finding.message)}{segment}"
        if finding.segment:
            names = (self.report.source_language, self.report.target_language)
            column = max(map(len, names)) + 1
            for name, excerpt in zip(names, (finding.source, finding.target), strict=True):
                if excerpt is not None:
                    yield from self._excerpt(excerpt, self._painted(name, _DIM) + " " * (column - len(name)), column)
        elif excerpt := finding.target or finding.source:
            yield from self._excerpt(excerpt, "", 0)

    def _excerpt(self, excerpt: Excerpt, label: str, indent: int) -> Iterator[str]:
        if not excerpt.text.strip():
            if label:
                yield f"{_INDENT}{label}{self._painted('(nothing)', _DIM)}"
            return
        shown = underline(excerpt.text, excerpt.span, self.columns)
        yield f"{_INDENT}{label}{shown.text}"
        if shown.marks:
            blanks = len(shown.marks) - len(shown.marks.lstrip())
            marks = self._painted(shown.marks.lstrip(), _COLOURS[Severity.ERROR])
            yield f"{_INDENT}{' ' * (indent + blanks)}{marks}"

    def _remedies(self) -> Iterator[str]:
        """Say once for each code how to mend it: a file often has the same fault twenty times."""
        found = Counter(one.code for one in self.report.findings)
        if not found:
            return
        fixable = {one.code for one in self.report.findings if one.fix}
        yield self._painted("What to do", _BOLD)
        for name in codes():
            if name in found:
                mend = codes()[name].mend["en"]
                fix = " (or: tweeluik fix)" if name in fixable else ""
                yield f"  {self._painted(name, _BOLD)} ({found[name]:,}): {mend}{fix}"
        yield "  More about one of them: tweeluik explain CODE"
        yield ""

    def _counts(self) -> Iterator[str]:
        findings = self.report.findings
        checked = f"{plural(self.report.articles, self.report.noun)} checked"
        if findings:
            each = (
                self._painted(
                    plural(number, severity.value) if severity is not Severity.INFO else f"{number:,} info",
                    _COLOURS[severity],
                )
                for severity, number in counts(findings).items()
                if number
            )
            files = len({one.path for one in findings})
            yield f"{checked}. {plural(len(findings), 'finding')} in {plural(files, 'file')}: {', '.join(each)}."
        else:
            yield f"{checked}, nothing found."
        fixable = sum(1 for one in findings if one.fix)
        if fixable:
            yield f"{plural(fixable, 'finding')} can be mended with: tweeluik fix"
        yield from map(clean, self.report.notes)
