"""What a page says of an article that a newer one replaces."""

from pathlib import Path

import pytest

from tweeluik.docset.docset import Docset
from tweeluik.model import Side
from tweeluik.site.making import render_page
from tweeluik.site.site import Site
from tweeluik.site.view import Reference

SEGMENT = (
    '<span data-ttu-id="0a1b2-101">{0}</span><span class="sxs-lookup"><span data-stu-id="0a1b2-101">{1}</span></span>\n'
)


def site_of(root: Path, matter: str) -> Site:
    (root / "oud.md").write_text(f"---\n{matter}\n---\n# {SEGMENT.format('Oud', 'Old')}", encoding="utf-8")
    (root / "nieuw.md").write_text(f"# {SEGMENT.format('Nieuw', 'New')}", encoding="utf-8")
    (root / "alleen.md").write_text("# Alleen Nederlands\n", encoding="utf-8")
    return Site(Docset(root))


@pytest.mark.parametrize(
    ("value", "side", "expected"),
    [
        ("nieuw.md", Side.TARGET, Reference("Nieuw", "nieuw/")),
        ("nieuw.md", Side.SOURCE, Reference("New", "en/nieuw/")),
        ("nieuw.md#kop", Side.SOURCE, Reference("New", "en/nieuw/#kop")),
        ("alleen.md", Side.TARGET, Reference("Alleen Nederlands", "alleen/")),
        ("alleen.md", Side.SOURCE, Reference("Alleen Nederlands", "alleen/", "nl-NL")),
        ("weg.md", Side.TARGET, None),
    ],
)
def test_the_newer_version(value: str, side: Side, expected: Reference | None, tmp_path: Path) -> None:
    page = render_page(site_of(tmp_path, f"replaced_by: {value}"), "oud.md", side)
    assert page.view.replaced_by == expected
    problems = [(one.code, one.place.line) for one in page.diagnostics]
    assert problems == ([] if expected else [("replacement-not-found", 2)])


@pytest.mark.parametrize(
    ("matter", "robots"),
    [
        ("replaced_by: nieuw.md", "noindex"),
        ("replaced_by: weg.md", ""),
        ("replaced_by: nieuw.md\nROBOTS: NOINDEX, NOFOLLOW", "NOINDEX, NOFOLLOW"),
        ("replaced_by: nieuw.md\nROBOTS: INDEX", "INDEX"),
        ("ROBOTS: NOINDEX", "NOINDEX"),
        ("title: Oud", ""),
    ],
)
def test_robots(matter: str, robots: str, tmp_path: Path) -> None:
    assert render_page(site_of(tmp_path, matter), "oud.md", Side.TARGET).view.robots == robots
