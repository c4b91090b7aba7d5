"""`suppressions.yml`: single findings that are right as they are."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tweeluik.checks.finding import Excerpt, Finding
from tweeluik.checks.fingerprint import text_hash
from tweeluik.checks.suppressions import Suppressed, read_suppressions, suppress, suppression_entry
from tweeluik.codes import Severity
from tweeluik.model import Side
from tweeluik.text import Place, Span

SEGMENT = Finding(
    "invalid-row",
    Severity.ERROR,
    "a: b/#1.md",
    "Odd.",
    Place(3, 4),
    Place(3, 6),
    "a1b2c-105",
    Side.TARGET,
    Excerpt("Wait.", Span(0, 4)),
    Excerpt("Wacht.", Span(0, 5)),
)
LINE = Finding(
    "invalid-image", Severity.ERROR, "b.md", "Odd.", Place(9, 1), target=Excerpt("  :::image:::", Span(2, 5))
)
FILE = Finding("file-empty", Severity.WARNING, "c.md", "The file is empty.")
ALL = (SEGMENT, LINE, FILE)


def applied(folder: Path, text: str, findings: Iterable[Finding]) -> Suppressed:
    (folder / "suppressions.yml").write_text(text, encoding="utf-8")
    entries, diagnostics = read_suppressions(folder)
    assert diagnostics == []
    return suppress(findings, entries, covers=lambda _: True)


@pytest.mark.parametrize("finding", ALL, ids=lambda one: one.code)
def test_an_entry_suppresses_its_finding_alone(tmp_path: Path, finding: Finding) -> None:
    kept = applied(tmp_path, suppression_entry(finding, "It is: 'right' #so."), ALL)
    assert kept.findings == [one for one in ALL if one is not finding]
    assert (kept.count, kept.stale) == (1, [])


@pytest.mark.parametrize("finding", ALL, ids=lambda one: one.code)
def test_it_does_not_matter_where_the_text_stands(tmp_path: Path, finding: Finding) -> None:
    moved = replace(finding, place=Place(99, 2), end=Place(99, 7))
    assert applied(tmp_path, suppression_entry(finding, "Right."), [moved]).findings == []


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(replace(SEGMENT, source=Excerpt("Wait!", Span(0, 4))), id="source"),
        pytest.param(replace(SEGMENT, target=Excerpt("Wacht!", Span(0, 5))), id="target"),
        pytest.param(
            replace(SEGMENT, source=Excerpt("", Span(0, 0)), target=Excerpt("Wait.Wacht.", Span(0, 0))), id="both"
        ),
    ],
)
def test_an_entry_expires_when_the_text_changes(tmp_path: Path, changed: Finding) -> None:
    kept = applied(tmp_path, "\n" + suppression_entry(SEGMENT, "Right."), [changed])
    assert kept.findings == [changed]
    stale = kept.stale[0]
    assert (stale.code, stale.path, stale.place) == ("suppression-stale", "suppressions.yml", Place(2, 3))
    assert "has changed" in stale.message


def test_an_entry_without_a_finding_is_stale(tmp_path: Path) -> None:
    kept = applied(tmp_path, suppression_entry(LINE, "Right."), [])
    assert "no 'invalid-image' to suppress in b.md" in kept.stale[0].message


def test_an_entry_that_this_run_did_not_look_at_is_not_stale(tmp_path: Path) -> None:
    (tmp_path / "suppressions.yml").write_text(suppression_entry(LINE, "Right."), encoding="utf-8")
    entries, _ = read_suppressions(tmp_path)
    assert suppress([], entries, covers=lambda known: known.path == "a.md").stale == []


def test_hashes_have_one_form() -> None:
    assert [text_hash(one) for one in ALL] == [
        pytest.approx(text_hash(replace(one, place=Place(1, 1), severity=Severity.INFO))) for one in ALL
    ]
    assert all(len(text_hash(one)) == 12 for one in ALL)


ENTRY = "path: a.md\n  code: invalid-row\n  hash: 0123456789ab\n  reason: Right.\n"


@pytest.mark.parametrize(
    ("text", "code", "place", "part"),
    [
        pytest.param("path: a", "suppression-invalid", Place(1, 1), "a mapping, not a list", id="a mapping"),
        pytest.param("- a", "suppression-invalid", Place(1, 3), "'a' stands where", id="a word"),
        pytest.param("- path: a.md\n", "suppression-invalid", Place(1, 3), "no code and no hash", id="missing"),
        pytest.param(f"- {ENTRY}".replace("Right.", ""), "suppression-invalid", Place(1, 3), "no reason", id="reason"),
        pytest.param(f"- {ENTRY}  reson: x", "suppression-invalid", Place(5, 3), "'reason'?", id="key"),
        pytest.param(f"- {ENTRY}  segment: [a]", "suppression-invalid", Place(5, 12), "not a list", id="type"),
        pytest.param(f"- {ENTRY}  path: b.md", "yaml-duplicate-key", Place(5, 3), "twice", id="key twice"),
        pytest.param(f"- {ENTRY}".replace("row", "raw"), "unknown-code", Place(2, 9), "'invalid-row'?", id="code"),
        pytest.param("- a: b: c", "yaml-syntax-error", Place(1, 7), "broken", id="YAML"),
    ],
)
def test_what_cannot_be_understood_is_said(tmp_path: Path, text: str, code: str, place: Place, part: str) -> None:
    (tmp_path / "suppressions.yml").write_text(f"{text}\n", encoding="utf-8")
    entries, diagnostics = read_suppressions(tmp_path)
    assert entries == ()
    assert code in [one.code for one in diagnostics]
    found = next(one for one in diagnostics if one.code == code)
    assert (found.place.line, part in found.message) == (place.line, True), found


def test_one_entry_that_is_wrong_takes_no_other_with_it(tmp_path: Path) -> None:
    (tmp_path / "suppressions.yml").write_text(f"- path: b.md\n- {ENTRY}", encoding="utf-8")
    entries, diagnostics = read_suppressions(tmp_path)
    assert ([one.known.path for one in entries], len(diagnostics)) == (["a.md"], 1)
