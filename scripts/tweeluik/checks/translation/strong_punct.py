"""A full stop or comma of the sentence inside bold text."""

from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.punctuation import swallowed
from tweeluik.text import Span


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the marks that end a bold text of the translation and none of the source."""
    if pair.target.strong and pair.source.strong:
        inside = ((span, Span(span.start - 2, span.end + 2)) for span in pair.target.strong)
        yield from swallowed(pair, inside, pair.source.strong, "bold text")


CHECK = PairCheck("strong-punct", find)
