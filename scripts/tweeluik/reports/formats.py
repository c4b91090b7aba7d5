"""The ways to write findings."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tweeluik.checks.suppressions import suppression_entry
from tweeluik.reports.annotations import write_annotations
from tweeluik.reports.junit import write_junit
from tweeluik.reports.records import write_json
from tweeluik.reports.report import Report
from tweeluik.reports.sarif import write_sarif
from tweeluik.reports.text import write_text


def write_suppressions(report: Report) -> str:
    """Write the entries for `suppressions.yml` that suppress findings; the reasons are left for a person to give."""
    return "".join(dict.fromkeys(map(suppression_entry, report.findings)))


FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "text": write_text,
        "json": write_json,
        "sarif": write_sarif,
        "github": write_annotations,
        "junit": write_junit,
        "suppressions": write_suppressions,
    }
)
"""By the name that a person gives them."""
