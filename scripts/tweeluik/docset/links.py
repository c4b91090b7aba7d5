"""Where a link leads (source-format 4).

Links of articles are relative to their file, rooted at the docset (`~/`), at the public site (`/`), or absolute. What
the docset publishes is linked inside the site; everything else gets its public address, never a dead page.
"""

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from tweeluik.docset.docset import Docset
from tweeluik.model import Side

MOVED_HOSTS = {
    "docs.microsoft.com": "learn.microsoft.com",
    "support.office.com": "support.microsoft.com",
}
"""Hosts that have moved; paths stay as they are."""
MICROSOFT_HOST = re.compile(r"(?:.+\.)?(?:microsoft|office|azure|live|skype|xbox)\.com", re.IGNORECASE)
LOCALE = re.compile(r"/[A-Za-z]{2,3}-(?:[A-Za-z]{4}-)?[A-Za-z]{2}(?=/|$)")
SCHEMES = frozenset({"http", "https", "mailto", "tel", "ms-settings", "feedback-hub"})
"""What a link may start with; anything else (javascript:, data:, file:) is no link."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of this site."""

    path: str
    """The article's file."""
    side: Side
    """The language it is linked in: the reader's, or else the one that exists."""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of this site: an image or a download."""

    path: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Here:
    """A place on the page itself."""

    fragment: str = ""


@dataclass(frozen=True, slots=True)
class External:
    """An address outside the site."""

    url: str


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Not a link that a reader can follow."""


Link = Page | Resource | Here | External | Nowhere


def resolve(docset: Docset, href: str, path: str, side: Side) -> Link:
    """Say where a link in the article at `path` leads for readers of the given language."""
    href = href.strip()
    if not href:
        return Nowhere()
    if href.startswith("#"):
        return Here(href[1:])
    if href.startswith("?"):
        return Here(urlsplit(href).fragment)
    if _SCHEME.match(href) or href.startswith("//"):
        return _absolute(docset, href, side)
    raw_path, query, fragment = _split(href)
    if raw_path.startswith(("/", "\\")):
        return _public_link(docset, "/" + _clean(raw_path).lstrip("/"), query, fragment, side)
    if raw_path.startswith(("~/", "~\\")):
        target = posixpath.normpath(_clean(raw_path[2:]))
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), _clean(raw_path)))
    return _in_docset(docset, target, fragment, side) or _missing(docset, target, query, fragment, side)


def article_at(docset: Docset, href: str, path: str) -> str | None:
    """Return the page that a relative link means, without asking in which languages it exists; None if none."""
    if not href or href.startswith(("#", "?", "/", "\\")) or _SCHEME.match(href):
        return None
    cleaned = _clean(_split(href)[0])
    target = cleaned[2:] if cleaned.startswith("~/") else posixpath.join(posixpath.dirname(path), cleaned)
    found = docset.find(posixpath.normpath(target))
    return found if found and found.lower().endswith(".md") and docset.is_published(found) else None


def page_address(path: str) -> str:
    """Return a page's address without its language: `a/b.md` is at `a/b/`, `a/index.md` at `a/`."""
    stem = path[: -len(".md")]
    folder, _, name = stem.rpartition("/")
    address = folder if name == "index" else stem
    return quote(f"{address}/") if address else ""


def _split(href: str) -> tuple[str, str, str]:
    rest, _, fragment = href.partition("#")
    rest, _, query = rest.partition("?")
    return rest, query, fragment


def _clean(path: str) -> str:
    return unquote(path).replace("\\", "/").strip()


def _in_docset(docset: Docset, target: str, fragment: str, side: Side) -> Page | Resource | None:
    found = docset.find(target)
    if found is None or not docset.is_published(found):
        return None
    if not found.lower().endswith(".md"):
        return Resource(found, fragment)
    sides = docset.sides(found)
    return Page(found, side if side in sides else sides[0], fragment)


def _missing(docset: Docset, target: str, query: str, fragment: str, side: Side) -> Link:
    """Follow the redirections, or else give the public address."""
    redirected = docset.redirections.get(target.lower())
    if redirected:
        link = resolve(docset, redirected, target, side)
        return _with_fragment(link, fragment)
    if target.startswith("../") and not docset.settings.public_path:
        target = target.lstrip("./")
    public = posixpath.normpath(posixpath.join(docset.settings.public_path or "/", target))
    stem, extension = posixpath.splitext(public)
    if extension.lower() in {".md", ".yml"}:
        public = stem.removesuffix("/index") or "/"
    return External(_public(docset, public, query, fragment, side))


def _with_fragment(link: Link, fragment: str) -> Link:
    match link:
        case Page(path, side, own) if fragment and not own:
            return Page(path, side, fragment)
        case External(url) if fragment and "#" not in url:
            return External(f"{url}#{fragment}")
    return link


def _public_link(docset: Docset, path: str, query: str, fragment: str, side: Side, seen: int = 0) -> Link:
    """Resolve a path on the public site: in this docset if it is published here."""
    bare = LOCALE.sub("", path, count=1) if LOCALE.match(path) else path
    prefix = docset.settings.public_path
    if prefix and (bare.lower() + "/").startswith(prefix.lower() + "/"):
        inside = bare[len(prefix) :].strip("/")
        for candidate in (f"{inside}.md", f"{inside}/index.md", inside) if inside else ("index.md",):
            if link := _in_docset(docset, candidate, fragment, side):
                return link
        redirected = docset.redirections.get(f"{inside}.md".lower())
        if redirected and seen < 5 and redirected.startswith("/"):  # noqa: PLR2004 - redirections chain
            raw, new_query, new_fragment = _split(redirected)
            return _public_link(docset, raw, new_query, new_fragment or fragment, side, seen + 1)
    return External(_public(docset, bare, query, fragment, side))


def _public(docset: Docset, path: str, query: str, fragment: str, side: Side) -> str:
    locale = docset.settings.language(side).tag.lower()
    url = f"{docset.settings.public_base}/{locale}{quote(path, safe='/:@!$&()*+,;=~')}"
    return url + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _absolute(docset: Docset, href: str, side: Side) -> Link:
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").lower()
    except ValueError:
        return Nowhere()
    if parts.scheme.lower() not in SCHEMES and not href.startswith("//"):
        return Nowhere()
    if not host or parts.scheme.lower() not in {"http", "https", ""}:
        return External(href) if parts.scheme else Nowhere()
    if host in MOVED_HOSTS:
        parts = parts._replace(scheme="https", netloc=MOVED_HOSTS[host])
        host = MOVED_HOSTS[host]
    public_host = urlsplit(docset.settings.public_base).hostname
    if host == public_host and docset.settings.public_path:
        link = _public_link(docset, parts.path or "/", parts.query, parts.fragment, side)
        if not isinstance(link, External):
            return link
    # A locale on a Microsoft host follows the language of the page.
    if MICROSOFT_HOST.fullmatch(host) and LOCALE.match(parts.path):
        locale = f"/{docset.settings.language(side).tag.lower()}"
        parts = parts._replace(path=LOCALE.sub(locale, parts.path, count=1))
    return External(urlunsplit(parts._replace(scheme=parts.scheme or "https")))
