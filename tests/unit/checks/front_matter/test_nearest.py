import pytest

from tweeluik.checks.front_matter.nearest import distance, nearest

KNOWN = ("description", "f1.keywords", "f1_keywords", "ms.author", "ms.prod", "ms.reviewer", "ms.topic", "title", "uid")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("tilte", "title", id="swapped"),
        pytest.param("titel", "title", id="swapped at the end"),
        pytest.param("descripton", "description", id="letter too few"),
        pytest.param("mms.topic", "ms.topic", id="letter too many"),
        pytest.param("ms.tropics", "ms.topic", id="two letters"),
        pytest.param("MSTopic", "ms.topic", id="case and punctuation"),
        pytest.param("tags", None, id="short and far"),
        pytest.param("ui", "uid", id="short and near"),
        pytest.param("f1-keywords", None, id="two are equally near"),
        pytest.param("ms.article", None, id="far"),
        pytest.param("", None, id="nothing"),
        pytest.param("x" * 100_000, None, id="long"),
    ],
)
def test_the_one_nearest_key_is_found(key: str, expected: str | None) -> None:
    assert nearest(key, KNOWN) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("abc", "cab", 2), ("kitten", "sitting", 3), ("abcdef", "ghijkl", 4)],
)
def test_distances_are_counted_up_to_a_limit(first: str, second: str, expected: int) -> None:
    assert distance(first, second, 3) == expected
