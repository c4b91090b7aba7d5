"""What is known and gathered while a page is rendered, and the links, pictures and words that depend on it."""

from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote, urlsplit

from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import External, Here, Link, Nowhere, Page, Resource, page_address, resolve
from tweeluik.model import Side
from tweeluik.rendering.headings import Heading, own
from tweeluik.rendering.raw_html import open_tag
from tweeluik.text import Place
from tweeluik.words import Words, words_for

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico")
_FRAGMENT_SAFE = "!$&'()*+,;=:@/?-._~%"


@dataclass(slots=True)
class PageState:
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
        """The words of the interface for the page."""
        return words_for(self.docset.settings.language(self.side))

    def resolve(self, href: str) -> Link:
        """Say where a link in the file being rendered leads."""
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


def label(page: PageState, href: str) -> str:
    """Name the target of a link that has no text of its own."""
    link = page.resolve(href)
    if isinstance(link, Page):
        return page.docset.title(link.path, link.side)
    if isinstance(link, Here):
        return link.fragment.replace("-", " ")
    parts = urlsplit(page.url(link))
    return (parts.netloc + parts.path).strip("/") or href


def link_attributes(href: str, page: PageState) -> dict[str, str]:
    """Return the attributes of a link; none if it leads nowhere."""
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


def picture(source: str, alt: str, page: PageState, attributes: dict[str, str]) -> str:
    """Write an image of this site; one that is elsewhere becomes a link to it, so that nothing is loaded unasked."""
    lang = {key: value for key, value in attributes.items() if key == "lang" and alt}
    attributes = {key: value for key, value in attributes.items() if key != "lang"} | lang
    if source.lower().startswith("data:"):
        return open_tag("img", {"src": source, "alt": alt, **attributes})
    link = page.resolve(source)
    if isinstance(link, Resource):
        return open_tag("img", {"src": page.url(Resource(link.path)), "alt": alt, "loading": "lazy", **attributes})
    if isinstance(link, External):
        text = escape(alt) or word(page, "image_elsewhere")
        return f"{open_tag('a', {'href': link.url, 'class': 'tw-image-link', **lang})}{text}</a>"
    return open_tag("span", {"class": "tw-image-link", **lang}) + f"{escape(alt)}</span>"


def video(url: str, page: PageState, *, is_block: bool, line: int = -1) -> str:
    """Write a card that leads to a video: nothing is loaded from elsewhere before the reader asks for it."""
    link = page.resolve(url) if "/" in url else Nowhere()
    address = link.url.replace("http://", "https://", 1) if isinstance(link, External) else ""
    if not address.startswith("https://"):
        page.report("unsupported-construct", f"'{url}' is no address of a video.", line)
        return ""
    host = urlsplit(address).hostname or ""
    text = word(page, "video_link")
    anchor = open_tag("a", {"href": address, "class": "tw-video__link"}) + f"{text}</a>"
    card = f'{anchor} <span class="tw-video__host">{escape(host)}</span>'
    return f'<p class="tw-video">{card}</p>\n' if is_block else f'<span class="tw-video">{card}</span>'


def word(page: PageState, key: str) -> str:
    """Return a word of the interface."""
    return marked(page.words.get(key, key), page)


def marked(word: str, page: PageState) -> str:
    """Write a word of the interface, marked where it is not in the language of the page."""
    word = escape(word, quote=False)
    same = page.words.language == page.docset.settings.language(page.side).code
    return word if same else f'<span lang="{page.words.language}">{word}</span>'


def moniker_name(words: Words, moniker: str) -> str:
    """Return what readers call a cloud."""
    return words.get(f"moniker_{moniker}") or moniker
