"""Section tree, breadcrumbs, previous and next, from the tables of contents.

What a page shows is bounded: the path to it and a window of neighbours at each level, so that its cost does not grow
with the docset. The whole table has a page of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from posixpath import dirname

from tweeluik.docset.contents import Contents, Node
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import article_at

WINDOW = 24
"""How many neighbours of a node are shown at one level."""


@dataclass(slots=True, eq=False)
class Place:
    """A node of a table of contents, and where it is in it."""

    node: Node
    contents: Contents
    parent: "Place | None"
    article: str | None
    """The page that the node leads to, if it is one of this docset."""
    children: "list[Place]" = field(default_factory=list)

    @property
    def ancestors(self) -> "list[Place]":
        """The nodes above this one, outermost first."""
        above: list[Place] = []
        place = self.parent
        while place:
            above.insert(0, place)
            place = place.parent
        return above


class Navigation:
    """Where the pages of a docset stand in its tables of contents."""

    def __init__(self, docset: Docset) -> None:
        """Index all tables of contents; articles themselves are not read."""
        self.roots: dict[str, list[Place]] = {}
        self._places: dict[str, Place] = {}
        self._orders: dict[str, list[Place]] = {}
        self._positions: dict[int, int] = {}
        for contents in docset.contents:
            roots = [_place(docset, contents, node, None) for node in contents.nodes]
            self.roots[contents.path] = roots
            self._index(contents, roots)

    def _index(self, contents: Contents, roots: Sequence[Place]) -> None:
        order: list[Place] = []
        seen: set[str] = set()
        for place in _walk(roots):
            if place.article is None or place.article in seen:
                continue
            seen.add(place.article)
            self._positions[id(place)] = len(order)
            order.append(place)
            known = self._places.get(place.article)
            if known is None or _nearness(contents, place.article) > _nearness(known.contents, place.article):
                self._places[place.article] = place
        self._orders[contents.path] = order

    def place(self, article: str) -> Place | None:
        """Return where an article stands: in the nearest table that refers to it."""
        return self._places.get(article)

    def neighbours(self, place: Place) -> tuple[Place | None, Place | None]:
        """Return the previous and the next article of the table."""
        order = self._orders[place.contents.path]
        position = self._positions[id(place)]
        previous = order[position - 1] if position else None
        return previous, order[position + 1] if position + 1 < len(order) else None

    def window(self, place: Place) -> list[Place]:
        """Return the siblings of a place that are shown beside it."""
        siblings = place.parent.children if place.parent else self.roots[place.contents.path]
        position = next(index for index, one in enumerate(siblings) if one is place)
        start = max(0, min(position - WINDOW // 2, len(siblings) - WINDOW))
        return siblings[start : start + WINDOW]

    def nearest_contents(self, article: str) -> str | None:
        """Return the table that an article without a place belongs to: the one of its folder or the next above."""
        by_folder = {dirname(path): path for path in sorted(self.roots, reverse=True)}
        folder = dirname(article)
        while folder not in by_folder and folder:
            folder = dirname(folder)
        return by_folder.get(folder)


def _place(docset: Docset, contents: Contents, node: Node, parent: Place | None) -> Place:
    place = Place(node, contents, parent, article_at(docset, node.href, contents.path))
    place.children = [_place(docset, contents, child, place) for child in node.children]
    return place


def _walk(places: Sequence[Place]) -> Iterator[Place]:
    for place in places:
        yield place
        yield from _walk(place.children)


def first_article(places: Sequence[Place]) -> Place | None:
    """Return the first place below some others that leads to an article."""
    return next((place for place in _walk(places) if place.article), None)


def _nearness(contents: Contents, article: str) -> tuple[bool, int]:
    """Rank a table for an article: one in its folder or above before all others, the deepest first."""
    folder = dirname(contents.path)
    above = not folder or article.startswith(f"{folder}/")
    return above, len(folder) if above else -len(folder)
