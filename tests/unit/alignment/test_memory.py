"""The translation memory: what is found, in which order, and what stays out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz
from tests.segments import pair

from tweeluik.alignment.memory import LEAST, LONGEST, Memory, Translation, has_words, read_memory, suggestions
from tweeluik.article.projection import project
from tweeluik.article.reading import read_article
from tweeluik.docset.docset import Docset
from tweeluik.model import Origin, Side

PAIRS = [
    ("The cat sleeps on the warm roof.", "De kat slaapt op het warme dak."),
    ("The dog sleeps on the warm roof.", "De hond slaapt op het warme dak."),
    ("the dog sleeps in the garden.", "De hond slaapt in de tuin."),
    ("Feed the cat 3 times a day.", "Geef de kat 3 keer per dag te eten."),
    ("Feed the cat `dry_food` only.", "Geef de kat alleen `dry_food`."),
    ("Overview", "Overzicht"),
    ("Roofing", "Dakbedekking"),
    ("`cat --sleep`", "`cat --sleep`"),
    ("**1.0**", "**1.0**"),
]


def memory(*pairs: tuple[str, str], side: Side = Side.SOURCE) -> Memory:
    known = [Translation(source, target, "cats.md", f"a-{number}") for number, (source, target) in enumerate(pairs)]
    return Memory(known, side)


def found(known: Memory, text: str, least: float = LEAST) -> list[str]:
    return [match.translation.half(known.side) for match in known.lookup(text, least=least)]


@pytest.mark.parametrize(
    ("side", "text", "best"),
    [
        pytest.param(Side.SOURCE, "The cat sleeps on the warm roof.", 0, id="the same"),
        pytest.param(Side.SOURCE, " The cat  sleeps\non the warm roof. ", 0, id="the same but for white space"),
        pytest.param(Side.SOURCE, "The dog sleeps on the cold roof.", 1, id="one word differs"),
        pytest.param(Side.TARGET, "De hond slaapt in de schuur.", 2, id="the other side"),
        pytest.param(Side.SOURCE, "Overviews", 5, id="one word, in another form"),
        pytest.param(Side.SOURCE, "roofing", 6, id="one word in another case"),
        pytest.param(Side.SOURCE, "The Dog Sleeps In The Garden.", 2, id="every word in another case"),
    ],
)
def test_the_text_most_like_it_comes_first(side: Side, text: str, best: int) -> None:
    assert found(memory(*PAIRS, side=side), text)[:1] == [PAIRS[best][side is Side.TARGET]]


@pytest.mark.parametrize(
    "text", ["", " ", "Zebra", "Zebras run over the plains of Kenya.", "`cat --sleep`", "**1.0**", "?"]
)
def test_nothing_is_found_of_what_is_not_like_anything(text: str) -> None:
    assert memory(*PAIRS).lookup(text) == []


def test_an_empty_memory_finds_nothing() -> None:
    assert memory().lookup("The cat sleeps.") == []
    assert len(memory()) == 0


def test_a_japanese_sentence_is_found_though_no_blanks_part_its_words() -> None:
    known = memory(
        (
            "The cat eats fish in the garden.",
            "猫は毎朝とても広い庭で新しい魚をおいしそうに食べてから昼まで静かに眠ります。",
        ),
        ("The dog reads.", "犬は学校へ行って難しい本をゆっくり読みながら友達と一緒に楽しく遊んで帰ります。"),
        ("Cats", "猫たち"),
        side=Side.TARGET,
    )
    assert found(known, "犬は毎朝とても広い庭で新しい肉をおいしそうに食べてから昼まで静かに眠ります。") == [
        "猫は毎朝とても広い庭で新しい魚をおいしそうに食べてから昼まで静かに眠ります。"
    ]
    assert found(known, "猫たちは") == ["猫たち"]


def test_the_score_is_the_share_of_common_letters() -> None:
    (match, *_) = memory(*PAIRS).lookup("The dog sleeps on the cold roof.")
    assert match.score == round(fuzz.ratio("The dog sleeps on the cold roof.", PAIRS[1][0]), 1)
    assert not match.only_numbers_differ


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        pytest.param("Feed the cat 3 times a day.", "Feed the cat 12 times a day.", id="numbers"),
        pytest.param("Wait 1.5 hours for the cat.", "Wait 1,250 hours for the cat.", id="numbers with points"),
        pytest.param("Open <cat name> with the key.", "Open <dog name> with the key.", id="placeholders"),
        pytest.param("Welcome {user} to the house.", "Welcome {guest} to the house.", id="in braces"),
        pytest.param("Feed it `dry_food` now and then.", "Feed it `wet_food` now and then.", id="code"),
        pytest.param("The field cat_name is empty.", "The field dog_name is empty.", id="names"),
        pytest.param("Read [more](cats.md) about cats.", "Read [more](many-cats.md) about cats.", id="link targets"),
        pytest.param("See https://cats.example/a for more.", "See https://cats.example/b for more.", id="addresses"),
    ],
)
def test_numbers_and_names_that_are_all_that_differs_lower_the_score(known: str, asked: str) -> None:
    (match,) = memory((known, "x y")).lookup(asked, least=50)
    assert match.only_numbers_differ
    assert match.score == pytest.approx(fuzz.ratio(known, asked) - 10, abs=0.1)


def test_a_lowered_score_counts_in_the_order_and_for_the_least() -> None:
    known = memory(("Feed the cats 3 times a day.", "a"), ("Feed the rats 4 times a day.", "b"))
    assert found(known, "Feed the rats 3 times a day.", 50) == [
        "Feed the cats 3 times a day.",
        "Feed the rats 4 times a day.",
    ]

    assert len(found(known, "Feed the rats 3 times a day.", 90)) == 1


def test_each_translation_of_a_text_is_a_match_and_tells_how_often() -> None:
    known = Memory(
        [
            Translation("Save", "Bewaren", "a.md", "a-1", Origin.MACHINE),
            Translation("Save", "Opslaan", "b.md", "b-1", Origin.MACHINE),
            Translation("Save", "Opslaan ", "c.md", "c-1", Origin.HUMAN),
            Translation("Save", "Opslaan", "d.md", "d-1", Origin.HUMAN),
        ],
        Side.SOURCE,
    )
    first, second = known.lookup("Save")
    assert (first.translation.path, first.times, first.score) == ("c.md", 3, 100)
    assert (second.translation.target, second.times, second.score) == ("Bewaren", 1, 100)


def test_the_order_of_the_articles_changes_nothing() -> None:
    for text in ("The dog sleeps on the cold roof.", "The cat sleeps in the garden.", "Overviews"):
        assert found(memory(*PAIRS), text, 0) == found(memory(*reversed(PAIRS)), text, 0)


def test_limit_and_least() -> None:
    known = memory(*PAIRS)
    assert len(known.lookup("The dog sleeps on the roof.", limit=1, least=0)) == 1
    scores = [match.score for match in known.lookup("The dog sleeps on the roof.", limit=9, least=60)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3
    assert min(scores) >= 60


def test_only_the_same_text_scores_100() -> None:
    text = "The cat sleeps on the warm roof and " * 100
    (match,) = memory((text + "a", "b")).lookup(text + "c")
    assert match.score == 99.9


def test_what_is_too_long_to_compare_is_found_if_it_is_the_same() -> None:
    text = "The cat sleeps. " * (LONGEST // 10)
    known = memory((text, "De kat slaapt."))
    assert found(known, text) == [text]
    assert found(known, text + "a") == []
    text = text[: LONGEST - 9]
    assert found(memory((text, "De kat slaapt.")), text + " The cat sleeps.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Save", True),
        ("**Save** `x`", True),
        ("[cats](cats.md)", True),
        ("猫", True),
        ("`x`", False),
        ("<b>", False),
        ("1.0", False),
        ("![cat](cat.png)", False),
        ("https://cats.example", False),
        ("[1](cats.md)", False),
        ("", False),
    ],
)
def test_what_has_words(text: str, *, expected: bool) -> None:
    assert has_words(text) is expected


TEXTS = st.text(alphabet="ab cé猫`*[]()<>0_.\n\ud800", max_size=40)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=12), TEXTS)
@settings(deadline=None)
def test_whatever_the_texts_are(pairs: list[tuple[str, str]], text: str) -> None:
    known = memory(*pairs)
    matches = known.lookup(text, least=0)
    assert len(matches) <= 5
    assert all(0 <= match.score <= 100 for match in matches)
    if has_words(text) and any(source.split() == text.split() for source, _ in pairs):
        assert matches[0].score == 100


@given(st.lists(st.sampled_from("cat dog roof warm the a sleeps on 3 garden".split()), min_size=4, max_size=9))
@settings(deadline=None)
def test_the_best_is_found_where_it_is_of_use(words: list[str]) -> None:
    text = " ".join(words)
    best = max(fuzz.ratio(text, source) for source, _ in PAIRS)
    matches = memory(*PAIRS).lookup(text, least=50)
    if best >= LEAST:
        assert max(fuzz.ratio(text, match.translation.source) for match in matches) == best


PLAIN = """---
title: De kat
---
# De kat

De kat slaapt op het koude dak. Zebra's lopen over de vlakte van Kenia.

- De hond slaapt
  in de tuin.

`cat --sleep`
"""


def test_suggestions_for_an_article_without_spans() -> None:
    article = read_article(PLAIN.encode(), "plain.md")
    found = suggestions(article, memory(*PAIRS, side=Side.TARGET))
    body = project(article, Side.TARGET, normalize=True).text
    assert [(one.text, one.place.line, one.matches[0].translation.source) for one in found] == [
        ("De kat slaapt op het koude dak.", 6, "The cat sleeps on the warm roof."),
        ("De hond slaapt\n  in de tuin.", 8, "the dog sleeps in the garden."),
    ]
    assert [one.span.of(body) for one in found] == [one.text for one in found]
    assert [one.matches[0].score for one in found] == [pytest.approx(87.5, abs=10), 100]


def test_no_suggestions_for_what_is_a_segment_already() -> None:
    article = read_article(
        f"{pair(101, 'De hond slaapt in de tuin.', 'The dog sleeps.')}\n\nDe hond slaapt in de tuin.\n".encode(),
        "half.md",
    )
    assert [one.place.line for one in suggestions(article, memory(*PAIRS, side=Side.TARGET))] == [3]


def test_the_memory_of_a_docset_holds_what_has_both_halves(tmp_path: Path) -> None:
    (tmp_path / "cat.md").write_text(pair(101, "De kat.", "The cat.") + "\n")
    (tmp_path / "plain.md").write_text("De hond.\n")
    known = read_memory(Docset(tmp_path), Side.TARGET)
    assert len(known) == 1
    (match,) = known.lookup("De kat.")
    assert match.translation == Translation("The cat.", "De kat.", "cat.md", "a1b2c-101")
