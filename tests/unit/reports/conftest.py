"""Findings as the checks make them."""

import pytest

from tweeluik.checks.finding import Excerpt, Finding, Fix
from tweeluik.diagnostics import Severity
from tweeluik.model import Side
from tweeluik.reports.report import Report
from tweeluik.text import Place, Span

ESCAPES = "\x1b[31mred\x1b[0m \x07 \x9b2J \u202eright\u202c \u200bnothing \ud800 \x00 ]]> <x> & \"'\r\n::error::"
"""What strangers may write into an article."""


@pytest.fixture
def report() -> Report:
    """One of each kind: in a segment, on a line, of a file."""
    return Report(
        (
            Finding(
                "span-unclosed",
                Severity.ERROR,
                "plan/cancel, or not.md",
                "The number 250 is missing.",
                Place(12, 34),
                Place(12, 36),
                "a1b2c-105",
                Side.TARGET,
                Excerpt("Wait 250 days.", Span(5, 8)),
                Excerpt("Wacht 25 dagen.", Span(6, 8)),
                Fix(Span(100, 102), "250"),
            ),
            Finding(
                "invalid-image",
                Severity.WARNING,
                "plan/cancel, or not.md",
                "The picture has no source.",
                Place(20, 1),
                Place(20, 9),
                target=Excerpt(":::image:::", Span(0, 8)),
            ),
            Finding("file-empty", Severity.SUGGESTION, "été.md", "The file is empty."),
            Finding(
                "invalid-row",
                Severity.INFO,
                "été.md",
                ESCAPES,
                Place(3, 2),
                Place(4, 1),
                ESCAPES,
                Side.SOURCE,
                Excerpt(ESCAPES, Span(1, 4)),
                Excerpt("", Span(0, 0)),
            ),
        ),
        articles=24,
        prefix="docs/",
        notes=("7 findings are known.",),
    )
