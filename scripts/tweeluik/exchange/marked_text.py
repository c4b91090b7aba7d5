"""Text with inline codes as TMX and XLIFF 1.2 write it: the Markdown of a code is the content of its element.

Both formats have the same elements: `bpt` and `ept` for the two ends of a pair, `ph` for what stands alone. All text in
a half, codes included, is therefore the Markdown again, whatever other elements a program puts round it. A character
that XML cannot hold is a `ph` of a kind of its own with the number of the character.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from tweeluik.exchange.codes import Code, Kind, Piece, halves_of
from tweeluik.exchange.safe_xml import attribute, escaped, fits, runs

_CHARACTER = "x-character"
_NUMBER = re.compile(r"\s*U\+([0-9A-F]{4,6})\s*")
_LARGEST = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a format names what codes have."""

    pair: str
    """Attribute of `bpt` and `ept` that joins them."""
    place: str
    """Attribute that numbers a code that stands alone."""
    across: str
    """Attribute of `bpt` that joins it to that of the other half, '' if `pair` does."""
    kind: str
    """Attribute that says what a code marks."""
    kinds: Mapping[str, str]
    """What the format calls the names of pairs."""


def marked_halves(source: str, target: str, dialect: Dialect) -> tuple[str, str]:
    """Write both halves of a unit as content of XML elements."""
    first, second = halves_of(source, target)
    return _marked(first, dialect), _marked(second, dialect)


def _marked(pieces: Iterable[Piece], dialect: Dialect) -> str:
    if all(isinstance(piece, str) and fits(piece) for piece in pieces):
        return escaped("".join(str(piece) for piece in pieces))
    return "".join(_elements(tuple(pieces), dialect))


def _elements(pieces: tuple[Piece, ...], dialect: Dialect) -> Iterator[str]:
    # A pair of which XML cannot hold one end is no pair: both of its ends stand alone.
    unfit = {piece.id for piece in pieces if isinstance(piece, Code) and not fits(piece.text)}
    extra = 0
    for piece in pieces:
        if isinstance(piece, Code) and piece.id not in unfit:
            yield _code(piece, dialect)
            continue
        for run, character in runs(piece if isinstance(piece, str) else piece.text):
            if run and isinstance(piece, Code):
                extra += 1
                yield _alone(f"x{extra}", f"x-{piece.name}", run, dialect)
            else:
                yield escaped(run)
            if character:
                extra += 1
                yield _alone(f"x{extra}", _CHARACTER, f"U+{ord(character):04X}", dialect)


def _code(code: Code, dialect: Dialect) -> str:
    if code.kind is Kind.STANDALONE:
        return _alone(code.id, f"x-{code.name}", code.text, dialect)
    if code.kind is Kind.CLOSE:
        return f'<ept {dialect.pair}="{code.id}">{escaped(code.text)}</ept>'
    kind = dialect.kinds.get(code.name, f"x-{code.name}")
    across = f' {dialect.across}="{code.id}"' if dialect.across else ""
    return f'<bpt {dialect.pair}="{code.id}"{across} {dialect.kind}="{attribute(kind)}">{escaped(code.text)}</bpt>'


def _alone(name: str, kind: str, text: str, dialect: Dialect) -> str:
    return f'<ph {dialect.place}="{name}" {dialect.kind}="{attribute(kind)}">{escaped(text)}</ph>'


def markdown_of(element: "etree._Element") -> str:
    """Return the Markdown of a half."""
    if not len(element):
        return element.text or ""
    pieces: list[str] = []
    # A walk without recursion: how deep a stranger's elements nest, nobody knows.
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            pieces.append(_own_text(node))
        elif node is not element:
            pieces.append(node.tail or "")
    return "".join(pieces)


def _own_text(node: "etree._Element") -> str:
    text = node.text or ""
    if local_name(node) == "ph" and _CHARACTER in {node.get("ctype"), node.get("type")}:
        match = _NUMBER.fullmatch(text)
        if match and int(match[1], 16) <= _LARGEST:
            return chr(int(match[1], 16))
    return text


def local_name(node: "etree._Element") -> str:
    """Return the name of an element without its namespace; '' for a comment or an instruction."""
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: "etree._Element", name: str) -> Iterator["etree._Element"]:
    """Yield the child elements by a name, whatever their namespace."""
    return (child for child in node if local_name(child) == name)


def child(node: "etree._Element", name: str) -> "etree._Element | None":
    """Return the first child element by a name; None if there is none."""
    return next(children(node, name), None)


def text_of(node: "etree._Element | None") -> str:
    """Return the plain text of an element that holds a value."""
    return (node.text or "").strip() if node is not None else ""
