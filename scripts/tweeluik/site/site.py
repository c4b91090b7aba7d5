"""Which pages a site has, and how each one is made from its article and the index of the docset."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from posixpath import dirname
from urllib.parse import urljoin

from tweeluik.article.projection import description
from tweeluik.diagnostics import Diagnostic, Severity
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import External, Here, Nowhere, Page, Resource, page_address, resolve
from tweeluik.model import Article, Side
from tweeluik.rendering.body import moniker_name, render_body
from tweeluik.rendering.headings import Heading
from tweeluik.site.navigation import WINDOW, Navigation, Place, first_article
from tweeluik.site.view import Alternate, Hreflang, Moniker, Reference, SiteLanguage, TreeNode, View
from tweeluik.words import Words, words_for

START = "index.md"
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
UNFIT = frozenset({"file-unreadable", "file-binary", "file-empty", "file-encoding", "file-too-large"})
"""Diagnostics after which there is no article to show."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site that Tweeluik makes."""

    path: str
    """Its file, or the name that it would have if it were one; relative to the docset."""
    kind: str
    sides: tuple[Side, ...]
    """The languages it exists in, target first."""
    contents: str = ""
    """The table of contents that a contents page shows."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page without its frame."""

    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]
    view: View
    diagnostics: tuple[Diagnostic, ...]


class Site:
    """The pages of a docset."""

    def __init__(self, docset: Docset, *, name: str = "Tweeluik", url: str = "") -> None:
        """Prepare a site.

        Args:
            docset: the index of the docset.
            name: the site's name, title of a start page that is made here.
            url: absolute address of the site, '' if it is not known.
        """
        self.docset = docset
        self.name = name
        self.url = url if not url or url.endswith("/") else f"{url}/"

    def refresh(self) -> None:
        """Read the names of the docset's files again."""
        self.docset.refresh()
        for name in ("navigation", "pages", "_paths", "_contents_pages", "languages"):
            self.__dict__.pop(name, None)

    @cached_property
    def languages(self) -> tuple[SiteLanguage, ...]:
        """The languages of the site, target first."""
        settings = self.docset.settings
        order = (Side.TARGET, Side.SOURCE)
        return tuple(
            SiteLanguage(language.tag, language.code, language.name, self.prefix(side))
            for side in order
            if (language := settings.language(side))
        )

    def prefix(self, side: Side) -> str:
        """Return the folder of a language: the target is at the root, the source below its code.

        Readers of a translation come for the target language and old addresses have no language in them, so it gets
        the short ones.
        """
        return "" if side is Side.TARGET else f"{self.docset.settings.source.code}/"

    def address(self, path: str, side: Side) -> str:
        """Return the address of a page, relative to the root of the site."""
        return self.prefix(side) + page_address(path)

    @cached_property
    def navigation(self) -> Navigation:
        """Where articles stand in the tables of contents."""
        return Navigation(self.docset)

    @cached_property
    def _contents_pages(self) -> dict[str, SitePage]:
        """The contents pages by their table."""
        pages: dict[str, SitePage] = {}
        taken = {page_address(path).lower() for path in self.docset.pages}
        for contents in self.docset.contents:
            folder = dirname(contents.path)
            path = f"{folder}/toc.md" if folder else "toc.md"
            if page_address(path).lower() in taken or not contents.nodes:
                continue
            taken.add(page_address(path).lower())
            pages[contents.path] = SitePage(path, "contents", (Side.TARGET, Side.SOURCE), contents.path)
        return pages

    @cached_property
    def pages(self) -> dict[str, SitePage]:
        """The pages that Tweeluik makes, by path; ordinary pages are MkDocs' own."""
        pages = {path: SitePage(path, "article", self.docset.sides(path)) for path in self.docset.pages}
        pages |= {page.path: page for page in self._contents_pages.values()}
        hubs = set(self.docset.hub_pages)
        missing = [side for side in (Side.TARGET, Side.SOURCE) if self._hub(START, side) not in hubs]
        if START not in pages and missing:
            pages[START] = SitePage(START, "start", tuple(missing))
        return pages

    @cached_property
    def _paths(self) -> dict[str, str]:
        hubs = (path.partition("/")[2] for path in self.docset.hub_pages)
        return {page_address(path): path for path in (*hubs, *self.pages)}

    def path_at(self, address: str) -> str | None:
        """Return the page at an address without its language's prefix; None if there is none."""
        return self._paths.get(address)

    def _hub(self, path: str, side: Side) -> str:
        return f"{self.docset.settings.language(side).code}/{path}"

    def render(self, path: str, side: Side, *, broken_in_place: bool = False) -> Rendered:
        """Render one page without its frame.

        Args:
            path: a key of `pages`.
            side: one of the page's languages.
            broken_in_place: show what is wrong with a broken article in place of what is left of it.
        """
        page = self.pages[path]
        if page.kind == "contents":
            return self._contents(page, side)
        if page.kind == "start":
            return self._start(page, side)
        return self._article(page, side, broken_in_place=broken_in_place)

    def _article(self, page: SitePage, side: Side, *, broken_in_place: bool) -> Rendered:
        article = self.docset.article(page.path)
        errors = [one for one in article.diagnostics if one.severity is Severity.ERROR]
        if any(one.code in UNFIT for one in article.diagnostics) or (errors and broken_in_place):
            html = diagnostics_html(article.diagnostics, self._words(side))
            return Rendered(page.path, "", html, (), self._view(page, side, page.path), article.diagnostics)
        body = render_body(self.docset, page.path, side, prefix=self.prefix(side))
        words = self._words(side)
        monikers = tuple(Moniker(one, moniker_name(words, one)) for one in body.monikers)
        title = self.docset.title(page.path, side)
        view = self._view(page, side, title, article, monikers)
        diagnostics = (*article.diagnostics, *body.diagnostics)
        return Rendered(title, description(article, side), body.html, body.headings, view, diagnostics)

    def _contents(self, page: SitePage, side: Side) -> Rendered:
        words = self._words(side)
        title = self.contents_title(page.contents, side)
        address = self.address(page.path, side)
        places = self.navigation.roots[page.contents]
        html = f"<h1>{escape(title)}</h1>\n{self._list(places, side, _root_of(address))}"
        note = words["contents_description"].replace("{name}", title)
        return Rendered(title, note, html, (), self._view(page, side, title), ())

    def contents_title(self, contents: str, side: Side) -> str:
        """Return what a contents page is called."""
        places = self.navigation.roots[contents]
        words = self._words(side)
        first = places[0] if places else None
        if first and dirname(contents) and first.node.href.lower().startswith("index."):
            return words["contents_of"].replace("{name}", self.name_of(first, side)[0])
        folder = dirname(contents)
        return words["contents_of"].replace("{name}", folder) if folder else words["contents_title"]

    def _list(self, places: Sequence[Place], side: Side, root: str) -> str:
        items = []
        for place in places:
            reference = self._reference(place, side)
            lang = f' lang="{reference.language}"' if reference.language else ""
            name = escape(reference.name)
            url = reference.path if "://" in reference.path else root + reference.path
            text = f'<a href="{escape(url)}"{lang}>{name}</a>' if reference.path else f"<span{lang}>{name}</span>"
            items.append(f"<li>{text}{self._list(place.children, side, root)}</li>")
        return _listing(items)

    def _start(self, page: SitePage, side: Side) -> Rendered:
        root = _root_of(self.address(page.path, side))
        pages = [
            f'<li><a href="{root}{escape(self.address(one.path, side))}">'
            f"{escape(self.contents_title(one.contents, side))}</a></li>"
            for one in self._contents_pages.values()
        ]
        if not pages:
            pages = [self._start_item(path, side, root) for path in self.docset.pages]
        words = self._words(side)
        listing = _listing(pages) or f"<p>{escape(words['start_empty'])}</p>"
        html = f"<h1>{escape(self.name)}</h1>\n{listing}"
        note = words["start_description"].replace("{name}", self.name)
        return Rendered(self.name, note, html, (), self._view(page, side, self.name), ())

    def _start_item(self, path: str, side: Side, root: str) -> str:
        there = side if side in self.docset.sides(path) else Side.TARGET
        lang = f' lang="{self.docset.settings.target.tag}"' if there is not side else ""
        address = escape(root + self.address(path, there))
        return f'<li><a href="{address}"{lang}>{escape(self.docset.title(path, there))}</a></li>'

    def hub_view(self, path: str, side: Side, title: str) -> View:
        """Return what an ordinary page shows round its body; `path` is relative to its language's folder."""
        hubs = set(self.docset.hub_pages)
        pages = self.pages.get(path)
        sides = [
            one for one in (Side.TARGET, Side.SOURCE) if self._hub(path, one) in hubs or (pages and one in pages.sides)
        ]
        kind = "start" if path == START else "page"
        return self._view(SitePage(path, kind, tuple(sides)), side, title)

    def frame_view(self) -> View:
        """Return what a template that is no page shows: the languages."""
        target = self.docset.settings.target
        return View("error", target.tag, target.direction, self.languages)

    def _view(
        self,
        page: SitePage,
        side: Side,
        title: str,
        article: Article | None = None,
        monikers: tuple[Moniker, ...] = (),
    ) -> View:
        settings = self.docset.settings
        language = settings.language(side)
        alternates = tuple(
            Alternate(one.tag, one.code, one.name, self.address(page.path, other), other is side)
            for one, other in zip(self.languages, (Side.TARGET, Side.SOURCE), strict=True)
            if other in page.sides
        )
        present = {one.code for one in alternates}
        matter = article.front_matter if article else None
        place = self.navigation.place(page.path)
        previous, following = self.navigation.neighbours(place) if place else (None, None)
        return View(
            kind=page.kind,
            language=language.tag,
            direction=language.direction,
            languages=self.languages,
            alternates=alternates,
            missing=tuple(one for one in self.languages if one.code not in present),
            origin=article.origin.value if article and side is Side.TARGET else "",
            translated_on=iso_date(matter.string("ms.lasthandoff")) if matter else "",
            robots=matter.string("ROBOTS") if matter else "",
            canonical=self._canonical(page, side, article),
            hreflang=tuple(Hreflang(one.tag, urljoin(self.url, one.path)) for one in alternates) if self.url else (),
            breadcrumbs=self._breadcrumbs(page, place, side, title),
            previous=self._reference(previous, side) if previous else None,
            next=self._reference(following, side) if following else None,
            tree=self._tree(page, place, side),
            tree_more=self._tree_more(page, place, side),
            monikers=monikers,
        )

    def _canonical(self, page: SitePage, side: Side, article: Article | None) -> str:
        given = article.front_matter.string("canonical_url") if article and article.front_matter else ""
        if given.startswith(("https://", "http://")) and side is Side.TARGET:
            return given
        return urljoin(self.url, self.address(page.path, side)) if self.url else ""

    def _breadcrumbs(self, page: SitePage, place: Place | None, side: Side, title: str) -> tuple[Reference, ...]:
        if page.kind == "start":
            return ()
        words = self._words(side)
        crumbs = [Reference(words["home"], self.prefix(side) or "./", self._foreign(words, side))]
        contents = place.contents.path if place else self.navigation.nearest_contents(page.path)
        table = self._contents_pages.get(contents or "")
        if table and table.path != page.path and page.kind == "article":
            crumbs.append(Reference(self.contents_title(table.contents, side), self.address(table.path, side)))
        if place:
            crumbs += [self._reference(one, side) for one in place.ancestors]
        return (*crumbs, Reference(title, ""))

    def _foreign(self, words: Words, side: Side) -> str:
        return words.language if words.language != self.docset.settings.language(side).code else ""

    def _tree(self, page: SitePage, place: Place | None, side: Side) -> tuple[TreeNode, ...]:
        if place is None:
            contents = self.navigation.nearest_contents(page.path) if page.kind == "article" else None
            roots = self.navigation.roots.get(contents or "", [])[:WINDOW]
            return tuple(self._node(one, side, None, ()) for one in roots)
        children = tuple(self._node(one, side, None, ()) for one in place.children[:WINDOW])
        level: Place | None = place
        while level:
            shown = level
            children = tuple(
                self._node(one, side, place, children if one is shown else (), is_open=one is shown)
                for one in self.navigation.window(shown)
            )
            level = shown.parent
        return children

    def _node(
        self,
        one: Place,
        side: Side,
        current: Place | None,
        children: tuple[TreeNode, ...],
        *,
        is_open: bool = False,
    ) -> TreeNode:
        reference = self._reference(one, side)
        path = reference.path
        if not path and not is_open and (first := first_article(one.children)):
            # A group has no page of its own: it opens at its first article.
            path = self._reference(first, side).path
        return TreeNode(reference.name, path, reference.language, one is current, is_open, children)

    def _tree_more(self, page: SitePage, place: Place | None, side: Side) -> str:
        contents = place.contents.path if place else self.navigation.nearest_contents(page.path)
        table = self._contents_pages.get(contents or "")
        return self.address(table.path, side) if table and table.path != page.path else ""

    def name_of(self, place: Place, side: Side) -> tuple[str, str]:
        """Return the name of a node in a language, and the tag of its language where that is another one."""
        if side is Side.TARGET:
            return place.node.name, ""
        if place.node.source_name:
            return place.node.source_name, ""
        if place.article and Side.SOURCE in self.docset.sides(place.article):
            return self.docset.title(place.article, Side.SOURCE), ""
        return place.node.name, self.docset.settings.target.tag

    def _reference(self, place: Place, side: Side) -> Reference:
        name, language = self.name_of(place, side)
        if not place.node.href:
            return Reference(name, "", language)
        match resolve(self.docset, place.node.href, place.contents.path, side):
            case Page(path, there, _):
                return Reference(name, self.address(path, there), language)
            case Resource(path, _):
                return Reference(name, path, language)
            case External(url):
                return Reference(name, url, language)
            case Here() | Nowhere():
                return Reference(name, "", language)

    def _words(self, side: Side) -> Words:
        return words_for(self.docset.settings.language(side))

    def all_addresses(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield each page's path with its absolute address by language tag, for the site map."""
        for path in sorted({*self.pages, *(hub.partition("/")[2] for hub in self.docset.hub_pages)}):
            page = self.pages.get(path)
            hubs = set(self.docset.hub_pages)
            sides = [
                one
                for one in (Side.TARGET, Side.SOURCE)
                if (page and one in page.sides) or self._hub(path, one) in hubs
            ]
            tags = {self.docset.settings.language(one).tag: urljoin(self.url, self.address(path, one)) for one in sides}
            yield path, tags


def _listing(items: Sequence[str]) -> str:
    return "<ul>\n" + "\n".join(items) + "\n</ul>" if items else ""


def _root_of(address: str) -> str:
    return "../" * address.count("/") or "./"


def iso_date(text: str) -> str:
    """Turn the format's `MM/DD/YYYY` into `YYYY-MM-DD`; '' if it is no date of that form."""
    match = _US_DATE.fullmatch(text.strip())
    if not match or not 1 <= int(match[1]) <= 12 or not 1 <= int(match[2]) <= 31:  # noqa: PLR2004 - months, days
        return ""
    return f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}"


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
