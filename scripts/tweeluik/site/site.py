"""Which pages a site has, and where they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from posixpath import basename, dirname
from urllib.parse import urljoin

from tweeluik.docset.docset import Docset
from tweeluik.docset.links import External, Here, Nowhere, Page, Resource, page_address, resolve
from tweeluik.model import Side
from tweeluik.site.navigation import Navigation, Place
from tweeluik.site.view import Reference, SiteLanguage
from tweeluik.words import Words, words_for

START = "index.md"
ORDER = (Side.TARGET, Side.SOURCE)
"""The languages of a site in the order in which it names them."""


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
        for name in ("navigation", "pages", "_paths", "contents_pages", "languages"):
            self.__dict__.pop(name, None)

    @cached_property
    def languages(self) -> tuple[SiteLanguage, ...]:
        """The languages of the site, target first."""
        settings = self.docset.settings
        return tuple(
            SiteLanguage(language.tag, language.code, language.name, self.prefix(side))
            for side in ORDER
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
    def contents_pages(self) -> dict[str, SitePage]:
        """The contents pages, by the table that each one shows."""
        pages: dict[str, SitePage] = {}
        taken = {page_address(path).lower() for path in self.docset.pages}
        for contents in self.docset.contents:
            folder = dirname(contents.path)
            path = f"{folder}/toc.md" if folder else "toc.md"
            if page_address(path).lower() in taken or not contents.nodes:
                continue
            taken.add(page_address(path).lower())
            pages[contents.path] = SitePage(path, "contents", ORDER, contents.path)
        return pages

    @cached_property
    def pages(self) -> dict[str, SitePage]:
        """The pages that Tweeluik makes, by path; ordinary pages are MkDocs' own."""
        pages = {path: SitePage(path, "article", self.docset.sides(path)) for path in self.docset.pages}
        pages |= {page.path: page for page in self.contents_pages.values()}
        missing = [side for side in ORDER if side not in self.docset.hubs.get(START, ())]
        if START not in pages and missing:
            pages[START] = SitePage(START, "start", tuple(missing))
        return pages

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {page_address(path): path for path in (*self.docset.hubs, *self.pages)}

    def path_at(self, address: str) -> str | None:
        """Return the page at an address without its language's prefix; None if there is none."""
        return self._paths.get(address)

    def contents_name(self, contents: str, side: Side) -> tuple[str, str]:
        """Return what a table of contents is about, and the tag of the name's language where that is another one.

        It is what the table's first node calls the section, or else the folder.
        """
        places = self.navigation.roots[contents]
        folder = dirname(contents)
        if not folder:
            return self.words(side)["contents_title"], ""
        if places and places[0].node.href.lower().startswith("index."):
            return self.name_of(places[0], side)
        return basename(folder).replace("-", " ").capitalize(), ""

    def name_of(self, place: Place, side: Side) -> tuple[str, str]:
        """Return the name of a node in a language, and the tag of its language where that is another one."""
        if side is Side.TARGET:
            return place.node.name, ""
        if place.node.source_name:
            return place.node.source_name, ""
        if place.article and Side.SOURCE in self.docset.sides(place.article):
            return self.docset.title(place.article, Side.SOURCE), ""
        return place.node.name, self.docset.settings.target.tag

    def reference(self, place: Place, side: Side) -> Reference:
        """Return where a node leads, with its name in a language."""
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

    def words(self, side: Side) -> Words:
        """Return the words of the interface for a language."""
        return words_for(self.docset.settings.language(side))

    def sides_of(self, path: str) -> tuple[Side, ...]:
        """Return the languages in which there is a page by that name, made here or by MkDocs, target first."""
        page = self.pages.get(path)
        present = {*(page.sides if page else ()), *self.docset.hubs.get(path, ())}
        return tuple(side for side in ORDER if side in present)

    def all_addresses(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield each page's path with its absolute address by language tag, for the site map."""
        for path in sorted({*self.pages, *self.docset.hubs}):
            yield (
                path,
                {
                    self.docset.settings.language(side).tag: urljoin(self.url, self.address(path, side))
                    for side in self.sides_of(path)
                },
            )
