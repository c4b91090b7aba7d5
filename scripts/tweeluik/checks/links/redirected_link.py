"""A short link, of which nobody sees where it leads (reference: redirected-link)."""

from collections.abc import Iterator

from tweeluik.checks.links.found import Kind, links_of, spot
from tweeluik.checks.links.hosts import address_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield links by aka.ms and fwlink."""
    for link in links_of(subject):
        if link.kind is not Kind.LINK:
            continue
        address = address_of(link.href.strip())
        if address is None:
            continue
        is_short = address.host == "aka.ms" or (
            address.host == "go.microsoft.com" and address.path.lower().startswith("/fwlink")
        )
        if is_short:
            yield from spot(subject, link, f"'{address.host}' only redirects to another address.")


CHECK = ArticleCheck("redirected-link", find)
