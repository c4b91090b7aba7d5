"""What differs between two versions of a text."""

import random
import time
import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.conftest import Case

from tweeluik.learn.differences import Difference, Kind, differences, words

_SHOWN = {Kind.KEPT: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}


def shown(found: tuple[Difference, ...]) -> str:
    return "".join(_SHOWN[one.kind].format(one.text) for one in found)


@pytest.mark.cases("differences")
def test_differences(case: Case) -> None:
    case.expects("shown", shown(differences(case["old"].rstrip("\n"), case["new"].rstrip("\n"))))


PROSE = st.lists(st.sampled_from("a b Wij de het 1,5 ** * [ ]( ) . , é 猫 ホテル を \n   x_y".split(" ")), max_size=30)
TEXTS = PROSE.map(" ".join) | PROSE.map("".join) | st.text(max_size=30)


def of(found: tuple[Difference, ...], side: Kind) -> str:
    return "".join(one.text for one in found if one.kind in {Kind.KEPT, side})


@given(TEXTS, TEXTS)
@example("", "")
@example("a", "")
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    found = differences(old, new)
    assert of(found, Kind.REMOVED) == old
    assert of(found, Kind.ADDED) == new
    assert all(one.text for one in found)


@given(TEXTS, TEXTS)
def test_no_piece_is_followed_by_one_of_its_kind_and_the_removed_comes_first(old: str, new: str) -> None:
    kinds = [one.kind for one in differences(old, new)]
    for first, second in pairwise(kinds):
        assert first is not second
        assert (first, second) != (Kind.ADDED, Kind.REMOVED)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(one.kind is Kind.KEPT for one in differences(text, text))


@given(TEXTS, TEXTS)
def test_words_are_never_cut(old: str, new: str) -> None:
    found = differences(old, new)
    for text, side in ((old, Kind.REMOVED), (new, Kind.ADDED)):
        pieces = [word for one in found if one.kind in {Kind.KEPT, side} for word in words(one.text)]
        assert len(pieces) >= len(words(text))
        ends, at = set(), 0
        for one in found:
            if one.kind in {Kind.KEPT, side}:
                at += len(one.text)
                ends.add(at)
        borders, at = {0}, 0
        for word in words(text):
            at += len(word)
            borders.add(at)
        assert ends <= borders


@given(TEXTS)
def test_words_make_up_the_text(text: str) -> None:
    assert "".join(words(text)) == text


def long_texts() -> dict[str, tuple[str, str]]:
    """Two texts of 100,000 characters each, in kinds that are hard to compare."""
    chance = random.Random(5)  # noqa: S311 - the same each time
    kinds = {
        "few words": " ".join(chance.choice(["de", "kat", "hond", "loopt", "weg"]) for _ in range(22_000)),
        "only punctuation": "".join(chance.choice(".,;:!") for _ in range(100_000)),
        "one letter": "a " * 50_000,
        "no blanks": "".join(chr(0x4E00 + chance.randrange(300)) for _ in range(100_000)),
        "other words": " ".join(str(chance.randrange(50_000)) for _ in range(17_000)),
    }
    return {name: (text, "".join(chance.sample(text, len(text)))) for name, text in kinds.items()}


@pytest.mark.parametrize(("old", "new"), long_texts().values(), ids=long_texts().keys())
def test_long_texts_take_no_long_time(old: str, new: str) -> None:
    start = time.process_time()
    differences(old, new)
    assert time.process_time() - start < 5


def test_long_texts_take_no_more_memory_than_there_is() -> None:
    tracemalloc.start()
    differences(*long_texts()["only punctuation"])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 200_000_000


def test_in_a_long_text_the_changed_words_are_found() -> None:
    chance = random.Random(5)  # noqa: S311 - the same each time
    old = [f"woord{chance.randrange(3_000)}" for _ in range(12_000)]
    new = [f"ander{index}" if index % 100 == 50 else word for index, word in enumerate(old)]
    found = differences(" ".join(old), " ".join(new))
    assert sum(one.kind is Kind.ADDED for one in found) == 120
    assert all(len(words(one.text)) == 1 for one in found if one.kind is not Kind.KEPT)
