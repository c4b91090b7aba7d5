"""The text of a file as an editor has it, and the places in it as editors count them.

Editors count lines from 0, and the characters of a line in the units of an encoding: UTF-16 unless both sides agree
on another one. Lines end at LF, CR LF or CR, and at nothing else.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import count

from lsprotocol.types import Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent

from tweeluik.text import LINE_END

_CODECS = {PositionEncodingKind.Utf8: ("utf-8", 1), PositionEncodingKind.Utf16: ("utf-16-le", 2)}
"""How the units of an encoding are counted: a codec and the bytes of one unit. UTF-32 counts characters."""
_MARK = "\ufeff"
_serials = count(1)


class Buffer:
    """One state of a file in an editor; a change makes another buffer."""

    def __init__(
        self, uri: str, text: str, version: int = 0, encoding: str = PositionEncodingKind.Utf16, language: str = ""
    ) -> None:
        self.uri = uri
        self.text = text
        self.version = version
        self.encoding = encoding
        self.language = language
        """What the editor takes the file for, such as `markdown`."""
        self.serial = next(_serials)
        """Tells this state from every other of any file."""

    def changed(self, changes: Sequence[TextDocumentContentChangeEvent], version: int) -> "Buffer":
        """Return the buffer after some changes, each of which counts on the one before it."""
        buffer = self
        for change in changes:
            text = change.text
            if (place := getattr(change, "range", None)) is not None:
                start, end = buffer.offset(place.start), buffer.offset(place.end)
                text = buffer.text[:start] + text + buffer.text[max(start, end) :]
            buffer = Buffer(self.uri, text, version, self.encoding, self.language)
        return buffer

    @property
    def content(self) -> bytes:
        """The bytes of the file; half a pair of surrogates, which no file can hold, becomes a question mark."""
        return self.text.encode("utf-8", errors="replace")

    @property
    def mark(self) -> int:
        """How many characters stand before the text proper: 1 for a byte order mark, which most editors keep back."""
        return int(self.text.startswith(_MARK))

    @cached_property
    def starts(self) -> list[int]:
        """The character of `text` at which each line begins."""
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def line(self, number: int) -> str:
        """Return a 0-based line without its end; '' if there is none."""
        if not 0 <= number < len(self.starts):
            return ""
        start = self.starts[number]
        return self.text[start : self._line_end(number)]

    def _line_end(self, number: int) -> int:
        following = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        text = self.text[self.starts[number] : following]
        return self.starts[number] + len(text.rstrip("\r\n"))

    def offset(self, position: Position) -> int:
        """Return the character of `text` that a position means; beyond the end of a line or text, that end."""
        if position.line >= len(self.starts):
            return len(self.text)
        line = self.line(position.line)
        return self.starts[position.line] + _characters(line, position.character, self.encoding)

    def position(self, offset: int) -> Position:
        """Return the position of a character of `text`."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.starts, offset) - 1
        start = self.starts[line]
        return Position(line, _units(self.text[start : min(offset, self._line_end(line))], self.encoding))

    def range(self, start: int, end: int) -> Range:
        """Return the range of some characters of `text`."""
        return Range(self.position(start), self.position(max(start, end)))

    def end_of_line(self, offset: int) -> int:
        """Return the character after the last one of the line that a character stands in."""
        return self._line_end(bisect_right(self.starts, offset) - 1)


def _units(text: str, encoding: str) -> int:
    if text.isascii() or encoding not in _CODECS:
        return len(text)
    codec, width = _CODECS[PositionEncodingKind(encoding)]
    return len(text.encode(codec, errors="surrogatepass")) // width


def _characters(line: str, units: int, encoding: str) -> int:
    """Return how many characters so many units of a line are; part of a character counts for none."""
    if line.isascii() or encoding not in _CODECS:
        return min(units, len(line))
    low, high = 0, min(units, len(line))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _units(line[:middle], encoding) <= units else (low, middle - 1)
    return low
