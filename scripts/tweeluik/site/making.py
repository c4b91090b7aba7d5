"""How each page is made: from its article and the index of the docset, or from a table of contents."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from posixpath import dirname

from tweeluik.article.projection import description
from tweeluik.diagnostics import Diagnostic, Severity
from tweeluik.docset.replacement import replacement
from tweeluik.model import Side
from tweeluik.rendering.body import render_body
from tweeluik.rendering.headings import Heading
from tweeluik.rendering.page import moniker_name
from tweeluik.site.framing import view
from tweeluik.site.navigation import Place
from tweeluik.site.site import Site, SitePage
from tweeluik.site.view import Moniker, View
from tweeluik.words import Words

UNFIT = frozenset({"file-unreadable", "file-binary", "file-empty", "file-too-large"})
"""Diagnostics after which there is no article to show."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page without its frame."""

    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]
    view: View
    diagnostics: tuple[Diagnostic, ...]


def render_page(site: Site, path: str, side: Side, *, broken_in_place: bool = False) -> Rendered:
    """Render one page without its frame.

    Args:
        site: the index of the site.
        path: a key of its `pages`.
        side: one of the page's languages.
        broken_in_place: show what is wrong with a broken article in place of what is left of it.
    """
    page = site.pages[path]
    if page.kind == "contents":
        return _contents(site, page, side)
    if page.kind == "start":
        return _start(site, page, side)
    return _article(site, page, side, broken_in_place=broken_in_place)


def _article(site: Site, page: SitePage, side: Side, *, broken_in_place: bool) -> Rendered:
    article = site.docset.article(page.path)
    errors = [one for one in article.diagnostics if one.severity is Severity.ERROR]
    if any(one.code in UNFIT for one in article.diagnostics) or (errors and broken_in_place):
        html = diagnostics_html(article.diagnostics, site.words(side))
        return Rendered(page.path, "", html, (), view(site, page, side, page.path), article.diagnostics)
    body = render_body(site.docset, page.path, side, prefix=site.prefix(side))
    words = site.words(side)
    monikers = tuple(Moniker(one, moniker_name(words, one)) for one in body.monikers)
    title = site.docset.title(page.path, side)
    framed = view(site, page, side, title, article, monikers)
    newer = replacement(site.docset, article, side)
    diagnostics = (*article.diagnostics, *body.diagnostics, *([newer] if isinstance(newer, Diagnostic) else []))
    return Rendered(title, description(article, side), body.html, body.headings, framed, diagnostics)


def _contents(site: Site, page: SitePage, side: Side) -> Rendered:
    words = site.words(side)
    title = contents_title(site, page.contents, side)
    address = site.address(page.path, side)
    places = site.navigation.roots[page.contents]
    html = f"<h1>{escape(title)}</h1>\n{_list(site, places, side, _root_of(address))}"
    note = words["contents_description"].replace("{name}", title)
    return Rendered(title, note, html, (), view(site, page, side, title), ())


def contents_title(site: Site, contents: str, side: Side) -> str:
    """Return the title of a contents page."""
    name, _ = site.contents_name(contents, side)
    return site.words(side)["contents_of"].replace("{name}", name) if dirname(contents) else name


def _list(site: Site, places: Sequence[Place], side: Side, root: str) -> str:
    items = []
    for place in places:
        reference = site.reference(place, side)
        lang = f' lang="{reference.language}"' if reference.language else ""
        name = escape(reference.name)
        url = reference.path if "://" in reference.path else root + reference.path
        text = f'<a href="{escape(url)}"{lang}>{name}</a>' if reference.path else f"<span{lang}>{name}</span>"
        items.append(f"<li>{text}{_list(site, place.children, side, root)}</li>")
    return _listing(items)


def _start(site: Site, page: SitePage, side: Side) -> Rendered:
    root = _root_of(site.address(page.path, side))
    pages = [
        _start_item(*site.contents_name(one.contents, side), root + site.address(one.path, side))
        for one in site.contents_pages.values()
    ]
    pages = pages or [_start_article(site, path, side, root) for path in site.docset.pages]
    words = site.words(side)
    listing = _listing(pages) or f"<p>{escape(words['start_empty'])}</p>"
    note = words["start_description"].replace("{name}", site.name)
    ask = (
        f'<button type="button" class="tw-ask" data-tw-search aria-haspopup="dialog">{escape(words["search"])}</button>'
    )
    html = f"<h1>{escape(site.name)}</h1>\n<p>{escape(note)}</p>\n{ask}\n{listing}"
    return Rendered(site.name, note, html, (), view(site, page, side, site.name), ())


def _start_article(site: Site, path: str, side: Side, root: str) -> str:
    there = side if side in site.docset.sides(path) else Side.TARGET
    language = site.docset.settings.target.tag if there is not side else ""
    return _start_item(site.docset.title(path, there), language, root + site.address(path, there))


def _start_item(name: str, language: str, address: str) -> str:
    lang = f' lang="{language}"' if language else ""
    return f'<li><a href="{escape(address)}"{lang}>{escape(name)}</a></li>'


def _listing(items: Sequence[str]) -> str:
    return "<ul>\n" + "\n".join(items) + "\n</ul>" if items else ""


def _root_of(address: str) -> str:
    return "../" * address.count("/") or "./"


def diagnostics_html(diagnostics: Sequence[Diagnostic], words: Words) -> str:
    """Return what is shown in place of an article that cannot be shown."""
    items = []
    for one in diagnostics:
        where = f"{one.path}:{one.place.line}:{one.place.column}" if one.place.line else one.path
        items.append(
            f"<li><code>{escape(one.code)}</code> <strong>{escape(where)}</strong> "
            f"{escape(one.message)} {escape(one.remedy)}</li>"
        )
    title = escape(words["diagnostics_title"])
    return f'<div class="tw-diagnostics"><h1>{title}</h1>\n<ol lang="en">\n{"".join(items)}\n</ol></div>'
