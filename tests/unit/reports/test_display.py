"""Text of strangers on a terminal: stand-ins, widths, cutting, underlining."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweeluik.reports.display import clean, underline, width
from tweeluik.text import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Eén – «twee» 日本 🙂", "Eén – «twee» 日本 🙂", id="letters"),
        pytest.param("a\tb", "a    b", id="tab"),
        pytest.param("a\nb\r", "a↵b↵", id="line ends"),
        pytest.param("a\xa0b\u3000c", "a b c", id="other blanks"),
        pytest.param("\x1b[2J\x07\0\x7f", "␛[2J␇␀␡", id="control characters"),
        pytest.param("\x9b2J", "<U+009B>2J", id="eight-bit control characters"),
        pytest.param("\u202eabc\u2066", "<U+202E>abc<U+2066>", id="direction"),
        pytest.param("\u200b\ufeff\u00ad", "<U+200B><U+FEFF><U+00AD>", id="unseen"),
        pytest.param("\ud800\ue000\u2028", "<U+D800><U+E000><U+2028>", id="no characters"),
    ],
)
def test_nothing_in_a_text_can_act(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "span", "line", "marks"),
    [
        pytest.param("Wait 250 days.", (5, 8), "Wait 250 days.", "     ^^^", id="a word"),
        pytest.param("日本語 250", (4, 7), "日本語 250", "       ^^^", id="after wide characters"),
        pytest.param("a日本b", (1, 3), "a日本b", " ^^^^", id="wide characters"),
        pytest.param("a\tb\tc", (1, 3), "a    b    c", " ^^^^^", id="tabs"),
        pytest.param("e\u0301 x", (3, 4), "e\u0301 x", "  ^", id="combining characters"),
        pytest.param("\x1b[0m x", (0, 4), "␛[0m x", "^^^^", id="stand-ins"),
        pytest.param("All of it.", (0, 0), "All of it.", "", id="the whole"),
        pytest.param("ab", (2, 2), "ab", "  ^", id="a place at the end"),
        pytest.param("  indented", (2, 10), "indented", "^^^^^^^^", id="indented"),
        pytest.param("a  ", (1, 3), "a  ", " ^^", id="blanks at the end are meant"),
        pytest.param("one\ntwo", (4, 7), "one↵two", "    ^^^", id="two lines"),
        pytest.param("", (0, 0), "", "", id="nothing"),
    ],
)
def test_what_is_meant_is_underlined(text: str, span: tuple[int, int], line: str, marks: str) -> None:
    shown = underline(text, Span(*span), 40)
    assert (shown.text, shown.marks) == (line, marks)


@pytest.mark.parametrize(
    ("start", "end", "line", "marks"),
    [
        pytest.param(0, 2, "abcdefghijklmnopqr…", "^^", id="at the start"),
        pytest.param(50, 52, "…bbbbbbbbxxbbbbbbbb…", "         ^^", id="in the middle"),
        pytest.param(98, 100, "…cccccccccccccccczz", "                 ^^", id="at the end"),
        pytest.param(1, 99, "…bcdefghijklmnopqrs…", " ^^^^^^^^^^^^^^^^^^", id="longer than the line"),
    ],
)
def test_a_long_text_is_cut_round_what_is_meant(start: int, end: int, line: str, marks: str) -> None:
    text = f"abcdefghijklmnopqrstuvwxyz{'b' * 24}xx{'b' * 20}{'c' * 26}zz"
    shown = underline(text, Span(start, end), 20)
    assert (shown.text, shown.marks) == (line, marks)


@given(st.text(max_size=60), st.data())
def test_a_line_is_one_line_of_that_width_at_most(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = underline(text, Span(start, end), 30)
    assert shown.text.isprintable()
    assert width(shown.text) <= 30
    assert len(shown.marks) <= max(1, width(shown.text) + 1)


def test_a_huge_line_takes_no_time() -> None:
    shown = underline("x" * 500_000 + "y" + "x" * 500_000, Span(500_000, 500_001), 40)
    assert shown.text[shown.marks.index("^")] == "y"
