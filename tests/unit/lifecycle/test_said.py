"""Quantities that sentences say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Case

from tweeluik.learn.number_words import cardinals
from tweeluik.lifecycle.records import Modality
from tweeluik.lifecycle.said import UNITS, Said, is_immediate, is_possible, said
from tweeluik.lifecycle.situation import shown

WORDS = [
    *"90 30 25 2020 1.234 0,5 dagen days dag day tot to en and of or - – uiterlijk een one negentig ninety".split(),
    *("at most", "€", "$", "%", "procent", ",", ".", "kan", "may"),
]


def line(language: str, one: Said, text: str) -> str:
    firmly = "" if one.modality is Modality.IS else f" ({one.modality.value})"
    weakly = " (weak)" if one.is_weak else ""
    return f"{language}: {shown(one)}{firmly}{weakly} “{one.span.of(text)}”\n"


@pytest.mark.cases("lifecycle/said.txt")
def test_quantities_of_a_sentence(case: Case) -> None:
    halves = ((language, case[language].strip()) for language in ("nl", "en"))
    case.expects("said", "".join(line(code, one, text) for code, text in halves for one in said(text, code)))


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.sampled_from(["nl", "en"]))
def test_any_text_is_read(text: str, language: str) -> None:
    found = said(text, language)
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.least <= one.most
        assert one.unit in {"", *UNITS}
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("unit", [("dagen", "days"), ("licenties", "licences"), ("maanden", "months")])
def test_every_number_word_counts(language: str, unit: tuple[str, str]) -> None:
    noun = unit[0] if language == "nl" else unit[1]
    for word, value in cardinals(language).items():
        assert [one.least for one in said(f"{word} {noun}", language)] == [value], word


def test_a_language_that_is_not_known_says_nothing() -> None:
    assert said("90 Tage", "de") == ()
    assert cardinals("de") == {}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Gebruikers verliezen meteen hun toegang.", "nl", True),
        ("Users lose access at once.", "en", True),
        ("It starts right after the end date.", "en", True),
        ("Users lose access after a while.", "en", False),
        ("Irgendwann", "de", True),
    ],
)
def test_at_once(text: str, language: str, expected: bool) -> None:  # noqa: FBT001 - a row of the table
    assert is_immediate(text, language) is expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("De gegevens kunnen weg zijn.", "nl", True),
        ("De gegevens zijn weg.", "nl", False),
        ("It sometimes takes longer.", "en", True),
        ("It takes longer.", "en", False),
        ("Vielleicht", "de", False),
    ],
)
def test_what_is_possible(text: str, language: str, expected: bool) -> None:  # noqa: FBT001 - a row of the table
    assert is_possible(text, language) is expected
