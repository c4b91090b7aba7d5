"""`suppressions.yml` at the root of a docset: single findings that are right as they are, each with its reason.

A list of entries::

    - path: cancel.md
      segment: a1b2c-105
      code: number-mismatch
      hash: 0123456789ab
      reason: The Dutch shop has another price.

The hash is that of the text the finding is about, so an entry expires when somebody changes the text: what was right
about the old sentence need not be right about the new one.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from tweeluik.article.front_matter import plain_scalar
from tweeluik.checks.finding import Finding
from tweeluik.checks.fingerprint import Fingerprint, fingerprint
from tweeluik.codes import codes
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.nodes import kind, nearest, place_of_node, read_nodes, scalar
from tweeluik.text import Place

SUPPRESSIONS = "suppressions.yml"
"""The file, relative to the root of the docset."""
_REQUIRED = ("path", "code", "hash", "reason")
_KEYS = ("path", "segment", "code", "hash", "reason")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One entry."""

    known: Fingerprint
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What is left of some findings."""

    findings: list[Finding]
    count: int
    """How many are suppressed."""
    stale: list[Diagnostic]
    """Entries that no finding answers to."""


def read_suppressions(root: Path) -> tuple[tuple[Suppression, ...], list[Diagnostic]]:
    """Read `suppressions.yml` of the docset at `root`: the entries that count, and what is wrong with the others."""
    node, diagnostics = read_nodes(root, SUPPRESSIONS)
    if node is None or (isinstance(node, yaml.ScalarNode) and not scalar(node)):
        return (), diagnostics
    if not isinstance(node, yaml.SequenceNode):
        message = f"The file holds {kind(node)}, not a list of suppressions."
        return (), [Diagnostic("suppression-invalid", message, SUPPRESSIONS, place_of_node(node))]
    entries = [_entry(item, diagnostics) for item in node.value]
    return tuple(one for one in entries if one), diagnostics


def _entry(node: yaml.Node, diagnostics: list[Diagnostic]) -> Suppression | None:
    problems: list[Diagnostic] = []

    def report(code: str, message: str, at: yaml.Node) -> None:
        problems.append(Diagnostic(code, message[:1].upper() + message[1:], SUPPRESSIONS, place_of_node(at)))

    parts: dict[str, str] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = scalar(key) or ""
        if name not in _KEYS:
            report("suppression-invalid", f"{kind(key)} is none of {', '.join(_KEYS)}.{nearest(name, _KEYS)}", key)
        elif name in parts:
            report("yaml-duplicate-key", f"The key '{name}' occurs twice.", key)
        elif isinstance(value, yaml.ScalarNode):
            parts[name] = scalar(value) or ""
            if name == "code" and parts[name] and parts[name] not in codes():
                report("unknown-code", f"There is no check '{parts[name]}'.{nearest(parts[name], codes())}", value)
        else:
            report("suppression-invalid", f"'{name}' is one line of text, not {kind(value)}.", value)
    if not isinstance(node, yaml.MappingNode):
        report("suppression-invalid", f"{kind(node)} stands where a suppression should.", node)
    elif missing := [name for name in _REQUIRED if not parts.get(name)]:
        report("suppression-invalid", f"The suppression has no {' and no '.join(missing)}.", node)
    diagnostics += problems
    if problems:
        return None
    known = Fingerprint(parts["path"], parts.get("segment", ""), parts["code"], parts["hash"].lower())
    return Suppression(known, parts["reason"], place_of_node(node))


def suppress(
    findings: Iterable[Finding], suppressions: Iterable[Suppression], *, covers: Callable[[Fingerprint], bool]
) -> Suppressed:
    """Take out the findings that are suppressed.

    Args:
        findings: what was found, with excerpts.
        suppressions: the entries.
        covers: tells whether this run would have found what an entry is about; others cannot be called stale.
    """
    entries = tuple(suppressions)
    wanted = {one.known for one in entries}
    left: list[Finding] = []
    used: set[Fingerprint] = set()
    seen: set[tuple[str, str, str]] = set()
    count = 0
    for finding in findings:
        known = fingerprint(finding) if wanted else None
        if known in wanted and known:
            used.add(known)
            count += 1
            continue
        left.append(finding)
        seen.add((finding.path, finding.segment, finding.code))
    stale = [_stale(one, seen) for one in entries if one.known not in used and covers(one.known)]
    return Suppressed(left, count, stale)


def _stale(entry: Suppression, seen: set[tuple[str, str, str]]) -> Diagnostic:
    known = entry.known
    if (known.path, known.segment, known.code) in seen:
        message = f"The text of the suppressed '{known.code}' in {known.path} has changed."
    else:
        message = f"There is no '{known.code}' to suppress in {known.path} any more."
    return Diagnostic("suppression-stale", message, SUPPRESSIONS, entry.place)


def suppression_entry(finding: Finding, reason: str = "") -> str:
    """Return the entry that suppresses a finding, to be pasted into `suppressions.yml`; the reason is yours to give."""
    known = fingerprint(finding)
    values = [("path", known.path), ("segment", known.segment), ("code", known.code), ("hash", known.hash)]
    lines = [f"{key}: {_scalar(value)}" for key, value in values if value]
    written = "\n  ".join([*lines, f"reason: {_scalar(reason)}".rstrip()])
    return f"- {written}\n"


def _scalar(text: str) -> str:
    if not text.isprintable():
        # The escapes of JSON mean the same in YAML.
        return json.dumps(text)
    return plain_scalar(text) if text else ""
