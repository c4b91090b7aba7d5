"""Findings as JUnit XML."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tweeluik.checks.finding import Finding
from tweeluik.diagnostics import Severity
from tweeluik.reports.junit import write_junit
from tweeluik.reports.report import Report


def parsed(report: Report) -> ET.Element:
    return ET.fromstring(write_junit(report).encode())  # noqa: S314 - our own


def test_a_file_is_a_suite_and_a_finding_a_case(report: Report) -> None:
    root = parsed(report)
    assert root.attrib == {
        "name": "tweeluik", "tests": "4", "failures": "1", "errors": "0", "skipped": "3", "time": "0"
    }  # fmt: skip
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == ["docs/plan/cancel, or not.md", "docs/été.md"]
    case = suites[0].findall("testcase")[0]
    assert (case.get("name"), case.get("line")) == ("span-unclosed 12:34", "12")
    failure = case.find("failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("span-unclosed", "The number 250 is missing.")


def test_nothing_found_is_a_case_that_passes() -> None:
    root = parsed(Report(()))
    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    assert len(root.findall("testsuite/testcase")) == 1


def test_the_report_is_free_of_the_clock(report: Report) -> None:
    assert write_junit(report) == write_junit(replace(report))


@given(st.text(st.characters(), max_size=30))
def test_whatever_an_article_says_it_is_valid(text: str) -> None:
    parsed(Report((Finding("file-empty", Severity.ERROR, f"{text}.md", text, segment=text),)))
