"""What a page needs beside its constructs: addresses, languages, headings, and where problems are."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pygments.lexers import get_all_lexers

from tweeluik.docset.docset import Docset
from tweeluik.learn.headings import slug
from tweeluik.model import Side
from tweeluik.rendering.body import MOST_INCLUDES, Body, render_body
from tweeluik.rendering.code import LONGEST_COLOURED, highlighted
from tweeluik.rendering.headings import own, unique

Render = Callable[..., Body]
ARTICLE = "map/artikel.md"


@pytest.mark.parametrize(
    ("path", "side", "prefix", "root", "href"),
    [
        ("index.md", Side.TARGET, "", None, "./map/andere/"),
        ("a.md", Side.TARGET, "", None, "../map/andere/"),
        ("map/index.md", Side.TARGET, "", None, "../map/andere/"),
        ("map/a b.md", Side.TARGET, "", None, "../../map/andere/"),
        ("index.md", Side.SOURCE, "en/", None, "../en/map/andere/"),
        ("map/a b.md", Side.SOURCE, "en/", None, "../../../en/map/andere/"),
        ("a.md", Side.TARGET, "", "/site/", "/site/map/andere/"),
        ("a.md", Side.SOURCE, "en/", "/site/", "/site/en/map/andere/"),
    ],
)
def test_addresses_are_those_seen_from_the_page(
    path: str, side: Side, prefix: str, root: str | None, href: str, make_docset: Callable[[dict[str, str]], Docset]
) -> None:
    docset = make_docset({path: "⟦[naar](/gids/map/andere)¦[to](/gids/map/andere)⟧"})
    html = render_body(docset, path, side, prefix=prefix, root=root).html
    assert f'href="{href}"' in html


def test_a_link_to_the_start_page(render: Render) -> None:
    assert 'href="../../"' in render("[x](../index.md)", **{"index.md": "# ⟦Begin¦Start⟧\n"}).html


def test_fragments_are_written_safely(render: Render) -> None:
    html = render('[a](#een-"twee") [b](andere.md#drie<vier>) [c](#%C3%A9-é) [d](#)').html
    assert re.findall(r'href="([^"]*)"', html) == [
        "#een-%22twee%22",
        "../../map/andere/#drie%3Cvier%3E",
        "#%C3%A9-%C3%A9",
        "#",
    ]


def test_headings_are_listed_with_their_text(render: Render) -> None:
    text = '# ⟦Het *begin*¦The *start*⟧\n\n### <a name="x"></a>⟦Kies `a` & <tenant>¦Choose `a` & <tenant>⟧\n'
    found = [(one.level, one.id, one.text) for one in render(text).headings]
    assert found == [(1, "the-start", "Het begin"), (3, "x", "Kies a & <tenant>")]
    assert [one.text for one in render(text, Side.SOURCE).headings] == ["The start", "Choose a & <tenant>"]


def test_monikers_are_gathered_in_order_of_use(render: Render) -> None:
    text = "".join(f'::: moniker range="{one}"\nx\n::: moniker-end\n' for one in ("b || a", "c", "a"))
    assert render(text).monikers == ("b", "a", "c")


def test_problems_are_at_their_line_of_the_file(render: Render) -> None:
    text = "---\ntitle: x\n---\n\n⟦a¦b⟧\n\n[!INCLUDE [x](weg.md)]\n\n> [!TIPS]\n> x\n\n::: moniker-end\n"
    found = [(one.path, one.place.line, one.code) for one in render(text).diagnostics]
    assert sorted(found) == [
        (ARTICLE, 7, "include-not-found"),
        (ARTICLE, 9, "invalid-note-section"),
        (ARTICLE, 12, "invalid-moniker-range"),
    ]


def test_other_languages(tmp_path: Path) -> None:
    lookup = '<span class="sxs-lookup"><span data-stu-id="0a1b2-101">Save</span></span>'
    segment = f'<span data-ttu-id="0a1b2-101">保存</span>{lookup}'
    text = f"---\nms.contentlocale: ja-JP\n---\n> [!NOTE]\n> {segment}\n\n![窓の画像](x.png)\n\n保存してください。\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (tmp_path / "x.png").write_bytes(b"x")
    docset = Docset(tmp_path)
    target, source = (render_body(docset, "a.md", side).html for side in (Side.TARGET, Side.SOURCE))
    assert '<p class="admonition-title"><span lang="en">Note</span></p>' in target
    assert '<span class="tw-segment" data-segment="0a1b2-101" lang="ja-JP">保存</span>' in target
    assert '<p class="admonition-title">Note</p>' in source
    assert 'alt="窓の画像" loading="lazy" lang="ja-JP"' in source
    assert '<span lang="ja-JP">保存してください。</span>' in source


def test_a_page_of_the_site_in_its_own_language_is_not_foreign(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "index.md").write_text("Plain words.\n\n![A picture](../x.png)\n", encoding="utf-8")
    (tmp_path / "x.png").write_bytes(b"x")
    assert "lang=" not in render_body(Docset(tmp_path), "en/index.md", Side.SOURCE).html


def test_includes_that_multiply_come_to_an_end(render: Render) -> None:
    files = {f"includes/{n}.md": f"[!INCLUDE [x]({n + 1}.md)]\n\n" * 10 + f"regel {n}\n" for n in range(7)}
    body = render("[!INCLUDE [x](../includes/0.md)]\n", **files)
    assert body.html.count("regel") <= MOST_INCLUDES
    assert "circular-reference" in {one.code for one in body.diagnostics}


def test_includes_as_deep_as_allowed(render: Render) -> None:
    files = {f"includes/{n}.md": f"laag {n}\n\n[!INCLUDE [x]({n + 1}.md)]\n" for n in range(12)}
    body = render("[!INCLUDE [x](../includes/0.md)]\n", **files)
    assert body.html.count("laag") == 8
    assert [one.code for one in body.diagnostics] == ["circular-reference"]


def test_the_same_page_twice_is_the_same(render: Render) -> None:
    text = '# ⟦a¦b⟧\n\n::: moniker range="b || a"\n<a id="x" class="z y"></a>\n::: moniker-end\n'
    assert render(text) == render(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Set up the printer", "set-up-the-printer"),
        ("What's new?", "whats-new"),
        ("Één é", "één-é"),
        ("a  b - c", "a--b---c"),
        ("snake_case", "snake_case"),
        ("日本 語", "日本-語"),
        ("1.2 & 3", "12--3"),
        (" ?! ", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_unique() -> None:
    taken: dict[str, int] = {}
    assert [unique(one, taken) for one in ("a", "a", "a-1", "a", "", "", "b c", "__d", "__d")] == [
        "a",
        "a-1",
        "a-1-1",
        "a-2",
        "section",
        "section-1",
        "b-c",
        "section-__d",
        "section-__d-1",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a", "a"), ("md-a", "section-md-a"), ("TW-a", "section-TW-a"), ("mdx", "mdx"), ("_a", "_a"), (" a\tb ", "a-b")],
)
def test_own(name: str, expected: str) -> None:
    assert own(name) == expected


CODE = "\n\n  Get-Item 'a' | % { $_ } # <b>&amp;\n\n<a href=\"x\">{{ y }}</a>\n\tselect * from x;\n\n"
LANGUAGES = """powershell xml bash http json console kusto text output dos skos wmi cli python javascript c# csharp csv
    dns html azurecli exchangemanagementpowershell zsh https sql cmd yaml C# c++ f# onbekend "><b> x/y é""".split()


@pytest.mark.parametrize("language", ["", *LANGUAGES])
def test_code_is_coloured_and_nothing_else(language: str) -> None:
    html = highlighted(CODE, language)
    assert re.fullmatch(
        r'<div class="highlight"><pre><code(?: class="language-[\w#+.-]+")?>.*</code></pre></div>\n', html, re.DOTALL
    )
    text = re.sub(r"</?(?:div|pre|code|span)\b[^<>]*>", "", html)[:-1]
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    assert text == CODE


def test_long_code_is_not_coloured() -> None:
    line = "Get-Item -Path x\n"
    assert "<span" in highlighted(line, "powershell")
    assert "<span" not in highlighted(line * (LONGEST_COLOURED // len(line) + 1), "powershell")


def test_every_language_that_has_colours_keeps_the_code() -> None:
    names = [aliases[0] for _, aliases, _, _ in get_all_lexers() if aliases]
    for name in names:
        html = highlighted("a < b\n\n\"c\" 'd' # e\n", name)
        assert "a" in html, name
        assert html.count("\n") == 4, name
