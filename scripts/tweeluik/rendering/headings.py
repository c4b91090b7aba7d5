"""Ids of headings: the English anchor in both languages, so that every old bookmark works (source-format 2.3)."""

from dataclasses import dataclass

from markdown_it.token import Token

from tweeluik.learn.constructs import HEADING_ANCHOR

THEME_PREFIXES = ("md-", "tw-", "__")
"""How the ids and classes begin that the theme reacts to; articles have none of them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page."""

    level: int
    id: str
    text: str
    """Plain text."""


def take_anchor(children: list[Token]) -> tuple[str, list[Token]]:
    """Take the leading `<a name="…"></a>` off a heading.

    Returns:
        The name, '' if there is none, and the rest of the inline tokens.
    """
    if len(children) > 1 and children[0].type == children[1].type == "html_inline":
        match = HEADING_ANCHOR.fullmatch(children[0].content)
        if match and children[1].content.lower().replace(" ", "") == "</a>":
            return match["id"], children[2:]
    return "", children


def slug(text: str) -> str:
    """Return the id that Learn gives a heading: GitHub's rule, accents and other scripts kept."""
    kept = "".join(letter for letter in text.lower() if letter.isalnum() or letter in "-_ ")
    return kept.strip().replace(" ", "-")


def own(name: str) -> str:
    """Return the id that a name of an article becomes: itself, unless it is one that the theme reacts to."""
    joined = "-".join(name.split())
    return f"section-{joined}" if joined.lower().startswith(THEME_PREFIXES) else joined


def unique(wanted: str, taken: dict[str, int]) -> str:
    """Return an id that is not taken yet, and take it: the first keeps its name, repeats get a number.

    Args:
        wanted: the id as the article would have it.
        taken: the ids of the page, each with the last number that a repeat of it got; it is changed.
    """
    base = own(wanted) or "section"
    candidate, number = base, taken.get(base, 0)
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    taken[base] = number
    taken[candidate] = taken.get(candidate, 0)
    return candidate


def inline_text(children: list[Token]) -> str:
    """Return the visible text of inline tokens."""
    visible = {"text", "code_inline"}
    pieces = [
        " " if one.type in {"softbreak", "hardbreak"} else one.content if one.type in visible else ""
        for one in children
    ]
    return " ".join("".join(pieces).split())
