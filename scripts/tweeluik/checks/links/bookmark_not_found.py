"""A link to a place of a page that is not there (reference: bookmark-not-found).

Both languages have the same bookmarks, taken from the English headings (source-format 2.3). As in the reference, links
through redirections and by absolute addresses are not looked into: the audit of the built site does that.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import unquote

from tweeluik.checks.links.found import Found, Kind, links_of, spot, target_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.docset.bookmarks import bookmarks, heading_anchor, is_plainly_there
from tweeluik.learn.bookmarks import read_bookmarks

ALWAYS = frozenset({"", "top"})
"""Bookmarks that every page has."""
TAB = "tab/"


def find(subject: Subject) -> Iterator[Spot]:
    """Yield links to bookmarks that no heading and no anchor of the target has."""
    for link in links_of(subject):
        if link.kind is not Kind.LINK or "#" not in link.href or (place := _place(subject, link)) is None:
            continue
        path, name = place
        if name in ALWAYS or name.startswith(TAB) or _is_plain(subject, path, name):
            continue
        names = _own(subject) if path == subject.path else bookmarks(subject.docset, path)
        if name not in names:
            close = get_close_matches(name, sorted(names), 1)
            hint = f" Do you mean '#{close[0]}'?" if close else ""
            where = "This page" if path == subject.path else f"'{path}'"
            yield from spot(subject, link, f"{where} has no bookmark '#{name}'.{hint}")


def _place(subject: Subject, link: Found) -> tuple[str, str] | None:
    """Return the article and the bookmark that a link means; None if it is not one that can be looked into."""
    docset, href = subject.docset, link.href.strip()
    if href.startswith("#"):
        # The bookmark of an include may be one of the page that it ends up on.
        return (subject.path, unquote(href[1:])) if docset.is_published(subject.path) else None
    target = target_of(docset, subject.path, href)
    if target is None or target.file is None or target.file in docset.hubs or not target.file.lower().endswith(".md"):
        return None
    return target.file, unquote(target.fragment)


def _is_plain(subject: Subject, path: str, name: str) -> bool:
    """Tell whether it takes no parsing to see that a bookmark is there, as for nearly all."""
    if path == subject.path:
        return heading_anchor(name) in subject.text
    return is_plainly_there(subject.docset, path, name)


@lru_cache(maxsize=4)
def _own(subject: Subject) -> frozenset[str]:
    """Return the bookmarks of the article itself: in an editor, its text may be newer than its file."""
    return bookmarks(subject.docset, subject.path, read_bookmarks(subject.article))


CHECK = ArticleCheck("bookmark-not-found", find)
