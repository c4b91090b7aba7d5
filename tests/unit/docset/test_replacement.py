"""Older articles name the article that replaces them."""

from pathlib import Path

import pytest
from tests.conftest import Case

from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.docset.replacement import replacement
from tweeluik.model import Side

BILINGUAL = (
    '# <span data-ttu-id="0a1b2-101">Kop</span>'
    '<span class="sxs-lookup"><span data-stu-id="0a1b2-101">Head</span></span>\n'
)
FILES = {
    "nieuw.md": BILINGUAL,
    "map/nieuw.md": BILINGUAL,
    "alleen-nl.md": "# Alleen\n",
    "oud2.md": "---\nreplaced_by: map/oud.md\n---\n# Oud\n",
    "includes/stuk.md": "stuk\n",
    "map/plaatje.png": "x",
    ".openpublishing.redirection.json": '{"redirections": [{"source_path": "map/weg.md", "redirect_url": "nieuw.md"}]}',
}


def docset_of(root: Path, files: dict[str, str]) -> Docset:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return Docset(root)


@pytest.mark.cases("docsets/replacements.txt")
def test_replacement(case: Case, tmp_path: Path) -> None:
    docset = docset_of(tmp_path, {**FILES, "map/oud.md": f"---\ntitle: Oud\n{case['value']}---\n{BILINGUAL}"})
    found = [replacement(docset, docset.article("map/oud.md"), side) for side in (Side.TARGET, Side.SOURCE)]
    written = [
        f"{one.place.line}: {one.code}: {one.message}"
        if isinstance(one, Diagnostic)
        else f"{one.path} {one.side.value} {one.fragment}".rstrip()
        for one in found
        if one
    ]
    case.expects("expected", "\n".join(dict.fromkeys(written)))


def test_newer_versions_of_newer_versions(tmp_path: Path) -> None:
    matter = "---\nreplaced_by: {}\n---\nx\n"
    files = {f"{number}.md": matter.format(f"{number + 1}.md") for number in range(5)}
    docset = docset_of(tmp_path, {**files, "5.md": "x\n"})
    assert [getattr(replacement(docset, docset.article(path), Side.TARGET), "path", "") for path in docset.pages] == [
        *("1.md", "2.md", "3.md", "4.md", "5.md"),
        "",
    ]
    # A circle further on is no fault of the articles that lead into it.
    docset = docset_of(tmp_path, {"5.md": matter.format("4.md")})
    codes = [getattr(replacement(docset, docset.article(path), Side.TARGET), "code", "") for path in docset.pages]
    assert codes == ["", "", "", "", "replacement-not-found", "replacement-not-found"]


def test_an_article_without_front_matter_has_none(tmp_path: Path) -> None:
    docset = docset_of(tmp_path, {"a.md": "# A\n"})
    assert replacement(docset, docset.article("a.md"), Side.TARGET) is None
