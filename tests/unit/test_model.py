"""The model's few answers about itself."""

import pytest

from tweeluik.article.reading import read_article
from tweeluik.model import Article, FrontMatter, Origin, Segment, Side
from tweeluik.text import Span


def article(front_matter: str) -> Article:
    return read_article(f"---\n{front_matter}\n---\ntekst\n".encode(), "a.md")


def matter(front_matter: str) -> FrontMatter:
    found = article(front_matter).front_matter
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("front_matter", "origin"),
    [
        pytest.param("ms.translationtype: MT", Origin.MACHINE, id="MT"),
        pytest.param("ms.translationtype: mt", Origin.MACHINE, id="lower case"),
        pytest.param("MS.TranslationType: Machine Translation", Origin.MACHINE, id="in full"),
        pytest.param("ms.translationtype: HT", Origin.HUMAN, id="HT"),
        pytest.param("ms.translationtype: Human Translation", Origin.HUMAN, id="human in full"),
        pytest.param("ms.translationtype: MTE", Origin.HUMAN, id="edited by people"),
        pytest.param("ms.translationtype: MTE75", Origin.HUMAN, id="edited, with a score"),
        pytest.param("ms.translationtype: X", Origin.UNKNOWN, id="something else"),
        pytest.param("title: x", Origin.UNKNOWN, id="not said"),
    ],
)
def test_origin(front_matter: str, origin: Origin) -> None:
    assert article(front_matter).origin is origin


def test_an_article_without_front_matter_has_no_origin() -> None:
    assert read_article(b"tekst", "a.md").origin is Origin.UNKNOWN


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        pytest.param("key: waarde", "waarde", id="text"),
        pytest.param("key: |\n  twee\n  regels", "twee regels", id="over lines"),
        pytest.param("key: [a, b]", "a, b", id="a list"),
        pytest.param("key: [a, [b], {c: d}, 5, true]", "a, 5, true", id="a list of more than text"),
        pytest.param("key: {a: b}", "", id="a mapping"),
        pytest.param("key:", "", id="nothing"),
        pytest.param("other: x", "", id="no such key"),
        pytest.param("key: 5", "5", id="a number"),
        pytest.param("key: False", "false", id="a truth value"),
        pytest.param("KEY: waarde", "waarde", id="capitals"),
        pytest.param("Key: een\nkey: twee", "een", id="two that differ in case: the first"),
    ],
)
def test_a_value_as_text(front_matter: str, expected: str) -> None:
    assert matter(front_matter).string("key") == expected


def test_a_value_as_a_mapping() -> None:
    assert matter("source:\n  title: x").mapping("source") == {"title": "x"}
    assert matter("source: [a]").mapping("source") == {}
    assert matter("title: x").mapping("source") == {}


@pytest.mark.parametrize(
    ("identifier", "is_paragraph"), [("a1b2c-101", False), ("a1b2c-p101", True), ("p", True), ("", False)]
)
def test_paragraph_units(identifier: str, is_paragraph: bool) -> None:  # noqa: FBT001 - a column of the table
    assert Segment(Span(0, 0), identifier, "a", "b", ("", "", "")).is_paragraph is is_paragraph


def test_halves() -> None:
    both = Segment(Span(0, 0), "a1b2c-101", "doel", "source", ("", "", ""))
    lone = Segment(Span(0, 0), "a1b2c-101", "doel", None, ("", "", ""))
    empty = Segment(Span(0, 0), "a1b2c-101", "", "source", ("", "", ""))
    assert [one.half(Side.TARGET) for one in (both, lone, empty)] == ["doel", "doel", ""]
    assert [one.half(Side.SOURCE) for one in (both, lone, empty)] == ["source", "doel", "source"]
    assert [one.has(Side.SOURCE) for one in (both, lone, empty)] == [True, False, True]


def test_an_article_is_bilingual_if_one_sentence_has_a_source() -> None:
    assert not read_article(b"tekst", "a.md").is_bilingual
    assert not read_article(b'<span data-ttu-id="a1b2c-103">Een.</span>', "a.md").is_bilingual
    lookup = b'<span class="sxs-lookup"><span data-stu-id="a1b2c-103">One.</span></span>'
    assert read_article(b"tekst " + lookup, "a.md").is_bilingual
