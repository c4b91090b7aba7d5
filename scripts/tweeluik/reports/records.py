"""Findings as JSON, for other programs. `schemas/findings.schema.json` says what it holds; its shape is stable."""

import json
import re
from collections.abc import Mapping

from tweeluik import __version__
from tweeluik.checks.finding import Excerpt, Finding
from tweeluik.checks.fingerprint import text_hash
from tweeluik.codes import codes
from tweeluik.reports.report import Report, counts
from tweeluik.text import Span

FORMAT_VERSION = 1
"""Raised when a program that reads the old shape would no longer understand the new one."""
LONGEST_EXCERPT = 2000
"""Characters. A line of a file can have half a million."""
_UNSEEN = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Characters that act on a terminal or are not seen, beside those that JSON escapes anyway."""
_UNDECODED = re.compile("[\ud800-\udfff]")


def write_json(report: Report) -> str:
    """Write findings as a JSON object."""
    document = {
        "version": FORMAT_VERSION,
        "tool": {"name": "tweeluik", "version": __version__},
        "root": safe(report.prefix.removesuffix("/") or "."),
        "languages": {"source": report.source_language, "target": report.target_language},
        "articles": report.articles,
        "counts": {
            "total": len(report.findings),
            **{severity.value: number for severity, number in counts(report.findings).items()},
            "fixable": sum(1 for one in report.findings if one.fix),
        },
        "findings": [_record(one) for one in report.findings],
        "notes": [safe(note) for note in report.notes],
    }
    return as_json(document)


def _record(finding: Finding) -> Mapping[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": safe(finding.path),
        "line": finding.place.line,
        "column": finding.place.column,
        "end_line": finding.end.line,
        "end_column": finding.end.column,
        "segment": safe(finding.segment),
        "side": finding.side.value if finding.side else None,
        "message": safe(finding.message),
        "mend": codes()[finding.code].mend["en"],
        "source": _excerpt(finding.source),
        "target": _excerpt(finding.target),
        "fixable": finding.fix is not None,
        "hash": text_hash(finding),
    }


def _excerpt(excerpt: Excerpt | None) -> Mapping[str, object] | None:
    if excerpt is None:
        return None
    text, span = shortened(excerpt.text, excerpt.span)
    return {"text": safe(text), "start": span.start, "end": span.end}


def shortened(text: str, span: Span) -> tuple[str, Span]:
    """Return a text, or if it is very long the part of it that is meant, and where that is in it."""
    if len(text) <= LONGEST_EXCERPT:
        return text, span
    start = max(0, min(span.start - LONGEST_EXCERPT // 2, len(text) - LONGEST_EXCERPT))
    text = text[start : start + LONGEST_EXCERPT]
    return text, Span(span.start - start, min(span.end - start, len(text)))


def safe(text: str) -> str:
    """Return a text that UTF-8 can hold: bytes of a file that were none are U+FFFD."""
    return _UNDECODED.sub("\ufffd", text)


def as_json(document: Mapping[str, object]) -> str:
    """Write a JSON document that people can look at on a terminal, too."""
    written = json.dumps(document, ensure_ascii=False, indent=2)
    # They can only stand in strings, where an escape means the same.
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", written) + "\n"
