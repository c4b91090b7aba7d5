"""An absolute address of the documentation site or of the own docset (reference: docs-link-absolute)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from tweeluik.checks.links.found import Kind, links_of, spot
from tweeluik.checks.links.hosts import DOCUMENTATION_HOSTS, address_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield absolute links that a path from the root of the site could replace."""
    own = urlsplit(subject.docset.settings.public_base).hostname or ""
    for link in links_of(subject):
        if link.kind is not Kind.LINK:
            continue
        address = address_of(link.href.strip())
        if address and address.host and (address.host in DOCUMENTATION_HOSTS or address.host == own):
            path = address.path or "/"
            yield from spot(subject, link, f"The address is absolute; '{path}' is enough.")


CHECK = ArticleCheck("docs-link-absolute", find)
