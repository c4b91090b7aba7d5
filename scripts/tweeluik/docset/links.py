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
MOST_REDIRECTIONS = 10
"""How many redirections a link may be led through."""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|[0-9a-f:.]+")
_SPACE = re.compile(r"\s")
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
    return _resolve(docset, href, path, side, frozenset())


def _resolve(docset: Docset, href: str, path: str, side: Side, followed: frozenset[str]) -> Link:
    """Resolve a link that `followed` redirections, by their folded paths, have led to."""
    href = href.strip()
    if not href or href.startswith("\\\\"):
        return Nowhere()
    if href.startswith("#"):
        return Here(href[1:])
    if href.startswith("?"):
        return Here(_split(href)[2])
    if _SCHEME.match(href) or href.startswith("//"):
        return _absolute(docset, href, side, followed)
    raw_path, query, fragment = _split(href)
    if raw_path.startswith(("/", "\\")):
        return _public_link(docset, "/" + _clean(raw_path).lstrip("/"), query, fragment, side, followed)
    if raw_path.startswith(("~/", "~\\")):
        target = posixpath.normpath(_clean(raw_path[2:]))
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), _clean(raw_path)))
    found = _in_docset(docset, target, fragment, side) or _redirected(docset, target, fragment, side, followed)
    return found or _missing(docset, target, query, fragment, side)


def article_at(docset: Docset, href: str, path: str) -> str | None:
    """Return the page that a relative link means, without asking in which languages it exists; None if none."""
    target = relative_target(href, path)
    found = docset.find(target[0]) if target else None
    return found if found and found.lower().endswith(".md") and docset.is_published(found) else None


def relative_target(href: str, path: str) -> tuple[str, str] | None:
    """Return what a relative link means, whether it exists or not.

    Returns:
        The path below the docset's root (outside of it, it begins with `../`) and the bookmark, '' if there is none;
        None if the link is absolute, rooted at the public site, or one to a place on the page itself.
    """
    href = href.strip()
    if not href or href.startswith(("#", "?", "/", "\\")) or _SCHEME.match(href):
        return None
    raw_path, _, fragment = _split(href)
    cleaned = _clean(raw_path)
    target = cleaned[2:] if cleaned.startswith("~/") else posixpath.join(posixpath.dirname(path), cleaned)
    return posixpath.normpath(target), fragment


def included(docset: Docset, href: str, path: str) -> str | None:
    """Return the file that an include in the article at `path` names; None if there is none."""
    cleaned = _split(href)[0].replace("\\", "/")
    target = cleaned[2:] if cleaned.startswith("~/") else posixpath.join(posixpath.dirname(path), cleaned)
    found = docset.find(posixpath.normpath(target))
    return found if found and found.lower().endswith(".md") else None


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


def _redirected(docset: Docset, target: str, fragment: str, side: Side, followed: frozenset[str]) -> Link | None:
    """Follow the redirection of a removed file; None if there is none, or if it leads round in a circle."""
    folded = target.lower()
    url = docset.redirections.get(folded)
    if url is None or folded in followed or len(followed) >= MOST_REDIRECTIONS:
        return None
    return _with_fragment(_resolve(docset, url, target, side, followed | {folded}), fragment)


def _missing(docset: Docset, target: str, query: str, fragment: str, side: Side) -> Link:
    """Give the public address of a file that is not here."""
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


def _public_link(docset: Docset, path: str, query: str, fragment: str, side: Side, followed: frozenset[str]) -> Link:
    """Resolve a path on the public site: in this docset if it is published here."""
    bare = LOCALE.sub("", path, count=1) if LOCALE.match(path) else path
    prefix = docset.settings.public_path
    if prefix and (bare.lower() + "/").startswith(prefix.lower() + "/"):
        inside = bare[len(prefix) :].strip("/")
        candidates = (f"{inside}.md", f"{inside}/index.md", inside) if inside else ("index.md",)
        for candidate in candidates:
            if link := _in_docset(docset, candidate, fragment, side):
                return link
        for candidate in (*candidates, f"{inside}.yml"):
            if elsewhere := _redirected(docset, candidate, fragment, side, followed):
                return elsewhere
    return External(_public(docset, bare, query, fragment, side))


def _public(docset: Docset, path: str, query: str, fragment: str, side: Side) -> str:
    locale = docset.settings.language(side).tag.lower()
    url = f"{docset.settings.public_base}/{locale}{quote(path, safe='/:@!$&()*+,;=~')}"
    return _SPACE.sub("%20", url + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else ""))


def _absolute(docset: Docset, href: str, side: Side, followed: frozenset[str]) -> Link:
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").lower()
        _ = parts.port
    except ValueError:
        return Nowhere()
    scheme = parts.scheme or "https"
    if scheme not in SCHEMES:
        return Nowhere()
    if scheme not in {"http", "https"}:
        return External(_SPACE.sub("%20", href))
    if not _HOST.fullmatch(host):
        return Nowhere()
    if host in MOVED_HOSTS:
        host = MOVED_HOSTS[host]
        scheme, parts = "https", parts._replace(netloc=host)
    public_host = urlsplit(docset.settings.public_base).hostname
    if host == public_host and docset.settings.public_path:
        link = _public_link(docset, _clean(parts.path) or "/", parts.query, parts.fragment, side, followed)
        if not isinstance(link, External):
            return link
    # A locale on a Microsoft host follows the language of the page.
    if MICROSOFT_HOST.fullmatch(host) and LOCALE.match(parts.path):
        locale = f"/{docset.settings.language(side).tag.lower()}"
        parts = parts._replace(path=LOCALE.sub(locale, parts.path, count=1))
    return External(_SPACE.sub("%20", urlunsplit(parts._replace(scheme=scheme))))
