"""The body of one page, from one article and the index of the docset.

Nothing else is read: that is what lets a page be rendered alone, for a preview, from a cache or beside others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import groupby
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from tweeluik.article.projection import project
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import included, page_address
from tweeluik.learn.constructs import moniker_ids
from tweeluik.learn.marking import Tracer
from tweeluik.learn.parser import parse
from tweeluik.learn.raw_html import Piece, piece_of
from tweeluik.model import Article, Segment, Side
from tweeluik.rendering.code import highlighted
from tweeluik.rendering.headings import Heading, own, unique
from tweeluik.rendering.page import PageState, label, link_attributes, marked, moniker_name, picture, video, word
from tweeluik.rendering.preparing import WORD, prepared
from tweeluik.rendering.raw_html import Rewrite, open_tag, rewrite_piece
from tweeluik.rendering.sanitizer import sanitize
from tweeluik.rendering.terms import explained

DIV_CLASSES = frozenset(
    {"mx-imgborder", "nextstepaction", "checklist", "op_single_selector", "button", "mx-tablefixed"}
)
DEEPEST_INCLUDE = 8
MOST_INCLUDES = 500
"""Includes on one page; real pages have a handful."""


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered body."""

    html: str
    headings: tuple[Heading, ...]
    monikers: tuple[str, ...]
    """The clouds that ranges of the page are for, in the order of first use."""
    diagnostics: tuple[Diagnostic, ...]


def render_body(docset: Docset, path: str, side: Side, *, prefix: str = "", root: str | None = None) -> Body:
    """Render the article at `path` in one language.

    Args:
        docset: the index; only what the article links to and includes is read from it.
        path: the article's file.
        side: the language.
        prefix: address of that language's pages below the site's root: `` or `en/`.
        root: address of the site's root as seen from the page; None to work it out from the page's own address.
    """
    address = prefix + page_address(path)
    page = PageState(docset, path, side, root if root is not None else "../" * address.count("/") or "./")
    article = docset.article(path)
    html = explained(sanitize(_render(article, page)), page)
    return Body(html, tuple(page.headings), tuple(page.monikers), tuple(page.diagnostics))


def _render(article: Article, page: PageState) -> str:
    """Render one file, which may be an include, to HTML that is not sanitized yet."""
    projection = project(article, page.side, normalize=True)
    parsed = parse(projection.text)
    tracer = Tracer(projection)
    for problem in parsed.problems:
        page.report(problem.code, problem.message, problem.line)
    tokens = prepared(parsed.tokens, tracer, page)
    return str(_RENDERER.render(tokens, _OPTIONS, {"page": page}))


def _line(token: Token) -> int:
    """Return the 0-based line of the body that a token begins on, -1 if it stands within a text."""
    return token.map[0] if token.map else -1


class _Renderer(RendererHTML):
    """Writes tokens as HTML; a method per kind of token that is not plain CommonMark."""

    def segment_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        segment: Segment = tokens[idx].meta["segment"]
        return _segment_tag(segment, env["page"])

    def segment_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return "</span>"

    def foreign_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return f'<span lang="{env["page"].docset.settings.target.tag}">'

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return escape(tokens[idx].content, quote=False)

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        opening = tokens[idx - 2]  # A heading is its opening, its content, its closing.
        title = escape(env["page"].words["headerlink"])
        anchor = f'<a class="headerlink" href="#{opening.attrGet("id")}" title="{title}">¶</a>'
        return f"{anchor}</{tokens[idx].tag}>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return highlighted(tokens[idx].content, tokens[idx].info.strip().split(" ")[0])

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return '<div class="tw-table" tabindex="0"><table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return "</table></div>\n"

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        style = str(tokens[idx].attrGet("style") or "")
        align = style.removeprefix("text-align:")
        return f'<{tokens[idx].tag} align="{align}">' if align else f"<{tokens[idx].tag}>"

    th_open = td_open

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        page: PageState = env["page"]
        href = str(tokens[idx].attrGet("href") or "")
        attributes = link_attributes(href, page)
        if title := tokens[idx].attrGet("title"):
            attributes["title"] = str(title)
        if href and _is_empty(tokens, idx):
            attributes |= {"class": "tw-empty-link", "aria-label": label(page, href)}
            if "hreflang" in attributes:
                attributes["lang"] = attributes["hreflang"]
        return open_tag("a", attributes)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        token = tokens[idx]
        alt = self.renderInlineAsText(token.children or [], options, env)
        attributes = {"title": str(token.attrGet("title"))} if token.attrGet("title") else {}
        attributes |= env["page"].foreign if token.meta.get("foreign") else {}
        return picture(str(token.attrGet("src") or ""), alt, env["page"], attributes)

    def learn_image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        page: PageState = env["page"]
        token = tokens[idx]
        given: dict[str, str] = token.meta["attributes"]
        source, lightbox = given.get("source", ""), given.get("lightbox", "")
        if not source:
            page.report("invalid-image", "The image has no source.", _line(token))
            return ""
        icon = given.get("type", "").lower() == "icon"
        border = given.get("border", "").lower() != "false" and not icon
        alt = "" if icon and not given.get("alt-text") else given.get("alt-text", "")
        attributes = {"class": "tw-icon" if icon else "tw-border"} if icon or border else {}
        attributes |= page.foreign if token.block or token.meta.get("foreign") else {}
        html = picture(source, alt, page, attributes)
        address = lightbox or given.get("link", "")
        if address:
            target = page.url(page.resolve(address))
            html = open_tag("a", {"href": target} | ({"class": "tw-lightbox"} if lightbox else {})) + html + "</a>"
        return f"<p>{html}</p>\n" if token.block else html

    def learn_alert_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        kind = tokens[idx].meta["kind"]
        title = word(env["page"], f"alert_{kind}")
        return f'<div class="admonition {kind}"><p class="admonition-title">{title}</p>\n'

    def learn_alert_label(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        title = word(env["page"], f"alert_{tokens[idx].meta['kind']}")
        return f'<strong class="tw-alert-label">{title}</strong>'

    def learn_div_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        given = str(tokens[idx].meta.get("class", "")).split()
        classes = " ".join(one for one in given if one.lower() in DIV_CLASSES)
        return open_tag("div", {"class": classes} if classes else {})

    def learn_moniker_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        page: PageState = env["page"]
        monikers = moniker_ids(tokens[idx].meta["range"])
        if not monikers:
            return "<section>"
        page.monikers.update(dict.fromkeys(monikers))
        name = ", ".join(marked(moniker_name(page.words, one), page) for one in monikers)
        label = f'<p class="tw-moniker__name">{name}</p>\n'
        return open_tag("section", {"class": "tw-moniker", "data-moniker": " ".join(monikers)}) + label

    def learn_zone_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return "<section>"

    def learn_row_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return '<div class="tw-row">\n'

    def learn_column_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        span = tokens[idx].meta["span"]
        wide = f" tw-column--{span}" if span in {"2", "3", "4"} else ""
        return f'<div class="tw-column{wide}">\n'

    def learn_tabs_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return '<div class="tw-tabs">\n'

    def learn_tab_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        ids = str(tokens[idx].meta["ids"])
        identifier = unique(f"tab-{ids.replace('+', '-')}", env["page"].ids)
        return open_tag("section", {"class": "tw-tab", "data-tab": ids, "id": identifier})

    def learn_tab_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return "</section>\n"

    learn_zone_close = learn_moniker_close = learn_tab_close

    def learn_tab_name_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return '<p class="tw-tab__name">'

    def learn_tab_name_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return "</p>\n"

    def learn_video(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        token = tokens[idx]
        return video(token.meta["url"], env["page"], is_block=token.block, line=_line(token))

    def learn_nothing(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return ""

    def learn_include(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        token = tokens[idx]
        html = _include(str(token.meta["path"]), _line(token), env["page"])
        if token.block:
            return html
        stripped = html.strip()
        return stripped.removeprefix("<p>").removesuffix("</p>") if stripped.count("<p>") == 1 else stripped

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        token, page = tokens[idx], env["page"]
        rewrite = _tag_rewriter(page, page.foreign if token.meta.get("foreign") else {}, is_block=False)
        return "".join(rewrite_piece(piece, rewrite) for piece in token.meta["pieces"])

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return "".join(_html(tokens[idx].meta["pieces"], env["page"]))


def _html(html: Sequence[Piece], page: PageState) -> Iterator[str]:
    """Write raw HTML with its segments marked, and what is outside them."""
    for _, group in groupby(html, key=lambda piece: id(piece.segment)):
        stretch = list(group)
        segment = stretch[0].segment
        rewrite = _tag_rewriter(page, {} if segment else page.foreign, is_block=True)
        written = [(piece, rewrite_piece(piece, rewrite)) for piece in stretch]
        if segment:
            yield _segment_tag(segment, page) + "".join(text for _, text in written) + "</span>"
            continue
        for piece, text in written:
            is_foreign = page.is_foreign and piece.is_text and WORD.search(unescape(piece.text))
            yield open_tag("span", page.foreign) + text + "</span>" if is_foreign else text


def _segment_tag(segment: Segment, page: PageState) -> str:
    side = page.side if segment.has(page.side) else Side.SOURCE if page.side is Side.TARGET else Side.TARGET
    language = page.docset.settings.language(side).tag
    return f'<span class="tw-segment" data-segment="{escape(segment.id)}" lang="{language}">'


def _is_empty(tokens: Sequence[Token], idx: int) -> bool:
    """Tell whether a link has nothing that a reader could see."""
    for token in tokens[idx + 1 :]:
        if token.type == "link_close":
            return True
        if (token.content.strip() and token.type in {"text", "code_inline"}) or token.type in {"image", "learn_image"}:
            return False
        if token.type == "html_inline" and piece_of(token.content).tag == "img":
            return False
    return True


def _include(href: str, line: int, page: PageState) -> str:
    """Render the file that an include names; links in it are relative to that file."""
    docset = page.docset
    link = included(docset, href, page.path)
    if link is None:
        page.report("include-not-found", f"The include '{href}' does not exist.", line)
        return ""
    if link == page.path or link in page.including or len(page.including) >= DEEPEST_INCLUDE:
        page.report("circular-reference", f"'{link}' includes itself.", line)
        return ""
    page.included += 1
    if page.included > MOST_INCLUDES:
        page.report("circular-reference", f"The page has more than {MOST_INCLUDES} includes.", line)
        return ""
    outer, including = page.path, page.including
    page.path, page.including = link, (*including, outer)
    html = sanitize(_render(docset.article(link), page))
    page.path, page.including = outer, including
    return html


def _tag_rewriter(page: PageState, foreign: dict[str, str], *, is_block: bool) -> Rewrite:
    """Return what writes the tags of a page anew.

    Args:
        page: the page.
        foreign: the attributes of an element whose text is in the other language.
        is_block: the tags stand between paragraphs, not in one.
    """

    def rewrite(name: str, given: dict[str, str]) -> dict[str, str] | str:
        if name == "img":
            shown = {key: value for key, value in given.items() if key in {"width", "height", "title", "class"}}
            return picture(given.get("src", ""), given.get("alt", ""), page, shown | foreign)
        if name == "iframe":
            return video(given.get("src", ""), page, is_block=is_block)
        kept = dict(given)
        if own(given.get("id", "")) in page.ids:
            del kept["id"]
        elif "id" in given:
            page.ids[own(given["id"])] = 0
        if name == "a" and "href" in given:
            kept = {key: value for key, value in kept.items() if key not in {"href", "target", "rel", "hreflang"}}
            return kept | link_attributes(given["href"], page)
        return kept

    return rewrite


_OPTIONS = MarkdownIt("commonmark", {"xhtmlOut": False}).options
_RENDERER = _Renderer()
