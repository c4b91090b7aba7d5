"""Known findings of a docset, so that an old one can begin to be checked and fail on new findings only.

A baseline is a JSON file that `--write-baseline` makes. It knows findings by file, segment, code and text, not by
line, and how many of each there are: more of the same are new.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tweeluik.checks.finding import Finding
from tweeluik.checks.fingerprint import Fingerprint, fingerprint
from tweeluik.diagnostics import Diagnostic

VERSION = 1
LARGEST = 200_000_000
"""Bytes: a million findings."""
_KEYS = ("path", "segment", "code", "hash")


class BaselineError(Exception):
    """A baseline cannot be read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings held against a baseline."""

    new: list[Finding]
    known: int
    """How many findings are known."""
    gone: int
    """How many known ones are found no more."""


def write_baseline(findings: Iterable[Finding]) -> str:
    """Return the text of a baseline that knows these findings; it depends on nothing else, their order included."""
    counted = Counter(fingerprint(one) for one in findings)
    lines = [
        json.dumps({**{key: getattr(known, key) for key in _KEYS}, "count": counted[known]})
        for known in sorted(counted)
    ]
    # A line for each: a change of one finding is then a change of one line.
    body = ",\n    ".join(lines)
    listed = f"[\n    {body}\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {listed}\n}}\n'


def read_baseline(file: Path) -> Mapping[Fingerprint, int]:
    """Read a baseline: how often each finding is known.

    Raises:
        BaselineError: there is none, or it is something else.
    """
    try:
        return _parsed(file.read_bytes())
    except OSError as error:
        raise _error(file, error.strerror or str(error)) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise _error(file, "one of its entries is odd") from error
    except (ValueError, RecursionError) as error:
        raise _error(file, str(error)) from error


def _parsed(content: bytes) -> Mapping[Fingerprint, int]:
    if len(content) > LARGEST:
        raise ValueError("it is too large")
    document = json.loads(content)
    if not isinstance(document, dict) or document.get("version") != VERSION:
        raise ValueError(f"it is no baseline of version {VERSION}")
    known: Counter[Fingerprint] = Counter()
    for entry in document["findings"]:
        values = [entry[key] for key in _KEYS]
        count = entry["count"]
        if not all(isinstance(value, str) for value in values) or not isinstance(count, int) or count < 1:
            raise ValueError("one of its entries is odd")
        known[Fingerprint(*values)] += count
    return known


def _error(file: Path, reason: str) -> BaselineError:
    message = f"The baseline cannot be read: {reason}."
    return BaselineError(Diagnostic("baseline-invalid", message, file.as_posix()))


def compare(findings: Iterable[Finding], known: Mapping[Fingerprint, int]) -> Compared:
    """Tell the new findings from those that a baseline knows."""
    left = Counter(known)
    new = []
    for finding in findings:
        mark = fingerprint(finding)
        if left[mark]:
            left[mark] -= 1
        else:
            new.append(finding)
    gone = left.total()
    return Compared(new, sum(known.values()) - gone, gone)
