"""Which text of an older version became which of the newer one."""

import random
import time

import pytest

from tweeluik.review.versions import match_versions


@pytest.mark.parametrize(
    ("old", "new", "earlier", "removed"),
    [
        pytest.param(["a", "b"], ["a", "b"], ["a", "b"], [], id="the same"),
        pytest.param(["a  b"], ["a b"], ["a  b"], [], id="blanks are no difference"),
        pytest.param(["een", "twee"], ["twee", "een"], ["twee", "een"], [], id="moved"),
        pytest.param(
            ["Kies nu Opslaan.", "Sluit het venster."],
            ["Kies Bewaren.", "Kies eerst Opslaan.", "Klaar."],
            [None, "Kies nu Opslaan.", None],
            ["Sluit het venster."],
            id="the nearest one is taken",
        ),
        pytest.param([], ["a"], [None], [], id="all new"),
        pytest.param(["a"], [], [], ["a"], id="all gone"),
        pytest.param(["a", "a"], ["a"], ["a"], ["a"], id="once less"),
    ],
)
def test_texts_are_paired(old: list[str], new: list[str], earlier: list[str | None], removed: list[str]) -> None:
    matched = match_versions(old, new)
    assert list(matched.earlier) == earlier
    assert list(matched.removed) == removed


def test_no_text_is_used_twice_and_none_is_lost() -> None:
    draw = random.Random(5)  # noqa: S311 - the same each time
    words = "een twee drie vier vijf zes zeven acht negen tien".split()
    for _ in range(50):
        old = [" ".join(draw.choices(words, k=4)) for _ in range(draw.randrange(12))]
        new = [" ".join(draw.choices(words, k=4)) for _ in range(draw.randrange(12))] + old[:2]
        matched = match_versions(old, new)
        assert len(matched.earlier) == len(new)
        assert sorted([*filter(None, matched.earlier), *matched.removed]) == sorted(old)


def test_a_large_article_that_was_rewritten_takes_no_minutes() -> None:
    old = [f"Oude zin nummer {number} over iets." for number in range(1000)]
    new = [f"Nieuwe zin nummer {number} over iets." for number in range(1000)]
    began = time.process_time()
    matched = match_versions(old, new)
    assert matched.earlier[500] == old[500]
    assert time.process_time() - began < 5
