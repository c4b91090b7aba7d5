"""Positions in text: spans of characters, and the lines and columns that people read."""

import re
from bisect import bisect_right
from dataclasses import dataclass

LINE_END = re.compile(r"\r\n|\n|\r")
"""The ends of lines that Markdown and editors know."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of one text."""

    start: int
    """First character, 0-based."""
    end: int
    """One past the last character, 0-based."""

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a file, as editors count; line 0 means the file as a whole."""

    line: int = 0
    """1-based line."""
    column: int = 0
    """1-based column in characters."""


class LineIndex:
    """Turns character offsets of one text into lines and columns.

    A line ends at LF, CR LF or a lone CR.
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def place(self, offset: int) -> Place:
        """Return the 1-based line and column of a 0-based character offset."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)
