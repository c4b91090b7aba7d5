"""A link by http to a host that has https (reference: insecure-link, SecureLinks)."""

from collections.abc import Iterator

from tweeluik.checks.links.found import Kind, links_of, spot, written
from tweeluik.checks.links.hosts import address_of, is_microsoft
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield links by http to hosts of Microsoft."""
    for link in links_of(subject):
        if link.kind is Kind.INCLUDE or link.href.lstrip()[:5].lower() != "http:":
            continue
        address = address_of(link.href.strip())
        if address and is_microsoft(address.host):
            raw = written(subject, link)
            fix = raw[:4] + "s" + raw[4:] if raw[:5].lower() == "http:" else None
            yield from spot(subject, link, f"'{address.host}' has https.", fix)


CHECK = ArticleCheck("insecure-link", find)
