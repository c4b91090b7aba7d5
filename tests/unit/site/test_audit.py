"""The audit of a built site finds each fault, and nothing in a site without one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tweeluik.site.audit import audit_site

BASE = "https://help.example/sub/"
ENGLISH, DUTCH = "en-US", "nl-NL"
SITE_MAP = f"<urlset><loc>{BASE}</loc><loc>{BASE}b/</loc><loc>{BASE}en/b/</loc></urlset>"

Change = Callable[[str], str]


def page(address: str, language: str, body: str = "", alternates: str = "") -> str:
    """Return a page without a fault."""
    return f"""<!doctype html>
<html lang="{language}">
<head>
<title>Een &amp; twee</title>
<meta name="description" content="Wat er staat.">
<link rel="canonical" href="{BASE}{address}">
{alternates}
<link rel="stylesheet" href="{"../" * address.count("/")}stijl.css">
</head>
<body>
<h1 id="kop">Kop<a href="#kop">¶</a></h1>
<svg><title>Teken</title></svg>
{body}
</body>
</html>
"""


ALTERNATES = (
    f'<link rel="alternate" hreflang="{DUTCH}" href="{BASE}b/">'
    f'<link rel="alternate" hreflang="{ENGLISH}" href="{BASE}en/b/">'
)
FILES = {
    "index.html": page("", DUTCH, '<a href="b/#kop">B</a> <a href="b/#een%20naam">N</a> <img src="f.png" alt="">'),
    "b/index.html": page("b/", DUTCH, '<a href="..">A</a> <a name="een naam"></a> <a href="#top">↑</a>', ALTERNATES),
    "en/b/index.html": page("en/b/", ENGLISH, '<a href="mailto:a@help.example">M</a>', ALTERNATES),
    "404.html": page("404.html", DUTCH).replace('content="Wat er staat."', 'content=""'),
    "pagefind/deel.html": "<p>",
    "stijl.css": "",
    "f.png": "",
    "sitemap.xml": SITE_MAP,
}


def found(folder: Path, path: str, change: Change) -> list[tuple[str, str, int]]:
    """Return what the audit finds in a site of which one file has been changed: code, file, line."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(change(text) if name == path else text, encoding="utf-8")
    return [(one.code, one.path, one.place.line) for one in audit_site(folder)]


def add(html: str) -> Change:
    return lambda text: text.replace("</body>", f"{html}\n</body>")


def swap(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new)


def test_a_site_without_fault(tmp_path: Path) -> None:
    assert found(tmp_path, "", str) == []


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        pytest.param(add('<a href="../c/">C</a>'), "site-link-broken", 14, id="page"),
        pytest.param(add('<a href="../index">A</a>'), "site-link-broken", 14, id="file without ending"),
        pytest.param(add(f'<a href="{BASE}c/">C</a>'), "site-link-broken", 14, id="absolute"),
        pytest.param(add('<img src="weg.png" alt="">'), "site-link-broken", 14, id="image"),
        pytest.param(add('<script src="../weg.js"></script>'), "site-link-broken", 14, id="script"),
        pytest.param(add('<a href="http://[">A</a>'), "site-link-broken", 14, id="no address"),
        pytest.param(add('<a href="#Kop">K</a>'), "site-bookmark-broken", 14, id="bookmark in another case"),
        pytest.param(add('<a href="../#weg">K</a>'), "site-bookmark-broken", 14, id="bookmark of another page"),
        pytest.param(
            add('<p data-input="date"></p><a href="#v=1&amp;date=2026-01-31&amp;end=2026-02-01">R</a>'),
            "site-bookmark-broken",
            14,
            id="an answer that is not asked",
        ),
        pytest.param(add('<a href="#v=1&amp;date=2026-01-31">R</a>'), "site-bookmark-broken", 14, id="no questions"),
        pytest.param(add("<h1>Nog een</h1>"), "site-heading-wrong", 14, id="two headings"),
        pytest.param(swap("h1", "h2"), "site-heading-wrong", 0, id="no heading"),
        pytest.param(swap("<title>Een &amp; twee</title>", "<title> </title>"), "site-title-missing", 0, id="title"),
        pytest.param(swap("Wat er staat.", " "), "site-description-missing", 0, id="description"),
        pytest.param(add('<img src="../f.png">'), "site-alt-missing", 14, id="alternative text"),
        pytest.param(add('<p id="kop"></p>'), "site-id-duplicate", 14, id="id twice"),
        pytest.param(add('<img src="https://elders.example/f.png" alt="">'), "site-loads-elsewhere", 14, id="loads"),
        pytest.param(add('<iframe src="//elders.example/"></iframe>'), "site-loads-elsewhere", 14, id="frame"),
        pytest.param(
            swap(f'canonical" href="{BASE}b/"', f'canonical" href="{BASE}x/"'), "site-canonical-missing", 0, id="other"
        ),
        pytest.param(swap("canonical", "kanoniek"), "site-canonical-missing", 0, id="no canonical address"),
    ],
)
def test_each_fault_is_found(change: Change, code: str, line: int, tmp_path: Path) -> None:
    assert found(tmp_path, "b/index.html", change) == [(code, "b/index.html", line)]


def test_a_page_without_language(tmp_path: Path) -> None:
    codes = {code for code, _, _ in found(tmp_path, "b/index.html", swap(f' lang="{DUTCH}"', ""))}
    assert codes == {"site-lang-missing", "site-alternate-wrong"}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(swap(f'href="{BASE}en/b/">', f'href="{BASE}en/c/">'), id="a page that is not there"),
        pytest.param(swap(ENGLISH, "en-GB"), id="another language"),
        pytest.param(swap(ALTERNATES, ALTERNATES.partition(">")[0] + ">"), id="only itself"),
    ],
)
def test_pages_that_do_not_name_each_other(change: Change, tmp_path: Path) -> None:
    codes = {code for code, _, _ in found(tmp_path, "b/index.html", change)}
    assert codes == {"site-alternate-wrong"}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(swap("<loc>", "<loc><!-- -->"), id="other addresses"),
        pytest.param(swap(f"<loc>{BASE}b/</loc>", ""), id="missing"),
        pytest.param(swap("</urlset>", f"<loc>{BASE}404.html</loc></urlset>"), id="too many"),
    ],
)
def test_a_map_that_names_other_pages(change: Change, tmp_path: Path) -> None:
    codes = {(code, path) for code, path, _ in found(tmp_path, "sitemap.xml", change)}
    assert codes == {("site-map-wrong", "sitemap.xml")}


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    for number in range(80):
        file = tmp_path / f"p{number}" / "index.html"
        file.parent.mkdir()
        file.write_text(
            page(f"p{number}/", DUTCH, "<a href='weg/'>W</a>").replace("../stijl.css", "#"), encoding="utf-8"
        )
    one = audit_site(tmp_path)
    assert len(one) == 80
    assert audit_site(tmp_path, processes=2) == one


def test_what_is_kept_from_search_engines_need_not_be_in_the_map(tmp_path: Path) -> None:
    assert found(tmp_path, "", str) == []
    hidden = page("c/", DUTCH)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "index.html").write_text(hidden, encoding="utf-8")
    assert [one.code for one in audit_site(tmp_path)] == ["site-map-wrong"]
    told = hidden.replace("<title>", '<meta name="robots" content="noindex"><title>')
    (tmp_path / "c" / "index.html").write_text(told, encoding="utf-8")
    assert audit_site(tmp_path) == []
