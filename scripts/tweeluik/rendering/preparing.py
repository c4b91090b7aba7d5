"""Making the tokens of an article ready to be written: segments marked, ids given, raw HTML cut."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from tweeluik.learn.headings import inline_text, slug, take_anchor, wanted_id
from tweeluik.learn.marking import Run, Tracer, mark_html, mark_inline
from tweeluik.learn.raw_html import Piece, pieces
from tweeluik.rendering.headings import Heading, unique
from tweeluik.rendering.page import PageState
from tweeluik.rendering.sanitizer import REMOVED_WITH_CONTENT

WORD = re.compile(r"(?<!\S)[^\w\s]*[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*[^\w\s]*(?!\S)")
"""A word of a language, unlike a number, an address or a file name."""


def prepared(tokens: Sequence[Token], tracer: Tracer, page: PageState) -> list[Token]:
    """Mark segments, resolve ids, and turn special texts into texts."""
    depth = 0
    opening: Token | None = None
    result = list(tokens)
    _cut_html(result)
    for token in result:
        if token.type in {"table_open", "table_close"}:
            depth += token.nesting
        elif token.type == "heading_open":
            opening = token
        elif token.type == "inline" and token.children is not None:
            runs = tracer.runs(token, in_table=depth > 0)
            if opening is not None:
                token.children = _heading(opening, token, runs, page)
                opening = None
            token.children = mark_inline(token.children, runs)
            if page.is_foreign:
                token.children = _foreign_marked(token.children)
        elif token.type == "html_block":
            token.meta["pieces"] = mark_html(token.meta["pieces"], tracer.runs(token, in_table=False))
    return result


def _cut_html(tokens: Sequence[Token]) -> None:
    """Cut raw HTML into pieces, and make texts of what is no tag.

    Nor is one that would hide the rest of the page: of an element that is removed with its content but never ends.
    """
    leaves = [leaf for token in tokens for leaf in (token.children if token.type == "inline" else None) or (token,)]
    closing: Counter[str] = Counter()
    for leaf in reversed(leaves):
        if leaf.type not in {"html_inline", "html_block"}:
            continue
        cut = [_ending(piece, closing) for piece in reversed(list(pieces(leaf.content)))][::-1]
        leaf.meta["pieces"] = cut
        if leaf.type == "html_inline" and all(piece.is_text for piece in cut):
            leaf.type = "text"


def _ending(piece: Piece, closing: Counter[str]) -> Piece:
    """Return the piece, as text if it would hide all that follows; `closing` counts the end tags that follow."""
    if piece.tag not in REMOVED_WITH_CONTENT or piece.tag == "iframe":
        return piece
    closing[piece.tag] += piece.closes - piece.opens
    if closing[piece.tag] >= 0:
        return piece
    closing[piece.tag] = 0
    return replace(piece, tag="", opens=False)


def _heading(opening: Token, inline: Token, runs: Sequence[Run], page: PageState) -> list[Token]:
    name, children = take_anchor(inline.children or [])
    text = inline_text(children)
    identifier = unique(name or (wanted_id(inline.content, runs) if runs else slug(text)), page.ids)
    opening.attrSet("id", identifier)
    page.headings.append(Heading(int(opening.tag[1]), identifier, text))
    return children


def _foreign_marked(children: Sequence[Token]) -> list[Token]:
    """Mark texts outside segments: they have no source, so they are in the target language."""
    result: list[Token] = []
    inside = 0
    for token in children:
        inside += {"segment_open": 1, "segment_close": -1}.get(token.type, 0)
        if inside == 0 and token.type == "text" and WORD.search(token.content):
            result += [Token("foreign_open", "span", 1), token, Token("foreign_close", "span", -1)]
            continue
        if inside == 0 and token.type in {"image", "learn_image", "html_inline"}:
            token.meta = {**token.meta, "foreign": True}
        result.append(token)
    return result
