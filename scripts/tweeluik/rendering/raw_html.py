"""HTML that articles bring along, made fit before the sanitizer sees it.

Links in it are resolved like all others, frames become links (nothing is loaded from elsewhere before the reader asks
for it), and what is no HTML becomes the text that its writer meant.
"""

from collections.abc import Callable
from html import escape

from tweeluik.learn.raw_html import TAG, VOID_TAGS, Piece, attributes, pieces
from tweeluik.rendering.headings import THEME_PREFIXES, own

Rewrite = Callable[[str, dict[str, str]], dict[str, str] | str]
"""Given the name and attributes of an opening tag, returns its new attributes or the HTML to put in its place."""


def rewrite_tags(html: str, rewrite: Rewrite) -> str:
    """Return raw HTML with its opening tags rewritten, comments dropped, and all that is no tag as text."""
    return "".join(rewrite_piece(piece, rewrite) for piece in pieces(html))


def rewrite_piece(piece: Piece, rewrite: Rewrite) -> str:
    """Write one piece anew, so that a browser reads in it what was read here and nothing else."""
    if piece.is_comment:
        return ""
    tag = TAG.fullmatch(piece.text) if piece.tag else None
    if tag is None:
        return piece.text.replace("<", "&lt;")
    if tag["end"]:
        return f"</{piece.tag}>"
    rewritten = rewrite(piece.tag, attributes(tag["rest"]))
    if isinstance(rewritten, str):
        return rewritten
    kept = {key: value for key, value in rewritten.items() if not key.startswith(("on", "data-"))}
    for key in ("id", "name"):
        if key in kept:
            kept[key] = own(kept[key])
    if "class" in kept:
        kept["class"] = " ".join(one for one in kept["class"].split() if not one.lower().startswith(THEME_PREFIXES))
    end = f"</{piece.tag}>" if not piece.opens and piece.tag not in VOID_TAGS else ""
    return open_tag(piece.tag, kept) + end


def open_tag(name: str, given: dict[str, str]) -> str:
    """Write an opening tag."""
    written = "".join(f' {key}="{escape(value)}"' for key, value in given.items())
    return f"<{name}{written}>"
