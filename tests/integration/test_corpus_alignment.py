"""Real articles taken apart and woven again, and aligned as if they had no spans.

A seeded sample, for time; `tests/benchmarks/alignment.py --weave` takes all of them. There, 2,589 of 2,614 articles
with segments (99.0 %) have halves with the same blocks, and each of those comes back with all its segments and text,
2,581 of them with the same bytes; the others have no heading that their source title could be read from.
"""

import random
from collections import Counter
from pathlib import Path

import pytest
from tests.benchmarks.alignment import OURS, drawn, drifted, gale_church, measured, read_gold, taken_apart

from tweeluik.alignment.learning import learn_aligner
from tweeluik.article.reading import read_article_file

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

SEED = 20_230_417
DRIFT_WITH_GALE_CHURCH = 0.1
WOVEN, ALIGNED, LEARNED = 250, 25, 250


@pytest.fixture(scope="module")
def files(corpus: Path) -> list[Path]:
    """The articles with segments, in an order drawn once."""
    found = [file for file in sorted((corpus / "live-sxs").rglob("*.md")) if b"data-stu-id=" in file.read_bytes()]
    random.Random(SEED).shuffle(found)  # noqa: S311 - the same sample each time
    return found


def test_what_is_split_and_woven_is_the_article_again(files: list[Path]) -> None:
    """99 % of the articles have halves with the same blocks, and all of those come back.

    Where both halves are what they were, so is the article; with one paragraph more, 99 % have all other segments as
    they were (the others have some that are tags or list markers). Without the article to weave into, our own splitter
    cuts the sentences, and a good half of the articles gets each of its segments again; the others were cut otherwise
    somewhere, mostly as whole paragraphs.
    """
    outcomes = Counter(one for file in files[:WOVEN] for one in taken_apart(file))
    assert outcomes["articles"] == WOVEN
    same = outcomes["same blocks"]
    assert same >= 0.98 * WOVEN
    assert outcomes["same segments"] == outcomes["same text"] == same
    assert outcomes["same bytes"] >= 0.99 * same
    assert outcomes["same segments, and a new one"] >= 0.99 * same
    assert outcomes["same segments, cut anew"] >= 0.5 * same
    assert outcomes["same bytes of what was cut anew"] == same


def test_the_aligner_finds_what_the_spans_tell(files: list[Path]) -> None:
    """The bars of the benchmark, which has 200 articles and a lexicon of all others, with a margin for fewer."""
    rest = files[ALIGNED : ALIGNED + LEARNED]
    aligner = learn_aligner(read_article_file(file, file.name) for file in rest)
    golds = [read_gold(read_article_file(file, file.name)) for file in files[:ALIGNED]]
    foreign = [passage for gold in golds for passage in gold.source.passages if passage.sentences]
    for drift, least in ((0.0, 98.0), (0.1, 96.5), (0.25, 93.0)):
        changed = [drifted(gold, drift, foreign, drawn(SEED)) for gold in golds]
        ours = measured(lambda one, other: aligner.align(one, other).pairs, changed, golds)
        assert ours.f1 >= least, f"{OURS}, drift {drift}: {ours.row}"
        if drift == DRIFT_WITH_GALE_CHURCH:
            assert ours.f1 > measured(gale_church, changed, golds).f1 + 20
