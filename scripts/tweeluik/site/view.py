"""What a page shows besides its body: records that the templates read.

Paths in them are relative to the root of the site, without a leading slash; MkDocs' `url` filter makes them relative
to the page.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteLanguage:
    """A language of the site."""

    tag: str
    code: str
    name: str
    home: str
    """Path of its start page."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """A language that a page exists in."""

    tag: str
    code: str
    name: str
    path: str
    current: bool


@dataclass(frozen=True, slots=True)
class Hreflang:
    """The same page in one language, for search engines."""

    tag: str
    href: str
    """Absolute."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Another page: a breadcrumb, the previous or the next one."""

    name: str
    path: str
    """'' for a mere name."""
    language: str = ""
    """Tag of the name's language where it differs from the page's."""


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A node of the section tree."""

    name: str
    path: str
    language: str
    current: bool
    open: bool
    children: "tuple[TreeNode, ...]" = ()


@dataclass(frozen=True, slots=True)
class Moniker:
    """A cloud that parts of the page are for."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything round the body of one page."""

    kind: str
    """`article`, `contents`, `start` or `page`."""
    language: str
    direction: str
    languages: tuple[SiteLanguage, ...]
    alternates: tuple[Alternate, ...] = ()
    missing: tuple[SiteLanguage, ...] = ()
    origin: str = ""
    translated_on: str = ""
    replaced_by: Reference | None = None
    """The newer version of an older article."""
    robots: str = ""
    canonical: str = ""
    hreflang: tuple[Hreflang, ...] = ()
    breadcrumbs: tuple[Reference, ...] = ()
    previous: Reference | None = None
    next: Reference | None = None
    tree: tuple[TreeNode, ...] = ()
    tree_more: str = ""
    monikers: tuple[Moniker, ...] = ()
