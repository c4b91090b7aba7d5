"""Where links lead: every rule, and that no link leads to an exception."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Case

from tweeluik.docset.docset import Docset
from tweeluik.docset.links import (
    SCHEMES,
    External,
    Here,
    Link,
    Nowhere,
    Page,
    Resource,
    article_at,
    page_address,
    resolve,
)
from tweeluik.model import Side

ARTICLE = "map/artikel.md"
LOOKUP = '<span class="sxs-lookup"><span data-stu-id="0a1b2-101">Head</span></span>'
BILINGUAL = f'# <span data-ttu-id="0a1b2-101">Kop</span>{LOOKUP}\n'
FILES = {
    "docfx.json": '{"build": {"globalMetadata": {"breadcrumb_path": "/gids/breadcrumb/toc.json"}}}',
    **dict.fromkeys((ARTICLE, "map/andere.md", "map/index.md", "index.md", "Hoofd/Letters.md"), BILINGUAL),
    "alleen.md": "# Alleen\n",
    "includes/stuk.md": BILINGUAL,
    "media/plaatje.png": "beeld",
    "media/met spatie.png": "beeld",
}
WRITTEN = {"[leeg]": "", "[blanks]": "  "}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("links")
    for path, content in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    return root


def described(link: Link) -> str:
    match link:
        case Page(path, side, fragment):
            return f"page {path} in {'Dutch' if side is Side.TARGET else 'English'}" + (
                f" at {fragment}" if fragment else ""
            )
        case Resource(path, fragment):
            return f"file {path}" + (f" at {fragment}" if fragment else "")
        case Here(fragment):
            return f"here at {fragment}" if fragment else "here"
        case External(url):
            return url
        case Nowhere():
            return "nowhere"


@pytest.mark.cases("docsets/links.txt")
def test_links(case: Case, root: Path) -> None:
    (root / ".openpublishing.redirection.json").write_text(case.get("redirections") or "{}", encoding="utf-8")
    docset = Docset(root)
    hrefs = case["links"].removesuffix("\n").split("\n")
    for name, side in (("dutch", Side.TARGET), ("english", Side.SOURCE)):
        lines = [f"{href} → {described(resolve(docset, WRITTEN.get(href, href), ARTICLE, side))}\n" for href in hrefs]
        case.expects(name, "".join(lines))


def test_a_chain_of_redirections_ends(root: Path) -> None:
    entries = [f'{{"source_path": "k{n}.md", "redirect_url": "k{n + 1}.md"}}' for n in range(5000)]
    (root / ".openpublishing.redirection.json").write_text(
        f'{{"redirections": [{",".join(entries)}]}}', encoding="utf-8"
    )
    link = resolve(Docset(root), "../k0.md", ARTICLE, Side.TARGET)
    assert isinstance(link, External)


def test_without_a_public_path_the_address_is_that_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    docset = Docset(tmp_path, {"public_base": "https://docs.example.org/", "target": "ja-JP"})
    assert resolve(docset, "../../b.md#c", "a.md", Side.TARGET) == External("https://docs.example.org/ja-jp/b#c")
    assert resolve(docset, "/a", "a.md", Side.TARGET) == External("https://docs.example.org/ja-jp/a")
    assert resolve(docset, "https://docs.example.org/a", "a.md", Side.TARGET) == External("https://docs.example.org/a")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", ""),
        ("a.md", "a/"),
        ("map/index.md", "map/"),
        ("map/a b.MD", "map/a%20b/"),
        ("index-2.md", "index-2/"),
        ("map/é.md", "map/%C3%A9/"),
    ],
)
def test_page_address(path: str, address: str) -> None:
    assert page_address(path) == address


@pytest.mark.parametrize(
    ("href", "article"),
    [
        ("andere.md", "map/andere.md"),
        ("andere.md?tabs=a#b", "map/andere.md"),
        ("..\\ALLEEN.md", "alleen.md"),
        ("~/alleen.md", "alleen.md"),
        ("../includes/stuk.md", None),
        ("../media/plaatje.png", None),
        ("weg.md", None),
        ("/gids/map/andere", None),
        ("#andere.md", None),
        ("https://example.org/andere.md", None),
        ("", None),
    ],
)
def test_article_at(href: str, article: str | None, root: Path) -> None:
    assert article_at(Docset(root), href, ARTICLE) == article


HREFS = st.lists(
    st.sampled_from(
        ["/", "\\", "#", "?", ":", "//", "http", "https:", "[", "]", "@", "%", "%2", "..", "~/", ".md", "a", " "]
    )
    | st.sampled_from(
        ["docs.microsoft.com", "/en-us/", "gids", "javascript:", "andere", "\t", "\n", "\0", "é", "&", "=", "*"]
    )
    | st.text(max_size=3),
    max_size=12,
).map("".join)


@pytest.fixture(scope="module")
def docset(root: Path) -> Docset:
    return Docset(root)


@given(href=HREFS, side=st.sampled_from(Side))
@settings(max_examples=500, deadline=None)
def test_every_link_leads_somewhere_that_exists_or_has_an_address(href: str, side: Side, docset: Docset) -> None:
    match resolve(docset, href, ARTICLE, side):
        case Page(path, its_side, _):
            assert its_side in docset.sides(path)
            assert path in docset.pages
        case Resource(path, _):
            assert path in docset.resources
        case External(url):
            assert url.partition(":")[0].lower() in SCHEMES
            assert not any(letter.isspace() for letter in url)
