r"""The span annotation: sentences in two languages under one id.

Grammar (source-format 1)::

    segment = OPENING target JOINT source CLOSING
    OPENING = '<span data-ttu-id="' id '">'
    JOINT   = '</span><span class="sxs-lookup"><span data-stu-id="' id '">'
    CLOSING = '</span></span>'

Both halves may hold literal `<span>` tags, even unbalanced ones, so tags are never counted on a stack. A target ends
at the joint that carries its own id, before the next opening; a source ends at the first closing at which the literal
tags in it balance or, failing that, are off by as much as those of the target. No half reaches past another tag of
the annotation. What does not fit becomes a diagnostic, and reading goes on at the next tag.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tweeluik.diagnostics import Diagnostic
from tweeluik.model import Junk, Part, Segment, Shared, Side
from tweeluik.text import LineIndex, Place, Span

OPENING = re.compile(r'<span data-ttu-id="([^"<>\r\n]*)">')
JOINT = re.compile(r'</span>(\s*)<span class="sxs-lookup">\s*<span data-stu-id="([^"<>\r\n]*)">')
LOOKUP = re.compile(r'<span class="sxs-lookup">\s*<span data-stu-id="([^"<>\r\n]*)">')
CLOSING = "</span></span>"
LITERAL = re.compile(r"<span\b[^<>]*(?<!/)>|</span\s*>", re.IGNORECASE)
STRAY = re.compile(
    r"""<span\s++[^<>\r\n]*?             # a span tag, however it is written,
    \b(?:data-[ts]tu-id|sxs-lookup)\b   # that means to be the annotation's
    (?:[^<>\r\n]*>|="[^"<>\r\n]*"?|"?)  # up to its end; if it has none, up to the end of the attribute
    """,
    re.VERBOSE,
)
MARKERS = ("data-ttu-id", "data-stu-id", "sxs-lookup")
ID = re.compile(r"[0-9a-f]{5}-p?\d{3,}")
DAMAGED = re.compile(r'data-[ts]tu-id=(?P<quote>")?(?(quote)[0-9a-z-]*&quot;|&quot;)')


DAMAGED_QUOTE = "&quot;"
"""What damaged tags hold in place of a quote (source-format 1.4)."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text whose damaged attribute quotes were read as quotes (source-format 1.4)."""

    text: str
    offsets: tuple[int, ...]
    """Where, in `text`, a quote stands that the file holds as `&quot;`."""

    def original_offset(self, offset: int) -> int:
        """Turn an offset of `text` into one of the text before the repair."""
        return offset + (len(DAMAGED_QUOTE) - 1) * bisect_left(self.offsets, offset)


def repair_quotes(text: str) -> Repaired:
    """Undo `&quot;` from each broken tag to the next real quote, where the damage ends."""
    if "-id=&quot;" not in text and not DAMAGED.search(text):
        return Repaired(text, ())
    pieces: list[str] = []
    offsets: list[int] = []
    length = position = 0
    for match in DAMAGED.finditer(text):
        if match.start() < position:
            continue
        quote = match.end("quote") if match["quote"] else match.start()
        real = text.find('"', quote)
        end = len(text) if real < 0 else real
        pieces.append(text[position : match.start()])
        length += match.start() - position
        damaged = text[match.start() : end].split(DAMAGED_QUOTE)
        for piece in damaged[:-1]:
            length += len(piece)
            offsets.append(length)
            length += 1
        pieces.append('"'.join(damaged))
        length += len(damaged[-1])
        position = end
    pieces.append(text[position:])
    return Repaired("".join(pieces), tuple(offsets))


class Scanner:
    """Reads the parts of one body."""

    def __init__(self, text: str, start: int, path: str, lines: LineIndex, repaired: Repaired) -> None:
        self.text = text
        self.position = start
        self.path = path
        self.lines = lines
        self.repaired = repaired
        self.diagnostics: list[Diagnostic] = []
        self.parts: list[Part] = []

    def scan(self) -> None:
        """Fill `parts` and `diagnostics` up to the end of the text."""
        text = self.text
        opening = OPENING.search(text, self.position)
        while opening:
            following = OPENING.search(text, opening.end())
            limit = following.start() if following else len(text)
            self._shared(opening.start())
            self._segment(opening, limit)
            opening = following
        self._shared(len(text))
        self.diagnostics.extend(self._duplicate_ids())

    def _segment(self, opening: re.Match[str], limit: int) -> None:
        stray = STRAY.search(self.text, opening.end(), limit)
        joint = JOINT.search(self.text, opening.end(), limit)
        if joint is None or stray is None or stray.start() < joint.start():
            self._without_source(opening, stray.start() if stray else limit)
            return
        target = self.text[opening.end() : joint.start()]
        following = STRAY.search(self.text, joint.end(), limit)
        limit = following.start() if following else limit
        end = self._source_end(joint.end(), limit, imbalance(target))
        if end is None:
            self._report("span-unclosed", f"The source half of segment {opening[1]} is not closed.", joint.end())
            end = joint.end() + _last_before_break(self.text[joint.end() : limit])
            closing = self._half_closing(joint.end(), end, imbalance(target))
            end -= len(closing)
        else:
            closing = CLOSING
        if joint[2] != opening[1]:
            self._report("span-id-mismatch", f"The halves carry the ids {opening[1]} and {joint[2]}.", opening.start())
        source = self.text[joint.end() : end]
        self._add(opening, target, source, (opening.group(), joint.group(), closing))

    def _add(self, opening: re.Match[str], target: str, source: str | None, markup: tuple[str, str, str]) -> None:
        length = len(markup[0]) + len(target) + len(markup[1]) + len(source or "") + len(markup[2])
        span = Span(opening.start(), opening.start() + length)
        self.parts.append(Segment(span, opening[1], target, source, markup, self._place(opening.start())))
        self.position = span.end
        if not ID.fullmatch(opening[1]):
            self._report("span-id-format", f"'{opening[1]}' is no id of the format.", opening.start())
        for half, name in ((target, "target"), (source, "source")):
            if half is not None and not half.strip():
                self._report("span-empty", f"The {name} half of segment {opening[1]} is empty.", opening.start())

    def _source_end(self, start: int, limit: int, target_imbalance: int) -> int | None:
        """Find the closing of a source half; None if there is none."""
        first = end = self.text.find(CLOSING, start, limit)
        first_alike = None
        off = 0
        tags = LITERAL.finditer(self.text, start, limit)
        tag = next(tags, None)
        while end >= 0:
            while tag and tag.end() <= end:
                off += _step(tag)
                tag = next(tags, None)
            if off == 0:
                return end
            if first_alike is None and off == target_imbalance:
                first_alike = end
            end = self.text.find(CLOSING, end + 1, limit)
        if first_alike is not None:
            return first_alike
        return first if first >= 0 else None

    def _half_closing(self, start: int, end: int, target_imbalance: int) -> str:
        """Return the first of the two closing tags where a source was cut off after it, else ''."""
        source = self.text[start:end]
        is_cut = source.endswith("</span>") and imbalance(source) == target_imbalance - 1
        return "</span>" if is_cut else ""

    def _without_source(self, opening: re.Match[str], limit: int) -> None:
        """Keep a translated half that has no source; an opening that never ends is junk."""
        close = self.text.find("</span>", opening.end(), limit)
        line_end = opening.end() + _last_before_break(self.text[opening.end() : limit])
        if 0 <= close <= line_end:
            self._report("span-source-missing", f"Segment {opening[1]} has no source half.", opening.start())
            self._add(opening, self.text[opening.end() : close], None, (opening.group(), "</span>", ""))
            return
        self._report("span-unclosed", f"Segment {opening[1]} is not closed.", opening.start())
        self._junk(opening.start(), opening.end())

    def _shared(self, end: int) -> None:
        """Take the text up to `end` as shared; tags of the annotation left over in it are junk or lone sources."""
        text = self.text
        if not any(marker in text[self.position : end] for marker in MARKERS):
            self._text(end)
            return
        while stray := STRAY.search(text, self.position, end):
            self._text(stray.start())
            lookup = LOOKUP.match(text, stray.start(), end)
            following = STRAY.search(text, lookup.end() if lookup else stray.end(), end)
            close = self._source_end(lookup.end(), following.start() if following else end, 0) if lookup else None
            if lookup and close is not None:
                self._report("span-target-missing", f"Segment {lookup[1]} has no target half.", stray.start())
                span = Span(stray.start(), close + len(CLOSING))
                markup = (lookup.group(), "", CLOSING)
                place = self._place(stray.start())
                self.parts.append(Segment(span, lookup[1], None, text[lookup.end() : close], markup, place))
                self.position = span.end
            else:
                self._report("span-stray-tag", "A tag of the annotation belongs to no segment.", stray.start())
                self._junk(stray.start(), lookup.end() if lookup else stray.end())
        self._text(end)

    def _text(self, end: int) -> None:
        if end > self.position:
            self.parts.append(Shared(Span(self.position, end), self.text[self.position : end]))
            self.position = end

    def _junk(self, start: int, end: int) -> None:
        self.parts.append(Junk(Span(start, end), self.text[start:end]))
        self.position = end

    def _duplicate_ids(self) -> Iterator[Diagnostic]:
        seen: set[tuple[str, Side]] = set()
        for part in self.parts:
            if isinstance(part, Segment):
                halves = {(part.id, side) for side in Side if part.has(side)}
                if not seen.isdisjoint(halves):
                    message = f"The id {part.id} occurs more than once."
                    yield Diagnostic("span-id-duplicate", message, self.path, part.place)
                seen |= halves

    def _report(self, code: str, message: str, offset: int) -> None:
        self.diagnostics.append(Diagnostic(code, message, self.path, self._place(offset)))

    def _place(self, offset: int) -> Place:
        return self.lines.place(self.repaired.original_offset(offset))


def imbalance(text: str) -> int:
    """Count literal opening span tags minus closing ones."""
    if "span" not in text:
        return 0
    return sum(_step(match) for match in LITERAL.finditer(text))


def _step(tag: re.Match[str]) -> int:
    return -1 if tag.group().startswith("</") else 1


def half_of(text: str, side: Side) -> str:
    """Return one language of a text that may hold segments where the format has none: in front matter."""
    if not any(marker in text for marker in MARKERS):
        return text
    scanner = Scanner(text, 0, "", LineIndex(text), Repaired(text, ()))
    scanner.scan()
    pieces = (part.half(side) if isinstance(part, Segment) else part.text for part in scanner.parts)
    return "".join(piece for piece, part in zip(pieces, scanner.parts, strict=True) if not isinstance(part, Junk))


def _last_before_break(text: str) -> int:
    """Return where the first line of `text` ends: damage is not let past it."""
    ends = [end for end in (text.find("\n"), text.find("\r")) if end >= 0]
    return min(ends, default=len(text))
