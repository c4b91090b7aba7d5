"""Code of the source that the translation lacks."""

from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.code import missing


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the pieces of code that the translation lacks, if it has fewer than the source."""
    if len(pair.source.codes) > len(pair.target.codes):
        for text, span in missing(pair.source, pair.target):
            yield Hit(f"The code {text} is missing.", None, span)


CHECK = PairCheck("markup-code-lost", find)
