"""The gates, each held against its own cases in a docset on disk."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from tests.conftest import FIXTURES, Case, read_cases
from tests.segments import pair

from tweeluik.codes import codes
from tweeluik.docset.docset import Docset
from tweeluik.lifecycle.gating import all_gates, today
from tweeluik.rule_findings import rule_findings

FILES = ("quantities", "policy", "claims", "conflicts", "tools", "scenarios", "words.nl", "words.en")
GATES = "lifecycle/gates.txt"


@cache
def first() -> Case:
    return next(read_cases(FIXTURES / GATES))


def written(case: Case, root: Path) -> Docset:
    """Write the docset of a case."""
    (root / "lifecycle").mkdir()
    for name in FILES:
        text = case.get(name) or (first().get(name) if name in {"quantities", "claims"} else "")
        if text:
            (root / "lifecycle" / f"{name}.yml").write_text(text, encoding="utf-8")
    article = '# <a name="stages"></a>Fasen\n\n'
    for line in (case.get("article") or first()["article"]).splitlines():
        identifier, target, source = (part.strip() for part in line.split("|"))
        article += pair(identifier, target, source) + "\n\n"
    (root / "stages.md").write_text(article, encoding="utf-8")
    if page := case.get("page"):
        (root / "nl" / "tools").mkdir(parents=True)
        (root / "nl" / "tools" / "t.md").write_text(page, encoding="utf-8")
    return Docset(root)


def seconds(day: str) -> str:
    """Return the seconds since 1970 at noon of a day."""
    return str(int(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).timestamp()))


@pytest.mark.cases(GATES)
def test_gates(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds((case.get("today") or first()["today"]).strip()))
    lines = []
    for one in rule_findings(written(case, tmp_path), None):
        where = f"{one.path}:{one.place.line}" if one.place.line else one.path
        side = f" {one.side.value}" if one.side else ""
        lines.append(f"{one.code} {where}{f' {one.segment}' if one.segment else ''}{side}: {one.message}\n")
    case.expects("found", "".join(lines))


def test_every_code_of_the_gates_has_a_case() -> None:
    found = {line.split()[0] for case in read_cases(FIXTURES / GATES) for line in case["found"].splitlines()}
    wanted = {one.name for one in codes().values() if one.group == "lifecycle"}
    # Those of reading have their own cases, and some of the tables are those of the tables.
    others = {name for name in wanted if name.startswith(("rules-", "lifecycle-"))}
    assert wanted - others <= found


def test_every_gate_has_a_name_that_waivers_can_use() -> None:
    assert {gate.name for gate in all_gates()} >= {f"G{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 11)}


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [("0", "1970-01-01"), ("1796083199", "2026-11-30"), ("1796083200", "2026-12-01")],
)
def test_today_is_that_of_the_build(epoch: str, expected: str) -> None:
    assert today({"SOURCE_DATE_EPOCH": epoch}).isoformat() == expected


@pytest.mark.parametrize("epoch", ["", "soon", "-5", "\uff19", "99999999999999999999"])
def test_without_a_sound_epoch_it_is_the_clock(epoch: str) -> None:
    assert today({"SOURCE_DATE_EPOCH": epoch}) == today({})
