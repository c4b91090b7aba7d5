"""Review pages beside the pages of a built site."""

from pathlib import Path

from tests.segments import pair

from tweeluik.docset.docset import Docset
from tweeluik.processes import CHUNK
from tweeluik.review.writing import write_review
from tweeluik.site.site import Site


def site_of(folder: Path, count: int) -> Site:
    folder.mkdir()
    for number in range(count):
        segment = pair(101 + number, f"Zin {number}.", f"Sentence {number}.")
        (folder / f"a{number}.md").write_text(f"# {segment}\n", encoding="utf-8")
    (folder / "plain.md").write_text("# Zonder segmenten\n", encoding="utf-8")
    return Site(Docset(folder))


def files_in(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_the_number_of_processes_makes_no_difference(tmp_path: Path) -> None:
    site = site_of(tmp_path / "docs", 2 * CHUNK)
    for processes in (1, 2):
        assert write_review(site, tmp_path / str(processes), processes=processes) == []
    alone, together = (files_in(tmp_path / name) for name in "12")
    assert alone == together
    assert {"review/index.html", "review/a0/index.html", "review/plain/index.html"} < set(alone)
    assert "assets/javascripts/review-words.js" in alone


def test_pages_of_the_docset_stay(tmp_path: Path) -> None:
    site = site_of(tmp_path / "docs", 2)
    own = ["review/index.html", "review/a1/index.html"]
    for name in own:
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("van het docset", encoding="utf-8")
    assert write_review(site, tmp_path / "site", processes=1) == sorted(own)
    written = files_in(tmp_path / "site")
    assert [written[name] for name in own] == [b"van het docset"] * 2
    assert b"a0.md" in written["review/a0/index.html"]
