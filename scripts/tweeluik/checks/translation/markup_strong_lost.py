"""Bold text of the source that is not bold in the translation, or that has run together."""

from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.marks import shows_nothing


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit if the translation has fewer bold runs than the source."""
    if not pair.source.strong or len(pair.target.strong) >= len(pair.source.strong):
        return
    wanted = [span for span in pair.source.strong if not shows_nothing(pair.source, span)]
    count = len(pair.target.strong)
    if count < len(wanted):
        of_source = wanted[0] if len(wanted) == 1 else None
        yield Hit(f"The source has {len(wanted)} bold texts, the translation has {count}.", None, of_source)


CHECK = PairCheck("markup-strong-lost", find)
