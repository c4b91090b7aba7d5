"""All formats at once."""

import pytest

from tweeluik.reports.formats import FORMATS
from tweeluik.reports.report import Report


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_an_article_steer_a_terminal(report: Report, name: str) -> None:
    written = FORMATS[name](report)
    written.encode()
    assert "\x1b" not in written
    assert all(character == "\n" or character.isprintable() for character in written)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_the_same_each_time(report: Report, name: str) -> None:
    assert FORMATS[name](report) == FORMATS[name](report)


def test_suppressions_are_ready_to_be_pasted(report: Report) -> None:
    written = FORMATS["suppressions"](report)
    assert written.count("- path: ") == 4
    assert "- path: plan/cancel, or not.md\n  segment: a1b2c-105\n  code: span-unclosed\n  hash: " in written
    assert written.endswith("  reason:\n")
