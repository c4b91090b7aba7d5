"""What the calculators add to the pages of a site: those that ask for it, and articles whose sentences they use."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from tweeluik.calculators.frame import filled, render
from tweeluik.calculators.library import Calculators, anchor
from tweeluik.calculators.rules_page import report_html, rules_html
from tweeluik.calculators.tool_page import tool_html
from tweeluik.lifecycle.records import Pin
from tweeluik.model import Side
from tweeluik.rendering.headings import Heading

MOST_TOOLS = 4
"""Calculators that an article shows at once; the others are folded."""
ASKS = "<div data-lifecycle-"
"""What a page has in it that asks for something of the calculators."""
_PLACEHOLDER = re.compile(r'<div data-lifecycle-(?P<kind>tool|rules|report)(?:="(?P<tool>[^"]*)")?>\s*</div>')
_SEGMENT = re.compile(r'<span class="tw-segment" data-segment="(?P<id>[^"]*)"')
_TAG = re.compile(r"<(?P<name>/?[a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_BLOCKS = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote"})


@dataclass(frozen=True, slots=True)
class Filled:
    """A page with what the calculators put into it."""

    html: str
    headings: tuple[Heading, ...]
    """Those that were added, in their order."""


def fill_page(calculators: Calculators, html: str, path: str, side: Side) -> Filled | None:
    """Put calculators, rules and contradictions where a page asks for them.

    Args:
        calculators: the calculators.
        html: the body of the page.
        path: the page, relative to its language's folder.
        side: the language.

    Returns:
        None if the page asks for nothing.
    """
    headings: list[Heading] = []

    def made(match: re.Match[str]) -> str:
        match match["kind"]:
            case "rules":
                part, found = rules_html(calculators, path, side)
            case "report":
                part, found = report_html(calculators, path, side)
            case _ if match["tool"] in calculators.rules.tools:
                part, found = tool_html(calculators, match["tool"], path, side)
            case _:
                words = calculators.interface(side).table
                return f"<p>{filled(words, 'tool_missing', {'tool': match['tool'] or ''})}</p>"
        headings.extend(found)
        return part

    filled_html, count = _PLACEHOLDER.subn(made, html)
    return Filled(filled_html, tuple(headings)) if count else None


def link_article(calculators: Calculators, html: str, path: str, side: Side) -> str:
    """Return an article with places to link to at the sentences of rules, and links to the calculators that use them.

    Args:
        calculators: the calculators.
        html: the body of the article.
        path: the article.
        side: the language.
    """
    pins = calculators.pins_by_article.get(path)
    if not pins:
        return html
    segments = {pin.segment for pin in pins if pin.segment}
    html = _with_segment_ids(html, segments)
    html = _with_sentence_ids(html, (pin for pin in pins if not pin.segment))
    tools = [
        (calculators.title(tool, side), address)
        for tool in calculators.tools_by_article.get(path, ())
        if (address := calculators.tool_page(tool, side))
    ]
    return html + render(calculators, "box.html", path, side, tools=tools, most=MOST_TOOLS) if tools else html


def _with_segment_ids(html: str, wanted: set[str]) -> str:
    """Give the first piece of each segment its id: a segment can be split over several pieces."""
    left = set(wanted)

    def marked(match: re.Match[str]) -> str:
        if match["id"] not in left:
            return match[0]
        left.discard(match["id"])
        return f'<span class="tw-segment" id="{match["id"]}" data-segment="{match["id"]}"'

    return _SEGMENT.sub(marked, html)


def _with_sentence_ids(html: str, pins: Iterable[Pin]) -> str:
    """Give the block of each sentence an id, in an article without segments.

    A block that holds several of them keeps the first id; empty elements carry the others.
    """
    wanted = {anchor(pin): _folded(pin.target) for pin in pins}
    if not wanted:
        return html
    inserts: dict[int, list[str]] = {}
    for start, end in _blocks(html):
        text = _folded(_text(html[start:end]))
        for name in [one for one, sentence in wanted.items() if sentence in text]:
            del wanted[name]
            inserts.setdefault(start, []).append(name)
    pieces, at = [], 0
    for start, names in sorted(inserts.items()):
        close = html.index(">", start)
        tag = html[start:close]
        first = "" if " id=" in tag else f' id="{names[0]}"'
        others = names[1:] if first else names
        pieces += [html[at:close], first, ">", *(f'<span id="{one}"></span>' for one in others)]
        at = close + 1
    return "".join([*pieces, html[at:]])


def _blocks(html: str) -> Iterable[tuple[int, int]]:
    """Yield where each block of text begins and ends, inner ones before the ones around them."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for match in _TAG.finditer(html):
        name = match["name"].lower()
        if name in _BLOCKS:
            stack.append((name, match.start()))
        elif name.removeprefix("/") in _BLOCKS:
            while stack:
                opened, start = stack.pop()
                if opened == name[1:]:
                    found.append((start, match.end()))
                    break
    return sorted(found, key=lambda span: span[1] - span[0])


def _text(html: str) -> str:
    return re.sub(r"<[^<>]*>", "", html)


def _folded(text: str) -> str:
    """Return what is left of a text to compare it by: letters and digits."""
    return "".join(character for character in unescape(text).casefold() if character.isalnum())
