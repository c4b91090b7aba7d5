"""Findings for people."""

from dataclasses import replace

from tweeluik.reports.report import Report
from tweeluik.reports.text import write_text


def test_findings_are_grouped_by_file_with_both_halves(report: Report) -> None:
    written = write_text(report)
    assert written.startswith(
        """docs/plan/cancel, or not.md
  12:34 error span-unclosed: The number 250 is missing. [a1b2c-105]
    en Wait 250 days.
            ^^^
    nl Wacht 25 dagen.
             ^^
  20:1 warning invalid-image: The picture has no source.
    :::image:::
    ^^^^^^^^

docs/été.md
  - suggestion file-empty: The file is empty.
"""
    )


def test_the_end_says_what_to_do_and_counts(report: Report) -> None:
    end = write_text(report).partition("What to do\n")[2].splitlines()
    assert end[0].startswith("  file-empty (1): Write the article")
    assert any(line.startswith("  span-unclosed (1): ") and line.endswith(" (or: tweeluik fix)") for line in end)
    assert end[-3:] == [
        "24 articles checked. 4 findings in 2 files: 1 error, 1 warning, 1 suggestion, 1 info.",
        "1 finding can be mended with: tweeluik fix",
        "7 findings are known.",
    ]


def test_nothing_found() -> None:
    assert write_text(Report((), articles=1)) == "1 article checked, nothing found.\n"


def test_articles_cannot_steer_the_terminal(report: Report) -> None:
    for character in write_text(report):
        assert character == "\n" or character.isprintable()


def test_colour_only_when_asked(report: Report) -> None:
    assert "\x1b" not in write_text(report)
    plain = replace(report, findings=report.findings[:1])
    coloured = write_text(plain, colour=True)
    assert "\x1b[31merror\x1b[0m" in coloured
    assert "         \x1b[31m^^^\x1b[0m\n".strip(" ") in coloured
