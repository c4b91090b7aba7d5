"""Finding the sentences that rules are pinned to."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import FIXTURES
from tests.segments import pair

from tweeluik.article.reading import read_article
from tweeluik.docset.docset import Docset
from tweeluik.lifecycle.pins import Finder, Located, State, finder_of, fingerprint, normalize, sentences_of
from tweeluik.lifecycle.records import Pin
from tweeluik.model import Side
from tweeluik.text import Place

DOCSET = FIXTURES / "lifecycle" / "docset"
SENTENCES = [
    ("abcde-101", "Fasen", "Stages"),
    ("abcde-102", "Dat duurt 90 dagen.", "That takes 90 days."),
    ("abcde-103", "30 dagen", "30 days"),
    ("abcde-104", "30 dagen", "30 days"),
    ("abcde-p105", "Zeg eerst op. Wacht dan 5 dagen.", "Cancel first. Then wait 5 days."),
]
PIN = Pin("a", "abcde-102", 1, "Dat duurt 90 dagen.", "That takes 90 days.")


def finder(*changes: tuple[str, str, str]) -> Finder:
    """Return a finder for an article with the sentences above, some of them changed; '' takes one away."""
    changed = {one[0]: one for one in changes}
    sentences = [changed.get(one[0], one) for one in SENTENCES]
    text = "\n\n".join(pair(*one) for one in sentences if one[1])
    return Finder({"a": sentences_of(read_article(text.encode(), "a.md"))})


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("Dat **duurt** *90* dagen.", "Dat duurt 90 dagen.", id="emphasis"),
        pytest.param("Zie [de stappen](a.md#b) en `code`.", "Zie de stappen en code.", id="links and code"),
        pytest.param('<a name="x"></a>Fasen<br/>en meer', "Fasen en meer", id="tags and breaks"),
        pytest.param("90\u00a0dagen,  op\ttijd\n en &amp; meer", "90 dagen, op tijd en & meer", id="white space"),
        pytest.param("90&nbsp;dagen", "90 dagen", id="an entity"),
        pytest.param("e\u0301e\u0301n", "\u00e9\u00e9n", id="composed"),
        pytest.param(r"5 \* 6", "5 * 6", id="escapes"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_normalize(markdown: str, expected: str) -> None:
    assert normalize(markdown) == expected


@given(st.text(alphabet="abc *_`[]()<>\\\n\u00a0&;1.", max_size=40))
def test_what_is_normalized_holds_no_white_space_but_single_blanks(text: str) -> None:
    found = normalize(text)
    assert found == " ".join(found.split())


def test_fingerprint() -> None:
    assert fingerprint("Dat duurt 90 dagen.") == sha256(b"Dat duurt 90 dagen.").hexdigest()[:16]
    assert fingerprint("Dat duurt 91 dagen.") != fingerprint("Dat duurt 90 dagen.")


def test_sentences_of_an_annotated_article() -> None:
    found = sentences_of(Docset(DOCSET).article("stages.md"))
    assert [(one.segment, one.number, one.target) for one in found[:6]] == [
        ("abcde-101", 1, "Fasen"),
        ("abcde-102", 1, "De fase Uitgeschakeld duurt 90 dagen."),
        ("abcde-p103", 1, "De gegevens kunnen na 30 dagen weg zijn."),
        ("abcde-p103", 2, "Ze zijn uiterlijk 180 dagen na het opzeggen weg."),
        ("abcde-p103", 0, "De gegevens kunnen na 30 dagen weg zijn. Ze zijn uiterlijk 180 dagen na het opzeggen weg."),
        ("abcde-104", 1, "Licenties"),
    ]
    assert found[1].source == "The stage Disabled lasts 90 days."
    assert found[1].target_half == "De fase **Uitgeschakeld** duurt 90 dagen."
    assert found[1].place == Place(10, 1)


def test_sentences_of_an_article_without_spans() -> None:
    found = sentences_of(Docset(DOCSET).article("azure.md"))
    assert [(one.number, one.place.line, one.heading, one.target, one.source) for one in found] == [
        (1, 8, "azure", "Azure", None),
        (2, 10, "azure", "Azure wacht 30 tot 90 dagen.", None),
        (3, 10, "azure", "Daarna is alles weg.", None),
        (4, 12, "wat-u-doet", "Wat u doet", None),
        (5, 15, "wat-u-doet", "Kopieer eerst wat u nodig hebt.", None),
        (6, 17, "wat-u-doet", "Zet dag 28 in uw agenda.", None),
    ]


def told(found: Located) -> tuple[State, str, tuple[Side, ...]]:
    return found.state, found.sentence.segment if found.sentence else "", found.changed


BOTH = (Side.TARGET, Side.SOURCE)


@pytest.mark.parametrize(
    ("changes", "pin", "expected"),
    [
        pytest.param([], PIN, (State.FOUND, "abcde-102", ()), id="as it was pinned"),
        pytest.param(
            [], replace(PIN, segment="fffff-999"), (State.FOUND, "abcde-102", ()), id="the segment has a new id"
        ),
        pytest.param(
            [("abcde-102", "Dat duurt 60 dagen.", "That takes 90 days.")],
            PIN,
            (State.CHANGED, "abcde-102", (Side.TARGET,)),
            id="changed in one language",
        ),
        pytest.param(
            [("abcde-102", "Dat duurt 60 dagen.", "That takes 60 days.")],
            PIN,
            (State.CHANGED, "abcde-102", BOTH),
            id="changed in both",
        ),
        pytest.param(
            [("abcde-102", "Dat duurt 90 dagen.", "")],
            PIN,
            (State.CHANGED, "abcde-102", (Side.SOURCE,)),
            id="the source half is empty",
        ),
        pytest.param(
            [("abcde-103", "30 procent", "30 per cent")],
            Pin("a", "abcde-103", 1, "30 dagen", "30 days"),
            (State.CHANGED, "abcde-103", BOTH),
            id="changed, though its old text stands elsewhere too",
        ),
        pytest.param(
            [("abcde-103", "Uw gegevens", "Your data")],
            Pin("a", "abcde-103", 1, "30 dagen", "30 days"),
            (State.FOUND, "abcde-104", ()),
            id="quite another sentence has its id now",
        ),
        pytest.param(
            [("abcde-102", "Het duurt maar 90 dagen.", "It only takes 90 days.")],
            replace(PIN, segment="fffff-999"),
            (State.CHANGED, "abcde-102", BOTH),
            id="a new id and a new text: the likest",
        ),
        pytest.param([("abcde-102", "", "")], PIN, (State.GONE, "", ()), id="gone"),
        pytest.param(
            [("abcde-102", "Kijk in de winkel.", "Look in the shop.")],
            PIN,
            (State.CHANGED, "abcde-102", BOTH),
            id="quite another sentence in its segment, and its text nowhere",
        ),
        pytest.param([], replace(PIN, article="b"), (State.NO_ARTICLE, "", ()), id="no such article"),
        pytest.param(
            [],
            Pin("a", "abcde-p105", 2, "Wacht dan 5 dagen.", "Then wait 5 days."),
            (State.FOUND, "abcde-p105", ()),
            id="the second sentence of a segment",
        ),
        pytest.param(
            [],
            Pin("a", "abcde-p105", 0, "Zeg eerst op. Wacht dan 5 dagen.", "Cancel first. Then wait 5 days."),
            (State.FOUND, "abcde-p105", ()),
            id="all of a segment",
        ),
        pytest.param(
            [("abcde-p105", "Zeg eerst op. Wacht dan 6 dagen.", "Cancel first. Then wait 5 days.")],
            Pin("a", "abcde-p105", 2, "Wacht dan 5 dagen.", "Then wait 5 days."),
            (State.CHANGED, "abcde-p105", (Side.TARGET,)),
            id="the second sentence has changed",
        ),
    ],
)
def test_locate(changes: list[tuple[str, str, str]], pin: Pin, expected: tuple[State, str, tuple[Side, ...]]) -> None:
    assert told(finder(*changes).locate(pin)) == expected


@pytest.mark.parametrize(
    ("pin", "moved"),
    [
        (PIN, False),
        (replace(PIN, segment="fffff-999"), True),
        (replace(PIN, sentence=2), True),
        (replace(PIN, target="Iets anders."), False),
    ],
    ids=["at home", "another segment", "another number", "changed"],
)
def test_what_has_moved(pin: Pin, moved: bool) -> None:  # noqa: FBT001 - a row of the table
    assert finder().locate(pin).has_moved is moved


def plain(*lines: str) -> Finder:
    return Finder({"a": sentences_of(read_article("\n\n".join(lines).encode(), "a.md"))})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Kop.", "Azure wacht 30 dagen.", "Klaar."], (State.FOUND, 2)),
        (["Kop.", "Nieuw.", "Azure wacht 30 dagen.", "Klaar."], (State.FOUND, 3)),
        (["Kop.", "Azure wacht 31 dagen.", "Klaar."], (State.CHANGED, 2)),
        (["Kop.", "Nieuw.", "Azure wacht nu 31 dagen.", "Klaar."], (State.CHANGED, 3)),
        (["Kop.", "Klaar."], (State.GONE, 0)),
    ],
    ids=["in its place", "further down", "changed", "changed further down", "gone"],
)
def test_locate_in_an_article_without_spans(lines: list[str], expected: tuple[State, int]) -> None:
    found = plain(*lines).locate(Pin("a", "", 2, "Azure wacht 30 dagen.", None))
    assert (found.state, found.sentence.number if found.sentence else 0) == expected
    assert not found.has_moved


def test_articles_that_do_not_exist_are_left_out() -> None:
    found = finder_of(Docset(Path(DOCSET)), ["stages", "nowhere"])
    assert found.sentences("nowhere") == ()
    assert len(found.sentences("stages")) > 5
