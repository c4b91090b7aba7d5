"""Known findings: only new ones count."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tweeluik.checks.baseline import BaselineError, compare, read_baseline, write_baseline
from tweeluik.checks.finding import Excerpt, Finding
from tweeluik.codes import Severity
from tweeluik.text import Place, Span

ONE = Finding("invalid-row", Severity.ERROR, "a.md", "Odd.", Place(3, 1), target=Excerpt("| a |", Span(0, 1)))
TWO = Finding("invalid-image", Severity.INFO, "b\ud800é.md", "Odd.", Place(1, 1), target=Excerpt("x", Span(0, 0)))


def known(folder: Path, *findings: Finding) -> Path:
    file = folder / "baseline.json"
    file.write_text(write_baseline(findings), encoding="utf-8")
    return file


def test_known_findings_are_not_new(tmp_path: Path) -> None:
    compared = compare([ONE, TWO], read_baseline(known(tmp_path, ONE, TWO)))
    assert (compared.new, compared.known, compared.gone) == ([], 2, 0)


def test_lines_severities_and_messages_may_change(tmp_path: Path) -> None:
    moved = replace(ONE, place=Place(80, 5), severity=Severity.WARNING, message="Very odd.")
    assert compare([moved], read_baseline(known(tmp_path, ONE))).new == []


def test_other_text_is_new_and_the_old_one_gone(tmp_path: Path) -> None:
    other = replace(ONE, target=Excerpt("| b |", Span(0, 1)))
    compared = compare([other], read_baseline(known(tmp_path, ONE)))
    assert (compared.new, compared.known, compared.gone) == ([other], 0, 1)


def test_more_of_the_same_are_new(tmp_path: Path) -> None:
    compared = compare([ONE, ONE, ONE], read_baseline(known(tmp_path, ONE, ONE)))
    assert (len(compared.new), compared.known, compared.gone) == (1, 2, 0)


def test_the_file_depends_on_the_findings_alone() -> None:
    assert write_baseline([ONE, TWO, ONE]) == write_baseline([TWO, ONE, ONE])
    assert write_baseline([ONE, TWO, ONE]).count("\n") == 7
    assert json.loads(write_baseline([])) == {"version": 1, "findings": []}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"version": 2, "findings": []}', id="another version"),
        pytest.param(b'{"version": 1}', id="no findings"),
        pytest.param(b'{"version": 1, "findings": 3}', id="a number"),
        pytest.param(b'{"version": 1, "findings": [3]}', id="odd entry"),
        pytest.param(b'{"version": 1, "findings": [{"path": "a"}]}', id="entry without keys"),
        pytest.param(
            b'{"version": 1, "findings": [{"path": "a", "segment": "", "code": "b", "hash": "c", "count": 0}]}',
            id="none of them",
        ),
        pytest.param(b"[" * 100_000, id="deep"),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "baseline.json").write_bytes(content)
    with pytest.raises(BaselineError) as caught:
        read_baseline(tmp_path / "baseline.json")
    assert caught.value.diagnostic.code == "baseline-invalid"


def test_a_baseline_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="No such file"):
        read_baseline(tmp_path / "baseline.json")
