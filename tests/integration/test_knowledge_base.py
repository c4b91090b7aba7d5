"""What our own articles state, and that they say it in their own words."""

import array
import bisect
import hashlib
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tweeluik.article.projection import plain_text, project
from tweeluik.article.reading import read_article_file
from tweeluik.article.sentences import sentences
from tweeluik.learn.blocks import blocks
from tweeluik.lifecycle.documents import read_document
from tweeluik.lifecycle.pins import Finder, State, sentences_of
from tweeluik.lifecycle.records import Pin
from tweeluik.model import Article, BlockKind, Side

CHECKOUT = Path(__file__).resolve().parents[2]
DOCS = CHECKOUT / "docs"
HOOKS = CHECKOUT.parent / "shared" / "hooks"
ARTICLES = {file.stem: read_article_file(file, file.name) for file in sorted(DOCS.glob("*.md"))}
RULES = (
    "S-01 S-02 E-01 E-02 E-03 E-03a E-03b E-04 E-05 W-01 W-02 P-01 P-02 P-03 P-04 P-05 P-06 P-07 P-08 P-09 P-10 P-11"
    " P-12 P-13 P-14 P-15 A-01 A-02 A-03 A-04 A-05 A-06 L-01 L-02 L-03 L-03a L-04 L-05 L-06 L-07 L-08 L-09 L-10 L-11"
    " D-01 D-02 D-03 D-04 D-05 D-06 B-01 R-01 R-02 R-03 R-04 R-05 Z-01 Z-02 Z-03 Z-04"
).split()
CONTRADICTIONS = [f"C{number}" for number in range(1, 28)]
WORDS_IN_A_RUN = 9
LABEL = 3
"""Words; what has no more is a label, not a sentence."""
LEAST_READABLE = 55
"""Median of all articles: plain language for adults."""


CLAIMS: dict[str, Any] = read_document(DOCS, "lifecycle/claims.yml")[0].value["claims"]
CONFLICTS: dict[str, Any] = read_document(DOCS, "lifecycle/conflicts.yml")[0].value
STATED = CLAIMS | CONFLICTS
FINDER = Finder({name: sentences_of(article) for name, article in ARTICLES.items()})


def test_every_rule_and_contradiction_is_stated_somewhere() -> None:
    assert {*RULES} <= {name for name, claim in CLAIMS.items() if claim["pins"]}
    assert {*CONTRADICTIONS} <= {name for name, conflict in CONFLICTS.items() if conflict["pins"]}


@pytest.mark.parametrize("name", STATED)
def test_the_sentences_that_state_it_are_there(name: str) -> None:
    for pin in STATED[name]["pins"]:
        source = None if pin["en"] == "absent" else pin["en"]
        assert (source is not None) is ARTICLES[pin["article"]].is_bilingual, pin
        located = FINDER.locate(Pin(pin["article"], pin["segment"], pin["sentence"], pin["nl"], source))
        assert located.state is State.FOUND, (pin, located.sentence)
        assert not located.has_moved, (pin, located.sentence)


def runs_of_words(text: str) -> Iterator[tuple[int, str]]:
    """Yield every run of nine words with its hash, as the list of borrowed ones has them."""
    marks = re.compile(r"<[^>]*>|\]\([^)]*\)|[`*_#>|\[\]!]")
    words = re.findall(r"[^\W\d_]+|\d+", marks.sub(" ", text).lower())
    for index in range(len(words) - WORDS_IN_A_RUN + 1):
        run = " ".join(words[index : index + WORDS_IN_A_RUN])
        yield int.from_bytes(hashlib.blake2b(run.encode(), digest_size=6).digest(), "big"), run


def borrowed_runs(text: str) -> list[str]:
    """Return the runs of nine words that a source text has too."""
    listed = HOOKS / "borrowed-sentences.bin"
    if not listed.is_file():
        pytest.skip("the list of the source articles' words (../shared/hooks) is not here")
    known = array.array("Q")
    known.frombytes(listed.read_bytes())

    def is_known(value: int) -> bool:
        at = bisect.bisect_left(known, value)
        return at < len(known) and known[at] == value

    return [run for value, run in runs_of_words(text) if is_known(value)]


@pytest.mark.parametrize("name", ARTICLES)
def test_no_run_of_nine_words_is_borrowed(name: str) -> None:
    assert [run for side in Side for run in borrowed_runs(project(ARTICLES[name], side).text)] == []


@pytest.mark.parametrize("folder", ["docs", "tests/fixtures", "scripts/tweeluik/codes"])
def test_nothing_else_we_wrote_borrows_either(folder: str) -> None:
    files = [file for kind in ("*.md", "*.yml", "*.toml") for file in (CHECKOUT / folder).rglob(kind)]
    assert {file.name: runs for file in files if (runs := borrowed_runs(file.read_text(encoding="utf-8")))} == {}


def syllables(word: str, side: Side) -> int:
    """Count the groups of vowels of a word; in English a silent last e is none."""
    word = word.lower()
    if side is Side.SOURCE:
        word = re.sub(r"(?:[^l]es?|ed)$", "", word) if len(word) > 3 else word
    return max(1, len(re.findall(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+", word)))


def readability(article: Article, side: Side) -> float:
    """Return Flesch reading ease: Douma's weights for Dutch, Flesch's own for English. Tables are left out."""
    prose = [
        plain_text(sentence) for sentence in prose_of(article, side) if len(re.findall(r"[^\W\d_]+", sentence)) > LABEL
    ]
    words = [word for text in prose for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)]
    per_sentence = len(words) / len(prose)
    per_word = sum(syllables(word, side) for word in words) / len(words)
    if side is Side.SOURCE:
        return 206.835 - 1.015 * per_sentence - 84.6 * per_word
    return 206.84 - 0.93 * per_sentence - 77 * per_word


def prose_of(article: Article, side: Side) -> Iterator[str]:
    """Yield the sentences of an article outside tables and headings."""
    if not article.is_bilingual:
        lines = [line for line in project(article, side).text.splitlines() if not line.startswith(("|", "#"))]
        for line in lines:
            yield from (one.of(line) for one in sentences(line))
        return
    for block in blocks(article):
        if block.kind not in {BlockKind.TABLE_CELL, BlockKind.HEADING}:
            for segment in block.segments:
                text = segment.half(side)
                yield from (one.of(text) for one in sentences(text))


@pytest.mark.parametrize("side", list(Side), ids=["English", "Dutch"])
def test_the_articles_are_easy_to_read(side: Side) -> None:
    scores = {
        name: readability(article, side)
        for name, article in ARTICLES.items()
        if side is Side.TARGET or article.is_bilingual
    }
    assert statistics.median(scores.values()) >= LEAST_READABLE, scores


@pytest.mark.parametrize("name", ARTICLES)
def test_front_matter_is_complete(name: str) -> None:
    article = ARTICLES[name]
    matter = article.front_matter
    assert matter
    for key in ("title", "description", "author", "ms.author", "ms.topic", "ms.date", "ms.contentlocale"):
        assert matter.string(key), key
    descriptions = [matter.string("description")]
    if article.is_bilingual:
        descriptions.append(str(matter.mapping("source").get("description", "")))
    assert all(100 <= len(text) <= 160 for text in descriptions), [len(text) for text in descriptions]
