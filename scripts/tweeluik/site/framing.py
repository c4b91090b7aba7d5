"""What a page shows round its body: other languages, breadcrumbs, section tree, previous and next."""

import re
from urllib.parse import urljoin

from tweeluik.docset.links import Page
from tweeluik.docset.replacement import replacement
from tweeluik.model import Article, Side
from tweeluik.site.navigation import WINDOW, Place, first_article
from tweeluik.site.site import ORDER, START, Site, SitePage
from tweeluik.site.view import Alternate, Hreflang, Moniker, Reference, TreeNode, View
from tweeluik.words import Words

_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def hub_view(site: Site, path: str, side: Side, title: str) -> View:
    """Return what an ordinary page shows round its body; `path` is relative to its language's folder."""
    kind = "start" if path == START else "page"
    return view(site, SitePage(path, kind, site.sides_of(path)), side, title)


def frame_view(site: Site) -> View:
    """Return what a template that is no page shows: the languages."""
    target = site.docset.settings.target
    return View("error", target.tag, target.direction, site.languages)


def view(
    site: Site,
    page: SitePage,
    side: Side,
    title: str,
    article: Article | None = None,
    monikers: tuple[Moniker, ...] = (),
) -> View:
    """Return what a page that Tweeluik makes shows round its body."""
    settings = site.docset.settings
    language = settings.language(side)
    alternates = tuple(
        Alternate(one.tag, one.code, one.name, site.address(page.path, other), other is side)
        for one, other in zip(site.languages, ORDER, strict=True)
        if other in page.sides
    )
    present = {one.code for one in alternates}
    matter = article.front_matter if article else None
    place = site.navigation.place(page.path)
    previous, following = site.navigation.neighbours(place) if place else (None, None)
    newer = _newer(site, article, side) if article else None
    return View(
        kind=page.kind,
        language=language.tag,
        direction=language.direction,
        languages=site.languages,
        alternates=alternates,
        missing=tuple(one for one in site.languages if one.code not in present),
        origin=article.origin.value if article and side is Side.TARGET else "",
        translated_on=iso_date(matter.string("ms.lasthandoff")) if matter else "",
        replaced_by=newer,
        robots=(matter.string("ROBOTS") if matter else "") or ("noindex" if newer else ""),
        canonical=_canonical(site, page, side, article),
        hreflang=tuple(Hreflang(one.tag, urljoin(site.url, one.path)) for one in alternates) if site.url else (),
        breadcrumbs=_breadcrumbs(site, page, place, side, title),
        previous=site.reference(previous, side) if previous else None,
        next=site.reference(following, side) if following else None,
        tree=_tree(site, page, place, side),
        tree_more=_tree_more(site, page, place, side),
        monikers=monikers,
    )


def _newer(site: Site, article: Article, side: Side) -> Reference | None:
    link = replacement(site.docset, article, side)
    if not isinstance(link, Page):
        return None
    address = site.address(link.path, link.side) + (f"#{link.fragment}" if link.fragment else "")
    language = site.docset.settings.language(link.side).tag if link.side is not side else ""
    return Reference(site.docset.title(link.path, link.side), address, language)


def _canonical(site: Site, page: SitePage, side: Side, article: Article | None) -> str:
    given = article.front_matter.string("canonical_url") if article and article.front_matter else ""
    if given.startswith(("https://", "http://")) and side is Side.TARGET:
        return given
    return urljoin(site.url, site.address(page.path, side)) if site.url else ""


def _breadcrumbs(site: Site, page: SitePage, place: Place | None, side: Side, title: str) -> tuple[Reference, ...]:
    if page.kind == "start":
        return ()
    words = site.words(side)
    crumbs = [Reference(words["home"], site.prefix(side) or "./", _foreign(site, words, side))]
    contents = place.contents.path if place else site.navigation.nearest_contents(page.path)
    table = site.contents_pages.get(contents or "")
    ancestors = [site.reference(one, side) for one in place.ancestors] if place else []
    if table and table.path != page.path and (page.kind == "article" or place):
        name, language = site.contents_name(table.contents, side)
        # Many tables have one root, named like the section: it is not said twice.
        if not ancestors or ancestors[0].name != name:
            crumbs.append(Reference(name, site.address(table.path, side), language))
    crumbs += ancestors
    return (*crumbs, Reference(title, ""))


def _foreign(site: Site, words: Words, side: Side) -> str:
    return words.language if words.language != site.docset.settings.language(side).code else ""


def _tree(site: Site, page: SitePage, place: Place | None, side: Side) -> tuple[TreeNode, ...]:
    if place is None:
        contents = site.navigation.nearest_contents(page.path) if page.kind == "article" else None
        roots = site.navigation.roots.get(contents or "", [])[:WINDOW]
        return tuple(_node(site, one, side, None, ()) for one in roots)
    children = tuple(_node(site, one, side, None, ()) for one in place.children[:WINDOW])
    level: Place | None = place
    while level:
        shown = level
        children = tuple(
            _node(site, one, side, place, children if one is shown else (), is_open=one is shown)
            for one in site.navigation.window(shown)
        )
        level = shown.parent
    return children


def _node(
    site: Site,
    one: Place,
    side: Side,
    current: Place | None,
    children: tuple[TreeNode, ...],
    *,
    is_open: bool = False,
) -> TreeNode:
    reference = site.reference(one, side)
    path = reference.path
    if not path and not is_open and (first := first_article(one.children)):
        # A group has no page of its own: it opens at its first article.
        path = site.reference(first, side).path
    return TreeNode(reference.name, path, reference.language, one is current, is_open, children)


def _tree_more(site: Site, page: SitePage, place: Place | None, side: Side) -> str:
    contents = place.contents.path if place else site.navigation.nearest_contents(page.path)
    table = site.contents_pages.get(contents or "")
    return site.address(table.path, side) if table and table.path != page.path else ""


def iso_date(text: str) -> str:
    """Turn the format's `MM/DD/YYYY` into `YYYY-MM-DD`; '' if it is no date of that form."""
    match = _US_DATE.fullmatch(text.strip())
    if not match or not 1 <= int(match[1]) <= 12 or not 1 <= int(match[2]) <= 31:  # noqa: PLR2004 - months, days
        return ""
    return f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}"
