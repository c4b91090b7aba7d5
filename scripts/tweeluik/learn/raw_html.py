"""Raw HTML cut into tags, comments and texts.

What only looks like a tag, such as `<tenant>`, is the text that its writer meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from tweeluik.model import Segment

TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)"
    # With its quotes in order, or else, where one is missing, up to the next bracket.
    r"(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+|[^<>]*+)>"
)
_TOKEN = re.compile(
    rf"{TAG.pattern}|(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z))|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![a-zA-Z][^>]*>)",
    re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'=<>`]+)))?"
)
_SLASH = re.compile(r"(?:\A|[\s\"'])/\Z")
HTML_TAGS = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote"
    " body br button canvas caption center cite code col colgroup command data datalist dd del details dfn dialog dir"
    " div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header"
    " hgroup hr html i iframe img input ins isindex kbd keygen label legend li link listing main map mark"
    " marquee math menu menuitem meta meter nav nobr noframes noscript object ol optgroup option output p param"
    " picture pre progress q rgn rp rt ruby s samp script search section select slot small source span"
    " strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt"
    " u ul var video wbr xmp".split()
)
"""Names that are elements of HTML, past or present; any other is a placeholder. Two are not here: after
`plaintext` a browser reads no more tags, and `image` is read as `img`."""
INLINE_TAGS = frozenset(
    "a abbr b bdi bdo br cite code del dfn em font i img ins kbd label mark q s samp small span strike strong sub sup"
    " time u var wbr".split()
)
"""Elements that may stand inside a sentence; a segment is never wrapped round any other."""
VOID_TAGS = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
"""Elements without content."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag, a comment, or the text between two of them."""

    text: str
    """As written."""
    start: int
    """0-based character of the HTML."""
    tag: str = ""
    """Name of the element in lower case; '' for text and comments."""
    opens: bool = False
    """An element begins here that has content."""
    closes: bool = False
    is_comment: bool = False
    segment: Segment | None = None
    """The segment that it belongs to."""

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.text)

    @property
    def is_text(self) -> bool:
        """Whether readers see it as it is."""
        return not self.tag and not self.is_comment


def pieces(html: str) -> Iterator[Piece]:
    """Cut HTML into pieces that cover all of it, in order."""
    position = 0
    for match in _TOKEN.finditer(html):
        if match.start() > position:
            yield Piece(html[position : match.start()], position)
        position = match.end()
        if match["comment"]:
            yield Piece(match.group(), match.start(), is_comment=True)
            continue
        name = match["name"].lower()
        if name not in HTML_TAGS:
            yield Piece(match.group(), match.start())
            continue
        closes = bool(match["end"]) and name not in VOID_TAGS
        opens = not match["end"] and name not in VOID_TAGS and not is_self_closing(match["rest"])
        yield Piece(match.group(), match.start(), name, opens, closes)
    if position < len(html):
        yield Piece(html[position:], position)


def piece_of(tag: str) -> Piece:
    """Return the piece that a single tag or comment is; text if it is neither."""
    found = list(pieces(tag))
    return found[0] if len(found) == 1 else Piece(tag, 0)


def is_self_closing(rest: str) -> bool:
    """Tell whether a tag, of which `rest` follows the name, ends with a slash of its own."""
    return bool(_SLASH.search(rest))


def cut(piece: Piece, position: int) -> tuple[Piece, Piece]:
    """Cut a text in two at a character of the HTML."""
    first, second = piece.text[: position - piece.start], piece.text[position - piece.start :]
    return replace(piece, text=first), replace(piece, text=second, start=position)


def attributes(text: str) -> dict[str, str]:
    """Read the attributes of a tag; names in lower case, the first of equal ones wins."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(text):
        value = match["double"] or match["single"] or match["bare"] or ""
        found.setdefault(match["name"].lower(), unescape(value))
    return found
