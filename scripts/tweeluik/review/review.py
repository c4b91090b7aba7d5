"""What the review pages are made from: the docset, and what the checks find in it, once for all pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tweeluik.alignment.memory import Memory, Translation, translations
from tweeluik.checks.finding import Finding
from tweeluik.checks.session import run_checks
from tweeluik.docset.links import Page
from tweeluik.docset.replacement import KEY, replacement
from tweeluik.model import Origin, Side
from tweeluik.site.site import Site

FEW_ARTICLES = 300
"""Up to so many the whole docset is looked at for one page; it takes a second or two."""
FOLDER = "review/"


@dataclass(frozen=True, slots=True)
class Variant:
    """A translation of a sentence, and where it is."""

    target: str
    path: str
    """The first article that has it."""
    id: str
    """Its segment there."""
    count: int
    """How many segments of the docset have it."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """An article as other pages see it."""

    origin: Origin
    segments: int
    translations: tuple[Translation, ...]
    """Its segments with both halves."""


class Review:
    """A docset under review."""

    def __init__(self, site: Site, *, whole: bool = True) -> None:
        """Prepare a review.

        Args:
            site: the site of the docset.
            whole: look at the whole docset for each page; a preview of thousands of articles cannot wait for that.
        """
        self.site = site
        self.docset = site.docset
        self.whole = whole

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found in the whole docset, by file and place."""
        return tuple(run_checks(self.docset).findings)

    @cached_property
    def by_path(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings of each article that has any."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.path, []).append(finding)
        return {path: tuple(some) for path, some in found.items()}

    def found(self, path: str) -> tuple[Finding, ...]:
        """Return what the checks found in an article, with what only shows beside others if the docset is known."""
        if self.whole or "findings" in self.__dict__:
            return self.by_path.get(path, ())
        return tuple(one for one in run_checks(self.docset, [path]).findings if one.path == path)

    @cached_property
    def earlier(self) -> Mapping[str, str]:
        """The previous version of each article that has one: the article that names it as its newer version."""
        found: dict[str, str] = {}
        for path in self.docset.articles:
            if not self._mentions_newer(path):
                continue
            newer = replacement(self.docset, self.docset.article(path), Side.TARGET)
            if isinstance(newer, Page):
                found.setdefault(newer.path, path)
        return found

    def _mentions_newer(self, path: str) -> bool:
        """Look for the key before an article is read."""
        try:
            return KEY.encode() in (self.docset.root / path).read_bytes().lower()
        except OSError:
            return False

    @cached_property
    def survey(self) -> Mapping[str, Surveyed]:
        """What is to be known of each article beside its own page, in the order of the docset."""
        found = {}
        for path in self.docset.articles:
            article = self.docset.article(path)
            found[path] = Surveyed(article.origin, len(article.segments), tuple(translations(article)))
        return found

    @cached_property
    def variants(self) -> Mapping[str, tuple[Variant, ...]]:
        """The translations of each sentence that has several, the most frequent first; none if not `whole`."""
        if not self.whole:
            return {}
        found: dict[str, dict[str, Variant]] = {}
        for one in (one for surveyed in self.survey.values() for one in surveyed.translations):
            by_target = found.setdefault(one.source, {})
            known = by_target.get(one.target)
            by_target[one.target] = (
                Variant(known.target, known.path, known.id, known.count + 1)
                if known
                else Variant(one.target, one.path, one.id, 1)
            )
        return {
            source: tuple(sorted(by_target.values(), key=lambda one: (-one.count, one.path, one.id)))
            for source, by_target in found.items()
            if len(by_target) > 1
        }

    @cached_property
    def memory(self) -> Memory | None:
        """The translation memory, looked up in the target language; None if not `whole`."""
        if not self.whole:
            return None
        known = (one for surveyed in self.survey.values() for one in surveyed.translations)
        return Memory(known, Side.TARGET)

    def address(self, path: str) -> str:
        """Return where an article's review page is, relative to the root of the site."""
        return f"{FOLDER}{path.removesuffix('.md')}/"
