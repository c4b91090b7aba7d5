"""Headings of a page, and the ids that they and other elements get there."""

from dataclasses import dataclass

from tweeluik.learn.headings import numbered

THEME_PREFIXES = ("md-", "tw-", "__")
"""How the ids and classes begin that the theme reacts to; articles have none of them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page."""

    level: int
    id: str
    text: str
    """Plain text."""


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
    return numbered(own(wanted) or "section", taken)
