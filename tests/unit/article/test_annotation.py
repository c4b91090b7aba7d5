"""The span annotation, case by case, and what holds for all of them."""

import json
from pathlib import Path

import pytest
from tests.conftest import FIXTURES, Case, file_of, read_cases, visible

from tweeluik.article.annotation import half_of, imbalance, repair_quotes
from tweeluik.article.projection import project
from tweeluik.article.reading import read_article
from tweeluik.learn.blocks import kinds
from tweeluik.model import Article, Segment, Side


@pytest.mark.cases("annotation")
def test_annotation(case: Case) -> None:
    article = read_article(file_of(case), "a.md")
    case.expects("segments", "\n".join(_described(article)))
    case.expects("target", visible(project(article, Side.TARGET).text))
    case.expects("source", visible(project(article, Side.SOURCE).text))
    case.expects("diagnostics", "\n".join(_places(article)))


def _described(article: Article) -> list[str]:
    return [
        f"{segment.id} {segment.place.line}:{segment.place.column} {block.kind.value}:"
        f" {_quoted(segment.target)} / {_quoted(segment.source)}"
        for segment, block in kinds(article)
    ]


def _quoted(text: str | None) -> str:
    return visible(json.dumps(text, ensure_ascii=False))


def _places(article: Article) -> list[str]:
    """Give the diagnostics in the order of the file."""
    found = sorted(article.diagnostics, key=lambda one: (one.place, one.code))
    return [f"{one.code} {one.place.line}:{one.place.column}" for one in found]


@pytest.mark.cases("annotation")
def test_the_place_of_a_segment_is_where_its_tag_stands_in_the_file(case: Case) -> None:
    content = file_of(case)
    article = read_article(content, "a.md")
    lines = content.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")
    starts = lines.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for segment in article.segments:
        assert starts[segment.place.line - 1][segment.place.column - 1 :].startswith("<span ")


def test_every_diagnostic_of_the_annotation_has_a_case() -> None:
    expected = " ".join(case.get("diagnostics") for case in read_cases(FIXTURES / "annotation"))
    codes = {"unclosed", "source-missing", "target-missing", "id-mismatch", "id-duplicate", "id-format", "empty"}
    assert {f"span-{code}" for code in (*codes, "stray-tag", "quotes-damaged")} == {
        word for word in expected.split() if word.startswith("span-")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("tekst", 0, id="no tags"),
        pytest.param("span zonder haken", 0, id="the word alone"),
        pytest.param("<span>a</span>", 0, id="a pair"),
        pytest.param("a.<span>nl", 1, id="an opening"),
        pytest.param("a</span>", -1, id="an end"),
        pytest.param('<span id="a" />', 0, id="self-closed"),
        pytest.param("<spanner>", 0, id="another element"),
        pytest.param('<span\nclass="a">', 1, id="over two lines"),
        pytest.param("<SPAN></Span >", 0, id="capitals"),
        pytest.param("<span class='a' <b>", 0, id="no end bracket"),
    ],
)
def test_imbalance(text: str, expected: int) -> None:
    assert imbalance(text) == expected


@pytest.mark.parametrize(
    ("text", "repaired", "offsets"),
    [
        pytest.param("a &quot;b&quot;", "a &quot;b&quot;", (), id="an entity in text"),
        pytest.param('<span data-ttu-id="x&quot;>a', '<span data-ttu-id="x">a', (20,), id="the closing quote"),
        pytest.param(
            '<span data-ttu-id=&quot;x&quot;>&quot;"b &quot;',
            '<span data-ttu-id="x">""b &quot;',
            (18, 20, 22),
            id="up to the next real quote",
        ),
    ],
)
def test_damaged_quotes_are_read_as_quotes(text: str, repaired: str, offsets: tuple[int, ...]) -> None:
    result = repair_quotes(text)
    assert (result.text, result.offsets) == (repaired, offsets)


def test_an_offset_of_the_repaired_text_finds_its_character_in_the_file() -> None:
    text = 'voor <span data-ttu-id=&quot;x&quot;>midden &quot; na" eind'
    repaired = repair_quotes(text)
    for offset, character in enumerate(repaired.text):
        assert text[repaired.original_offset(offset)] == ("&" if offset in repaired.offsets else character)


@pytest.mark.cases("annotation/grammar.txt")
def test_sound_annotation_gives_no_diagnostics(case: Case) -> None:
    assert not read_article(file_of(case), "a.md").diagnostics


def test_half_of_takes_one_language_out_of_any_text() -> None:
    text = 'title: <span data-ttu-id="a1b2c-101">Nu</span><span class="sxs-lookup"><span data-stu-id="a1b2c-101">Now'
    text += "</span></span>\n"
    assert half_of(text, Side.TARGET) == "title: Nu\n"
    assert half_of(text, Side.SOURCE) == "title: Now\n"
    assert half_of("author: wie dan ook\n", Side.SOURCE) == "author: wie dan ook\n"


def test_five_source_articles_have_their_segments_in_text_order() -> None:
    seeds = Path(__file__).resolve().parents[3].parent / "shared" / "seeds"
    files = sorted(seeds.glob("0*.txt"))
    if not files:
        pytest.skip("the five source articles (../shared/seeds) are not here")
    articles = [read_article(file.read_bytes(), file.name) for file in files]
    assert [len(article.segments) for article in articles] == [7, 9, 0, 76, 0]
    for article in articles:
        starts = [part.span.start for part in article.parts if isinstance(part, Segment)]
        assert starts == sorted(starts)
        assert [one.place for one in article.segments] == sorted(one.place for one in article.segments)
