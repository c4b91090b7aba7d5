import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import (
    Position,
    PositionEncodingKind,
    Range,
    TextDocumentContentChangePartial,
    TextDocumentContentChangeWholeDocument,
)

from tweeluik.lsp.buffer import Buffer

TEXTS = st.text(st.sampled_from("ab é𝄞🏳\u2028\f\x85\r\n"), max_size=30)
ENCODINGS = st.sampled_from(list(PositionEncodingKind))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", [""], id="nothing"),
        pytest.param("a\nb\r\nc\rd", ["a", "b", "c", "d"], id="the three ends of lines"),
        pytest.param("a\u2028b\fc\x85d\x1ee\n", ["a\u2028b\fc\x85d\x1ee", ""], id="no other ends"),
        pytest.param("\r\n\n\r", ["", "", "", ""], id="empty lines"),
    ],
)
def test_lines_end_where_those_of_editors_do(text: str, lines: list[str]) -> None:
    buffer = Buffer("file:///a", text)
    assert [buffer.line(number) for number in range(len(buffer.starts))] == lines
    assert buffer.line(len(lines)) == ""


@pytest.mark.parametrize(
    ("encoding", "column"),
    [(PositionEncodingKind.Utf8, 5), (PositionEncodingKind.Utf16, 3), (PositionEncodingKind.Utf32, 2)],
)
def test_characters_are_counted_in_units(encoding: PositionEncodingKind, column: int) -> None:
    buffer = Buffer("file:///a", "x\na🏳b", encoding=encoding)
    assert buffer.position(buffer.text.index("b")) == Position(1, column)
    assert buffer.offset(Position(1, column)) == buffer.text.index("b")


@pytest.mark.parametrize(
    ("position", "offset"),
    [
        pytest.param(Position(0, 99), 2, id="beyond the end of a line"),
        pytest.param(Position(99, 0), 6, id="beyond the end of the text"),
        pytest.param(Position(1, 1), 4, id="within a character"),
    ],
)
def test_places_that_are_none_mean_the_nearest(position: Position, offset: int) -> None:
    assert Buffer("file:///a", "ab\r\n🏳c").offset(position) == offset


@given(TEXTS, ENCODINGS, st.data())
def test_positions_lead_back_to_their_characters(
    text: str, encoding: PositionEncodingKind, data: st.DataObject
) -> None:
    buffer = Buffer("file:///a", text, encoding=encoding)
    offset = data.draw(st.integers(0, len(text)))
    within_line_end = text[max(offset - 1, 0) : offset + 1] == "\r\n"
    assert buffer.offset(buffer.position(offset)) == (offset - 1 if within_line_end else offset)


@given(TEXTS, TEXTS, ENCODINGS, st.data())
def test_a_change_of_a_range_is_one_of_the_text(
    text: str, new: str, encoding: PositionEncodingKind, data: st.DataObject
) -> None:
    buffer = Buffer("file:///a", text, encoding=encoding)
    start, end = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    place = Range(buffer.position(start), buffer.position(end))
    start, end = buffer.offset(place.start), buffer.offset(place.end)
    after = buffer.changed([TextDocumentContentChangePartial(place, new)], 2)
    assert after.text == text[:start] + new + text[end:]
    assert after.version == 2
    assert after.serial != buffer.serial


def test_changes_count_on_each_other() -> None:
    whole = TextDocumentContentChangeWholeDocument("abc\n")
    first = TextDocumentContentChangePartial(Range(Position(0, 1), Position(0, 2)), "\n")
    second = TextDocumentContentChangePartial(Range(Position(1, 0), Position(1, 0)), "x")
    assert Buffer("file:///a", "").changed([whole, first, second], 1).text == "a\nxc\n"


def test_what_no_file_can_hold_has_bytes_too() -> None:
    assert Buffer("file:///a", "a\ud83db").content == b"a?b"
