"""What may be written at a place of an open file: link targets, bookmarks, kinds of alerts, keys of front matter."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lsprotocol.types import CompletionItem, CompletionItemKind, CompletionList, TextEdit

from tweeluik.checks.front_matter.schemas import kind_of, schemas_of
from tweeluik.docset.contents import is_contents
from tweeluik.docset.docset import Docset
from tweeluik.learn.constructs import ALERTS
from tweeluik.lsp.buffer import Buffer
from tweeluik.lsp.targets import bookmarks_of, linked_from, target_of
from tweeluik.model import Side

MOST = 1_000
"""How many are offered at once; the editor asks again when more is written."""
NEAR = 2_000
"""Characters before the cursor that are looked at."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
TRIGGERS = ("(", "#", "!", "/", '"')
_LINK = re.compile(r"(?P<bang>!)?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(<?(?P<typed>[^()<>\s]*)$")
_INCLUDE = re.compile(r"\[!include[+-]?[ \t]*\[[^\[\]]*\]\([ \t]*(?P<typed>[^()\s]*)$", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\b(?P<name>source|lightbox|link|src|href)[ \t]*=[ \t]*[\"'](?P<typed>[^\"']*)$", re.IGNORECASE
)
_ALERT = re.compile(r"^[ \t>*+\d.)-]*>[ \t]*\[!(?P<typed>[A-Za-z]*)$")
_HREF = re.compile(r"^[ \t]*(?:-[ \t]+)?(?:href|topicHref|tocHref)[ \t]*:[ \t]+[\"']?(?P<typed>[^\"']*)$")
_KEY = re.compile(r"^(?P<typed>[A-Za-z][\w.-]*|)$")
_VALUE = re.compile(r"^(?P<key>[A-Za-z][\w.-]*)[ \t]*:[ \t]+(?P<typed>[\w -]*)$")
_FENCE = re.compile(r"(?m)^---[ \t]*$")
_UNSAFE = re.compile(r"[\s()<>%#?]")
_HOME = "~/"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is being written."""

    docset: Docset
    path: str
    buffer: Buffer
    offset: int
    """0-based character of the buffer's text at which the cursor stands."""

    @property
    def before(self) -> str:
        """The line up to the cursor."""
        start = self.buffer.starts[self.buffer.position(self.offset).line]
        return self.buffer.text[max(start, self.offset - NEAR) : self.offset]

    def item(self, typed: str, text: str, kind: CompletionItemKind, detail: str = "", rank: str = "") -> CompletionItem:
        """Return an offer to write `text` in place of what is typed."""
        place = self.buffer.range(self.offset - len(typed), self.offset)
        return CompletionItem(
            text,
            kind=kind,
            detail=detail or None,
            sort_text=rank or None,
            filter_text=text,
            text_edit=TextEdit(place, text),
        )


def complete(docset: Docset, path: str, buffer: Buffer, offset: int) -> CompletionList:
    """Return what may be written at a character of a buffer."""
    place = _Place(docset, path, buffer, offset)
    items = list(_offers(place))
    return CompletionList(is_incomplete=len(items) > MOST, items=items[:MOST])


def _offers(place: _Place) -> Iterator[CompletionItem]:
    before = place.before
    if is_contents(place.path) and not place.path.lower().endswith(".md"):
        if match := _HREF.search(before):
            yield from _targets(place, match["typed"], _files(place))
        return
    if not place.path.lower().endswith(".md"):
        return
    if (matter := _front_matter(place.buffer.text, place.offset)) is not None:
        yield from _fields(place, before, matter)
    elif match := _ALERT.search(before):
        yield from _alerts(place, match["typed"])
    elif match := _INCLUDE.search(before):
        yield from _targets(place, match["typed"], (one for one in place.docset.articles if one != place.path))
    elif match := _LINK.search(before):
        yield from _targets(place, match["typed"], _pictures(place) if match["bang"] else _files(place))
    elif match := _ATTRIBUTE.search(before):
        is_link = match["name"].lower() in {"href", "link"}
        yield from _targets(place, match["typed"], _files(place) if is_link else _pictures(place))


def _files(place: _Place) -> Iterator[str]:
    docset = place.docset
    yield from (one for one in (*docset.pages, *docset.hubs, *docset.resources))


def _pictures(place: _Place) -> Iterator[str]:
    yield from (one for one in place.docset.resources if one.lower().endswith(PICTURES))


def _targets(place: _Place, typed: str, files: Iterator[str]) -> Iterator[CompletionItem]:
    address, hash_mark, fragment = typed.partition("#")
    if hash_mark:
        yield from _bookmarks(place, address, fragment)
        return
    base, _ = linked_from(place.docset, place.path)
    folder = posixpath.dirname(base)
    wanted = unquote(typed).lower().removeprefix("./")
    offers = []
    for file in files:
        relative = _HOME + file if wanted.startswith(_HOME) else posixpath.relpath(file, folder or ".")
        if wanted in relative.lower():
            offers.append((relative.count("../"), relative))
    for distance, relative in sorted(offers):
        written = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), relative)
        kind = CompletionItemKind.File
        yield place.item(typed, written, kind, rank=f"{distance:02}{relative}")


def _bookmarks(place: _Place, address: str, fragment: str) -> Iterator[CompletionItem]:
    target = target_of(place.docset, address or "#", place.path, Side.TARGET)
    for number, one in enumerate(bookmarks_of(place.docset, target.path) if target else ()):
        yield place.item(fragment, one.id, CompletionItemKind.Reference, one.text, f"{number:05}")


def _alerts(place: _Place, typed: str) -> Iterator[CompletionItem]:
    closed = place.buffer.text.startswith("]", place.offset)
    for number, kind in enumerate(ALERTS):
        yield place.item(typed, kind.upper() + "]" * (not closed), CompletionItemKind.Keyword, rank=str(number))


def _front_matter(text: str, offset: int) -> str | None:
    """Return the front matter if a character stands in it; None if not."""
    start = int(text.startswith("\ufeff"))
    if not text.startswith("---", start):
        return None
    fences = _FENCE.finditer(text, start)
    opening = next(fences, None)
    closing = next(fences, None)
    if opening is None or closing is None or not opening.end() < offset <= closing.start():
        return None
    return text[opening.end() : closing.start()]


def _fields(place: _Place, before: str, matter: str) -> Iterator[CompletionItem]:
    kind = kind_of(place.docset, place.path)
    if kind is None:
        return
    properties: Mapping[str, object] = schemas_of(place.docset).kinds[kind].properties
    if match := _KEY.search(before):
        present = {line.partition(":")[0].strip().lower() for line in matter.splitlines() if ":" in line}
        for key, about in properties.items():
            if isinstance(about, dict) and not about.get("deprecated") and key.lower() not in present:
                yield place.item(match["typed"], f"{key}: ", CompletionItemKind.Property, _described(about))
    elif match := _VALUE.search(before):
        about = properties.get(match["key"])
        values = about.get("enum") if isinstance(about, dict) else None
        for value in values if isinstance(values, list) else ():
            yield place.item(match["typed"], str(value), CompletionItemKind.EnumMember)


def _described(about: Mapping[str, object]) -> str:
    text = about.get("description")
    return text if isinstance(text, str) else ""
