"""The body of one page, from one article and the index of the docset.

Nothing else is read: that is what lets a page be rendered alone, for a preview, from a cache or beside others.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape
from itertools import groupby
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import quote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from tweeluik.article.projection import project
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import External, Here, Link, Nowhere, Page, Resource, page_address, resolve
from tweeluik.learn.constructs import moniker_ids
from tweeluik.learn.marking import Run, Tracer, mark_html, mark_inline
from tweeluik.learn.parser import parse
from tweeluik.learn.raw_html import Piece, piece_of, pieces
from tweeluik.model import Article, Segment, Side
from tweeluik.rendering.code import highlighted
from tweeluik.rendering.headings import Heading, inline_text, own, slug, take_anchor, unique
from tweeluik.rendering.raw_html import Rewrite, open_tag, rewrite_piece
from tweeluik.rendering.sanitizer import REMOVED_WITH_CONTENT, sanitize
from tweeluik.text import Place
from tweeluik.words import Words, words_for

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico")
DIV_CLASSES = frozenset(
    {"mx-imgborder", "nextstepaction", "checklist", "op_single_selector", "button", "mx-tablefixed"}
)
DEEPEST_INCLUDE = 8
MOST_INCLUDES = 500
"""Includes on one page; real pages have a handful."""
_WORD = re.compile(r"(?<!\S)[^\w\s]*[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*[^\w\s]*(?!\S)")
"""A word of a language, unlike a number, an address or a file name."""
_FRAGMENT_SAFE = "!$&'()*+,;=:@/?-._~%"


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
    page = _Page(docset, path, side, root if root is not None else "../" * address.count("/") or "./")
    article = docset.article(path)
    html = sanitize(_render(article, page))
    return Body(html, tuple(page.headings), tuple(page.monikers), tuple(page.diagnostics))


@dataclass(slots=True)
class _Page:
    """What is known and gathered while a page is rendered."""

    docset: Docset
    path: str
    """The file being rendered; that of the include while one is rendered."""
    side: Side
    root: str
    headings: list[Heading] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    monikers: dict[str, None] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    including: tuple[str, ...] = ()
    """The files whose includes lead here, outermost first."""
    included: int = 0
    """How many files have been included."""

    @property
    def is_foreign(self) -> bool:
        """Whether text outside segments is in the other language: articles have it in the target language only."""
        return self.side is Side.SOURCE and self.path not in self.docset.hub_pages

    @property
    def foreign(self) -> dict[str, str]:
        """The attributes of an element whose text is outside segments."""
        return {"lang": self.docset.settings.target.tag} if self.is_foreign else {}

    @property
    def words(self) -> Words:
        return words_for(self.docset.settings.language(self.side))

    @property
    def language(self) -> str:
        return self.docset.settings.language(self.side).tag

    def resolve(self, href: str) -> Link:
        return resolve(self.docset, href, self.path, self.side)

    def url(self, link: Link) -> str:
        """Write a link as seen from this page."""
        match link:
            case Page(path, side, fragment):
                prefix = "" if side is Side.TARGET else f"{self.docset.settings.source.code}/"
                url = _relative(self.root, prefix + page_address(path))
            case Resource(path, fragment):
                url = self.root + quote(path)
            case Here(fragment):
                url = ""
            case External(external):
                return external
            case Nowhere():
                return ""
        return url + (f"#{quote(own(fragment), safe=_FRAGMENT_SAFE)}" if fragment else "") or "#"

    def report(self, code: str, message: str, line: int = -1) -> None:
        """Report a problem on a 0-based line of the body, or anywhere in the file."""
        place = Place()
        if line >= 0:
            # Both halves have the same line ends, nearly.
            matter = self.docset.article(self.path).front_matter
            place = Place(line + 1 + (matter.text.count("\n") if matter else 0), 1)
        self.diagnostics.append(Diagnostic(code, message, self.path, place))


def _relative(root: str, address: str) -> str:
    return f"{root}{address}" if address else root


def _render(article: Article, page: _Page) -> str:
    """Render one file, which may be an include, to HTML that is not sanitized yet."""
    projection = project(article, page.side, normalize=True)
    parsed = parse(projection.text)
    tracer = Tracer(projection)
    for problem in parsed.problems:
        page.report(problem.code, problem.message, problem.line)
    tokens = _prepared(parsed.tokens, tracer, page)
    return str(_RENDERER.render(tokens, _OPTIONS, {"page": page}))


def _line(token: Token) -> int:
    """Return the 0-based line of the body that a token begins on, -1 if it stands within a text."""
    return token.map[0] if token.map else -1


def _prepared(tokens: Sequence[Token], tracer: Tracer, page: _Page) -> list[Token]:
    """Mark segments, resolve ids, and turn special texts into texts."""
    depth = 0
    opening: Token | None = None
    result = list(tokens)
    _cut_html(result)
    for token in result:
        if token.type in {"table_open", "table_close"}:
            depth += token.nesting
        elif token.type == "heading_open":
            opening = token
        elif token.type == "inline" and token.children is not None:
            runs = tracer.runs(token, in_table=depth > 0)
            if opening is not None:
                token.children = _heading(opening, token, runs, page)
                opening = None
            token.children = mark_inline(token.children, runs)
            if page.is_foreign:
                token.children = _foreign_marked(token.children)
        elif token.type == "html_block":
            token.meta["pieces"] = mark_html(token.meta["pieces"], tracer.runs(token, in_table=False))
    return result


def _cut_html(tokens: Sequence[Token]) -> None:
    """Cut raw HTML into pieces, and make texts of what is no tag.

    Nor is one that would hide the rest of the page: of an element that is removed with its content but never ends.
    """
    leaves = [leaf for token in tokens for leaf in (token.children if token.type == "inline" else None) or (token,)]
    closing: Counter[str] = Counter()
    for leaf in reversed(leaves):
        if leaf.type not in {"html_inline", "html_block"}:
            continue
        cut = [_ending(piece, closing) for piece in reversed(list(pieces(leaf.content)))][::-1]
        leaf.meta["pieces"] = cut
        if leaf.type == "html_inline" and all(piece.is_text for piece in cut):
            leaf.type = "text"


def _ending(piece: Piece, closing: Counter[str]) -> Piece:
    """Return the piece, as text if it would hide all that follows; `closing` counts the end tags that follow."""
    if piece.tag not in REMOVED_WITH_CONTENT or piece.tag == "iframe":
        return piece
    closing[piece.tag] += piece.closes - piece.opens
    if closing[piece.tag] >= 0:
        return piece
    closing[piece.tag] = 0
    return replace(piece, tag="", opens=False)


def _heading(opening: Token, inline: Token, runs: Sequence[Run], page: _Page) -> list[Token]:
    name, children = take_anchor(inline.children or [])
    text = inline_text(children)
    identifier = unique(name or slug(_in_source(inline.content, runs) if runs else text), page.ids)
    opening.attrSet("id", identifier)
    page.headings.append(Heading(int(opening.tag[1]), identifier, text))
    return children


def _in_source(content: str, runs: Sequence[Run]) -> str:
    """Return the plain text of a heading in the source language, whichever language its content is in."""
    written = []
    position = 0
    for run in runs:
        written += [content[position : run.start], run.segment.half(Side.SOURCE)]
        position = run.end
    line = " ".join(["#", *"".join([*written, content[position:]]).split()])
    return inline_text(next(token.children or [] for token in parse(line).tokens if token.type == "inline"))


def _foreign_marked(children: Sequence[Token]) -> list[Token]:
    """Mark texts outside segments: they have no source, so they are in the target language."""
    result: list[Token] = []
    inside = 0
    for token in children:
        inside += {"segment_open": 1, "segment_close": -1}.get(token.type, 0)
        if inside == 0 and token.type == "text" and _WORD.search(token.content):
            result += [Token("foreign_open", "span", 1), token, Token("foreign_close", "span", -1)]
            continue
        if inside == 0 and token.type in {"image", "learn_image", "html_inline"}:
            token.meta = {**token.meta, "foreign": True}
        result.append(token)
    return result


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
        opening = next(one for one in reversed(tokens[:idx]) if one.type == "heading_open")
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
        page: _Page = env["page"]
        href = str(tokens[idx].attrGet("href") or "")
        attributes = _link_attributes(href, page)
        if title := tokens[idx].attrGet("title"):
            attributes["title"] = str(title)
        if href and _is_empty(tokens, idx):
            attributes |= {"class": "tw-empty-link", "aria-label": _label(page, href)}
            if "hreflang" in attributes:
                attributes["lang"] = attributes["hreflang"]
        return open_tag("a", attributes)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        token = tokens[idx]
        alt = self.renderInlineAsText(token.children or [], options, env)
        attributes = {"title": str(token.attrGet("title"))} if token.attrGet("title") else {}
        attributes |= env["page"].foreign if token.meta.get("foreign") else {}
        return _image(str(token.attrGet("src") or ""), alt, env["page"], attributes)

    def learn_image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        page: _Page = env["page"]
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
        html = _image(source, alt, page, attributes)
        address = lightbox or given.get("link", "")
        if address:
            target = page.url(page.resolve(address))
            html = open_tag("a", {"href": target} | ({"class": "tw-lightbox"} if lightbox else {})) + html + "</a>"
        return f"<p>{html}</p>\n" if token.block else html

    def learn_alert_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        kind = tokens[idx].meta["kind"]
        title = _word(env["page"], f"alert_{kind}")
        return f'<div class="admonition {kind}"><p class="admonition-title">{title}</p>\n'

    def learn_alert_label(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        title = _word(env["page"], f"alert_{tokens[idx].meta['kind']}")
        return f'<strong class="tw-alert-label">{title}</strong>'

    def learn_div_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        given = str(tokens[idx].meta.get("class", "")).split()
        classes = " ".join(one for one in given if one.lower() in DIV_CLASSES)
        return open_tag("div", {"class": classes} if classes else {})

    def learn_moniker_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        page: _Page = env["page"]
        monikers = moniker_ids(tokens[idx].meta["range"])
        if not monikers:
            return "<section>"
        page.monikers.update(dict.fromkeys(monikers))
        name = ", ".join(_marked(moniker_name(page.words, one), page) for one in monikers)
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
        return _video(token.meta["url"], env["page"], is_block=token.block, line=_line(token))

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


def _html(html: Sequence[Piece], page: _Page) -> Iterator[str]:
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
            is_foreign = page.is_foreign and piece.is_text and _WORD.search(unescape(piece.text))
            yield open_tag("span", page.foreign) + text + "</span>" if is_foreign else text


def _segment_tag(segment: Segment, page: _Page) -> str:
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


def _label(page: _Page, href: str) -> str:
    """Name the target of a link that has no text of its own."""
    link = page.resolve(href)
    if isinstance(link, Page):
        return page.docset.title(link.path, link.side)
    if isinstance(link, Here):
        return link.fragment.replace("-", " ")
    parts = urlsplit(page.url(link))
    return (parts.netloc + parts.path).strip("/") or href


def _link_attributes(href: str, page: _Page) -> dict[str, str]:
    link = page.resolve(href)
    url = page.url(link)
    if isinstance(link, Nowhere):
        return {}
    attributes = {"href": url}
    if isinstance(link, Page) and link.side is not page.side:
        attributes["hreflang"] = page.docset.settings.language(link.side).tag
    if isinstance(link, Resource) and link.fragment == "lightbox" and link.path.lower().endswith(PICTURES):
        attributes = {"href": url.partition("#")[0], "class": "tw-lightbox"}
    return attributes


def _image(source: str, alt: str, page: _Page, attributes: dict[str, str]) -> str:
    """Write an image of this site; one that is elsewhere becomes a link to it, so that nothing is loaded unasked."""
    lang = {key: value for key, value in attributes.items() if key == "lang" and alt}
    attributes = {key: value for key, value in attributes.items() if key != "lang"} | lang
    if source.lower().startswith("data:"):
        return open_tag("img", {"src": source, "alt": alt, **attributes})
    link = page.resolve(source)
    if isinstance(link, Resource):
        picture = Resource(link.path)
        return open_tag("img", {"src": page.url(picture), "alt": alt, "loading": "lazy", **attributes})
    if isinstance(link, External):
        text = escape(alt) or _word(page, "image_elsewhere")
        return f"{open_tag('a', {'href': link.url, 'class': 'tw-image-link', **lang})}{text}</a>"
    return open_tag("span", {"class": "tw-image-link", **lang}) + f"{escape(alt)}</span>"


def _video(url: str, page: _Page, *, is_block: bool, line: int = -1) -> str:
    """Write a card that leads to a video: nothing is loaded from elsewhere before the reader asks for it."""
    link = page.resolve(url) if "/" in url else Nowhere()
    address = link.url.replace("http://", "https://", 1) if isinstance(link, External) else ""
    if not address.startswith("https://"):
        page.report("unsupported-construct", f"'{url}' is no address of a video.", line)
        return ""
    host = urlsplit(address).hostname or ""
    text = _word(page, "video_link")
    anchor = open_tag("a", {"href": address, "class": "tw-video__link"}) + f"{text}</a>"
    card = f'{anchor} <span class="tw-video__host">{escape(host)}</span>'
    return f'<p class="tw-video">{card}</p>\n' if is_block else f'<span class="tw-video">{card}</span>'


def _include(href: str, line: int, page: _Page) -> str:
    """Render the file that an include names; links in it are relative to that file."""
    docset = page.docset
    link = _included(docset, href, page.path)
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


def _included(docset: Docset, href: str, path: str) -> str | None:
    cleaned = href.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0].replace("\\", "/")
    target = cleaned[2:] if cleaned.startswith("~/") else join(dirname(path), cleaned)
    found = docset.find(normpath(target))
    return found if found and found.lower().endswith(".md") else None


def _tag_rewriter(page: _Page, foreign: dict[str, str], *, is_block: bool) -> Rewrite:
    """Return what writes the tags of a page anew.

    Args:
        page: the page.
        foreign: the attributes of an element whose text is in the other language.
        is_block: the tags stand between paragraphs, not in one.
    """

    def rewrite(name: str, given: dict[str, str]) -> dict[str, str] | str:
        if name == "img":
            shown = {key: value for key, value in given.items() if key in {"width", "height", "title", "class"}}
            return _image(given.get("src", ""), given.get("alt", ""), page, shown | foreign)
        if name == "iframe":
            return _video(given.get("src", ""), page, is_block=is_block)
        kept = dict(given)
        if own(given.get("id", "")) in page.ids:
            del kept["id"]
        elif "id" in given:
            page.ids[own(given["id"])] = 0
        if name == "a" and "href" in given:
            kept = {key: value for key, value in kept.items() if key not in {"href", "target", "rel", "hreflang"}}
            return kept | _link_attributes(given["href"], page)
        return kept

    return rewrite


def _word(page: _Page, key: str) -> str:
    """Return a word of the interface."""
    return _marked(page.words.get(key, key), page)


def _marked(word: str, page: _Page) -> str:
    """Write a word of the interface, marked where it is not in the language of the page."""
    word = escape(word, quote=False)
    same = page.words.language == page.docset.settings.language(page.side).code
    return word if same else f'<span lang="{page.words.language}">{word}</span>'


def moniker_name(words: Words, moniker: str) -> str:
    """Return what readers call a cloud."""
    return words.get(f"moniker_{moniker}") or moniker


_OPTIONS = MarkdownIt("commonmark", {"xhtmlOut": False}).options
_RENDERER = _Renderer()
