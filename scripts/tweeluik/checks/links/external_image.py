"""A picture that is loaded from another site (reference: external-image)."""

from collections.abc import Iterator

from tweeluik.checks.links.found import Kind, links_of, spot
from tweeluik.checks.links.hosts import address_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield images with an absolute address."""
    for link in links_of(subject):
        if link.kind is Kind.IMAGE:
            href = link.href.strip()
            address = address_of(f"https:{href}" if href.startswith("//") else href)
            if address and address.host:
                yield from spot(subject, link, f"The image is on '{address.host}'.")


CHECK = ArticleCheck("external-image", find)
