"""An article that includes itself, by itself or through others (reference: circular-reference)."""

from collections.abc import Iterator

from tweeluik.checks.links.found import Kind, links_of, spot
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import included


def find(subject: Subject) -> Iterator[Spot]:
    """Yield the includes that lead back to the article."""
    for link in links_of(subject):
        if link.kind is not Kind.INCLUDE:
            continue
        first = included(subject.docset, link.href, subject.path)
        if first and (way := _way_back(subject.docset, first, subject.path)):
            through = " → ".join(f"'{one}'" for one in way)
            yield from spot(subject, link, f"The article includes itself: {through}.")


def _way_back(docset: Docset, start: str, home: str) -> tuple[str, ...]:
    """Return the includes that lead from a file to another one; nothing if none do."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        if way[-1] == home:
            return way
        following = (included(docset, href, way[-1]) for href in docset.bookmarks(way[-1]).includes)
        for path in following:
            if path and path not in seen:
                seen.add(path)
                ways.append((*way, path))
    return ()


CHECK = ArticleCheck("circular-reference", find)
