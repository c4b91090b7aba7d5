"""The line that a finding is about, for findings that come without the text."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from tweeluik.article.reading import LARGEST_FILE
from tweeluik.checks.finding import Excerpt, Finding
from tweeluik.text import LINE_END, Place, Span


def with_lines(root: Path, findings: Iterable[Finding]) -> list[Finding]:
    """Give each finding that has a line but no text the text of its line.

    Args:
        root: the docset.
        findings: what was found, those of one file one after the other.
    """
    found: list[Finding] = []
    for path, group in groupby(findings, key=lambda one: one.path):
        lines: list[str] | None = None
        for finding in group:
            if finding.source or finding.target or not finding.place.line:
                found.append(finding)
                continue
            lines = _lines(root / path) if lines is None else lines
            found.append(with_line(finding, lines))
    return found


def with_line(finding: Finding, lines: Sequence[str]) -> Finding:
    """Give a finding that has a line the text of that line, one of the lines of its file."""
    number = finding.place.line - 1
    if number >= len(lines):
        return finding
    text = lines[number]
    start = min(finding.place.column - 1, len(text))
    end = start
    if finding.end != Place():
        end = min(finding.end.column - 1, len(text)) if finding.end.line == finding.place.line else len(text)
    return replace(finding, target=Excerpt(text, Span(start, max(start, end))))


def _lines(file: Path) -> list[str]:
    """Return the lines of a file without their ends; none if it cannot be read."""
    try:
        if not file.is_file() or file.stat().st_size > LARGEST_FILE * 4:
            return []
        text = file.read_bytes().decode("utf-8", errors="surrogateescape")
    except OSError:
        return []
    return LINE_END.split(text.removeprefix("\ufeff"))
