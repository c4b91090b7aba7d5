"""What checks see of a whole docset: a sheet of facts per article, and how its translations use words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tweeluik.checks.finding import Finding
from tweeluik.checks.pair import Hit
from tweeluik.checks.usage import Pairs, Usage
from tweeluik.docset.docset import Docset
from tweeluik.model import Side
from tweeluik.text import Place


@dataclass(frozen=True, slots=True)
class Named:
    """A text of an article, such as its title, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """What checks of a whole docset need to know of an article."""

    path: str
    is_page: bool
    """Whether it is a page of the site, not an include."""
    not_indexed: bool
    """Whether search engines are told to leave it out; duplicates then harm nobody."""
    titles: Mapping[Side, Named]
    """Title by language; a side that has none is left out."""
    descriptions: Mapping[Side, Named]
    headings: Mapping[Side, Named]
    """The first heading of level 1, by language."""
    resources: tuple[str, ...]
    """Files of the docset that it shows or links to and that are no articles, by path."""


@dataclass(frozen=True, slots=True)
class DocsetCheck:
    """A check of a whole docset: its tables of contents, its settings, or articles side by side."""

    code: str
    find: Callable[[Docset, Iterable[Sheet]], Iterable[Finding]]
    """Findings come without severity that matters: the table of checks has it."""


@dataclass(frozen=True, slots=True)
class UsageCheck:
    """A check of an article against what all articles of the docset have in common."""

    code: str
    find: Callable[[Usage, Pairs], Iterable[tuple[int, Hit]]]
    """Gets the article's segments; what it finds comes with the index of the segment, 0-based."""
    source: frozenset[str] = frozenset()
    """Codes of the source languages whose words it knows; empty for every language."""
    target: frozenset[str] = frozenset()
    """Codes of the target languages whose words it knows; empty for every language."""

    def suits(self, source: str, target: str) -> bool:
        """Tell whether it can say something about a pair of languages, by their codes."""
        return (not self.source or source in self.source) and (not self.target or target in self.target)
