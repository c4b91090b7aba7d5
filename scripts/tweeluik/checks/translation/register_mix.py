"""`register-mix`: a sentence that says "je" in an article that says "u", or the other way round.

One of the two prevails if at least four times as many segments use it; only then the other one is a slip
(translators.md 2a). Quotes and labels of buttons speak for themselves.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.checks.translation.quotations import without_quotations
from tweeluik.learn.inline import Inline
from tweeluik.model import Segment, Side
from tweeluik.text import Span

_INFORMAL = re.compile(r"(?<![\w'’/.-])[Jj](?:e|ij|ou|ouw|ullie|ezelf|ouzelf)(?![\w'’/-])")
_FORMAL = re.compile(r"(?<![\w'’/.-])[Uu](?:w|zelf)?(?![\w'’/-]|\.\w)")
_PREVAILS = 4


def find(subject: Subject) -> Iterator[Spot]:
    """Yield the first word of the rare register in each segment."""
    segments = [(segment, target) for segment, _, target in subject.inlines]
    informal = _using(_INFORMAL, segments)
    if not informal:
        return
    formal = _using(_FORMAL, segments)
    if len(formal) >= _PREVAILS * len(informal):
        rare, said, prevailing = informal, "u", len(formal)
    elif len(informal) >= _PREVAILS * len(formal):
        rare, said, prevailing = formal, "je", len(informal)
    else:
        return
    for segment, word, span in rare:
        message = f"Here the reader is '{word}', in {prevailing} other segments '{said}'."
        yield subject.in_half(message, segment, Side.TARGET, span)


def _using(register: re.Pattern[str], segments: list[tuple[Segment, Inline]]) -> list[tuple[Segment, str, Span]]:
    found = []
    for segment, target in segments:
        if register.search(target.raw) and (match := register.search(_own_words(target))):
            found.append((segment, match.group(), Span(*match.span())))
    return found


def _own_words(half: Inline) -> str:
    """Return the prose without quotes and strong emphasis, which is mostly a label."""
    prose = without_quotations(half.prose)
    for span in half.strong:
        prose = prose[: span.start] + " " * len(span) + prose[span.end :]
    return prose


CHECK = ArticleCheck("register-mix", find, target=frozenset({"nl"}))
