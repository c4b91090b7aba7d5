"""Findings as workflow commands of GitHub Actions: they appear beside the lines of a pull request.

The commands are read from standard output, so nothing that an article says may end one and begin another.
"""

from collections import Counter

from tweeluik.checks.finding import Finding
from tweeluik.codes import codes
from tweeluik.diagnostics import Severity
from tweeluik.reports.display import clean
from tweeluik.reports.report import Report, plural

MOST = 10
"""Annotations of a kind that GitHub shows for one step; it drops the others without a word."""
_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.SUGGESTION: "notice",
    Severity.INFO: "notice",
}


def write_annotations(report: Report) -> str:
    """Write findings as workflow commands; if there are more than GitHub shows, the last one says so."""
    written: Counter[str] = Counter()
    # The note at the end is a notice itself.
    most = {"notice": MOST - 1}
    lines = []
    for finding in sorted(report.findings, key=lambda one: one.severity.rank):
        command = _COMMANDS[finding.severity]
        if written[command] < most.get(command, MOST):
            written[command] += 1
            lines.append(_command(report, finding, command))
    left = len(report.findings) - written.total()
    if left:
        notice = f"{plural(left, 'more finding')} not shown here. Run tweeluik check to see them all."
        lines.append(f"::notice title=tweeluik::{_data(notice)}")
    return "".join(f"{line}\n" for line in lines)


def _command(report: Report, finding: Finding, command: str) -> str:
    properties: dict[str, str | int] = {"file": report.located(finding)}
    if finding.place.line:
        properties["line"] = finding.place.line
        properties["col"] = finding.place.column
        if finding.end >= finding.place:
            properties["endLine"] = finding.end.line
            # GitHub takes columns only for what is on one line.
            if finding.end.line == finding.place.line:
                properties["endColumn"] = finding.end.column
    properties["title"] = finding.code
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = f"{finding.message} {codes()[finding.code].mend['en']}".strip()
    return f"::{command} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return clean(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
