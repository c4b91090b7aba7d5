"""`checks.yml`: which findings a docset wants to hear of."""

from pathlib import Path

import pytest

from tweeluik.checks.finding import Finding
from tweeluik.checks.settings import read_check_settings
from tweeluik.codes import Severity, codes
from tweeluik.text import Place

CODE = "invalid-row"
NORMAL = codes()[CODE].severity


def severities(folder: Path, text: str, *paths: str) -> list[Severity]:
    (folder / "checks.yml").write_text(text, encoding="utf-8")
    settings, diagnostics = read_check_settings(folder)
    assert diagnostics == []
    return [settings.severity(CODE, path) for path in paths]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [NORMAL, NORMAL, NORMAL], id="nothing"),
        pytest.param("# later\n", [NORMAL, NORMAL, NORMAL], id="a comment"),
        pytest.param("invalid-row: off\n", [Severity.OFF] * 3, id="off"),
        pytest.param("invalid-row: false\n", [Severity.OFF] * 3, id="off as a boolean"),
        pytest.param("invalid-row: Error\n", [Severity.ERROR] * 3, id="another severity"),
        pytest.param("file-empty: off\n", [NORMAL] * 3, id="another code"),
        pytest.param(
            "invalid-row: {severity: info, exclude: ['old/**']}\n",
            [Severity.INFO, Severity.OFF, Severity.OFF],
            id="excluded",
        ),
        pytest.param("invalid-row: {exclude: old/*.md}\n", [NORMAL, Severity.OFF, NORMAL], id="one glob"),
        pytest.param("invalid-row: {files: a.md, severity: off}\n", [Severity.OFF, NORMAL, NORMAL], id="only there"),
        pytest.param("invalid-row: {files: '**/a.md', severity: off}\n", [Severity.OFF] * 3, id="wherever"),
        pytest.param(
            "invalid-row:\n- error\n- {severity: info, files: [old/**]}\n- {severity: off, files: [old/deep/**]}\n",
            [Severity.ERROR, Severity.INFO, Severity.OFF],
            id="the last rule that holds",
        ),
        pytest.param('"*": off\ninvalid-row: info\n', [Severity.INFO] * 3, id="one code alone"),
        pytest.param('invalid-row: info\n"*": {exclude: old/}\n', [Severity.INFO] * 3, id="all but its own"),
        pytest.param('"*": {exclude: old/}\n', [NORMAL, Severity.OFF, Severity.OFF], id="a folder"),
    ],
)
def test_rules_hold_for_codes_and_files(tmp_path: Path, text: str, expected: list[Severity]) -> None:
    assert severities(tmp_path, text, "a.md", "old/a.md", "old/deep/a.md") == expected


@pytest.mark.parametrize(
    ("text", "off"),
    [
        pytest.param("invalid-row: off\n", True, id="off"),
        pytest.param("invalid-row: {severity: off, files: a/**}\n", False, id="off in a folder"),
        pytest.param("invalid-row:\n- off\n- {severity: info, files: a/**}\n", False, id="on in a folder"),
        pytest.param('"*": off\n', True, id="all off"),
        pytest.param('"*": off\ninvalid-row: error\n', False, id="all others off"),
    ],
)
def test_a_check_that_is_off_everywhere_need_not_run(tmp_path: Path, text: str, *, off: bool) -> None:
    (tmp_path / "checks.yml").write_text(text, encoding="utf-8")
    assert (CODE in read_check_settings(tmp_path)[0].switched_off) is off


def test_findings_get_their_severity_or_go(tmp_path: Path) -> None:
    (tmp_path / "checks.yml").write_text("invalid-row: {severity: info, exclude: [b.md]}\n", encoding="utf-8")
    findings = [Finding(CODE, NORMAL, path, "Odd.") for path in ("a.md", "b.md", "c.md")]
    kept = list(read_check_settings(tmp_path)[0].apply(findings))
    assert [(one.path, one.severity) for one in kept] == [("a.md", Severity.INFO), ("c.md", Severity.INFO)]


@pytest.mark.parametrize(
    ("text", "code", "place", "part"),
    [
        pytest.param("\ninvalid-rows: off", "unknown-code", Place(2, 1), "Do you mean 'invalid-row'?", id="code"),
        pytest.param("xyzzy: off", "unknown-code", Place(1, 1), "no check 'xyzzy'.", id="a code like no other"),
        pytest.param("? [a]\n: off", "unknown-code", Place(1, 3), "a list", id="a code that is a list"),
        pytest.param("invalid-row: wraning", "rule-override-invalid", Place(1, 14), "'warning'?", id="severity"),
        pytest.param("invalid-row:", "rule-override-invalid", Place(1, 13), "not nothing", id="nothing"),
        pytest.param("invalid-row: [[off]]", "rule-override-invalid", Place(1, 15), "not a list", id="lists"),
        pytest.param("invalid-row: {severty: off}", "rule-override-invalid", Place(1, 15), "'severity'?", id="key"),
        pytest.param("invalid-row: {files: [[a]]}", "rule-override-invalid", Place(1, 23), "a glob", id="glob"),
        pytest.param("invalid-row: {files: []}", "rule-override-invalid", Place(1, 22), "is empty", id="no globs"),
        pytest.param("invalid-row: {severity: [off]}", "rule-override-invalid", Place(1, 25), "A list", id="type"),
        pytest.param("- invalid-row", "rule-override-invalid", Place(1, 1), "a list, not", id="no mapping"),
        pytest.param("off", "rule-override-invalid", Place(1, 1), "'off', not", id="a word"),
        pytest.param("a: off\ninvalid-row: off\ninvalid-row: info", "yaml-duplicate-key", Place(3, 1), "twice", id="2"),
        pytest.param("invalid-row: a: b", "yaml-syntax-error", Place(1, 15), "broken", id="YAML"),
        pytest.param("*: off", "yaml-syntax-error", Place(1, 2), "broken", id="a bare asterisk"),
    ],
)
def test_what_cannot_be_understood_is_said(tmp_path: Path, text: str, code: str, place: Place, part: str) -> None:
    (tmp_path / "checks.yml").write_text(text, encoding="utf-8")
    _, diagnostics = read_check_settings(tmp_path)
    found = diagnostics[-1]
    assert (found.code, found.place, found.path) == (code, place, "checks.yml")
    assert part in found.message


def test_a_rule_with_unreadable_files_does_not_hold_everywhere(tmp_path: Path) -> None:
    (tmp_path / "checks.yml").write_text("invalid-row: {severity: off, files: {}}", encoding="utf-8")
    settings, diagnostics = read_check_settings(tmp_path)
    assert (settings.severity(CODE, "a.md"), len(diagnostics)) == (NORMAL, 1)
