"""A link that is glued to the word before or after it.

Dutch writes compounds as one word, of which the first part may be a link: `[identiteits](url)functies`.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.drift import DUTCH_FUNCTION_WORDS
from tweeluik.checks.translation.marks import links_of, visible
from tweeluik.learn.inline import Inline
from tweeluik.text import Span

_AFTER = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_OPENS = re.compile(r"<a\s[^>]*\bhref\b", re.IGNORECASE)
_BEFORE = re.compile(r"[^\W_]+\Z")
_LONGEST_WORD = 80
_LINKING = re.compile(r"(?:heid|ing|teit|ment|schap|gev|tie|bedrijf|leven|staat|handel)s\Z|(?<=\w)-\Z")
"""How the first part of a Dutch compound ends that cannot stand alone."""


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the links of the translation that touch a word, unless those of the source do."""
    if not (pair.target.links or pair.target.tags):
        return
    glued = list(_glued(pair.target))
    if glued and not any(_glued(pair.source)):
        for span, fix in glued:
            yield Hit("There is no space between the link and the word beside it.", span, fix=fix)


def _glued(half: Inline) -> Iterator[tuple[Span, str | None]]:
    raw = half.raw
    links = [(link.span, link.label) for link in links_of(half)]
    for span, inside in [*links, *_tag_links(half)]:
        start, end = span.start, span.end
        if start and _joins(raw[start - 1]) and (word := _BEFORE.search(raw, max(0, start - _LONGEST_WORD), start)):
            sure = word.group().lower() in _SEPARATE
            yield Span(word.start(), start + 1), f"{word.group()} {raw[start]}" if sure else None
        if end < len(raw) and _joins(raw[end]) and (word := _AFTER.match(raw, end)):
            label = visible(half, inside)
            separate = word.group() in DUTCH_FUNCTION_WORDS or word.group()[0].isupper()
            if separate or not _LINKING.search(label):
                sure = separate or not label.endswith("s")
                yield Span(end - 1, word.end()), f"{raw[end - 1]} {word.group()}" if sure else None


def _tag_links(half: Inline) -> Iterator[tuple[Span, Span]]:
    """Yield the links that are `<a>` tags: all of each, and what is between its tags."""
    opened: Span | None = None
    for tag in half.tags:
        if _OPENS.match(half.raw, tag.start, tag.end):
            opened = tag
        elif opened and half.raw.startswith(("</a>", "</A>"), tag.start):
            yield Span(opened.start, tag.end), Span(opened.end, tag.start)
            opened = None


def _joins(character: str) -> bool:
    """Tell whether a character is a letter of a script that puts blanks between words."""
    return character < _FIRST_UNSPACED and character.isalpha()


_FIRST_UNSPACED = "\u0e00"
"""Thai, and with it most scripts that write words without blanks, begins here."""
_SEPARATE = DUTCH_FUNCTION_WORDS | {"zie", "see", "the"}

CHECK = PairCheck("link-spacing", find)
