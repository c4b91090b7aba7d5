"""Front matter, case by case, and how values are read."""

import json

import pytest
import yaml
from tests.conftest import Case, file_of, visible

from tweeluik.article.front_matter import load_yaml, plain_scalar, read_front_matter
from tweeluik.article.projection import description, markdown, title
from tweeluik.article.reading import read_article
from tweeluik.language import Language
from tweeluik.model import Side

LANGUAGES = {Side.TARGET: Language("nl-NL"), Side.SOURCE: Language("en-US")}


@pytest.mark.cases("front_matter")
def test_front_matter(case: Case) -> None:
    article = read_article(file_of(case), "a.md")
    entries = article.front_matter.entries if article.front_matter else ()
    values = [f"{one.key} = {json.dumps(one.value, ensure_ascii=False)}" for one in entries]
    case.expects("values", visible("\n".join(values)))
    sides = (Side.TARGET, Side.SOURCE)
    case.expects("titles", visible("\n".join(title(article, side) for side in sides)))
    case.expects("descriptions", visible("\n".join(description(article, side) for side in sides)))
    for side in sides:
        case.expects(side.value, visible(markdown(article, side, LANGUAGES[side])))
    found = sorted(article.diagnostics, key=lambda one: (one.place, one.code))
    case.expects("diagnostics", "\n".join(f"{one.code} {one.place.line}:{one.place.column}" for one in found))


@pytest.mark.cases("front_matter")
def test_the_lines_of_the_entries_are_the_block(case: Case) -> None:
    text = file_of(case).decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")
    front_matter, end, _ = read_front_matter(text, "a.md")
    assert (front_matter.text if front_matter else "") == text[:end]


@pytest.mark.cases("front_matter")
def test_what_is_written_for_the_source_is_sound_yaml(case: Case) -> None:
    """A block that could be read whole can still be read whole in the source language."""
    article = read_article(file_of(case), "a.md")
    if article.diagnostics or not article.front_matter:
        return
    written = markdown(article, Side.SOURCE, LANGUAGES[Side.SOURCE])
    again = read_article(written.encode(), "a.md")
    assert not again.diagnostics
    assert title(again, Side.TARGET) == title(article, Side.SOURCE)
    assert description(again, Side.TARGET) == description(article, Side.SOURCE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("2021-04-08", "2021-04-08", id="a date"),
        pytest.param("2021-04-08 10:00:00", "2021-04-08 10:00:00", id="a time"),
        pytest.param("12", 12, id="a number"),
        pytest.param("-3", -3, id="below zero"),
        pytest.param("012", "012", id="a leading zero"),
        pytest.param("0o14", "0o14", id="octal"),
        pytest.param("1_000", "1_000", id="an underscore"),
        pytest.param("+5", "+5", id="a sign"),
        pytest.param("1:30", "1:30", id="base sixty"),
        pytest.param("1.5", 1.5, id="a fraction"),
        pytest.param("1.50", "1.50", id="a fraction with a last zero"),
        pytest.param("1e3", "1e3", id="an exponent"),
        pytest.param(".inf", ".inf", id="infinity"),
        pytest.param("no", "no", id="no"),
        pytest.param("Off", "Off", id="Off"),
        pytest.param("False", False, id="False"),
        pytest.param("trueish", "trueish", id="a word that begins as true"),
        pytest.param("~", None, id="nothing"),
    ],
)
def test_a_value_is_text_unless_it_would_be_written_the_same(text: str, value: object) -> None:
    assert load_yaml(text) == value
    assert type(load_yaml(text)) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("{a: " * 100_000, id="braces"),
        pytest.param("- " * 100_000, id="items on a line"),
        pytest.param("? " * 100_000, id="keys on a line"),
        pytest.param("".join(f"{' ' * depth}a:\n" for depth in range(2_000)), id="indentation"),
        pytest.param("a: &a [x, x]\n" + "b: [*a, *a]\n" * 50, id="references"),
        pytest.param("a: &a [x]\n? *a\n: y", id="a key that is a list"),
        pytest.param("\udcff: x", id="a byte that is not UTF-8"),
    ],
)
def test_yaml_that_would_break_its_reader_is_an_error_like_any_other(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        load_yaml(text)


@pytest.mark.parametrize(
    "text", ["gewoon", "met: punt", "- streep", "'s avonds", "# hekje", "no", "12", "", "a\\b", "é"]
)
def test_a_scalar_is_written_so_that_it_is_read_as_the_same_text(text: str) -> None:
    assert load_yaml(f"key: {plain_scalar(text)}\n") == {"key": text}


def test_an_empty_block_has_no_entries() -> None:
    front_matter, end, diagnostics = read_front_matter("---\n---\nrest", "a.md")
    assert front_matter is not None
    assert (front_matter.entries, end, diagnostics) == ((), 8, [])
