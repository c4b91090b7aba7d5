"""The HTML in an article's Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token

from tweeluik.checks.format.structure import Leaf, Structure
from tweeluik.learn.positions import AT
from tweeluik.learn.raw_html import TAG, Piece, attributes, piece_of, pieces

_UNSEEN = frozenset({"hr", "learn_nothing"})
_SEEN_TAGS = frozenset("img iframe video hr br input object embed svg".split())


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of an HTML element."""

    piece: Piece
    leaf: Leaf
    at: int
    """0-based character of the leaf's content at which it begins."""

    @property
    def begins(self) -> bool:
        """Whether it begins an element, with content or without."""
        return not self.piece.text.startswith("</")

    @property
    def range(self) -> tuple[int, int]:
        """The characters of the leaf's content that it takes."""
        return self.at, self.at + len(self.piece.text)

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes, with names in lower case."""
        match = TAG.fullmatch(self.piece.text)
        return attributes(match["rest"]) if match else {}


@lru_cache(maxsize=1)
def tags(structure: Structure) -> tuple[Tag, ...]:
    """Return the tags of an article in text order; what only looks like a tag is text."""
    return tuple(_tags(structure))


def _tags(structure: Structure) -> Iterator[Tag]:
    for leaf in structure.leaves:
        if leaf.token.type == "html_block":
            for piece in pieces(leaf.token.content):
                if piece.tag:
                    yield Tag(piece, leaf, piece.start)
        for child in leaf.token.children or ():
            if child.type == "html_inline":
                piece = piece_of(child.content)
                if piece.tag:
                    yield Tag(piece, leaf, child.meta[AT])


def is_seen(token: Token) -> bool:
    """Tell whether readers see anything of a leaf token."""
    if token.type in _UNSEEN:
        return False
    if token.type == "html_block":
        return any((one.is_text and one.text.strip()) or one.tag in _SEEN_TAGS for one in pieces(token.content))
    if token.type == "inline":
        return any(
            child.content.strip() if child.type == "text" else child.type not in {"html_inline", "learn_nothing"}
            for child in token.children or ()
        )
    return True
