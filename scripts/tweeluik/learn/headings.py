"""Ids of headings: the English anchor in both languages, so that every old bookmark works (source-format 2.3)."""

from collections.abc import Sequence

from markdown_it.token import Token

from tweeluik.learn.constructs import HEADING_ANCHOR
from tweeluik.learn.marking import Run
from tweeluik.learn.parser import parse
from tweeluik.model import Side


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


def wanted_id(content: str, runs: Sequence[Run]) -> str:
    """Return the id of a heading without an anchor: from its text in the source language.

    Args:
        content: the Markdown of the heading, in either language.
        runs: the segments in it.
    """
    return slug(in_source(content, runs))


def in_source(content: str, runs: Sequence[Run]) -> str:
    """Return the plain text of a heading in the source language, whichever language its content is in."""
    written = []
    position = 0
    for run in runs:
        written += [content[position : run.start], run.segment.half(Side.SOURCE)]
        position = run.end
    line = " ".join(["#", *"".join([*written, content[position:]]).split()])
    return inline_text(next(token.children or [] for token in parse(line).tokens if token.type == "inline"))


def slug(text: str) -> str:
    """Return the id that Learn gives a heading: GitHub's rule, accents and other scripts kept."""
    kept = "".join(letter for letter in text.lower() if letter.isalnum() or letter in "-_ ")
    return kept.strip().replace(" ", "-")


def numbered(base: str, taken: dict[str, int]) -> str:
    """Return an id that is not taken yet, and take it: the first keeps its name, repeats get a number.

    Args:
        base: the id as it is wanted.
        taken: the ids of the page, each with the last number that a repeat of it got; it is changed.
    """
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
