"""A link to a file on the writer's own computer or network (reference: local-file-path)."""

import re
from collections.abc import Iterator

from tweeluik.checks.links.found import Kind, links_of, spot
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.model import Side

LOCAL = re.compile(r"file:|[A-Za-z]:[\\/]|\\\\[\w.-]+[\\/]", re.IGNORECASE)
_NO_LINK = re.compile(r"\]\([ \t]*<?(?P<path>file:[^\s<>()]*)", re.IGNORECASE)
"""The parser takes such an address for no link at all: readers see the brackets."""


def find(subject: Subject) -> Iterator[Spot]:
    """Yield links to drives and shares, and to `file:` addresses."""
    for link in links_of(subject):
        if link.kind in {Kind.LINK, Kind.IMAGE} and LOCAL.match(link.href.strip()):
            yield from spot(subject, link, f"'{link.href}' is a place on one computer or network.")
    text = subject.projection(Side.TARGET).text
    if "](" not in text or "file:" not in text.lower():
        return
    prose = [one.map for one in subject.parsed(Side.TARGET).tokens if one.type == "inline" and one.map]
    for match in _NO_LINK.finditer(text):
        start, end = match.span("path")
        line = text.count("\n", 0, start)
        in_code = text[text.rfind("\n", 0, start) + 1 : start].count("`") % 2
        if in_code or not any(first <= line < last for first, last in prose):
            continue
        message = f"'{match['path']}' is a place on one computer or network."
        begin = subject.offset(Side.TARGET, start)
        yield Spot(message, begin, begin + end - start)


CHECK = ArticleCheck("local-file-path", find)
