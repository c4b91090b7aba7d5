"""Imports that must not get in: case files below fixtures/exchange/wrong.

Each case says what is done to an export of fixtures/exchange/docset in which one sentence has been edited well:

- `change`: pairs of what stands in the file (`~` for anything) and what is put there instead;
- `docset`: what has changed in articles since the export, by file;
- `raw`, `cut`, `deep`, `latin`, `utf16`, `quadratic`: other damage to the file;
- `refused`: codes by id; `diagnostics`: codes of the file; `says`: a part of the reason;
- `whole`: nothing of the file can be used, not even the good sentence; `no_good`: the case is about that sentence.
"""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from tests.conftest import FIXTURES

from tweeluik.cli import cli
from tweeluik.codes import codes

HERE = FIXTURES / "exchange"
CASES = [
    (file.stem, case)
    for file in sorted((HERE / "wrong").glob("*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]
OLD, GOOD = "Meer weten? Kom langs.", "Meer weten? Kom gerust langs."


@dataclass(frozen=True, slots=True)
class Result:
    status: int
    record: Mapping[str, Any]

    @property
    def reasons(self) -> list[Mapping[str, Any]]:
        units = [unit["reason"] for unit in self.record["units"] if "reason" in unit]
        return [*units, *self.record["diagnostics"]]

    @property
    def fates(self) -> dict[str, str]:
        return {unit["id"]: unit["fate"] for unit in self.record["units"] if unit["fate"] != "unchanged"}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("export") / "all.xlf"
    done = CliRunner().invoke(cli, ["export", str(HERE / "docset"), "--no-findings", "--out", str(file)])
    assert done.exit_code == 0, done.output
    return file.read_text(encoding="utf-8")


@pytest.fixture
def docset(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "docset", tmp_path / "docset"))


def run(file: Path, docset: Path, *more: str) -> Result:
    done = CliRunner().invoke(cli, ["import", str(file), "--into", str(docset), "--format", "json", *more])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Result(done.exit_code, json.loads(done.stdout))


def read(docset: Path) -> dict[str, bytes]:
    return {file.relative_to(docset).as_posix(): file.read_bytes() for file in docset.rglob("*") if file.is_file()}


def changed(text: str, old: str, new: str) -> str:
    pattern = re.compile(".*?".join(map(re.escape, old.split("~"))), re.DOTALL)
    text, times = pattern.subn(lambda _: new, text, count=1)
    assert times == 1, old
    return text


def spoilt(exported: str, case: Mapping[str, Any]) -> bytes:
    """Return the file that comes back."""
    text = changed(exported, f"<target>{OLD}", f"<target>{GOOD}")
    for old, new in case.get("change", ()):
        text = changed(text, old, new)
    if depth := case.get("deep"):
        nested = '<pc id="1" dataRefStart="d1" dataRefEnd="d1">' * depth + "Opslaan" + "</pc>" * depth
        text = changed(text, "<target>Kies Opslaan.", f"<target>Kies {nested}.")
    if case.get("quadratic"):
        text = changed(text, "<xliff ", f'<!DOCTYPE xliff [<!ENTITY a "{"a" * 100_000}">]><xliff ')
        text = changed(text, "<target>Uw plan", f"<target>{'&a;' * 100_000}")
    text = str(case.get("raw", text))[: case.get("cut")]
    return text.encode("cp1252" if case.get("latin") else "utf-16" if case.get("utf16") else "utf-8")


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[f"{name}: {case['title']}" for name, case in CASES])
def test_it_is_refused_and_the_rest_applied(
    case: Mapping[str, Any], exported: str, docset: Path, tmp_path: Path
) -> None:
    for name, changes in case.get("docset", {}).items():
        text = (docset / name).read_text(encoding="utf-8")
        for old, new in changes:
            text = changed(text, old, new)
        (docset / name).write_bytes(text.encode())
    before = read(docset)
    file = tmp_path / "back.xlf"
    file.write_bytes(spoilt(exported, case))

    result = run(file, docset)

    assert result.status == 1
    good = {} if case.get("whole") or case.get("no_good") else {"0a1b2-113": "applied"}
    assert result.fates == good | case.get("refused", {})
    assert [one["code"] for one in result.record["diagnostics"]] == case.get("diagnostics", [])
    assert any(case.get("says", "") in one["message"] for one in result.reasons)
    assert all(one["file"] == "back.xlf" and one["remedy"] for one in result.reasons)
    expected = dict(before)
    if good:
        expected["plan.md"] = before["plan.md"].replace(OLD.encode(), GOOD.encode())
    assert read(docset) == expected
    assert {file.name for file in tmp_path.iterdir()} == {"back.xlf", "docset"}


def test_there_are_fifty_and_every_reason_has_one() -> None:
    assert len(CASES) >= 50
    shown = {code for _, case in CASES for code in (*case.get("refused", {}).values(), *case.get("diagnostics", ()))}
    assert {name for name in codes() if name.startswith("import-")} <= shown


def test_the_good_sentence_alone_goes_in(exported: str, docset: Path, tmp_path: Path) -> None:
    file = tmp_path / "back.xlf"
    file.write_bytes(spoilt(exported, {}))
    result = run(file, docset)
    assert (result.status, result.fates, result.reasons) == (0, {"0a1b2-113": "applied"}, [])


def test_two_files_that_say_different_things_of_a_unit(exported: str, docset: Path, tmp_path: Path) -> None:
    before = read(docset)
    (tmp_path / "back").mkdir()
    for number, target in enumerate((GOOD, "Kom langs.")):
        text = changed(exported, f"<target>{OLD}", f"<target>{target}")
        (tmp_path / "back" / f"{number}.xlf").write_text(text, encoding="utf-8")
    result = run(tmp_path / "back", docset)
    assert (result.status, result.fates) == (1, {"0a1b2-113": "import-twice"})
    assert read(docset) == before


def test_a_link_out_of_the_docset_is_no_article(exported: str, docset: Path, tmp_path: Path) -> None:
    (docset / "kosten.md").rename(tmp_path / "elders.md")
    (docset / "kosten.md").symlink_to(tmp_path / "elders.md")
    before = (tmp_path / "elders.md").read_bytes()
    file = tmp_path / "back.xlf"
    file.write_text(changed(exported, "<target>Een plan kost", "<target>Elk plan kost"), encoding="utf-8")
    result = run(file, docset)
    assert (result.status, result.fates) == (1, {"3c4d5-102": "import-article-unknown"})
    assert (tmp_path / "elders.md").read_bytes() == before
