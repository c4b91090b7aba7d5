"""PO, CSV, TMX and XLIFF 1.2 over a real repository: all that goes out comes back, and no other byte changes."""

import time
from collections.abc import Mapping
from dataclasses import replace

import pytest

from tweeluik.article.reading import write_article
from tweeluik.exchange.formats import format_named
from tweeluik.exchange.importing import Arrival, import_into
from tweeluik.exchange.unit import Edit, Unit, units_of
from tweeluik.model import Article

pytestmark = pytest.mark.corpus

LIMIT = 20
"""Seconds of one processor for writing and reading all of it."""
SAMPLE = 100
"""Of so many articles one is imported again."""


@pytest.fixture(scope="module")
def all_units(corpus_articles: Mapping[str, Article]) -> Mapping[str, tuple[Unit, ...]]:
    return {path: tuple(units_of(article)) for path, article in corpus_articles.items()}


@pytest.mark.parametrize(("name", "every"), [("po", 1), ("csv", 1), ("tmx", 20), ("xliff12", 20)])
def test_everything_comes_back(all_units: Mapping[str, tuple[Unit, ...]], name: str, every: int) -> None:
    """In the formats with inline codes of some articles only: cutting out the codes takes most of the time."""
    form = format_named(name)
    units = {path: all_units[path] for path in list(all_units)[::every]}
    begun = time.process_time()
    back = {path: form.read(form.write(some, "en-US", "nl-NL"), path) for path, some in units.items()}
    seconds = time.process_time() - begun
    for path, some in units.items():
        assert back[path].diagnostics == ()
        assert [replace(edit, line=0) for edit in back[path].edits] == [sent(unit) for unit in some]
    count = sum(len(some) for some in units.values())
    print(f"{name}: {count:,} units of {len(units):,} articles out and back in {seconds:.1f} s")
    assert seconds < LIMIT


def sent(unit: Unit) -> Edit:
    return Edit(unit.path, unit.id, unit.target, unit.source_hash, unit.target_hash)


@pytest.mark.parametrize("name", ["po", "csv", "tmx", "xliff12"])
def test_import_changes_what_was_edited(corpus_articles: Mapping[str, Article], name: str) -> None:
    """Without edits no article changes; with one, one line of it does."""
    form = format_named(name)
    edited = 0
    for path, article in list(corpus_articles.items())[::SAMPLE]:
        content = write_article(article)
        units = units_of(article)
        edits = form.read(form.write(units, "en-US", "nl-NL"), "x").edits
        assert import_into(content, path, [Arrival(edit, "x") for edit in edits]).after == content
        plain = next((unit for unit in units if unit.target.isalpha()), None)
        if plain is None:
            continue
        edited += 1
        other = replace(plain, target=f"{plain.target} of {plain.target.lower()}")
        file = form.write([other if unit is plain else unit for unit in units], "en-US", "nl-NL")
        edits = form.read(file.replace(other.target_hash.encode(), plain.target_hash.encode()), "x").edits
        after = import_into(content, path, [Arrival(edit, "x") for edit in edits]).after
        pairs = zip(content.split(b"\n"), after.split(b"\n"), strict=True)
        assert [new.replace(other.target.encode(), plain.target.encode(), 1) for old, new in pairs if old != new] == [
            line for line in content.split(b"\n") if f'"{plain.id}">{plain.target}<'.encode() in line
        ]
    print(f"{name}: {edited} articles edited")
    assert edited > 10
