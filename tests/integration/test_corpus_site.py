"""A real repository of thousands of articles as a site, built whole and previewed page by page."""

import random
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tweeluik.preview import Preview

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

LEAST_PAGES = 5200
MOST_SECONDS = 1800
"""After which the build counts as a hang; two minutes are usual, and ten on a machine that is very busy."""
MOST_MEMORY = 3_000_000
"""Kilobytes."""
SAMPLE = 200
LITERAL = re.compile(r":{3}|\[!(?:note|tip|important|warning|caution|video|include|div)\b|\(#tab/", re.IGNORECASE)


@pytest.fixture(scope="module")
def built(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "tweeluik", "build", "--source", str(corpus / "live-sxs"), "--site-dir", str(site)]
    command.append("--no-review")  # They take as long again, and tests of their own look at them.
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=MOST_SECONDS)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    return site


@pytest.fixture(scope="module")
def addresses(built: Path) -> list[str]:
    pages = sorted(file.relative_to(built).as_posix() for file in built.rglob("*/index.html"))
    assert len(pages) >= LEAST_PAGES
    return random.Random(2021).sample(  # noqa: S311 - a sample, the same each time
        [page.removesuffix("index.html") for page in pages], SAMPLE
    )


def test_memory_is_bounded(built: Path) -> None:
    assert built
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MOST_MEMORY


def test_the_preview_shows_what_the_build_wrote(built: Path, corpus: Path, addresses: list[str]) -> None:
    preview = Preview(corpus / "live-sxs", {})
    differing = [
        address for address in addresses if preview.html(address) != (built / address / "index.html").read_text()
    ]
    assert differing == []


def test_no_construct_reaches_a_page_as_literal_text(built: Path, addresses: list[str]) -> None:
    found = []
    for address in addresses:
        page = BeautifulSoup((built / address / "index.html").read_text(), "html.parser")
        article = page.find("article")
        assert article
        for code in article.find_all(["pre", "code"]):
            code.decompose()
        found += [(address, match.group()) for match in LITERAL.finditer(article.get_text())]
    assert found == []
