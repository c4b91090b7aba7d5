"""Italic text of the source that is not italic in the translation, or that has run together."""

from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.marks import shows_nothing


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit if the translation has fewer italic runs than the source."""
    if not pair.source.emphasis or len(pair.target.emphasis) >= len(pair.source.emphasis):
        return
    wanted = [span for span in pair.source.emphasis if not shows_nothing(pair.source, span)]
    count = len(pair.target.emphasis)
    if count < len(wanted):
        of_source = wanted[0] if len(wanted) == 1 else None
        yield Hit(f"The source has {len(wanted)} italic texts, the translation has {count}.", None, of_source)


CHECK = PairCheck("markup-em-lost", find)
