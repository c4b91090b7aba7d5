"""What an editor shows of the place that someone points at.

What comes from articles is not to be trusted: of their Markdown, only marks within a line are passed on, and links
only to the web. Images would be loaded, and a link may be a command to some editors.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tweeluik.codes import codes
from tweeluik.docset.glossary import Glossary, Term
from tweeluik.learn.inline import GONE, read_inline
from tweeluik.learn.raw_html import HTML_TAGS
from tweeluik.lsp.checking import Placed
from tweeluik.lsp.cursor import Half, Opened
from tweeluik.model import Side
from tweeluik.text import Span

LONGEST = 2_000
"""Characters of a half that are shown."""
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_WEB = ("https://", "http://", "mailto:")
_SEVERITIES: Mapping[str, Mapping[str, str]] = {
    "en": {"error": "error", "warning": "warning", "suggestion": "suggestion", "info": "info"},
    "nl": {"error": "fout", "warning": "waarschuwing", "suggestion": "suggestie", "info": "opmerking"},
}
_MARKS = re.compile(r"[\\`*_\[\]<>#|~&]|^[+=-]")
_BLOCK = re.compile(r"[#>+=~|-]|\*(?=[\s*]*(?:\s|$))|`{3}")
"""What a line begins with that is more than a line of text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown, and for which characters of the buffer."""

    markdown: str
    span: Span | None = None


def hover(opened: Opened | None, found: tuple[Placed, ...], offset: int, language: str) -> Shown | None:
    """Return what there is to say about a character of a buffer.

    Args:
        opened: the article; None for another kind of file.
        found: what the checks found in this state of the file.
        offset: 0-based character of the buffer's text.
        language: `en` or `nl`, in which findings are explained.
    """
    texts = [explanation(one, language) for one in found if one.span.start <= offset <= one.span.end]
    half = opened.half(offset) if opened else None
    span = None
    if opened and half:
        texts += [_explained(term, opened, half) for term in _terms(opened, half)]
        texts.append(_other_half(opened, half))
        text = half.segment.target if half.side is Side.TARGET else half.segment.source
        span = Span(half.start, half.start + len(text or ""))
    texts = list(dict.fromkeys(text for text in texts if text))
    return Shown("\n\n---\n\n".join(texts), span) if texts else None


def explanation(placed: Placed, language: str) -> str:
    """Return what a finding means, why it matters and what to do about it."""
    finding = placed.finding
    code = codes()[finding.code]
    severity = _SEVERITIES[language].get(finding.severity.value, finding.severity.value)
    why, mend = code.why[language], code.mend[language]
    return f"**{code.name}** · {severity}\n\n{plain(finding.message)}\n\n{plain(why)}\n\n{plain(mend)}"


def _other_half(opened: Opened, half: Half) -> str:
    other = Side.SOURCE if half.side is Side.TARGET else Side.TARGET
    text = half.segment.source if other is Side.SOURCE else half.segment.target
    name = opened.docset.settings.language(other).name
    heading = f"**{plain(name)}** · `{half.segment.id.replace('`', '')}`"
    return f"{heading}\n\n{shown(text)}" if text and text.strip() else ""


def _terms(opened: Opened, half: Half) -> Iterator[Term]:
    """Yield the term that the word at a place of a half is one for; several if they share the word."""
    glossary: Glossary = opened.docset.glossary
    raw = half.segment.target if half.side is Side.TARGET else half.segment.source
    if not glossary.terms or half.inside < 0 or not raw:
        return
    text = read_inline(raw).prose.replace(GONE, " ").lower()
    code = opened.docset.settings.language(half.side).code
    found: list[tuple[int, Term]] = []
    for term in glossary.terms:
        wording = term.wording(code)
        for word in wording.words if wording and wording.explanation else ():
            places = re.finditer(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text)
            found += [(len(word), term) for one in places if one.start() <= half.inside <= one.end()]
    longest = max((length for length, _ in found), default=0)
    yield from (term for length, term in found if length == longest)


def _explained(term: Term, opened: Opened, half: Half) -> str:
    settings = opened.docset.settings
    other = Side.SOURCE if half.side is Side.TARGET else Side.TARGET
    wording, twin = (term.wording(settings.language(side).code) for side in (half.side, other))
    if wording is None:
        return ""
    beside = f" ({plain(settings.language(other).name)}: {plain(twin.preferred)})" if twin else ""
    return f"**{plain(wording.preferred)}**{beside}: {plain(wording.explanation)}"


def plain(text: str) -> str:
    """Return Markdown that shows a text as it is, on one line."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))


def shown(half: str) -> str:
    """Return a half as one line of Markdown that cannot load, run or hide anything."""
    half = half if len(half) <= LONGEST else half[:LONGEST].rstrip() + " …"
    view = read_inline(half)
    gone = [one for one in view.tags if _is_html(one.of(half))]
    for link in view.links:
        if link.image or not link.target.lower().startswith(_WEB):
            gone += [Span(link.span.start, link.label.start), Span(link.label.end, link.span.end)]
    kept = list(half)
    for span in gone:
        kept[span.start : span.end] = [""] * len(span)
    # What is left between angle brackets is neither code nor an address: a word such as `<tenant>`.
    safe = [*view.codes, *(one for one in view.addresses if one.of(half).lower().startswith(_WEB))]
    for index, letter in enumerate(half):
        inside = letter == "<" and any(span.start - 1 <= index < span.end for span in safe)
        if letter == "<" and kept[index] and not inside:
            kept[index] = "\\<"
    line = " ".join("".join(kept).split())
    return f"\\{line}" if _BLOCK.match(line) else line


def _is_html(tag: str) -> bool:
    """Tell whether a tag is one of HTML or a comment, not a word such as `<tenant>`."""
    name = _TAG_NAME.match(tag)
    return name is None or name[1].lower() in HTML_TAGS
