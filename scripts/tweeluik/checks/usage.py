"""What the translations of a docset have in common, learned from all its segments."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Usage:
    """The segments of a docset, counted. What checks learn from them is worked out once, when one asks."""

    translations: Mapping[str, Counter[str]] = field(default_factory=dict)
    """How often each source sentence has which translation, both as they stand in the files."""


def count_translations(pairs: Iterable[tuple[str, str]]) -> Usage:
    """Count the translations of each source sentence."""
    translations: dict[str, Counter[str]] = {}
    for source, target in pairs:
        translations.setdefault(source, Counter())[target] += 1
    return Usage(translations)
