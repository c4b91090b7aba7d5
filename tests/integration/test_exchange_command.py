"""`tweeluik export` and `tweeluik import`, as a translator's colleague types them."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tweeluik.cli import cli
from tweeluik.exchange.formats import NAMES, SUFFIXES, format_named

DOCSET = Path(__file__).parents[1] / "fixtures" / "exchange" / "docset"
OLD, NEW = "Meer weten? Kom langs.", "Meer weten? Kom gerust langs."
SENTENCES = 16


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def docset(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DOCSET, tmp_path / "docset"))


def export(docset: Path, out: Path, *more: object) -> Path:
    result = run("export", docset, "--out", out, *(more or ("--no-findings",)))
    assert result.exit_code == 0, result.output
    return out


def read(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def edit(file: Path, old: str = OLD, new: str = NEW) -> None:
    text = file.read_bytes().decode()
    assert text.count(old) == 1
    file.write_bytes(text.replace(old, new).encode())


# export


def test_a_folder_gets_a_file_per_article(docset: Path, tmp_path: Path) -> None:
    result = run("export", docset, "--no-findings", "--out", tmp_path / "out")
    assert sorted(read(tmp_path / "out")) == ["kosten.md.xlf", "plan.md.xlf"]
    assert f"{SENTENCES} segments written to 2 files" in result.stderr
    assert "2 errors in the articles: tweeluik check shows them." in result.stderr


@pytest.mark.parametrize("form", NAMES)
def test_a_name_of_the_format_is_one_file(form: str, docset: Path, tmp_path: Path) -> None:
    file = export(docset, tmp_path / f"all{format_named(form).suffix}", "--no-findings", "--format", form)
    assert file.is_file()
    assert export(docset, tmp_path / "again.xlf", "--no-findings", "--format", form)
    assert read(docset) == read(DOCSET)


def test_findings_become_notes(docset: Path, tmp_path: Path) -> None:
    text = export(docset, tmp_path / "all.xlf", "--findings").read_text(encoding="utf-8")
    assert '<note category="finding">markup-strong-lost: ' in text
    assert "<note" not in export(docset, tmp_path / "all.xlf").read_text(encoding="utf-8")


def test_one_article(docset: Path, tmp_path: Path) -> None:
    export(docset / "kosten.md", tmp_path / "out", "--findings")
    assert sorted(read(tmp_path / "out")) == ["kosten.md.xlf"]


def test_the_languages_are_those_of_the_docset(docset: Path, tmp_path: Path) -> None:
    options = ("--no-findings", "--target", "de-DE", "--source-language", "fr-FR")
    text = export(docset, tmp_path / "all.xlf", *options).read_text(encoding="utf-8")
    assert 'srcLang="fr-FR" trgLang="de-DE"' in text


def test_what_cannot_be_written_is_said(docset: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "plan.md.xlf").mkdir(parents=True)
    result = run("export", docset, "--no-findings", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "plan.md.xlf: error output-unwritable: " in result.stderr
    assert "written to 1 file:" in result.stderr
    assert (tmp_path / "out" / "kosten.md.xlf").is_file()


# import


@pytest.mark.parametrize("form", NAMES)
@pytest.mark.parametrize("whole", [True, False], ids=["one file", "a folder"])
def test_without_edits_nothing_changes(form: str, docset: Path, tmp_path: Path, *, whole: bool) -> None:
    out = tmp_path / (f"all{format_named(form).suffix}" if whole else "out")
    export(docset, out, "--no-findings", "--format", form)
    result = run("import", out, "--into", docset)
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    assert read(docset) == read(DOCSET)


@pytest.mark.parametrize("form", NAMES)
def test_one_edit_is_one_line_of_one_article(form: str, docset: Path, tmp_path: Path) -> None:
    file = export(docset, tmp_path / f"all{format_named(form).suffix}", "--no-findings", "--format", form)
    edit(file)
    result = run("import", file, "--into", docset)
    assert (result.exit_code, result.stdout) == (0, "plan.md 0a1b2-113: applied\n"), result.output
    assert ": 1 applied, " in result.stderr
    expected = read(DOCSET)
    expected["plan.md"] = expected["plan.md"].replace(OLD.encode(), NEW.encode())
    assert read(docset) == expected

    result = run("import", file, "--into", docset)
    assert (result.exit_code, result.stdout) == (0, "plan.md 0a1b2-113: already-applied\n")
    assert read(docset) == expected


def test_a_dry_run_shows_a_difference_and_writes_nothing(docset: Path, tmp_path: Path) -> None:
    edit(export(docset, tmp_path / "out") / "plan.md.xlf")
    result = run("import", tmp_path / "out", "--into", docset, "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.startswith("--- a/plan.md\n+++ b/plan.md\n")
    changed = [line for line in result.stdout.splitlines()[2:] if line.startswith(("+", "-"))]
    assert [OLD in changed[0], NEW in changed[1], len(changed)] == [True, True, 2]
    assert result.stderr == f"{SENTENCES} units: 1 applied, 15 unchanged. Nothing is written: this was a dry run.\n"
    assert read(docset) == read(DOCSET)


def test_a_human_may_sign_for_it(docset: Path, tmp_path: Path) -> None:
    edit(export(docset, tmp_path / "out") / "plan.md.xlf")
    run("import", tmp_path / "out", "--into", docset, "--human")
    assert b"\nms.translationtype: HT\n" in (docset / "plan.md").read_bytes()
    assert (docset / "kosten.md").read_bytes() == (DOCSET / "kosten.md").read_bytes()


def test_the_report_as_json(docset: Path, tmp_path: Path) -> None:
    file = export(docset, tmp_path / "all.xlf")
    edit(file)
    edit(file, "<target>Naam", "<target>")
    result = run("import", file, "--into", docset, "--dry-run", "--format", "json")
    assert result.exit_code == 1
    record = json.loads(result.stdout)
    by_id = {one["id"]: one for one in record["units"]}
    assert by_id["0a1b2-113"] == {"path": "plan.md", "id": "0a1b2-113", "fate": "applied"}
    assert by_id["0a1b2-106"]["reason"]["code"] == by_id["0a1b2-106"]["fate"] == "import-target-empty"
    line = by_id["0a1b2-106"]["reason"]["line"]
    assert 'name="0a1b2-106"' in file.read_text(encoding="utf-8").splitlines()[line - 1]
    assert list(record["differences"]) == ["plan.md"]


def test_a_refusal_says_where_and_what_to_do(docset: Path, tmp_path: Path) -> None:
    file = export(docset, tmp_path / "all.xlf")
    edit(file, "<target>Naam", "<target>")
    result = run("import", file, "--into", docset)
    assert result.exit_code == 1
    assert ":1: error import-target-empty: plan.md 0a1b2-106: The target has no text. Translate" in result.stderr
    assert "16 units: 15 unchanged, 1 refused." in result.stderr


def test_only_the_article_that_is_named_is_changed(docset: Path, tmp_path: Path) -> None:
    file = export(docset, tmp_path / "all.xlf")
    edit(file)
    result = run("import", file, "--into", docset / "kosten.md")
    assert result.exit_code == 1
    assert "import-article-unknown" in result.stderr
    assert read(docset) == read(DOCSET)


def test_a_spreadsheet_program_may_save_the_table(docset: Path, tmp_path: Path) -> None:
    file = export(docset, tmp_path / "all.csv", "--no-findings", "--format", "csv")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = [[NEW if cell == OLD else cell for cell in row] for row in csv.reader(stream)]
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    assert run("import", file, "--into", docset).stdout == "plan.md 0a1b2-113: applied\n"


def test_a_folder_without_exchange_files_is_wrong_use(docset: Path, tmp_path: Path) -> None:
    result = run("import", docset, "--into", docset)
    assert result.exit_code == 2
    assert all(suffix in result.stderr for suffix in SUFFIXES)
    (tmp_path / "x.txt").write_text("x")
    result = run("import", tmp_path / "x.txt", "--into", docset)
    assert (result.exit_code, "x.txt: error exchange-format-unknown: " in result.stderr) == (1, True)


def test_an_article_that_cannot_be_written_is_said_and_kept(
    docset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = export(docset, tmp_path / "all.xlf")
    edit(file)

    def refuse(file: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device", str(file), len(content))

    monkeypatch.setattr("tweeluik.cli_exchange.write_whole", refuse)
    result = run("import", file, "--into", docset)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "plan.md: error output-unwritable: No space left on device." in result.stderr
    assert read(docset) == read(DOCSET)
