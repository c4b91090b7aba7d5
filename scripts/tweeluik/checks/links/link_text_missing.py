"""A link without words: nobody sees it, and a screen reader reads its address (reference: link-text-missing).

A translation that lost the words its source has is link-text-empty, not this.
"""

from collections import Counter
from collections.abc import Iterator

from tweeluik.checks.links.found import Kind, links_of
from tweeluik.checks.links.found import shown as shown_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.model import Side
from tweeluik.text import Span


def find(subject: Subject) -> Iterator[Spot]:
    """Yield links without text in what both languages share, in the source, and in translations that follow it."""
    followed: Counter[tuple[str, str]] = Counter()
    for segment, source, _ in subject.inlines:
        if "[" not in source.raw:
            continue
        for one in source.links:
            if not one.image and one.target and not shown_of(source, one.label):
                followed[segment.id, one.target] += 1
                yield subject.in_half(f"The link to '{one.target}' has no text.", segment, Side.SOURCE, one.span)
    for link in links_of(subject):
        if link.kind is Kind.LINK and not link.text and link.label is not None and link.href:
            start, end = link.label.start - 1, link.written.end + (0 if link.by_reference else 1)
            message = f"The link to '{link.href}' has no text."
            if link.segment is None:
                yield Spot(message, start, end)
            elif link.side is Side.TARGET and (link.segment.source is None or followed[link.segment.id, link.href]):
                followed[link.segment.id, link.href] -= 1
                shift = subject.half_start(link.segment, Side.TARGET)
                yield Spot(message, start, end, link.segment, Side.TARGET, Span(start - shift, end - shift))


CHECK = ArticleCheck("link-text-missing", find)
