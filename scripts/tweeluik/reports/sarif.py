"""Findings as SARIF 2.1.0 (OASIS), for code scanning and for editors."""

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import quote

from tweeluik import __version__
from tweeluik.checks.finding import Finding
from tweeluik.checks.fingerprint import Fingerprint, numbered
from tweeluik.codes import Code, codes
from tweeluik.diagnostics import Severity
from tweeluik.reports.records import as_json, safe, shortened
from tweeluik.reports.report import Report
from tweeluik.text import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.SUGGESTION: "note",
    Severity.INFO: "note",
    Severity.OFF: "none",
}
_FENCE = re.compile(r"`{3,}")

Json = Mapping[str, object]


def write_sarif(report: Report) -> str:
    """Write findings as one run of SARIF; every kind of finding is a rule, found or not."""
    rules = list(codes().values())
    places = {rule.name: number for number, rule in enumerate(rules)}
    results = [
        _result(report, finding, known, earlier, places[finding.code])
        for finding, known, earlier in numbered(report.findings)
    ]
    run = {
        "tool": {
            "driver": {
                "name": "tweeluik",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        # Everything here counts characters; SARIF takes UTF-16 code units unless it is told otherwise.
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(document)


def _rule(code: Code) -> Json:
    return {
        "id": code.name,
        "shortDescription": {"text": code.summary["en"] or code.name},
        "fullDescription": {"text": f"{code.summary['en']} {code.why['en']}".strip() or code.name},
        "help": {"text": code.mend["en"] or code.name, "markdown": _help(code)},
        "defaultConfiguration": {
            "enabled": code.severity is not Severity.OFF,
            "level": LEVELS[code.severity],
        },
        "properties": {"tags": [code.group]},
    }


def _help(code: Code) -> str:
    parts = [code.why["en"], code.mend["en"]]
    for name, example in (("Wrong", code.wrong), ("Right", code.right)):
        if example:
            parts.append(f"{name}:\n\n{fenced(example)}")
    return "\n\n".join(part for part in parts if part)


def fenced(text: str, language: str = "md") -> str:
    """Write a text as a fenced block of Markdown, whatever fences it holds itself."""
    ticks = "`" * max([2, *(len(run) for run in _FENCE.findall(text))]) + "`"
    return f"{ticks}{language}\n{text}\n{ticks}"


def _result(report: Report, finding: Finding, known: Fingerprint, earlier: int, rule: int) -> Json:
    mark = partial_fingerprint(known, earlier)
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": safe(finding.message)},
        "locations": [_location(report, finding)],
        # The second is the name that GitHub asks for.
        "partialFingerprints": {"tweeluikFinding/v1": mark, "primaryLocationLineHash": mark},
    }
    if finding.fix and finding.end != Place():
        replacement = {"deletedRegion": _region(finding), "insertedContent": {"text": safe(finding.fix.text)}}
        change = {"artifactLocation": _artifact(report, finding), "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": codes()[finding.code].mend["en"]}, "artifactChanges": [change]}]
    properties: dict[str, object] = {"severity": finding.severity.value}
    if finding.segment:
        properties["segment"] = safe(finding.segment)
        for name, excerpt in (("source", finding.source), ("target", finding.target)):
            if excerpt:
                properties[name] = safe(shortened(excerpt.text, excerpt.span)[0])
    result["properties"] = properties
    return result


def partial_fingerprint(known: Fingerprint, earlier: int) -> str:
    """Return what a finding is known by wherever its line moves, and how many of the same come before it."""
    text = f"{known.path}\0{known.segment}\0{known.code}\0{known.hash}"
    return f"{hashlib.sha256(text.encode('utf-8', errors='surrogatepass')).hexdigest()[:16]}:{earlier + 1}"


def _location(report: Report, finding: Finding) -> Json:
    physical: dict[str, object] = {"artifactLocation": _artifact(report, finding)}
    if finding.place.line:
        region = dict(_region(finding))
        if not finding.segment and (line := finding.target or finding.source):
            region["snippet"] = {"text": safe(shortened(line.text, line.span)[0])}
        physical["region"] = region
    location: dict[str, object] = {"physicalLocation": physical}
    if finding.segment:
        location["logicalLocations"] = [{"name": safe(finding.segment), "kind": "segment"}]
    return location


def _artifact(report: Report, finding: Finding) -> Json:
    path = report.located(finding)
    return {"uri": quote(path.encode("utf-8", errors="surrogateescape")), "uriBaseId": "%SRCROOT%"}


def _region(finding: Finding) -> Json:
    region = {"startLine": finding.place.line, "startColumn": finding.place.column}
    if finding.end >= finding.place:
        region |= {"endLine": finding.end.line, "endColumn": finding.end.column}
    return region
