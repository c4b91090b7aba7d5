"""Running the checks: the same findings in the same order, with any number of processes, whatever befalls them."""

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.rendering.conftest import annotated

from tweeluik.checks import running
from tweeluik.checks.finding import Finding
from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.running import Plan, check_docset, in_order, plan
from tweeluik.docset.docset import Docset
from tweeluik.model import Side
from tweeluik.processes import CHUNK
from tweeluik.text import Place, Span

ARTICLES = 4 * CHUNK + 3
BODIES = (
    "# ⟦Een kop¦A heading⟧\n\n⟦Volg de de stappen.¦Follow the steps.⟧\n\n⟦Kies een rol.¦Choose a role.⟧\n",
    "# ⟦Wait for the next owner¦Wait for the next owner⟧\n\n⟦Zie [](b.md).¦See [the list](b.md).⟧\n",
    "---\ntitle: Titel\n---\n# ⟦Rollen kiezen¦Choosing a role⟧\n\n⟦Kies een rol.¦Choose a role.⟧\n",
    "⟦Neem een rol.¦Choose a role.⟧\n\n⟦Wacht op ,¦Wait for `it`,⟧\n",
)


@pytest.fixture(scope="module")
def docset(tmp_path_factory: pytest.TempPathFactory) -> Docset:
    root = tmp_path_factory.mktemp("docset")
    for number in range(ARTICLES):
        path = f"map/artikel-{number:03}.md"
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(annotated(BODIES[number % len(BODIES)], path), encoding="utf-8", newline="")
    return Docset(root)


@pytest.fixture(scope="module")
def alone(docset: Docset) -> list[Finding]:
    """What one process finds."""
    return check_docset(docset, plan(docset), processes=1)


def test_findings_do_not_depend_on_the_number_of_processes(docset: Docset, alone: list[Finding]) -> None:
    assert {finding.code for finding in alone} >= {"doubled-word", "untranslated", "link-text-empty"}
    assert check_docset(docset, plan(docset), processes=2) == alone
    assert check_docset(docset, plan(docset), processes=3) == alone


def test_findings_are_the_same_where_processes_are_not_forked(
    docset: Docset, alone: list[Finding], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(multiprocessing, "get_context", lambda _method=None: spawn)
    # The others know nothing of what is patched here; this process does nothing itself.
    monkeypatch.setattr(running.Checker, "check", None)
    monkeypatch.setattr(running.Checker, "check_usage", None)
    assert check_docset(docset, plan(docset), processes=2) == alone


def test_findings_are_the_same_where_there_are_no_processes(
    docset: Docset, alone: list[Finding], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_method: str | None = None) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(multiprocessing, "get_context", refuse)
    assert check_docset(docset, plan(docset), processes=2) == alone


def test_what_a_killed_process_has_left_is_checked_by_this_one(docset: Docset) -> None:
    parent = os.getpid()

    def find(pair: Pair) -> list[Hit]:
        if os.getpid() != parent:
            os._exit(1)
        return [Hit("Seen.", Span(0, 1))] if "Rollen" in pair.target.raw else []

    chosen = Plan((PairCheck("doubled-word", find),), (), (), ())
    findings = check_docset(docset, chosen, processes=2)
    assert [finding.path for finding in findings] == list(docset.articles[2::4])


def test_a_check_that_fails_is_not_hidden(docset: Docset) -> None:
    def find(pair: Pair) -> list[Hit]:
        raise ZeroDivisionError(pair.target.raw)

    with pytest.raises(ZeroDivisionError):
        check_docset(docset, Plan((PairCheck("doubled-word", find),), (), (), ()), processes=2)


def test_progress_is_told_for_each_article(docset: Docset) -> None:
    steps: list[tuple[int, int]] = []
    check_docset(docset, Plan((), (), (), ()), processes=2, progress=lambda *step: steps.append(step))
    assert steps == [(number, ARTICLES) for number in range(1, ARTICLES + 1)]


@pytest.mark.parametrize("processes", [None, 1, 2])
def test_one_article_is_a_docset_too(tmp_path: Path, processes: int | None) -> None:
    (tmp_path / "a.md").write_text(annotated(BODIES[0], "a.md"), encoding="utf-8")
    docset = Docset(tmp_path)
    found = [one for one in check_docset(docset, plan(docset), processes=processes) if one.code == "doubled-word"]
    assert [(one.path, one.place, one.end, one.side) for one in found] == [
        ("a.md", Place(3, 36), Place(3, 41), Side.TARGET)
    ]


def test_no_article_is_a_docset_too(tmp_path: Path) -> None:
    docset = Docset(tmp_path)
    assert check_docset(docset, Plan((), (), (), ())) == []


def test_order_does_not_depend_on_the_order_of_what_is_found(alone: list[Finding]) -> None:
    assert in_order([*alone[1::2], *alone[::-1], *alone[::3]]) == alone


def test_checks_stay_silent_for_languages_whose_words_they_do_not_know(
    docset: Docset, make: Callable[[str], Docset]
) -> None:
    assert "doubled-word" in {check.code for check in plan(docset).pairs}
    japanese = plan(make("ja-JP"))
    assert "doubled-word" not in {check.code for check in japanese.pairs}
    assert "register-mix" not in {check.code for check in japanese.articles}
    assert "untranslated" in {check.code for check in japanese.pairs}


@pytest.fixture
def make(docset: Docset) -> Callable[[str], Docset]:
    return lambda target: Docset(docset.root, {"target": target})


@pytest.mark.parametrize("quote", ['"', "&quot;"], ids=["sound quotes", "damaged quotes"])
def test_a_column_is_the_one_of_the_file(tmp_path: Path, quote: str) -> None:
    halves = "Eerst [dit](b.md).", "First [this](b.md)."
    line = f'<span data-ttu-id={quote}a1b2c-101">{halves[0]}</span>'
    line += f'<span class="sxs-lookup"><span data-stu-id="a1b2c-101">{halves[1]}</span></span>'
    (tmp_path / "a.md").write_text(f"{line} [](c.md)\n", encoding="utf-8")
    docset = Docset(tmp_path)
    found = [one for one in check_docset(docset, plan(docset)) if one.code == "link-text-missing"]
    assert [(one.place, one.end) for one in found] == [(Place(1, len(line) + 2), Place(1, len(line) + 10))]
