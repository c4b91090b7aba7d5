"""Sentences of a block, in three languages, and what holds for any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Case, file_of

from tweeluik.article.sentences import sentences

PIECES = [
    "Een",
    "twee",
    ". ",
    ".",
    "! ",
    "? ",
    "。",
    " ",
    "\n",
    "`",
    "``",
    "*",
    "**",
    "_",
    "[",
    "](",
    ")",
    "(",
    "<",
    ">",
    "![",
]


@pytest.mark.cases("sentences")
def test_sentences(case: Case) -> None:
    text = file_of(case).decode().removesuffix("\n")
    found = [span.of(text).replace("\n", "\\n") for span in sentences(text)]
    case.expects("sentences", "\n".join(found))


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_sentences_cover_all_but_the_white_space_between_them(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() and len(span) for span in spans)


@pytest.mark.parametrize(
    "text",
    ["." * 200_000 + "x", "Woord. Nog " * 20_000, "`" * 200_000, "[" * 200_000, "**a*" * 50_000, "(a" * 100_000],
    ids=["points", "words", "backticks", "brackets", "asterisks", "parentheses"],
)
def test_long_text_takes_no_longer_than_its_length_says(text: str) -> None:
    spans = sentences(text)
    assert spans[-1].end == len(text.rstrip())
