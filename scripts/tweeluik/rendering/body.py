"""The body of one page, from one article and the index of the docset.

Nothing else is read: that is what lets a page be rendered alone, for a preview, from a cache or beside others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import quote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from tweeluik.article.projection import plain_text, project
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import External, Here, Link, Nowhere, Page, Resource, page_address, resolve
from tweeluik.learn.constructs import moniker_ids
from tweeluik.learn.marking import Tracer, mark_html, mark_inline
from tweeluik.learn.parser import parse
from tweeluik.model import Article, Segment, Side
from tweeluik.rendering.code import highlighted
from tweeluik.rendering.headings import Heading, inline_text, slug, take_anchor, unique
from tweeluik.rendering.raw_html import open_tag, rewrite_tags
from tweeluik.rendering.sanitizer import sanitize
from tweeluik.text import Place
from tweeluik.words import Words, words_for

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico")
DIV_CLASSES = frozenset(
    {"mx-imgborder", "nextstepaction", "checklist", "op_single_selector", "button", "mx-tablefixed"}
)
DEEPEST_INCLUDE = 8
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
    ids: set[str] = field(default_factory=set)
    monikers: dict[str, None] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    including: tuple[str, ...] = ()
    """The files whose includes lead here, outermost first."""

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
        return url + (f"#{quote(fragment, safe=_FRAGMENT_SAFE)}" if fragment else "") or "#"

    def report(self, code: str, message: str, line: int = -1) -> None:
        self.diagnostics.append(Diagnostic(code, message, self.path, Place(line + 1, 1) if line >= 0 else Place()))


def _relative(root: str, address: str) -> str:
    return f"{root}{address}" if address else root


def _render(article: Article, page: _Page) -> str:
    """Render one file, which may be an include, to HTML that is not sanitized yet."""
    projection = project(article, page.side, normalize=True)
    parsed = parse(projection.text)
    tracer = Tracer(projection)
    for problem in parsed.problems:
        page.report(problem.code, problem.message, _file_line(article, problem.line))
    tokens = _prepared(parsed.tokens, tracer, page, bilingual=article.is_bilingual)
    return str(_RENDERER.render(tokens, _OPTIONS, {"page": page}))


def _file_line(article: Article, line: int) -> int:
    """Turn a 0-based line of one language's body into one of the file: both halves have the same line ends, nearly."""
    head = article.front_matter.text.count("\n") if article.front_matter else 0
    return head + line


def _prepared(tokens: Sequence[Token], tracer: Tracer, page: _Page, *, bilingual: bool) -> list[Token]:
    """Mark segments, resolve ids, and turn special texts into texts."""
    depth = 0
    opening: Token | None = None
    result = list(tokens)
    for token in result:
        if token.type in {"table_open", "table_close"}:
            depth += token.nesting
        elif token.type == "heading_open":
            opening = token
        elif token.type == "inline" and token.children is not None:
            runs = tracer.runs(token, in_table=depth > 0)
            if opening is not None:
                token.children = _heading(opening, token, tracer, page)
                opening = None
            token.children = mark_inline(token.children, runs)
            if bilingual and page.side is Side.SOURCE:
                token.children = _foreign_marked(token.children)
            _finish(token.children)
        elif token.type == "html_block":
            token.meta = {"pieces": mark_html(token.content, tracer.runs(token, in_table=False))}
    return result


def _finish(children: Sequence[Token]) -> None:
    """Turn special texts into texts, and decode entities in autolinks as cmark does."""
    autolink = False
    for child in children:
        if child.type == "link_open":
            autolink = child.markup == "autolink"
            if autolink:
                child.attrSet("href", unescape(str(child.attrGet("href") or "")))
        elif child.type == "link_close":
            autolink = False
        elif child.type == "text_special":
            child.type = "text"
        elif autolink and child.type == "text":
            child.content = unescape(child.content)


def _heading(opening: Token, inline: Token, tracer: Tracer, page: _Page) -> list[Token]:
    name, children = take_anchor(inline.children or [])
    text = inline_text(children)
    if not name:
        placed = [one.segment.half(Side.SOURCE) for one in tracer.placed(inline)]
        name = slug(plain_text(" ".join(placed)) if placed else text)
    identifier = unique(name, page.ids)
    opening.attrSet("id", identifier)
    page.headings.append(Heading(int(opening.tag[1]), identifier, text))
    return children


def _foreign_marked(children: Sequence[Token]) -> list[Token]:
    """Mark texts outside segments: they have no source, so they are in the target language."""
    result: list[Token] = []
    inside = 0
    for token in children:
        inside += {"segment_open": 1, "segment_close": -1}.get(token.type, 0)
        if inside == 0 and token.type == "text" and _is_prose(token.content):
            result += [Token("foreign_open", "span", 1), token, Token("foreign_close", "span", -1)]
            continue
        if inside == 0 and token.type in {"image", "learn_image"}:
            token.meta = {**token.meta, "foreign": True}
        result.append(token)
    return result


def _is_prose(text: str) -> bool:
    return any(word.isalpha() and len(word) > 1 for word in text.split())


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
        return open_tag("a", attributes)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        token = tokens[idx]
        alt = self.renderInlineAsText(token.children or [], options, env)
        attributes = {"title": str(token.attrGet("title"))} if token.attrGet("title") else {}
        foreign = bool(token.meta.get("foreign"))
        return _image(str(token.attrGet("src") or ""), alt, env["page"], attributes, foreign=foreign)

    def learn_image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        page: _Page = env["page"]
        token = tokens[idx]
        given: dict[str, str] = token.meta["attributes"]
        source, lightbox = given.get("source", ""), given.get("lightbox", "")
        if not source:
            page.report("invalid-image", "The image has no source.")
            return ""
        icon = given.get("type", "").lower() == "icon"
        border = given.get("border", "").lower() != "false" and not icon
        alt = "" if icon and not given.get("alt-text") else given.get("alt-text", "")
        attributes = {"class": "tw-icon" if icon else "tw-border"} if icon or border else {}
        html = _image(source, alt, page, attributes, foreign=bool(token.meta.get("foreign", token.block)))
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
        given = str(tokens[idx].meta.get("class", ""))
        return open_tag("div", {"class": " ".join(one for one in given.split() if one.lower() in DIV_CLASSES)})

    def learn_moniker_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        page: _Page = env["page"]
        monikers = moniker_ids(tokens[idx].meta["range"])
        page.monikers.update(dict.fromkeys(monikers))
        name = ", ".join(escape(moniker_name(page.words, one)) for one in monikers)
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
        return _video(tokens[idx].meta["url"], env["page"])

    def learn_nothing(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return ""

    def learn_include(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        token = tokens[idx]
        html = _include(str(token.meta["path"]), token.map[0] if token.map else -1, env["page"])
        if token.block:
            return html
        stripped = html.strip()
        return stripped.removeprefix("<p>").removesuffix("</p>") if stripped.count("<p>") == 1 else stripped

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        return rewrite_tags(tokens[idx].content, _tag_rewriter(env["page"]))

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        page: _Page = env["page"]
        pieces = tokens[idx].meta["pieces"]
        written = []
        for segment, html in zip(pieces[::2], pieces[1::2], strict=True):
            rewritten = rewrite_tags(html, _tag_rewriter(page))
            written.append(f"{_segment_tag(segment, page)}{rewritten}</span>" if segment else rewritten)
        return "".join(written)


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


def _image(source: str, alt: str, page: _Page, attributes: dict[str, str], *, foreign: bool) -> str:
    """Write an image of this site; one that is elsewhere becomes a link to it, so that nothing is loaded unasked."""
    lang = {"lang": page.docset.settings.target.tag} if foreign and alt and page.side is Side.SOURCE else {}
    if source.lower().startswith("data:"):
        return open_tag("img", {"src": source, "alt": alt, **attributes, **lang})
    link = page.resolve(source)
    if isinstance(link, Resource):
        picture = Resource(link.path)
        return open_tag("img", {"src": page.url(picture), "alt": alt, "loading": "lazy", **attributes, **lang})
    if isinstance(link, External):
        text = escape(alt) or escape(_word(page, "image_elsewhere"))
        return f"{open_tag('a', {'href': link.url, 'class': 'tw-image-link', **lang})}{text}</a>"
    return open_tag("span", {"class": "tw-image-link", **lang}) + f"{escape(alt)}</span>"


def _video(url: str, page: _Page) -> str:
    link = page.resolve(url)
    if not isinstance(link, External):
        page.report("unsupported-construct", f"'{url}' is no address of a video.")
        return ""
    address = link.url.replace("http://", "https://", 1)
    host = urlsplit(address).hostname or ""
    text = _word(page, "video_link")
    anchor = open_tag("a", {"href": address, "class": "tw-video__link"}) + f"{text}</a>"
    return f'<p class="tw-video">{anchor} <span class="tw-video__host">{escape(host)}</span></p>\n'


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


def _tag_rewriter(page: _Page) -> Callable[[str, dict[str, str]], dict[str, str] | str]:
    def rewrite(name: str, given: dict[str, str]) -> dict[str, str] | str:
        if name == "a" and "href" in given:
            kept = {key: value for key, value in given.items() if key not in {"href", "target", "rel", "hreflang"}}
            return kept | _link_attributes(given["href"], page)
        if name == "img":
            kept = {key: given[key] for key in ("width", "height", "title", "class") if key in given}
            return _image(given.get("src", ""), given.get("alt", ""), page, kept, foreign=False)
        if name == "iframe":
            return _video(given.get("src", ""), page)
        return given

    return rewrite


def _word(page: _Page, key: str) -> str:
    """Return a word of the interface, marked where it is not in the language of the page."""
    word = escape(page.words.get(key, key), quote=False)
    same = page.words.language == page.docset.settings.language(page.side).code
    return word if same else f'<span lang="{page.words.language}">{word}</span>'


def moniker_name(words: Words, moniker: str) -> str:
    """Return what readers call a cloud."""
    return words.get(f"moniker_{moniker}") or moniker


_OPTIONS = MarkdownIt("commonmark", {"xhtmlOut": False}).options
_RENDERER = _Renderer()
