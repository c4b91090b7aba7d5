"""A path through menus with fewer or more steps than in the source."""

from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation import menu_path_broken
from tweeluik.checks.translation.menu_path import separators
from tweeluik.text import Span


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit if the halves have different numbers of separators, and no names are missing between them."""
    if ">" not in pair.source.prose:
        return
    source, target = list(separators(pair.source)), list(separators(pair.target))
    if any(pair.source.prose[:at].rstrip("\0 \t").endswith(":") for at in source):
        return  # what comes after a colon is what it announces, and no step of a path
    if not source or len(source) == len(target) or "<" in pair.target.prose:
        return
    if not any(menu_path_broken.find(pair)):
        message = f"The source has {len(source)} separators in a path through menus, the translation has {len(target)}."
        span = Span(target[0], target[-1] + 1) if target else None
        yield Hit(message, span, Span(source[0], source[-1] + 1))


CHECK = PairCheck("menu-path-count", find)
