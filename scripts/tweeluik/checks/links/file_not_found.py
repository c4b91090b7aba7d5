"""A relative link or an image that leads to no file (reference: file-not-found).

A file that has gone and has a redirection is no fault: readers arrive where it went. Case counts, as the published
site runs where it does; `wrong-case` has those that differ in nothing else.
"""

from collections.abc import Iterator
from functools import lru_cache
from posixpath import basename

from tweeluik.checks.links.found import Kind, links_of, spot, target_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject

MOST_NAMED = 3
"""Other places of a file by that name that a message mentions."""


def find(subject: Subject) -> Iterator[Spot]:
    """Yield relative links and images that lead to no file."""
    for link in links_of(subject):
        if link.kind not in {Kind.LINK, Kind.IMAGE}:
            continue
        if link.kind is Kind.IMAGE and link.href.startswith("\\") and not link.href.startswith("\\\\"):
            yield from spot(subject, link, f"'{link.href}' begins at the root of the site, where no image is.")
            continue
        target = target_of(subject.docset, subject.path, link.href)
        if target and target.file is None and not target.is_redirected:
            if "@" in target.path and link.kind is Kind.LINK and "/" not in link.href:
                yield from spot(subject, link, f"'{link.href}' needs 'mailto:' before it to be an address of mail.")
                continue
            what = "image" if link.kind is Kind.IMAGE else "file"
            elsewhere = _by_name(subject.docset.files).get(basename(target.path).lower(), ())
            hint = f" There is '{elsewhere[0]}'." if 0 < len(elsewhere) <= MOST_NAMED else ""
            yield from spot(subject, link, f"The {what} '{target.path}' does not exist.{hint}")


@lru_cache(maxsize=1)
def _by_name(files: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the files of a docset by their folded name."""
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted(files):
        name = basename(file).lower()
        found[name] = (*found.get(name, ()), file)
    return found


CHECK = ArticleCheck("file-not-found", find)
