"""A link to a host that has moved; the old one only redirects."""

from collections.abc import Iterator

from tweeluik.checks.links.found import Kind, links_of, spot, written
from tweeluik.checks.links.hosts import address_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.docset.links import MOVED_HOSTS


def find(subject: Subject) -> Iterator[Spot]:
    """Yield addresses on hosts that have another name now."""
    for link in links_of(subject):
        if link.kind is Kind.INCLUDE:
            continue
        address = address_of(link.href.strip())
        if address is None or address.host not in MOVED_HOSTS:
            continue
        new = MOVED_HOSTS[address.host]
        raw = written(subject, link)
        end = address.host_start + len(address.host)
        stands = raw[address.host_start : end].lower() == address.host
        fix = f"https://{new}{raw[end:]}" if stands else None
        yield from spot(subject, link, f"'{address.host}' is '{new}' now.", fix)


CHECK = ArticleCheck("moved-host", find)
