"""Code that differs between the halves: what has to be typed exactly is the same in every language."""

from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.code import missing


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the pieces of code that read differently, if both halves have as many."""
    if not pair.source.codes or len(pair.source.codes) != len(pair.target.codes):
        return
    lost = list(missing(pair.source, pair.target))
    if lost:
        for (text, span), (wanted, of_source) in zip(missing(pair.target, pair.source), lost, strict=True):
            yield Hit(f"The code {text} stands where the source has {wanted}.", span, of_source)


CHECK = PairCheck("markup-code-changed", find)
