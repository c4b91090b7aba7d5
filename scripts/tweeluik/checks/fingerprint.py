"""What a finding is known by from one run to the next: its file, segment and code, and the text it is about.

Lines are left out on purpose: they move whenever somebody writes a sentence further up.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tweeluik.checks.finding import Finding

_LENGTH = 12
"""Hexadecimal digits of a hash: one file has few findings of a code, and a person may have to copy it."""


@dataclass(frozen=True, slots=True, order=True)
class Fingerprint:
    """What two findings have in common that are the same one at different times."""

    path: str
    segment: str
    """Id of the segment; '' outside of segments."""
    code: str
    hash: str
    """Of the text, as `text_hash` makes it."""


def fingerprint(finding: Finding) -> Fingerprint:
    """Return what a finding is known by."""
    return Fingerprint(finding.path, finding.segment, finding.code, text_hash(finding))


def text_hash(finding: Finding) -> str:
    """Return a short hash of what a finding is about, so that it is another one when that changes.

    That is both halves of its segment; outside of segments its line; of a file as a whole the message.
    """
    if finding.segment:
        halves = (one.text if one else "" for one in (finding.source, finding.target))
        return _hash("\0".join(halves))
    excerpt = finding.target or finding.source
    return _hash(excerpt.text.strip() if excerpt else finding.message)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:_LENGTH]


def numbered(findings: Iterable[Finding]) -> Iterator[tuple[Finding, Fingerprint, int]]:
    """Yield findings with what they are known by and how many of the same came before, in the order given."""
    seen: Counter[Fingerprint] = Counter()
    for finding in findings:
        known = fingerprint(finding)
        yield finding, known, seen[known]
        seen[known] += 1
