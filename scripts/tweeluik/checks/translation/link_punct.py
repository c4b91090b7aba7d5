"""A full stop or comma of the sentence inside a link text."""

from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.marks import links_of
from tweeluik.checks.translation.punctuation import swallowed


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the marks that end a link text of the translation and none of the source."""
    if pair.target.links and pair.source.links:
        inside = ((link.label, link.span) for link in links_of(pair.target))
        yield from swallowed(pair, inside, (link.label for link in links_of(pair.source)), "link text")


CHECK = PairCheck("link-punct", find)
