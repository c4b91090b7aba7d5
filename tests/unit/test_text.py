"""Offsets, lines and columns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tweeluik.text import LineIndex, Place, Span


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        pytest.param("", 0, (1, 1), id="an empty text"),
        pytest.param("ab", 1, (1, 2), id="the first line"),
        pytest.param("a\nb", 1, (1, 2), id="the line end itself"),
        pytest.param("a\nb", 2, (2, 1), id="behind LF"),
        pytest.param("a\r\nb", 2, (1, 3), id="the LF of CR LF"),
        pytest.param("a\r\nb", 3, (2, 1), id="behind CR LF"),
        pytest.param("a\rb", 2, (2, 1), id="behind a lone CR"),
        pytest.param("a\r\r\nb", 4, (3, 1), id="a lone CR before CR LF"),
        pytest.param("a\n\nb", 2, (2, 1), id="a blank line"),
        pytest.param("a\n", 2, (2, 1), id="the end of the text"),
        pytest.param("é😀b", 2, (1, 3), id="columns are characters"),
        pytest.param("a\u2028b\x0bc\x85d", 5, (1, 6), id="other line ends are none"),
    ],
)
def test_places(text: str, offset: int, place: tuple[int, int]) -> None:
    assert LineIndex(text).place(offset) == Place(*place)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text("ab\r\n", max_size=30))
def test_places_follow_the_text(text: str) -> None:
    """Counting line by line gives the same as looking up."""
    index = LineIndex(text)
    line, column = 1, 1
    for offset, character in enumerate(text):
        assert index.place(offset) == Place(line, column)
        ends = character == "\n" or (character == "\r" and text[offset + 1 : offset + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)


def test_a_span_is_half_open() -> None:
    span = Span(1, 3)
    assert (len(span), span.of("abcd")) == (2, "bc")
    assert sorted([Span(2, 3), Span(1, 5), Span(1, 2)]) == [Span(1, 2), Span(1, 5), Span(2, 3)]


def test_the_file_as_a_whole_comes_before_its_lines() -> None:
    assert Place() < Place(1, 1) < Place(1, 2) < Place(2, 1)
