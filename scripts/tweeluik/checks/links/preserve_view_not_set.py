"""A link that switches the reader to another version of the documentation (reference: preserve-view-not-set).

Within the docset `?view=` is not needed at all, unless the link is meant for one version; `preserve-view=true` says so.
"""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from tweeluik.checks.links.found import Kind, links_of, spot
from tweeluik.checks.links.hosts import DOCUMENTATION_HOSTS, address_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.docset.links import relative_target


def find(subject: Subject) -> Iterator[Spot]:
    """Yield links to documentation with `?view=` and without `preserve-view=true`."""
    own = urlsplit(subject.docset.settings.public_base).hostname or ""
    hosts = {"", own, *DOCUMENTATION_HOSTS}
    for link in links_of(subject):
        if link.kind is not Kind.LINK or "view=" not in link.href.lower():
            continue
        href = link.href.strip()
        address = address_of(href)
        if address is None and not (href.startswith("?") or relative_target(href, subject.path)):
            continue
        if address is not None and address.host not in hosts:
            continue
        query = parse_qs(href.partition("#")[0].partition("?")[2].lower(), keep_blank_values=True)
        if "view" in query and query.get("preserve-view") != ["true"]:
            message = f"'view={query['view'][0]}' changes the version that the reader has chosen."
            yield from spot(subject, link, message)


CHECK = ArticleCheck("preserve-view-not-set", find)
