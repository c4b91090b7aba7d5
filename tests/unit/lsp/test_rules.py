"""What the editor says of sentences that rules are pinned to."""

import shutil
from pathlib import Path

import pytest
from tests.conftest import FIXTURES

from tweeluik.lsp.buffer import Buffer
from tweeluik.lsp.checking import examine
from tweeluik.lsp.docsets import Docsets


@pytest.fixture
def docset(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES / "lifecycle" / "docset", tmp_path / "docset")
    (tmp_path / "docset" / "checks.yml").write_text('"*": off\npin-changed: error\nreview-overdue: error\n')
    return tmp_path / "docset"


def codes(docset: Path, path: str, old: str = "", new: str = "") -> list[tuple[str, str]]:
    """Return the codes of what is found in an article as it is open in the editor, with the line that is marked."""
    text = (docset / path).read_text(encoding="utf-8")
    text = text.replace(old, new) if old else text
    buffer = Buffer((docset / path).resolve().as_uri(), text)
    docsets = Docsets()
    place = docsets.place(buffer)
    assert place
    docsets.opened[(docset / path).resolve()] = buffer
    found = examine(*place, buffer)
    assert found.crashes == ()
    return [(one.finding.code, one.span.of(text)[:40]) for one in found.found]


def test_a_pinned_sentence_that_was_changed_is_marked_before_it_is_saved(docset: Path) -> None:
    assert codes(docset, "stages.md") == []
    assert codes(docset, "stages.md", "duurt 90 dagen", "duurt 60 dagen") == [
        ("pin-changed", '<span data-ttu-id="abcde-102">De fase **')
    ]


def test_an_article_without_rules_has_no_such_findings(docset: Path) -> None:
    (docset / "other.md").write_text("# Iets anders\n\nDat duurt 90 dagen.\n", encoding="utf-8")
    assert codes(docset, "other.md") == []


def test_what_is_wrong_in_the_rules_themselves_is_not_said_in_the_article(docset: Path) -> None:
    claims = docset / "lifecycle" / "claims.yml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("on: 2026-11-30", "on: 2020-01-01"), encoding="utf-8")
    assert codes(docset, "stages.md") == []
