"""Mending what has exactly one right answer, without touching any other byte of a file."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from tweeluik.article.annotation import Repaired, repair_quotes
from tweeluik.checks.finding import Finding, Fix
from tweeluik.text import Span

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with fixes applied."""

    path: str
    """Relative to the docset, with forward slashes."""
    before: bytes
    after: bytes
    done: int
    """How many fixes are applied."""
    left: int
    """How many are not, because they overlap one that is, or would make something else of the file."""


def mend(root: Path, findings: Iterable[Finding]) -> list[Mended]:
    """Apply the fixes of findings to the contents of their files; nothing is written.

    Raises:
        OSError: a file cannot be read.
    """
    with_fix = sorted((one for one in findings if one.fix), key=lambda one: one.path)
    mended = []
    for path, group in groupby(with_fix, key=lambda one: one.path):
        before = (root / path).read_bytes()
        fixes = [one.fix for one in group if one.fix]
        after, done = mend_text(before, fixes)
        mended.append(Mended(path, before, after, done, len(set(fixes)) - done))
    return mended


def mend_text(content: bytes, fixes: Iterable[Fix]) -> tuple[bytes, int]:
    """Apply fixes to the bytes of a file.

    Of fixes that overlap the first one wins; the others are for the next run, which sees the text as it then is.

    Args:
        content: the bytes of the file.
        fixes: spans of its text without byte order mark and with damaged quotes mended, as checks see it.

    Returns:
        The new bytes, and how many fixes are in them.
    """
    text = content.decode("utf-8", errors="surrogateescape")
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(mark)
    repaired = repair_quotes(text)
    chosen = [one for one in _apart(fixes, len(repaired.text)) if one.span.of(repaired.text) != one.text]
    if not repaired.offsets:
        return f"{mark}{_applied(text, chosen)}".encode("utf-8", errors="surrogateescape"), len(chosen)
    # Half mended, a tag with damaged quotes reads as something else: the damage ends at the first sound quote.
    sound = [one for one in chosen if not _is_damaged(one, repaired.offsets)]
    for wanted in (sound, [one for one in sound if '"' not in one.text]):
        in_file = [replace(one, span=_original(repaired, one.span)) for one in wanted]
        after = _applied(text, in_file)
        if repair_quotes(after).text == _applied(repaired.text, wanted):
            return f"{mark}{after}".encode("utf-8", errors="surrogateescape"), len(wanted)
    return content, 0


def _apart(fixes: Iterable[Fix], length: int) -> list[Fix]:
    """Return the fixes in order of place, without those that overlap an earlier one or change nothing."""
    chosen: list[Fix] = []
    for fix in sorted(set(fixes), key=lambda one: (one.span, one.text)):
        end = chosen[-1].span.end if chosen else 0
        # Two insertions at one place have no order that is right.
        follows = fix.span.start > end or (fix.span.start == end and (not chosen or len(fix.span) > 0))
        if follows and 0 <= fix.span.start <= fix.span.end <= length:
            chosen.append(fix)
    return chosen


def _is_damaged(fix: Fix, offsets: tuple[int, ...]) -> bool:
    return bisect_left(offsets, fix.span.end) > bisect_left(offsets, fix.span.start)


def _original(repaired: Repaired, span: Span) -> Span:
    return Span(repaired.original_offset(span.start), repaired.original_offset(span.end))


def _applied(text: str, fixes: Iterable[Fix]) -> str:
    result, position = [], 0
    for fix in fixes:
        result += [text[position : fix.span.start], fix.text]
        position = fix.span.end
    return "".join([*result, text[position:]])
