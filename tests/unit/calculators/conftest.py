"""A small docset about library cards, with two calculators."""

import shutil
from pathlib import Path

import pytest

from tweeluik.calculators.library import Calculators, Library
from tweeluik.docset.docset import Docset
from tweeluik.site.site import Site

DOCS = Path(__file__).parents[2] / "fixtures" / "calculators" / "docs"


@pytest.fixture(scope="session")
def calculators() -> Calculators:
    """Give the calculators of the docset."""
    found = Library(Site(Docset(DOCS), url="https://help.example/")).current()
    assert found
    assert not found.problems
    return found


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Give a copy of the docset, to edit."""
    return Path(shutil.copytree(DOCS, tmp_path / "docs"))
