"""Mending without touching any other byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweeluik.article.annotation import repair_quotes
from tweeluik.article.reading import read_article
from tweeluik.checks.finding import Fix
from tweeluik.checks.fixing import mend_text
from tweeluik.text import Span


def fixes(*parts: tuple[int, int, str]) -> list[Fix]:
    return [Fix(Span(start, end), text) for start, end, text in parts]


@pytest.mark.parametrize(
    ("content", "parts", "expected", "done"),
    [
        pytest.param(b"a)b c", [(2, 2, " ")], b"a) b c", 1, id="insertion"),
        pytest.param(b"a  b", [(1, 2, "")], b"a b", 1, id="removal"),
        pytest.param(b"one two", [(4, 7, "2"), (0, 3, "1")], b"1 2", 2, id="two, in any order"),
        pytest.param(b"abcdef", [(1, 4, "X"), (3, 5, "Y")], b"aXef", 1, id="of two that overlap the first wins"),
        pytest.param(b"abc", [(1, 1, "X"), (1, 1, "Y")], b"aXbc", 1, id="two insertions at one place"),
        pytest.param(b"abc", [(1, 2, "X"), (1, 2, "X")], b"aXc", 1, id="the same twice"),
        pytest.param(b"abc", [(0, 1, "X"), (1, 2, "Y")], b"XYc", 2, id="side by side"),
        pytest.param(b"abc", [(0, 0, "X"), (0, 1, "Y")], b"XYbc", 2, id="an insertion before"),
        pytest.param(b"abc", [(1, 2, "b")], b"abc", 0, id="nothing to do"),
        pytest.param(b"abc", [(2, 9, "X"), (-1, 0, "Y")], b"abc", 0, id="beyond the text"),
        pytest.param(b"\xef\xbb\xbfab\r\ncd\r", [(4, 5, "C")], b"\xef\xbb\xbfab\r\nCd\r", 1, id="mark and line ends"),
        pytest.param(b"\xff\xc3\xab\xfe b", [(3, 4, "")], b"\xff\xc3\xab\xfeb", 1, id="bytes that are no UTF-8"),
    ],
)
def test_only_what_is_meant_changes(
    content: bytes, parts: list[tuple[int, int, str]], expected: bytes, done: int
) -> None:
    assert mend_text(content, fixes(*parts)) == (expected, done)


DAMAGED = (
    b'<span data-ttu-id="a1b2c-101&quot;>een)twee</span>'
    b"<span class=&quot;sxs-lookup&quot;><span data-stu-id=&quot;a1b2c-101&quot;>one two</span></span>\n"
)


def test_damaged_quotes_stay_as_they_are() -> None:
    text = repair_quotes(DAMAGED.decode()).text
    place = text.index(")") + 1
    after, done = mend_text(DAMAGED, fixes((place, place, " ")))
    assert (after, done) == (DAMAGED.replace(b"een)twee", b"een) twee"), 1)
    assert [one.target for one in read_article(after, "a.md").segments] == ["een) twee"]


@pytest.mark.parametrize("text", ['a "b"', "x"])
def test_a_fix_that_would_break_damaged_quotes_is_left(text: str) -> None:
    repaired = repair_quotes(DAMAGED.decode()).text
    start = repaired.index('"sxs') if text == "x" else repaired.index("een")
    assert mend_text(DAMAGED, fixes((start, start + 3, text))) == (DAMAGED, 0)


def test_quotes_outside_the_damage_can_be_mended() -> None:
    content = DAMAGED + b'<a href="x">een</a>(y)z "w"\n'
    place = repair_quotes(content.decode()).text.index('z "w"')
    after, done = mend_text(content, fixes((place, place + 5, ' "z"')))
    assert (after, done) == (content.replace(b'z "w"', b' "z"'), 1)


@given(st.binary(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text(max_size=3))))
def test_the_rest_of_the_bytes_stays(content: bytes, parts: list[tuple[int, int, str]]) -> None:
    after, done = mend_text(content, fixes(*((start, start + length, text) for start, length, text in parts)))
    assert done or after == content
