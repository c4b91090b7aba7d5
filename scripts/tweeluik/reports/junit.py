"""Findings as JUnit XML, which most CI servers show as a table of tests.

A file is a suite and a finding a test case: errors are failures, milder findings are skipped ones, so that the table
is red exactly when there are errors. A docset without findings has one case that passes.
"""

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from tweeluik.checks.finding import Finding
from tweeluik.codes import codes
from tweeluik.diagnostics import Severity
from tweeluik.reports.display import clean
from tweeluik.reports.report import Report


def write_junit(report: Report) -> str:
    """Write findings as a JUnit report, free of the clock."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    total = max(1, len(report.findings))
    failed = _failures(report.findings)
    skipped = len(report.findings) - failed
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    numbers = {"name": "tweeluik", "tests": total, "failures": failed, "errors": 0, "skipped": skipped, "time": 0}
    yield f"<testsuites{_attributes(numbers)}>"
    for path, group in groupby(report.findings, key=report.located):
        findings = tuple(group)
        failed = _failures(findings)
        suite = {"name": path, "tests": len(findings), "failures": failed, "errors": 0}
        yield f"  <testsuite{_attributes(suite | {'skipped': len(findings) - failed, 'time': 0})}>"
        for finding in findings:
            yield from _case(path, finding)
        yield "  </testsuite>"
    if not report.findings:
        suite = {"name": report.prefix or ".", "tests": 1, "failures": 0, "errors": 0, "skipped": 0, "time": 0}
        yield f"  <testsuite{_attributes(suite)}>"
        yield f"    <testcase{_attributes({'classname': 'tweeluik', 'name': 'check', 'time': 0})}/>"
        yield "  </testsuite>"
    yield "</testsuites>"


def _failures(findings: tuple[Finding, ...]) -> int:
    return sum(one.severity is Severity.ERROR for one in findings)


def _case(path: str, finding: Finding) -> Iterator[str]:
    where = f"{finding.place.line}:{finding.place.column}" if finding.place.line else "-"
    case: dict[str, str | int] = {"classname": path, "name": f"{finding.code} {where}", "file": path}
    if finding.place.line:
        case["line"] = finding.place.line
    yield f"    <testcase{_attributes(case | {'time': 0})}>"
    message = {"message": finding.message}
    if finding.severity is Severity.ERROR:
        details = escape("; ".join(_details(finding)))
        yield f"      <failure{_attributes({'type': finding.code} | message)}>{details}</failure>"
    else:
        yield f"      <skipped{_attributes({'type': finding.severity.value} | message)}/>"
    yield "    </testcase>"


def _details(finding: Finding) -> Iterator[str]:
    if finding.segment:
        yield f"segment {clean(finding.segment)}"
    yield codes()[finding.code].mend["en"]


def _attributes(values: dict[str, str | int] | dict[str, str] | dict[str, object]) -> str:
    # XML 1.0 has no way to write control characters and lone surrogates at all.
    return "".join(f" {key}={quoteattr(clean(str(value)))}" for key, value in values.items())
