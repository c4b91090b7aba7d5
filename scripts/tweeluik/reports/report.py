"""What is to be reported of one run."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tweeluik.checks.finding import Finding
from tweeluik.diagnostics import Severity

SHOWN = tuple(one for one in Severity if one is not Severity.OFF)
"""The severities that findings can have, the worst first."""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run and what one needs to know about it."""

    findings: tuple[Finding, ...]
    """Those to be shown, in order."""
    articles: int = 0
    """How many articles were checked."""
    prefix: str = ""
    """Path of the docset as seen from the folder the command runs in, with a slash at the end; '' if they are one."""
    source_language: str = "en"
    """Code of the language that articles are written in."""
    target_language: str = "nl"
    notes: tuple[str, ...] = field(default=())
    """Sentences about findings that are not shown: too mild, known, suppressed."""
    noun: str = "article"
    """What the files are that were checked."""

    def located(self, finding: Finding) -> str:
        """Return the path of a finding's file as seen from the folder the command runs in."""
        return f"{self.prefix}{finding.path}"


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Return the number of findings of each severity, the worst first; zeros included."""
    counted = Counter(one.severity for one in findings)
    return {severity: counted[severity] for severity in SHOWN}


def plural(number: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
