"""Full stops and commas that have been pulled into bold and link texts, and the blanks before them."""

import re
from collections.abc import Iterable, Iterator

from tweeluik.checks.pair import Hit, Pair
from tweeluik.learn.inline import GONE, Inline
from tweeluik.text import Span

_ABBREVIATIONS = re.compile(
    r"(?:\b(?:enz|etc|bijv|incl|excl|evt|resp|nr|inc|corp|ltd|co|[a-z]\.[a-z])|\.\.)\.\Z", re.IGNORECASE
)


def last_mark(half: Inline, span: Span, marks: str) -> int:
    """Return where a mark of punctuation ends a part of a half, blanks and emphasis apart; -1 if none does."""
    at = span.end - 1
    while at >= span.start and (half.prose[at] == GONE or half.prose[at] == " "):
        at -= 1
    if at <= span.start or half.prose[at] not in marks or half.text[at] != half.raw[at]:
        return -1
    return -1 if _ABBREVIATIONS.search(half.prose, max(span.start, at - 8), at + 1) else at


def swallowed(pair: Pair, inside: Iterable[tuple[Span, Span]], source: Iterable[Span], what: str) -> Iterator[Hit]:
    """Yield the marks that end a bold or link text of the translation and none of the source.

    Args:
        pair: both halves.
        inside: the texts of the translation, each with all that it is written with.
        source: the texts of the source.
        what: how the message calls them.
    """
    slipped = [(at, span, whole) for span, whole in inside if (at := last_mark(pair.target, span, ".,;")) >= 0]
    if not slipped:
        return
    of_source = {pair.source.prose[at] for span in source if (at := last_mark(pair.source, span, ".,;")) >= 0}
    raw = pair.target.raw
    for at, span, whole in slipped:
        if raw[at] in of_source:
            continue
        # Moved out, the mark stands before what follows; two marks in a row have no one right answer.
        after = raw[whole.end : whole.end + 1]
        alone = at == span.end - 1 and (not after or after in " \n)|<")
        fix = raw[span.end : whole.end] + raw[at] if alone else None
        yield Hit(
            f"The {raw[at]!r} of the sentence stands in the {what}.".replace("'", '"'), Span(at, whole.end), fix=fix
        )
