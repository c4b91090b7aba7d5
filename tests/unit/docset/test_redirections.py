"""Redirections entry by entry, and what their addresses mean."""

from pathlib import Path

import pytest

from tweeluik.docset.docset import Docset
from tweeluik.docset.redirections import NAME, files_meant, redirections_of
from tweeluik.text import Place

TEXT = """{
\u00a0 "redirections": [
    {"source_path": "gids/b.md", "redirect_url": "/gids/c"},
    {"source_path_from_root": "/gids/d.md", "redirect_url": "/gids/e"},
    {"source_path": "anders/f.md", "redirect_url": "/gids/g"}
  ]
}
"""


def test_a_redirection_of_the_folder_above_knows_where_it_stands(tmp_path: Path) -> None:
    root = tmp_path / "gids"
    root.mkdir()
    (tmp_path / NAME).write_text(TEXT, encoding="utf-8")
    found = redirections_of(Docset(root))
    assert [(one.source, one.url, one.file) for one in found] == [
        ("b.md", "/gids/c", f"../{NAME}"),
        ("d.md", "/gids/e", f"../{NAME}"),
    ]
    assert [(one.place, one.end) for one in found] == [(Place(3, 22), Place(3, 31)), (Place(4, 32), Place(4, 42))]


@pytest.mark.parametrize(
    ("url", "first"),
    [
        pytest.param("/gids/map/b", "map/b.md", id="path of the site"),
        pytest.param("/nl-nl/Gids/b?view=x#kop", "b.md", id="with all there is"),
        pytest.param("https://learn.microsoft.com/gids/b", "b.md", id="absolute"),
        pytest.param("/gids", "index.md", id="the docset itself"),
        pytest.param("c.md", "map/c.md", id="relative"),
        pytest.param("/azure/b", None, id="another docset"),
        pytest.param("https://voorbeeld.nl/gids/b", None, id="another site"),
    ],
)
def test_the_files_that_an_address_may_mean(url: str, first: str | None, tmp_path: Path) -> None:
    docset = Docset(tmp_path, {"public_path": "/gids"})
    assert next(iter(files_meant(docset, url, "map/a.md")), None) == first
