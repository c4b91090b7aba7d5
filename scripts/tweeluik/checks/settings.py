"""`checks.yml` at the root of a docset: which findings it wants to hear of, and how bad they are there.

A mapping from codes to severities, or to more exact rules::

    heading-skipped: off
    link-spacing:
      severity: warning
      exclude: ["archive/**"]
    link-text-drift:
    - severity: suggestion
    - {severity: warning, files: ["new/**"]}

A rule holds for the files of `files` (without it: all), and turns the check off for those of `exclude`. Of several
rules the last that holds counts. The code `*` stands for all of them; its rules come first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pathspec
import yaml

from tweeluik.checks.finding import Finding
from tweeluik.codes import Severity, codes
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.nodes import kind, nearest, place_of_node, read_nodes, scalar

SETTINGS = "checks.yml"
"""The file, relative to the root of the docset."""
ALL = "*"
_SEVERITIES = {one.value: one for one in Severity}
_KEYS = ("severity", "files", "exclude")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a docset says about a check, for all its files or some."""

    severity: Severity | None = None
    """None leaves it as it is."""
    files: tuple[str, ...] = ()
    """Globs of the files that it holds for; none for all."""
    exclude: tuple[str, ...] = ()
    """Globs of the files in which nothing is to be found."""

    def regrade(self, path: str, severity: Severity) -> Severity:
        """Return the severity of a finding in a file under this rule."""
        if self.files and not _matcher(self.files).match_file(path):
            return severity
        if self.exclude and _matcher(self.exclude).match_file(path):
            return Severity.OFF
        return self.severity or severity

    @property
    def is_general(self) -> bool:
        """Whether it holds for every file."""
        return not self.files and not self.exclude


@cache
def _matcher(globs: tuple[str, ...]) -> "pathspec.PathSpec[Any]":
    rooted = [glob if glob.startswith("**/") else f"/{glob.removeprefix('/')}" for glob in globs]
    return pathspec.PathSpec.from_lines("gitignore", rooted)


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What a docset wants of the checks."""

    rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    """By code; those of `*` come before the code's own."""

    def severity(self, code: str, path: str) -> Severity:
        """Return how bad a finding is in a file."""
        severity = codes()[code].severity
        for rule in (*self.rules.get(ALL, ()), *self.rules.get(code, ())):
            severity = rule.regrade(path, severity)
        return severity

    @property
    def switched_off(self) -> frozenset[str]:
        """The codes that are off in every file; their checks need not run."""
        return frozenset(name for name in codes() if self._is_off(name))

    def _is_off(self, code: str) -> bool:
        off = codes()[code].severity is Severity.OFF
        for rule in (*self.rules.get(ALL, ()), *self.rules.get(code, ())):
            if rule.severity is Severity.OFF and rule.is_general:
                off = True
            elif rule.severity not in {None, Severity.OFF}:
                off = False
        return off

    def apply(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings with the severity that they have here, without those that are off."""
        known: dict[tuple[str, str], Severity] = {}
        for finding in findings:
            key = finding.code, finding.path
            if key not in known:
                known[key] = self.severity(*key)
            severity = known[key]
            if severity is not Severity.OFF:
                yield finding if finding.severity is severity else replace(finding, severity=severity)


def read_check_settings(root: Path) -> tuple[CheckSettings, list[Diagnostic]]:
    """Read `checks.yml` of the docset at `root`: what is understood of it, and what is not."""
    node, diagnostics = read_nodes(root, SETTINGS)
    reader = _Reader(diagnostics)
    return CheckSettings(reader.rules(node)), reader.diagnostics


class _Reader:
    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = diagnostics

    def rules(self, root: yaml.Node | None) -> dict[str, tuple[Rule, ...]]:
        found: dict[str, tuple[Rule, ...]] = {}
        if root is None or (isinstance(root, yaml.ScalarNode) and not scalar(root)):
            return found
        if not isinstance(root, yaml.MappingNode):
            self._report("rule-override-invalid", f"The file holds {kind(root)}, not a mapping of codes.", root)
            return found
        for key, value in root.value:
            name = scalar(key)
            if name in found:
                self._report("yaml-duplicate-key", f"The code '{name}' occurs twice.", key)
            elif name == ALL or name in codes():
                items = value.value if isinstance(value, yaml.SequenceNode) else [value]
                found[name or ""] = tuple(rule for rule in map(self._rule, items) if rule)
            else:
                named = kind(key) if name is None else f"'{name}'"
                message = f"There is no check {named}.{nearest(name or '', codes())}"
                self._report("unknown-code", message, key)
        return found

    def _rule(self, node: yaml.Node) -> Rule | None:
        if isinstance(node, yaml.ScalarNode) and scalar(node) is not None:
            severity = self._severity(node)
            return Rule(severity) if severity else None
        if not isinstance(node, yaml.MappingNode):
            message = f"A check has a severity or a mapping of {', '.join(_KEYS)}, not {kind(node)}."
            self._report("rule-override-invalid", message, node)
            return None
        parts: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = scalar(key) or ""
            if name not in _KEYS:
                message = f"{kind(key)} is none of {', '.join(_KEYS)}.{nearest(name, _KEYS)}"
                self._report("rule-override-invalid", message, key)
            elif name in parts:
                self._report("yaml-duplicate-key", f"The key '{name}' occurs twice.", key)
            else:
                parts[name] = value
        severity = self._severity(parts["severity"]) if "severity" in parts else None
        files, exclude = self._globs(parts.get("files")), self._globs(parts.get("exclude"))
        # A rule whose files could not be read would hold for all of them, which nobody asked for.
        if files is None or exclude is None:
            return None
        return Rule(severity, files, exclude)

    def _severity(self, node: yaml.Node) -> Severity | None:
        written = scalar(node) or ""
        # Other readers of YAML take `off` for a boolean, and people write it as one.
        severity = Severity.OFF if written.lower() in {"false", "no"} else _SEVERITIES.get(written.lower())
        if severity is None:
            names = ", ".join(_SEVERITIES)
            message = f"{kind(node)} is no severity: write one of {names}.{nearest(written, _SEVERITIES)}"
            self._report("rule-override-invalid", message, node)
        return severity

    def _globs(self, node: yaml.Node | None) -> tuple[str, ...] | None:
        if node is None:
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        globs = []
        for item in items:
            glob = scalar(item)
            if not glob:
                self._report("rule-override-invalid", f"{kind(item)} stands where a glob of files should.", item)
                return None
            globs.append(glob)
        if not globs:
            self._report("rule-override-invalid", "The list of globs is empty.", node)
            return None
        return tuple(globs)

    def _report(self, code: str, message: str, node: yaml.Node) -> None:
        message = message[:1].upper() + message[1:]
        self.diagnostics.append(Diagnostic(code, message, SETTINGS, place_of_node(node)))
