"""Links, marks and their surroundings, as the checks of marks see them."""

import re
from collections.abc import Iterator

from tweeluik.learn.inline import GONE, Inline, Link
from tweeluik.text import Span

_LOCALE = re.compile(r"/[a-z]{2}-[a-z]{2}(?=/|$)")
_TRACKING = re.compile(
    r"(?<=[?&])(?:wt\.mc_id|ocid|utm_\w+|tabs?|view|rtc|source|branch|ui|rs|ad|correlationid)=[^&#]*&?"
)
_PREFIX = re.compile(r"^(?:https?:)?//(?:www\.)?|^mailto:")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def destination_key(target: str) -> str:
    """Return what two ways of writing the same address have in common."""
    key = _PREFIX.sub("", target.strip().lower().replace("&amp;", "&").replace("\\", ""))
    key = _TRACKING.sub("", _LOCALE.sub("", key))
    return key.replace("?#", "#").rstrip("?&/")


def links_of(half: Inline) -> list[Link]:
    """Return the links that are no images."""
    return [link for link in half.links if not link.image]


def destinations(half: Inline) -> Iterator[tuple[str, Span]]:
    """Yield where the links, images and `<a>` tags of a half lead, with their places."""
    for link in half.links:
        yield link.target, link.span
    for tag in half.tags:
        if match := _HREF.search(half.raw, tag.start, tag.end):
            yield match[1] or match[2] or match[3] or "", tag


def visible(half: Inline, span: Span) -> str:
    """Return what a reader sees of a part of a half; code and images are opaque."""
    return half.prose[span.start : span.end].replace(GONE, "")


def shows_nothing(half: Inline, span: Span) -> bool:
    """Tell whether a part of a half shows a reader neither text nor a picture."""
    return not visible(half, span).strip("*_ \t\r\n\u00a0")
