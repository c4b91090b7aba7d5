"""Pairs that can be had together, against trying all of them."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tweeluik.alignment.anchors import chain, unmistakable
from tweeluik.alignment.evidence import witnesses

PAIRS = st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 9).map(float), max_size=8).map(
    lambda found: [(*pair, weight) for pair, weight in sorted(found.items())]
)


def behind(some: tuple[tuple[int, int, float], ...]) -> bool:
    return all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(some))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(PAIRS)
def test_the_chain_is_the_heaviest_that_never_crosses(weighted: list[tuple[int, int, float]]) -> None:
    found = chain(weighted)
    assert behind(tuple(found))
    every = (some for size in range(len(weighted) + 1) for some in combinations(weighted, size) if behind(some))
    assert sum(weight for *_, weight in found) == max(sum(weight for *_, weight in some) for some in every)


def test_texts_that_share_words_no_others_have_are_unmistakable() -> None:
    source = [frozenset("abx"), frozenset("cdx"), frozenset("efx"), frozenset("gx")]
    target = [frozenset("cdx"), frozenset("abx"), frozenset("gx"), frozenset("efx"), frozenset("x")]
    found = unmistakable(source, target, witnesses(source, target, {}), witnesses(target, source, {}))
    # The first and the second cross, and one word alone does not do.
    assert found in ([(0, 1), (2, 3)], [(1, 0), (2, 3)])
