from pathlib import Path

import pytest

from tweeluik.docset.root import marked_root_of, root_of


@pytest.mark.parametrize(
    ("marks", "article", "root"),
    [
        pytest.param(["docfx.json"], "a/b.md", ".", id="docfx.json"),
        pytest.param(["mkdocs.yml"], "docs/a/b.md", "docs", id="docs of a site"),
        pytest.param(["mkdocs.yml", "docs/c/docfx.json"], "docs/c/b.md", "docs/c", id="the nearest"),
        pytest.param(["mkdocs.yml"], "README.md", ".", id="beside the docs of a site"),
        pytest.param(["mkdocs.yml", "docfx.json"], "docs/b.md", ".", id="both"),
        pytest.param([], "a/b.md", None, id="none"),
    ],
)
def test_the_docset_of_an_article(tmp_path: Path, marks: list[str], article: str, root: str | None) -> None:
    for mark in marks:
        (tmp_path / mark).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / mark).touch()
    folder = (tmp_path / root).resolve() if root else None
    assert marked_root_of(tmp_path / article) == folder
    assert root_of(tmp_path / article) == (folder or (tmp_path / article).resolve().parent)
