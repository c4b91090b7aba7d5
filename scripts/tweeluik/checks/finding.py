"""What a check found, with the evidence of both languages."""

from dataclasses import dataclass

from tweeluik.diagnostics import Severity
from tweeluik.model import Side
from tweeluik.text import Place, Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The half of a segment, or the line, that a finding is about."""

    text: str
    """One half of a segment, or one line of the file."""
    span: Span
    """The characters of `text` that are meant, 0-based; empty if it is the whole."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What has exactly one right answer: other text for a part of a file."""

    span: Span
    """0-based characters of the file's text, without its byte order mark."""
    text: str
    """What belongs there."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong at one place."""

    code: str
    """A name in the table of checks."""
    severity: Severity
    path: str
    """The file, relative to the docset, with forward slashes."""
    message: str
    """What is wrong, with the particulars of this place."""
    place: Place = Place()
    end: Place = Place()
    """One past the last character."""
    segment: str = ""
    """Id of the segment; '' outside of segments."""
    side: Side | None = None
    """The half that `place` is in; None if it is in what both languages share."""
    source: Excerpt | None = None
    target: Excerpt | None = None
    fix: Fix | None = None
