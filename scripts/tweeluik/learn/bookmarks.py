"""What a link can point to in an article: the ids of its headings, and those that it names itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from tweeluik.article.projection import project
from tweeluik.learn.constructs import HEADING_ANCHOR, INCLUDE
from tweeluik.learn.headings import numbered, wanted_id
from tweeluik.learn.marking import Tracer
from tweeluik.learn.parser import parse
from tweeluik.learn.raw_html import TAG, attributes, pieces
from tweeluik.model import Article, Side

_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_NAMED = re.compile(r"\b(?:id|name)\s*=", re.IGNORECASE)
_END_OF_ANCHOR = re.compile(r"\s*</a\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bookmarks:
    """The bookmarks of one file."""

    names: frozenset[str]
    includes: tuple[str, ...]
    """What it includes, as written: their bookmarks are the page's too."""


def read_bookmarks(article: Article) -> Bookmarks:
    """Read the bookmarks of an article; both languages have the same ones (source-format 2.3)."""
    projection = project(article, Side.TARGET, normalize=True)
    tracer = Tracer(projection)
    taken: dict[str, int] = {}
    names: set[str] = set()
    includes: list[str] = []
    in_heading = False
    for token in parse(projection.text, inline=False).tokens:
        if token.type == "learn_include":
            includes.append(str(token.meta["path"]))
        elif token.type == "inline" and in_heading:
            numbered(_heading_id(token, tracer), taken)
        if token.type in {"inline", "html_block"}:
            content = _CODE.sub("", token.content) if "`" in token.content else token.content
            names.update(_named(content))
            includes += [match["path"] for match in INCLUDE.finditer(content)] if "[!" in content else ()
        in_heading = token.type == "heading_open"
    return Bookmarks(frozenset((*names, *taken)), tuple(includes))


def _heading_id(inline: Token, tracer: Tracer) -> str:
    anchor = HEADING_ANCHOR.match(inline.content)
    if anchor and _END_OF_ANCHOR.match(inline.content, anchor.end()):
        return anchor["id"]
    return wanted_id(inline.content, tracer.runs(inline, in_table=False)) or "section"


def _named(content: str) -> Iterator[str]:
    """Yield the names that raw HTML gives to places."""
    if not _NAMED.search(content):
        return
    for piece in pieces(content):
        tag = TAG.fullmatch(piece.text) if piece.tag else None
        if tag and not tag["end"]:
            given = attributes(tag["rest"])
            yield from (given[key] for key in ("id", "name") if given.get(key) and (key == "id" or piece.tag == "a"))
