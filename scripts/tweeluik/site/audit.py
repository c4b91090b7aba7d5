"""The built site, looked at as a browser and a search engine meet it: what the reader clicks is what is checked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from re import findall
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from tweeluik.checks.finding import Finding
from tweeluik.codes import codes
from tweeluik.processes import each
from tweeluik.text import Place

NOT_FOUND = "404.html"
"""The page for wrong addresses: it stands for none itself."""
SITE_MAP = "sitemap.xml"
SEARCH = "pagefind"
"""The folder of the search index, whose pages are no pages of the site."""
LOADING = frozenset({"img", "script", "iframe", "source", "video", "audio", "embed", "object"})
"""Elements that a browser fetches something for at once."""
REFERENCES = ("href", "src", "data", "poster")
NOWHERE = "https://site.invalid/"
"""Stands for the address of a site whose pages do not say it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that a page names."""

    url: str
    """As written."""
    place: Place
    loads: bool
    """Whether a browser fetches it without being asked."""


@dataclass(slots=True)
class PageFacts:
    """What the audit needs to know of one built page."""

    file: str
    """Relative to the site, with forward slashes."""
    lang: str = ""
    title: str = ""
    description: str = ""
    canonical: str = ""
    robots: str = ""
    headings: list[Place] = field(default_factory=list)
    """Where its headings of level 1 are."""
    references: list[Reference] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    """Addresses of the page in its languages, its own among them, by language."""
    names: set[str] = field(default_factory=set)
    """What a link can point to."""
    questions: set[str] = field(default_factory=set)
    """What a calculator on it asks: a link can answer that, as in `#v=1&product=business`."""
    repeated: list[tuple[str, Place]] = field(default_factory=list)
    """Ids that another element has already."""
    without_alt: list[tuple[str, Place]] = field(default_factory=list)
    """Pictures without alternative text."""

    @property
    def address(self) -> str:
        """Where the page is below the root of the site; '' for the root itself."""
        return self.file.removesuffix("index.html") if f"/{self.file}".endswith("/index.html") else self.file


def read_page(site: Path, file: str) -> PageFacts:
    """Read one page of a built site; `file` is relative to it."""
    text = (site / file).read_text(encoding="utf-8", errors="replace")
    facts = PageFacts(file)
    page = BeautifulSoup(text, "html.parser", multi_valued_attributes=None, on_duplicate_attribute="ignore")
    for element in page.find_all(name=True):
        _note(facts, element)
    return facts


def _note(facts: PageFacts, element: Tag) -> None:
    """Add what an element says of its page."""
    given = {name: str(value) for name, value in element.attrs.items()}
    place = Place(element.sourceline or 1, (element.sourcepos or 0) + 1)
    _note_names(facts, element.name, given, place)
    match element.name:
        case "html":
            facts.lang = given.get("lang", "").strip()
        case "title" if element.find_parent("svg") is None:
            facts.title += element.get_text()
        case "h1":
            facts.headings.append(place)
        case "meta" if given.get("name", "").lower() == "description":
            facts.description = given.get("content", "").strip()
        case "meta" if given.get("name", "").lower() == "robots":
            facts.robots = given.get("content", "").strip().lower()
        case "link" if _is_about_page(facts, given):
            return
        case "img" if "alt" not in given:
            facts.without_alt.append((given.get("src", ""), place))
    is_style = element.name == "link" and "stylesheet" in given.get("rel", "").lower().split()
    for name in REFERENCES:
        if name in given and (name != "data" or element.name == "object"):
            facts.references.append(Reference(given[name], place, element.name in LOADING or is_style))


def _note_names(facts: PageFacts, tag: str, given: Mapping[str, str], place: Place) -> None:
    if name := given.get("id"):
        if name in facts.names:
            facts.repeated.append((name, place))
        facts.names.add(name)
    if name := given.get("data-input"):
        facts.questions.add(name)
    if tag == "a" and given.get("name"):
        facts.names.add(given["name"])


def _is_about_page(facts: PageFacts, given: Mapping[str, str]) -> bool:
    """Note what a `link` says of the page itself; tell whether it does."""
    relation = given.get("rel", "").lower().split()
    if "canonical" in relation:
        facts.canonical = given.get("href", "")
        return True
    if "alternate" in relation and given.get("hreflang"):
        facts.alternates[given["hreflang"]] = given.get("href", "")
        return True
    return False


def audit_site(site_dir: Path, *, processes: int | None = None) -> list[Finding]:
    """Look at all pages of a built site.

    Args:
        site_dir: its folder. The address that it is built for is taken from its pages.
        processes: how many to read pages with; as many as there are processors by default.

    Returns:
        What is wrong, by file and place; paths are relative to the folder.
    """
    files = frozenset(file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file())
    names = sorted(file for file in files if file.endswith(".html") and SEARCH not in file.split("/"))
    pages = list(each(partial(read_page, site_dir), names, processes=processes))
    site = _Site(_base(pages), files, {page.address: page for page in pages})
    found = [finding for page in pages for finding in _of_page(site, page)]
    found += _alternates(site)
    found += _site_map(site, site_dir)
    return sorted(set(found), key=lambda one: (one.path, one.place, one.code, one.message))


@dataclass(frozen=True, slots=True)
class _Site:
    """A site that has been read."""

    base: str
    """Its address, with a slash at the end."""
    files: frozenset[str]
    pages: Mapping[str, PageFacts]
    """By address below the root of the site."""


def _base(pages: Iterable[PageFacts]) -> str:
    """Return the address that most pages say the site has."""
    said = Counter(
        page.canonical.removesuffix(page.address)
        for page in pages
        if page.canonical and page.canonical.endswith(page.address)
    )
    base = max(sorted(said), key=lambda one: said[one], default=NOWHERE)
    return base if base.endswith("/") else f"{base}/"


def _finding(code: str, page: PageFacts, message: str, place: Place = Place()) -> Finding:
    return Finding(code, codes()[code].severity, page.file, message, place)


def _of_page(site: _Site, page: PageFacts) -> Iterator[Finding]:
    """Yield what is wrong in one page."""
    if not page.lang:
        yield _finding("site-lang-missing", page, "The page does not say its language.")
    if not page.title.strip():
        yield _finding("site-title-missing", page, "The page has no title.")
    if not page.headings:
        yield _finding("site-heading-wrong", page, "The page has no heading of level 1.")
    for place in page.headings[1:]:
        yield _finding("site-heading-wrong", page, "The page has a heading of level 1 already.", place)
    for source, place in page.without_alt:
        yield _finding("site-alt-missing", page, f"The picture '{source[:80]}' has no alternative text.", place)
    for name, place in page.repeated:
        yield _finding("site-id-duplicate", page, f"Another element has the id '{name}' already.", place)
    if page.file != NOT_FOUND:
        yield from _for_search_engines(site, page)
    for reference in page.references:
        yield from _of_reference(site, page, reference)


def _for_search_engines(site: _Site, page: PageFacts) -> Iterator[Finding]:
    """Yield what is missing from a page that search engines are to find."""
    if not page.description:
        yield _finding("site-description-missing", page, "The page has no description.")
    if site.base != NOWHERE and page.canonical != site.base + page.address:
        said = f"'{page.canonical}'" if page.canonical else "no address"
        yield _finding("site-canonical-missing", page, f"The page names {said} as its own.")


def _of_reference(site: _Site, page: PageFacts, reference: Reference) -> Iterator[Finding]:
    try:
        url = urljoin(site.base + page.address, reference.url.strip())
        parts = urlsplit(url)
    except ValueError:
        yield _finding("site-link-broken", page, f"'{reference.url}' is no address.", reference.place)
        return
    if not url.startswith(site.base):
        if reference.loads and parts.scheme in {"http", "https"}:
            message = f"The page loads '{reference.url}'."
            yield _finding("site-loads-elsewhere", page, message, reference.place)
        return
    inside = unquote(parts.path)[len(unquote(urlsplit(site.base).path)) :]
    target = site.pages.get(inside)
    if target is None:
        if inside not in site.files:
            message = f"'{reference.url}' leads to nothing: there is no '{inside}'."
            yield _finding("site-link-broken", page, message, reference.place)
        return
    fragment = unquote(parts.fragment)
    if target.questions and parts.fragment.startswith("v="):
        for name in sorted(dict(parse_qsl(parts.fragment)).keys() - target.questions - {"v"}):
            message = f"'{target.file}' does not ask '{name}'."
            yield _finding("site-bookmark-broken", page, message, reference.place)
        return
    if fragment and fragment != "top" and fragment not in target.names:
        message = f"'{target.file}' has no place '#{fragment}'."
        yield _finding("site-bookmark-broken", page, message, reference.place)


def _alternates(site: _Site) -> Iterator[Finding]:
    """Yield the pages that other languages of theirs do not name, or name otherwise."""
    for page in site.pages.values():
        if page.file == NOT_FOUND or not page.alternates:
            continue
        own = site.base + page.address
        if page.alternates.get(page.lang) != own:
            message = f"The page does not name itself as its '{page.lang}' version."
            yield _finding("site-alternate-wrong", page, message)
        for language, url in page.alternates.items():
            other = site.pages.get(unquote(url.removeprefix(site.base))) if url.startswith(site.base) else None
            if other is None:
                message = f"The '{language}' version '{url}' is no page of the site."
                yield _finding("site-alternate-wrong", page, message)
            elif other.alternates != page.alternates:
                message = f"The '{language}' version '{url}' names other versions than this page."
                yield _finding("site-alternate-wrong", page, message)


def _site_map(site: _Site, folder: Path) -> Iterator[Finding]:
    """Yield how the map differs from the pages; a site that does not know its address can have none."""
    if SITE_MAP not in site.files or site.base == NOWHERE:
        return
    listed = set(findall("<loc>(.*?)</loc>", (folder / SITE_MAP).read_text(encoding="utf-8", errors="replace")))
    wanted = {site.base + address: page for address, page in site.pages.items() if page.file != NOT_FOUND}
    table = PageFacts(SITE_MAP)
    for url in _sorted_difference(listed, wanted):
        yield _finding("site-map-wrong", table, f"'{url}' is no page of the site.")
    # What search engines are told to leave out need not be in it: the review pages are not.
    for url in _sorted_difference((url for url, page in wanted.items() if "noindex" not in page.robots), listed):
        yield _finding("site-map-wrong", table, f"'{url}' is missing.")


def _sorted_difference(some: Iterable[str], others: Iterable[str]) -> Sequence[str]:
    return sorted(set(some) - set(others))
