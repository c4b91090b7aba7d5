"""Bodies of real articles: they lie beside the project where it was written, and tests skip where they do not."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tweeluik.article.reading import read_article
from tweeluik.checks.finding import Finding
from tweeluik.checks.running import check_docset, plan
from tweeluik.docset.docset import Docset
from tweeluik.docset.settings import locate
from tweeluik.model import Article

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = CHECKOUT.parent / "shared"
MOST_SECONDS = 300
"""What all checks of the real repository may take of a processor; a fourth of it is usual."""


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The five articles that the project started from, in the order of their names."""
    files = sorted((SHARED / "seeds").glob("00*.txt"))
    if not files:
        pytest.skip("the five source articles (../shared/seeds) are not here")
    return files


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real repository of 2,620 articles: `live-sxs` with spans, `live` as published in Dutch."""
    unpack = SHARED / "corpus" / "unpack"
    if not unpack.is_file():
        pytest.skip("the real repository (../shared/corpus) is not here")
    folder = tmp_path_factory.mktemp("corpus")
    subprocess.run(["sh", str(unpack), str(folder)], check=True)
    return folder / "m365-nl-NL"


@pytest.fixture(scope="session")
def corpus_articles(corpus: Path) -> Mapping[str, Article]:
    """The articles with spans of the real repository, by their paths and in the order of those."""
    root = corpus / "live-sxs"
    paths = [file.relative_to(root).as_posix() for file in sorted(root.rglob("*.md"))]
    return {path: read_article((root / path).read_bytes(), path) for path in paths}


@pytest.fixture(scope="session")
def corpus_findings(corpus: Path) -> list[Finding]:
    """What all checks find in the real repository."""
    docset = Docset(locate(corpus / "live-sxs"))
    start = time_of_processors()
    findings = check_docset(docset, plan(docset))
    assert time_of_processors() - start < MOST_SECONDS
    return findings


def time_of_processors() -> float:
    """Return the seconds that this process and those that it started have worked."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@pytest.fixture(scope="session")
def embedded_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded docset, built as people type it: `mkdocs build --strict`."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"TWEELUIK_SITE_URL": "https://help.example/sub/", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder
