"""Two plain files become one article, and the article the two files again."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.conftest import FIXTURES, Case, file_of, read_cases, visible
from tests.segments import pair

from tweeluik.article.annotation import ID
from tweeluik.article.projection import markdown, project
from tweeluik.article.reading import read_article, write_article
from tweeluik.language import Language
from tweeluik.learn.leaves import leaves
from tweeluik.learn.weaving import Woven, anchor_name, weave
from tweeluik.model import Article, Side

ARTICLES = sorted((Path(__file__).parents[2] / "docs").glob("*.md"))
MADE = list(read_cases(FIXTURES / "weave" / "made.txt"))
BOOKMARK = re.compile('<a name="[^"]*"></a>')


def woven(case: Case) -> Woven:
    into = read_article(case["into"].encode(), "into.md") if case.get("into") else None
    return weave(read_article(case["english"].encode(), "en.md"), read_article(file_of(case, "dutch"), "nl.md"), into)


def split(article: Article, side: Side) -> Article:
    language = Language("en-US") if side is Side.SOURCE else Language("nl-NL")
    return read_article(markdown(article, side, language).encode(), f"{side.value}.md")


@pytest.mark.cases("weave")
def test_weaving(case: Case) -> None:
    result = woven(case)
    case.expects("article", visible(result.text))
    case.expects("diagnostics", "\n".join(str(one).partition(" Give ")[0] for one in result.diagnostics))


@pytest.mark.cases("weave/made.txt")
def test_what_is_woven_is_a_sound_article(case: Case) -> None:
    article = read_article(woven(case).text.encode(), "a.md")
    assert not article.diagnostics
    assert article.segments
    assert all(ID.fullmatch(segment.id) for segment in article.segments)
    assert len({segment.id.partition("-")[0] for segment in article.segments}) == 1


@pytest.mark.cases("weave/refused.txt")
def test_nothing_is_written_where_files_do_not_fit(case: Case) -> None:
    result = woven(case)
    assert result.text == ""
    assert any(one.severity.value == "error" for one in result.diagnostics)


@pytest.mark.cases("weave/made.txt")
def test_the_dutch_half_is_the_dutch_file(case: Case) -> None:
    """But for bookmarks, which both languages share, and the block for the source."""
    dutch = read_article(file_of(case, "dutch"), "nl.md")
    article = read_article(woven(case).text.encode(), "a.md")
    expected = markdown(dutch, Side.TARGET, Language("nl-NL"))
    actual = markdown(article, Side.TARGET, Language("nl-NL"))
    assert BOOKMARK.sub("", actual) == BOOKMARK.sub("", expected)


@pytest.mark.cases("weave/made.txt")
def test_weaving_the_halves_of_an_article_gives_the_article(case: Case) -> None:
    text = woven(case).text
    article = read_article(text.encode(), "a.md")
    again = weave(split(article, Side.SOURCE), split(article, Side.TARGET), article)
    assert again == Woven(text, ())


@pytest.mark.parametrize(
    "case", [case for case in MADE if not case.get("into")], ids=[case.title for case in MADE if not case.get("into")]
)
def test_the_ids_of_an_article_follow_from_its_halves(case: Case) -> None:
    text = woven(case).text
    article = read_article(text.encode(), "a.md")
    assert weave(split(article, Side.SOURCE), split(article, Side.TARGET)).text == text


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.name)
def test_the_articles_of_the_docset_can_be_taken_apart_and_woven_again(file: Path) -> None:
    article = read_article(file.read_bytes(), file.name)
    if not article.is_bilingual:
        pytest.skip("the article is in one language")
    again = weave(split(article, Side.SOURCE), split(article, Side.TARGET), article)
    assert not again.diagnostics
    assert again.text.encode() == file.read_bytes()


def test_a_changed_translation_keeps_every_id() -> None:
    source = read_article(b"One.\n\nTwo.\n", "en.md")
    first = read_article(weave(source, read_article(b"Een.\n\nTwee.\n", "nl.md")).text.encode(), "a.md")
    second = weave(source, read_article("Één.\n\nTwee dingen.\n".encode(), "nl.md"), first)
    ids = [segment.id for segment in read_article(second.text.encode(), "a.md").segments]
    assert ids == [segment.id for segment in first.segments]


def test_an_earlier_version_of_another_hash_gives_its_hash_to_all() -> None:
    into = read_article(b'<span data-ttu-id="00000-200">Oud.</span>', "a.md")
    into = replace(into, parts=tuple(replace(part, source="Old.") for part in into.segments))
    result = weave(read_article(b"New.\n", "en.md"), read_article(b"Nieuw.\n", "nl.md"), into)
    assert [one.id for one in read_article(result.text.encode(), "a.md").segments] == ["00000-201"]


def test_ten_thousand_blocks_are_woven_in_seconds() -> None:
    english = b"".join(b"## Part %d\n\nText %d.\n\n" % (number, number) for number in range(5_000))
    dutch = english.replace(b"Part", b"Deel").replace(b"Text", b"Tekst")
    result = weave(read_article(english, "en.md"), read_article(dutch, "nl.md"))
    article = read_article(result.text.encode(), "a.md")
    assert len(article.segments) == 10_000
    assert write_article(article).decode() == result.text


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        pytest.param("Change your plan", "change-your-plan", id="words"),
        pytest.param("**Prices** & `more`: 'all'", "prices--more-all", id="markup and punctuation"),
        pytest.param("Crème brûlée", "crme-brle", id="accents are dropped"),
        pytest.param("It&#39;s R&amp;D", "it39s-rampd", id="entities give letters and digits"),
        pytest.param("[Link](a.md) <b>x</b>", "link-x", id="links and tags"),
        pytest.param("snake_case - 2.0", "snake_case---20", id="hyphens and underscores"),
        pytest.param("料金", "", id="no ASCII at all"),
    ],
)
def test_bookmarks(heading: str, expected: str) -> None:
    assert anchor_name(heading) == expected


def test_leaves_are_the_blocks_with_text_of_their_own() -> None:
    body = "# A\n\nb\n\n- c\n  d\n\n> e\n\n| f | g |\n|---|---|\n| h | |\n\n```\ni\n```\n\n<p>j</p>\n"
    found = [(leaf.kind, leaf.line, leaf.span.of(body)) for leaf in leaves(body)]
    assert found == [
        ("heading h1", 0, "A"),
        ("paragraph p", 2, "b"),
        ("paragraph p", 4, "c\n  d"),
        ("paragraph p", 7, "e"),
        ("th th", 9, "f"),
        ("th th", 9, "g"),
        ("td td", 11, "h"),
    ]


PIECES = [
    "Plan",
    " prijs",
    ". ",
    "? ",
    "\n",
    "\n\n",
    "- ",
    "> ",
    "# ",
    "| ",
    "|\n|---|---|\n",
    "`",
    "**",
    "[a](b.md)",
    "<b>",
]
PIECES += [
    "<span>",
    "</span>",
    "<span />",
    '<a name="x"></a>',
    "&quot;",
    "\\",
    "    ",
    "1. ",
    "![c](d.png)",
    "9",
    "\n---\n",
]


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_what_is_woven_can_be_read_back(text: str) -> None:
    """Whatever the files hold: either an article with the same text in it comes out, or a diagnostic."""
    assume(not re.search(r"#[ #\\]*#", text))
    english = read_article(text.encode(), "en.md")
    dutch = read_article(text.replace("Plan", "Abonnement").encode(), "nl.md")
    result = weave(english, dutch)
    if not result.text.strip():
        assert result.diagnostics
        return
    article = read_article(result.text.encode(), "a.md")
    assert not article.diagnostics
    assert BOOKMARK.sub("", project(article, Side.TARGET).text) == BOOKMARK.sub("", project(dutch, Side.TARGET).text)
    again = weave(split(article, Side.SOURCE), split(article, Side.TARGET))
    assert again.text == result.text


KEPT = f"# {pair('a1b2c-102', 'Kop', 'Head')}\n\n{pair('a1b2c-p101', 'Een. Twee.', 'One. Two.')}\n\n"


@pytest.mark.parametrize(
    ("english", "dutch", "rest"),
    [
        pytest.param("", "", "", id="nothing new"),
        pytest.param("Three.\n", "Drie.\n", pair("a1b2c-103", "Drie.", "Three.") + "\n", id="a new block"),
    ],
)
def test_blocks_that_have_not_changed_keep_their_segments(english: str, dutch: str, rest: str) -> None:
    """A paragraph that was one unit stays one, and a heading that had no bookmark gets none."""
    into = read_article(KEPT.encode(), "a.md")
    result = weave(
        read_article(f"# Head\n\nOne. Two.\n\n{english}".encode(), "en.md"),
        read_article(f"# Kop\n\nEen. Twee.\n\n{dutch}".encode(), "nl.md"),
        into,
    )
    assert result.text == KEPT + rest


def test_a_block_that_has_changed_is_cut_anew() -> None:
    result = weave(
        read_article(b"# Head\n\nOne. Two.\n", "en.md"),
        read_article(b"# Kop\n\nEen. Twee!\n", "nl.md"),
        read_article(KEPT.encode(), "a.md"),
    )
    assert [one.target for one in read_article(result.text.encode(), "a.md").segments] == ["Kop", "Een.", "Twee!"]


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        pytest.param("[One.](a.md) Two.", "[Een.](a.md)Twee.", id="glued in the target"),
        pytest.param("One.<br>Two.", "Een. Twee.", id="a tag in the source"),
        pytest.param("One. Two.\\", "Een. Twee.", id="a backslash at the end"),
    ],
)
def test_what_stands_between_sentences_is_lost_in_neither_language(english: str, dutch: str) -> None:
    """Where it differs, the block is one segment: the languages share what is between segments."""
    result = weave(read_article(english.encode(), "en.md"), read_article(dutch.encode(), "nl.md"))
    [segment] = read_article(result.text.encode(), "a.md").segments
    assert (segment.source, segment.target) == (english, dutch)
