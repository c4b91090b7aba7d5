"""The five source articles as one docset."""

import json
import subprocess
import sys
from pathlib import Path

from bs4 import BeautifulSoup

COUNTS = [7, 9, 0, 76, 0]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tweeluik", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_segments_come_in_text_order(seeds: list[Path]) -> None:
    for seed, count in zip(seeds, COUNTS, strict=True):
        done = run("segments", str(seed))
        assert done.returncode == 0, done.stderr
        records = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(records) == count
        places = [(record["line"], record["column"]) for record in records]
        assert places == sorted(places)


def test_all_five_build_into_pages(seeds: list[Path], tmp_path: Path) -> None:
    docset = tmp_path / "docset"
    docset.mkdir()
    for seed in seeds:
        (docset / f"{seed.stem}.md").write_bytes(seed.read_bytes())
    site = tmp_path / "site"
    done = run("build", "--source", str(docset), "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    for seed, count in zip(seeds, COUNTS, strict=True):
        page = BeautifulSoup((site / seed.stem / "index.html").read_text(), "html.parser")
        assert len({tag["data-segment"] for tag in page.select("[data-segment]")}) == count
        english = site / "en" / seed.stem / "index.html"
        assert english.exists() == (count > 0)
        if not count:
            assert page.select_one("p[lang=en-US]"), "a page in Dutch only says so in English"
