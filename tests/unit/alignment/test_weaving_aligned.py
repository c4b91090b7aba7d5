"""Files whose blocks differ become one article, and it is said what could not be paired."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Case, visible

from tweeluik.alignment.aligning import Aligner
from tweeluik.alignment.weaving import weave_aligned
from tweeluik.article.projection import ANCHOR, project
from tweeluik.article.reading import read_article
from tweeluik.learn.weaving import Woven, weave
from tweeluik.model import Article, Side


def read(text: str, name: str) -> Article:
    return read_article(text.encode(), name)


def woven(english: str, dutch: str) -> Woven:
    return weave_aligned(read(english, "en.md"), read(dutch, "nl.md"), Aligner)


@pytest.mark.cases("alignment/woven.txt")
def test_weaving(case: Case) -> None:
    result = woven(case["english"], case["dutch"])
    case.expects("article", visible(result.text))
    said = [
        f"{one.path}:{one.place.line}: {one.severity.value} {one.code}: {one.message}" for one in result.diagnostics
    ]
    case.expects("diagnostics", "\n".join(said))


@pytest.mark.cases("alignment")
def test_the_article_holds_the_dutch_file(case: Case) -> None:
    """But for bookmarks, which both languages share."""
    result = woven(case["english"], case["dutch"])
    if not result.text:
        assert any(one.severity.value in {"error", "warning"} for one in result.diagnostics)
        return
    article = read(result.text, "a.md")
    assert {one.code for one in article.diagnostics} <= {"span-source-missing"}
    dutch = project(read(case["dutch"], "nl.md"), Side.TARGET).text
    assert ANCHOR.sub("", project(article, Side.TARGET).text) == ANCHOR.sub("", dutch)


@pytest.mark.cases("alignment")
def test_every_english_sentence_is_in_the_article_or_reported(case: Case) -> None:
    result = woven(case["english"], case["dutch"])
    if not result.text:
        return
    article = read(result.text, "a.md")
    lost = {one.place.line for one in result.diagnostics if one.code == "source-unpaired"}
    source = project(article, Side.SOURCE).text
    for number, line in enumerate(case["english"].split("\n"), 1):
        words = [word for word in line.split() if word.isalpha()]
        assert number in lost or all(word in source for word in words) or line.startswith("title:"), line


@pytest.mark.cases("weave")
def test_files_of_the_same_blocks_are_woven_as_without_the_aligner(case: Case) -> None:
    english, dutch = read(case["english"], "en.md"), read(case["dutch"], "nl.md")
    into = read(case["into"], "into.md") if case.get("into") else None
    exact = weave(english, dutch, into)
    if exact.text:
        assert weave_aligned(english, dutch, Aligner, into) == exact


@pytest.mark.cases("alignment/woven.txt")
def test_woven_again_into_itself_it_stays_the_same(case: Case) -> None:
    result = woven(case["english"], case["dutch"])
    if result.text:
        again = weave_aligned(
            read(case["english"], "en.md"), read(case["dutch"], "nl.md"), Aligner, read(result.text, "a.md")
        )
        assert again == result


def test_an_annotated_file_is_refused() -> None:
    annotated = weave(read("One.\n", "en.md"), read("Een.\n", "nl.md")).text
    result = woven(annotated, "Een.\n\nTwee.\n")
    assert result.text == ""
    assert [one.code for one in result.diagnostics] == ["structure-differs"]


PIECES = ["Plan", " prijs", ". ", "\n", "\n\n", "- ", "> ", "# ", "| ", "|\n|---|---|\n", "`", "**", "[a](b.md)", "<b>"]
PIECES += ["<span>", "</span>", '<a name="x"></a>', "&quot;", "\\", "1. ", "9", "<td>", "Call 0800.", "<br>"]
FILES = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(FILES, FILES)
def test_whatever_the_files_hold_an_article_or_a_diagnostic_comes_out(english: str, dutch: str) -> None:
    result = woven(english, dutch)
    if not result.text.strip():
        assert result.diagnostics or not dutch.strip()
        return
    article = read(result.text, "a.md")
    assert {one.code for one in article.diagnostics} <= {"span-source-missing"}
    assert all(segment.has(Side.TARGET) for segment in article.segments)
    assert len({segment.id for segment in article.segments}) == len(article.segments)
