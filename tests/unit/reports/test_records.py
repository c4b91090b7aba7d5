"""Findings as JSON."""

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tweeluik.checks.finding import Excerpt
from tweeluik.reports.records import LONGEST_EXCERPT, write_json
from tweeluik.reports.report import Report
from tweeluik.text import Span

SCHEMA = json.loads(files("tweeluik").joinpath("schemas", "findings.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_json_is_as_the_schema_says(report: Report, count: int) -> None:
    written = write_json(replace(report, findings=report.findings[:count]))
    document = json.loads(written.encode())
    Draft202012Validator(SCHEMA).validate(document)
    assert document["counts"]["total"] == len(document["findings"]) == count


def test_a_finding_has_all_that_is_known_of_it(report: Report) -> None:
    first = json.loads(write_json(report))["findings"][0]
    assert first.pop("mend")
    assert first == {
        "code": "span-unclosed",
        "severity": "error",
        "path": "plan/cancel, or not.md",
        "line": 12,
        "column": 34,
        "end_line": 12,
        "end_column": 36,
        "segment": "a1b2c-105",
        "side": "target",
        "message": "The number 250 is missing.",
        "source": {"text": "Wait 250 days.", "start": 5, "end": 8},
        "target": {"text": "Wacht 25 dagen.", "start": 6, "end": 8},
        "fixable": True,
        "hash": first["hash"],
    }


@pytest.mark.parametrize(("start", "end"), [(0, 3), (5000, 5003), (9997, 10_000), (0, 0), (100, 9000)])
def test_a_very_long_line_is_cut_round_what_is_meant(report: Report, start: int, end: int) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(10_000))
    finding = replace(report.findings[0], target=Excerpt(text, Span(start, end)))
    shown = json.loads(write_json(replace(report, findings=(finding,))))["findings"][0]["target"]
    assert len(shown["text"]) == LONGEST_EXCERPT
    meant = shown["text"][shown["start"] : shown["end"]]
    assert text[start:end].startswith(meant)
    assert bool(meant) is bool(end)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_key_is_documented(language: str) -> None:
    page = (Path(__file__).parents[3] / "docs" / language / "checks" / "json.md").read_text(encoding="utf-8")
    finding = SCHEMA["$defs"]["finding"]["properties"]
    assert [key for key in (*SCHEMA["properties"], *finding) if f"`{key}`" not in page] == []
