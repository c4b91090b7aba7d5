"""Findings as workflow commands of GitHub Actions."""

from dataclasses import replace

from tweeluik.diagnostics import Severity
from tweeluik.reports.annotations import MOST, write_annotations
from tweeluik.reports.report import Report


def test_a_finding_is_a_command(report: Report) -> None:
    first = write_annotations(replace(report, findings=report.findings[:1])).splitlines()[0]
    command, _, message = first.removeprefix("::").partition("::")
    assert command == (
        "error file=docs/plan/cancel%2C or not.md,line=12,col=34,endLine=12,endColumn=36,title=span-unclosed"
    )
    assert message.startswith("The number 250 is missing. ")


def test_no_article_can_give_a_command(report: Report) -> None:
    lines = write_annotations(report).split("\n")
    assert len(lines) == 5
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines[:-1])
    assert all(line.isprintable() for line in lines)


def test_percent_signs_are_escaped(report: Report) -> None:
    sly = replace(report.findings[0], message="100%0A::error::x", path="a%2Cb.md", severity=Severity.WARNING)
    written = write_annotations(replace(report, findings=(sly,)))
    assert "a%252Cb.md" in written
    assert "100%250A::error::x" in written


def test_what_github_would_drop_is_counted(report: Report) -> None:
    error, warning, suggestion, info = report.findings
    many = (*[info] * 5, *[suggestion] * 8, *[warning] * 3, *[error] * 30)
    lines = write_annotations(replace(report, findings=many)).splitlines()
    kinds = [line.removeprefix("::").partition(" ")[0] for line in lines]
    assert kinds == ["error"] * MOST + ["warning"] * 3 + ["notice"] * MOST
    assert lines[-1] == (
        "::notice title=tweeluik::24 more findings not shown here. Run tweeluik check to see them all."
    )


def test_nothing_found_says_nothing() -> None:
    assert write_annotations(Report(())) == ""
