"""What a link can point to on a page."""

from pathlib import Path

from tweeluik.docset.bookmarks import bookmarks, is_plainly_there
from tweeluik.docset.docset import Docset

ARTICLE = """# <a name="the-title"></a>De titel

## Twee keer

## Twee keer

<div id="vak"></div> en `<a name="code"></a>`

[!INCLUDE [x](includes/x.md)]
"""


def docset_of(folder: Path) -> Docset:
    (folder / "includes").mkdir()
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "includes" / "x.md").write_text("## Ingevoegd\n\n[!INCLUDE [a](../a.md)]\n", encoding="utf-8")
    return Docset(folder)


def test_bookmarks_of_headings_names_and_includes(tmp_path: Path) -> None:
    found = bookmarks(docset_of(tmp_path), "a.md")
    assert found == {"the-title", "twee-keer", "twee-keer-1", "vak", "ingevoegd"}


def test_an_anchor_of_a_heading_is_found_without_parsing(tmp_path: Path) -> None:
    docset = docset_of(tmp_path)
    assert is_plainly_there(docset, "a.md", "the-title")
    assert not is_plainly_there(docset, "a.md", "twee-keer")
    assert not is_plainly_there(docset, "weg.md", "the-title")


def test_a_changed_article_has_its_new_bookmarks(tmp_path: Path) -> None:
    docset = docset_of(tmp_path)
    assert bookmarks(docset, "includes/x.md")
    (tmp_path / "includes" / "x.md").write_text("## Iets heel anders dan eerst\n", encoding="utf-8")
    assert bookmarks(docset, "includes/x.md") == {"iets-heel-anders-dan-eerst"}
