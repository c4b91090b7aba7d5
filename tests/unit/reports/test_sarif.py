"""Findings as SARIF, held against the schema of the standard."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from tweeluik.codes import codes
from tweeluik.diagnostics import Severity
from tweeluik.reports.report import Report
from tweeluik.reports.sarif import fenced, write_sarif
from tweeluik.text import Place

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "fixtures" / "sarif" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
)


def run(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_sarif(report))["runs"][0]
    return found


def marks(report: Report) -> list[str]:
    return [one["partialFingerprints"]["tweeluikFinding/v1"] for one in run(report)["results"]]


@pytest.mark.parametrize("count", [0, 1, 4])
def test_sarif_is_valid(report: Report, count: int) -> None:
    document = json.loads(write_sarif(replace(report, findings=report.findings[:count])).encode())
    Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER).validate(document)
    assert len(document["runs"][0]["results"]) == count


def test_every_kind_of_finding_is_a_rule(report: Report) -> None:
    found = run(report)
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(codes())
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in found["results"])


def test_a_result_says_where_it_is(report: Report) -> None:
    found = run(report)
    assert found["columnKind"] == "unicodeCodePoints"
    first, second, third, _ = found["results"]
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "docs/plan/cancel%2C%20or%20not.md", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 12, "startColumn": 34, "endLine": 12, "endColumn": 36},
            },
            "logicalLocations": [{"name": "a1b2c-105", "kind": "segment"}],
        }
    ]
    assert second["locations"][0]["physicalLocation"]["region"]["snippet"] == {"text": ":::image:::"}
    assert third["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "docs/%C3%A9t%C3%A9.md", "uriBaseId": "%SRCROOT%"}}}
    ]


def test_severities_become_levels(report: Report) -> None:
    assert [one["level"] for one in run(report)["results"]] == ["error", "warning", "note", "note"]


def test_a_fix_replaces_the_range(report: Report) -> None:
    first, *others = run(report)["results"]
    replaced = first["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replaced["insertedContent"] == {"text": "250"}
    assert replaced["deletedRegion"]["startColumn"] == 34
    assert not any("fixes" in one for one in others)


def test_fingerprints_survive_a_move_of_lines(report: Report) -> None:
    moved = tuple(
        replace(one, place=Place(one.place.line + 7, 1), end=Place(one.end.line + 7, 5)) if one.place.line else one
        for one in report.findings
    )
    assert marks(replace(report, findings=moved)) == marks(report)
    assert len(set(marks(report))) == 4


def test_equal_findings_are_told_apart(report: Report) -> None:
    twice = replace(report, findings=report.findings[:1] * 2)
    first, second = marks(twice)
    assert (first.partition(":")[0], first[-2:], second[-2:]) == (second.partition(":")[0], ":1", ":2")


@pytest.mark.parametrize(("text", "fence"), [("a", "```"), ("```\na\n```", "````"), ("`````", "``````")])
def test_a_fence_is_longer_than_those_in_it(text: str, fence: str) -> None:
    assert fenced(text) == f"{fence}md\n{text}\n{fence}"


def test_a_docset_may_make_a_severity_worse(report: Report) -> None:
    worse = replace(report.findings[1], severity=Severity.ERROR)
    assert run(replace(report, findings=(worse,)))["results"][0]["level"] == "error"
