"""What the parser reports becomes findings, with the places that it knows."""

from pathlib import Path

import pytest
from tests.unit.rendering.conftest import annotated

from tweeluik.checks.format.problems import problems
from tweeluik.checks.running import Checker, Plan
from tweeluik.checks.subject import Subject
from tweeluik.docset.docset import Docset

NOTE, RANGE, ROW = "invalid-note-section", "invalid-moniker-range", "invalid-row"
IMAGE, UNKNOWN = "invalid-image", "unsupported-construct"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# Kop\n\n> [!LETOP]\n> Tekst.\n", [(NOTE, 3, "> [!LETOP]")], id="unknown alert"),
        pytest.param("> [!NOTE] Tekst.\n", [(NOTE, 1, "> [!NOTE] Tekst.")], id="text behind the marker"),
        pytest.param("> [!NOTE]\n> Tekst.\n", [], id="sound alert"),
        pytest.param("> [!TIP]\n> A.\n> [!HINT]\n> B.\n", [(NOTE, 3, "> [!HINT]")], id="second marker"),
        pytest.param('::: moniker range="a"\n\nTekst.\n', [(RANGE, 1, '::: moniker range="a"')], id="unclosed range"),
        pytest.param("Tekst.\n\n::: moniker-end\n", [(RANGE, 3, "::: moniker-end")], id="lone end"),
        pytest.param("::: moniker\nTekst.\n::: moniker-end\n", [(RANGE, 1, "::: moniker")], id="range of nothing"),
        pytest.param('::: moniker range="a"\nTekst.\n::: moniker-end\n', [], id="sound range"),
        pytest.param(":::row:::\n:::column:::\nA\n", [(ROW, 1, ":::row:::")], id="unclosed row"),
        pytest.param("Tekst.\n\n:::column-end:::\n", [(ROW, 3, ":::column-end:::")], id="lone column"),
        pytest.param(":::row:::\n:::column:::\nA\n:::column-end:::\n:::row-end:::\n", [], id="sound row"),
        pytest.param('Kies :::image source="a.png" nu.\n', [(IMAGE, 1, ':::image source="a.png"')], id="open image"),
        pytest.param('Kies :::image source="a.png"::: nu.\n', [], id="sound image"),
        pytest.param(':::code source="a.ps1":::\n', [(UNKNOWN, 1, ':::code source="a.ps1":::')], id="unknown colons"),
        pytest.param('Een [!div class="x"] in de zin.\n', [(UNKNOWN, 1, "[!")], id="div in a sentence"),
        pytest.param("- punt\n\n  Zie [!INCLUDE [x](y.md) hier.\n", [(UNKNOWN, 3, "[!")], id="broken include"),
        pytest.param("```\n> [!LETOP]\n:::row:::\n```\n", [], id="in code"),
    ],
)
def test_a_problem_is_found_where_it_is(text: str, expected: list[tuple[str, int, str]], tmp_path: Path) -> None:
    subject = _subject(text, tmp_path)
    found = list(problems(subject))
    assert [
        (code, subject.lines.place(spot.start).line, _shown(subject, spot.start, spot.end)) for code, spot in found
    ] == (expected)


def _shown(subject: Subject, start: int, end: int) -> str:
    return subject.text[start : end if end >= 0 else subject.end_of_line(start)]


def test_a_problem_in_a_segment_is_found_in_the_file(tmp_path: Path) -> None:
    subject = _subject('# ⟦Kop¦Heading⟧\n\n⟦Een [!div class="x"] hier.¦A [!div class="x"] here.⟧\n', tmp_path)
    [(code, spot)] = problems(subject)
    assert code == UNKNOWN
    assert spot.segment is not None
    assert subject.text[spot.start :].startswith('[!div class="x"] hier.')


def test_problems_are_findings(tmp_path: Path) -> None:
    subject = _subject("> [!LETOP]\n> Tekst.\n", tmp_path)
    [finding] = Checker(subject.docset, Plan((), (), (), ())).check(subject)
    assert (finding.code, finding.path, finding.place.line) == (NOTE, "a.md", 1)


def _subject(text: str, folder: Path) -> Subject:
    (folder / "a.md").write_text(annotated(text), encoding="utf-8")
    docset = Docset(folder)
    return Subject(docset, docset.article("a.md"))
