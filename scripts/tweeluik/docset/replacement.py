"""Newer versions of articles: `replaced_by` in the front matter of the older one.

The key is an extension of ours. Its value is a link to an article of the docset, relative to the older article.
"""

from tweeluik.article.front_matter import place_of
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import Page, resolve
from tweeluik.model import Article, Side

KEY = "replaced_by"


def replacement(docset: Docset, article: Article, side: Side) -> Page | Diagnostic | None:
    """Return the newer version of an article for readers of a language.

    Returns:
        The page; what is wrong with the link, if it leads to none; or None if the article has no newer version.
    """
    matter = article.front_matter
    if not matter or matter.get(KEY) is None:
        return None
    link = _newer(docset, article, side)
    if link is None:
        problem = f"'{matter.string(KEY)}' is no other article of the docset."
    elif _leads_back(docset, article, link, side):
        problem = f"'{link.path}' is replaced by this article in turn."
    else:
        return link
    return Diagnostic("replacement-not-found", problem, article.path, place_of(matter, KEY))


def _newer(docset: Docset, article: Article, side: Side) -> Page | None:
    """Return the page that an article names as its newer version; None if it names none but itself."""
    value = article.front_matter.get(KEY) if article.front_matter else None
    link = resolve(docset, value, article.path, side) if isinstance(value, str) else None
    return link if isinstance(link, Page) and link.path != article.path else None


def _leads_back(docset: Docset, article: Article, link: Page, side: Side) -> bool:
    """Tell whether the newer versions lead round in a circle: none of them would be the newest."""
    passed: set[str] = set()
    following: Page | None = link
    while following and following.path not in passed:
        if following.path == article.path:
            return True
        passed.add(following.path)
        following = _newer(docset, docset.article(following.path), side)
    return False
