"""Everything that a real repository holds, out as XLIFF and in again."""

import random
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from tests.conftest import FIXTURES

from tweeluik.article.reading import read_article
from tweeluik.docset.docset import Docset
from tweeluik.exchange.importing import Arrival, import_into
from tweeluik.exchange.unit import Edit, units_of
from tweeluik.exchange.xliff import read, write
from tweeluik.processes import each

pytestmark = pytest.mark.corpus

ARTICLES = 2620
SEGMENTS = 204_435
SEED = 5
MARKS = "*_`[]()<>#|&\\!~:+- 0123456789"
"""What may make something else of a line if it stands at its end or beginning."""


def test_all_comes_back_as_it_was(corpus: Path) -> None:
    """Valid by the schema of the standard, and each article byte for byte."""
    root = corpus / "live-sxs"
    outcomes = list(each(round_trip, [(str(root), path) for path in Docset(root).articles]))
    assert len(outcomes) == ARTICLES
    assert sum(number for number, _ in outcomes) == SEGMENTS
    assert [problem for _, problem in outcomes if problem] == []


def round_trip(place: tuple[str, str]) -> tuple[int, str]:
    """Return the number of segments of an article, and what is wrong with it or ''."""
    root, path = place
    content = (Path(root) / path).read_bytes()
    units = units_of(read_article(content, path))
    exported = write(units, "en-US", "nl-NL")
    back = read(exported, path)
    if units and not _schema().validate(etree.fromstring(exported)):
        return len(units), f"{path} is not valid"
    if back.diagnostics:
        return len(units), str(back.diagnostics[0])
    # Each edit says that it is one, so that the article itself is asked about every unit.
    arrivals = [Arrival(_as_if_edited(edit), path) for edit in back.edits]
    imported = import_into(content, path, arrivals)
    names = {one.name for one in imported.fates}
    locked = {one.edit.id for one in imported.fates if one.name == "import-unit-locked"}
    if imported.after != content or names - {"already-applied", "import-unit-locked"}:
        return len(units), f"{path}: {names}"
    if locked != {unit.id for unit in units if unit.is_locked}:
        return len(units), f"{path}: {locked} are locked"
    return len(units), ""


def _as_if_edited(edit: Edit) -> Edit:
    return Edit(edit.path, edit.id, edit.target, edit.source_hash, "0" * 16, edit.line)


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(FIXTURES / "xliff" / "xliff.xsd"))


def test_one_edited_target_is_one_changed_line(corpus: Path) -> None:
    root = corpus / "live-sxs"
    random_articles = random.Random(SEED).sample(Docset(root).articles, 80)  # noqa: S311 - no secret
    outcomes = list(each(one_edit, [(str(root), path) for path in random_articles]))
    assert sum(outcome == "applied" for outcome in outcomes) >= 70
    assert [one for one in outcomes if one not in {"applied", "nothing to edit"}] == []


def one_edit(place: tuple[str, str]) -> str:
    """Edit one sentence of an article; return 'applied' if that is all that changed."""
    root, path = place
    content = (Path(root) / path).read_bytes()
    units = [unit for unit in units_of(read_article(content, path)) if not unit.is_locked and "\n" not in unit.target]
    units = [unit for unit in units if unit.target.strip() and unit.target.strip(MARKS) == unit.target]
    if not units:
        return "nothing to edit"
    unit = units[len(units) // 2]
    edit = Edit(path, unit.id, f"{unit.target} zelf", unit.source_hash, unit.target_hash)
    imported = import_into(content, path, [Arrival(edit, "back.xlf")])
    if imported.fates[0].is_refused:
        return f"{path} {imported.fates[0].what}"
    before, after = content.split(b"\n"), imported.after.split(b"\n")
    lines = sum(old != new for old, new in zip(before, after, strict=True))
    return "applied" if lines == 1 and len(imported.after) == len(content) + 5 else f"{path}: {lines} lines"
