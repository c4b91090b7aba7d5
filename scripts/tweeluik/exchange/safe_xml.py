"""XML from strangers, read without doing anything that it asks for; and what XML cannot hold."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tweeluik.diagnostics import Diagnostic
from tweeluik.text import Place

LARGEST_FILE = 250_000_000
"""Bytes. All of the largest real docset in one file has 134 million."""
_SUBSET = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE[^<>\[]*\[", re.DOTALL)
"""A document type that brings declarations of its own, in an encoding that keeps ASCII."""
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED_IN_ATTRIBUTE = re.compile('[&<>"\r\n\t]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


def fits(text: str) -> bool:
    """Tell whether XML 1.0 can hold all characters of a text."""
    return text.isprintable() or _UNFIT.search(text) is None


def fitting(text: str) -> str:
    """Put U+FFFD for each character that XML 1.0 cannot hold."""
    return _UNFIT.sub("\ufffd", text)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text into what XML 1.0 can hold and single characters that it cannot; one of each two may be ''."""
    position = 0
    for match in _UNFIT.finditer(text):
        yield text[position : match.start()], match.group()
        position = match.end()
    yield text[position:], ""


def escaped(text: str) -> str:
    """Write a text as content of an element; carriage returns survive."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def attribute(text: str) -> str:
    """Write a text as the value of an attribute, between double quotes; white space survives."""
    return _ESCAPED_IN_ATTRIBUTE.sub(lambda match: _ESCAPES[match.group()], text)


def read_xml(content: bytes, path: str) -> "tuple[etree._Element | None, tuple[Diagnostic, ...]]":
    """Read XML from someone who may mean harm.

    No entity is resolved, no DTD and nothing from the network loaded. A document type is let by only if it declares
    nothing itself, as that of TMX.

    Args:
        content: the bytes of the file, in any encoding that XML names.
        path: the file's name in messages.

    Returns:
        The root, or None with the reason as a diagnostic.
    """
    if len(content) > LARGEST_FILE:
        return None, (Diagnostic("exchange-file-too-large", f"The file has {len(content):,} bytes.", path),)
    if _SUBSET.match(content):
        return None, (_dangerous(path),)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return None, (_syntax_error(error, path),)
    except (ValueError, LookupError) as error:
        return None, (Diagnostic("exchange-file-damaged", f"The XML cannot be read: {error}.", path),)
    problem = _entity_problem(root, path)
    return (None, (problem,)) if problem else (root, ())


def _entity_problem(root: "etree._Element", path: str) -> Diagnostic | None:
    if _declares(root):
        return _dangerous(path)
    entity = next(root.iter(etree.Entity), None)
    if entity is None:
        return None
    message = f"The XML is broken: nobody says what {entity.text} is."
    return Diagnostic("exchange-file-damaged", message, path, Place(line_of(entity), 1))


def line_of(element: "etree._Element") -> int:
    """Return the 1-based line of the file where an element begins; 0 if it is not known."""
    line: Any = element.sourceline
    return int(line or 0)


def _declares(root: "etree._Element") -> bool:
    """Tell whether a document brings entities or elements of its own, in whatever encoding."""
    document_type: Any = root.getroottree().docinfo.internalDTD
    if document_type is None:
        return False
    return any(True for declared in (document_type.iterentities(), document_type.iterelements()) for _ in declared)


def _dangerous(path: str) -> Diagnostic:
    return Diagnostic("exchange-file-dangerous", "The document type has declarations of its own.", path, Place(1, 1))


def _syntax_error(error: etree.XMLSyntaxError, path: str) -> Diagnostic:
    """Tell the parser's complaint as ours; that entities grow too fast is no slip of the pen."""
    reason = str(error.msg).partition(", line ")[0].strip().rstrip(".").replace("\n", " ")
    place = Place(error.lineno, max(error.offset or 1, 1)) if error.lineno else Place()
    code = "exchange-file-dangerous" if "ntity amplification" in reason else "exchange-file-damaged"
    return Diagnostic(code, f"The XML is broken: {reason}.", path, place)
