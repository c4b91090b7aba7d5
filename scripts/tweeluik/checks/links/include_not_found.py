"""An include that leads to no article (reference: include-not-found)."""

from collections.abc import Iterator

from tweeluik.checks.links.found import Kind, links_of, spot
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.docset.links import included


def find(subject: Subject) -> Iterator[Spot]:
    """Yield includes whose file does not exist or is no Markdown."""
    for link in links_of(subject):
        if link.kind is Kind.INCLUDE and included(subject.docset, link.href, subject.path) is None:
            yield from spot(subject, link, f"The include '{link.href}' does not exist.")


CHECK = ArticleCheck("include-not-found", find)
