"""A link to a file that is there but not on the site (reference: link-out-of-scope)."""

from collections.abc import Iterator

from tweeluik.checks.links.found import Kind, links_of, spot, target_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject

PAGES_OF_OTHERS = (".yml", ".yaml", ".json")
"""Files that the reference build makes pages or data of; this one does not know which."""


def find(subject: Subject) -> Iterator[Spot]:
    """Yield links and images whose file is no page and no resource of the site."""
    docset = subject.docset
    for link in links_of(subject):
        if link.kind not in {Kind.LINK, Kind.IMAGE}:
            continue
        target = target_of(docset, subject.path, link.href)
        if target is None or target.file is None or docset.is_published(target.file):
            continue
        if not target.file.lower().endswith(PAGES_OF_OTHERS):
            yield from spot(subject, link, f"'{target.file}' exists, but is not published.")


CHECK = ArticleCheck("link-out-of-scope", find)
