"""What the review pages are made from: the docset, and what the checks find in it, once for all pages."""

from collections.abc import Mapping
from functools import cached_property

from tweeluik.checks.finding import Finding
from tweeluik.checks.session import run_checks
from tweeluik.site.site import Site


class Review:
    """A docset under review."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.docset = site.docset

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

    def address(self, path: str) -> str:
        """Return where an article's review page is, relative to the root of the site."""
        return f"review/{path.removesuffix('.md')}/"
