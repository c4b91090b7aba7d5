"""The contract of `align`, and of `weave --align`: arguments, what they write, exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tweeluik.cli import cli

ENGLISH = """---
title: Plans
---
# Plans

Open [the admin page](admin.md) to see your plan.

=This paragraph was added last week and nobody has translated it yet.

Call 0800 1234 if you need help.
"""
DUTCH = """# Abonnementen

Open [de beheerpagina](admin.md) om uw abonnement te zien.

Bel 0800 1234 als u hulp nodig hebt.

Deze alinea staat alleen in het Nederlands en gaat over iets anders.
"""
DOCS = Path(__file__).parents[2] / "docs"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.chdir(tmp_path)
    Path("en.md").write_text(ENGLISH)
    Path("nl.md").write_text(DUTCH)
    return "en.md", "nl.md"


def test_pairs_are_listed_with_confidence_lines_and_what_is_left_over(files: tuple[str, str]) -> None:
    result = run("align", *files)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].endswith("%   en.md:4: Plans")
    assert lines[1] == "        nl.md:1: Abonnementen"
    assert lines[6:] == [
        "",
        "Without a translation:",
        "        en.md:8: =This paragraph was added last week and nobody has translated it yet.",
        "",
        "Without a source:",
        "        nl.md:7: Deze alinea staat alleen in het Nederlands en gaat over iets anders.",
        "",
        "3 pairs, 0 to check; without a counterpart: 1 source, 1 target.",
    ]


def test_a_pair_in_doubt_carries_a_question_mark(files: tuple[str, str]) -> None:
    Path("en.md").write_text("Yes.\n\nCall 0800 1234 now.\n")
    Path("nl.md").write_text("Dat is zo zoals het altijd al was.\n\nBel 0800 1234 nu.\n")
    result = run("align", *files)
    marked = [line for line in result.stdout.splitlines() if " ? " in line]
    record = json.loads(run("align", *files, "--format", "json").stdout)
    assert len(marked) == sum(pair["check"] for pair in record["pairs"])


def test_pairs_as_json(files: tuple[str, str]) -> None:
    result = run("align", *files, "--format", "json")
    record = json.loads(result.stdout)
    assert list(record) == ["pairs", "unmatched_source", "unmatched_target"]
    assert [list(pair) for pair in record["pairs"]] == [["confidence", "check", "source", "target"]] * 3
    assert record["pairs"][0]["source"] == [{"line": 4, "text": "Plans"}]
    assert [one["line"] for one in record["unmatched_source"]] == [8]


def test_pairs_as_a_table_that_no_spreadsheet_calculates(files: tuple[str, str]) -> None:
    result = run("align", *files, "--format", "tsv")
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert rows[0] == ["confidence", "check", "source line", "source", "target line", "target"]
    assert {len(row) for row in rows} == {6}
    assert rows[1][2:] == ["4", "Plans", "1", "Abonnementen"]
    assert rows[4][:4] == ["", "", "8", "'=This paragraph was added last week and nobody has translated it yet."]
    assert rows[5][:5] == ["", "", "", "", "7"]


def test_what_a_docset_teaches_is_used(files: tuple[str, str]) -> None:
    result = run("align", *files, "--docset", DOCS)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith("3 pairs, ")


def test_an_annotated_file_is_refused(files: tuple[str, str]) -> None:
    result = run("align", DOCS / "cancel-subscription.md", files[1])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error structure-differs: The file is span-annotated already; split it first." in result.stderr


@pytest.mark.parametrize(
    "content",
    [pytest.param(b"", id="empty"), pytest.param(b"a\0b", id="binary"), pytest.param(b"Caf\xe9.", id="Latin-1")],
)
def test_a_file_that_is_no_article(files: tuple[str, str], content: bytes) -> None:
    Path(files[1]).write_bytes(content)
    for command in (("align",), ("align", "--format", "json"), ("weave", "--align")):
        result = run(*command, *files)
        assert result.exit_code in {0, 1}
        assert "nl.md" in result.stderr


def test_files_whose_blocks_differ_are_woven_on_request_only(files: tuple[str, str]) -> None:
    Path(files[1]).write_text(DUTCH + "\n## Einde\n")
    refused = run("weave", *files)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "or weave with --align" in refused.stderr
    result = run("weave", "--align", *files, "--into", "article.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "en.md:8:1: warning source-unpaired: " in result.stderr
    assert "nl.md:7:1: warning target-unpaired: " in result.stderr
    text = Path("article.md").read_text()
    assert text.count("data-ttu-id=") == 5
    assert text.count("data-stu-id=") == 3
    again = run("weave", "--align", *files, "--into", "article.md")
    assert again.exit_code == 0
    assert Path("article.md").read_text() == text


def test_as_many_blocks_need_not_be_the_same_blocks(files: tuple[str, str]) -> None:
    result = run("weave", "--align", *files)
    assert result.exit_code == 0
    assert "warning source-unpaired: " in result.stderr
    assert result.stdout.count("data-stu-id=") == 3


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("align",), id="no files"),
        pytest.param(("align", "en.md"), id="one file"),
        pytest.param(("align", "en.md", "missing.md"), id="a missing file"),
        pytest.param(("align", "en.md", "nl.md", "--format", "xml"), id="format"),
        pytest.param(("align", "en.md", "nl.md", "--docset", "en.md"), id="a docset that is a file"),
        pytest.param(("weave", "en.md", "nl.md", "--align", "--docset", "missing"), id="a missing docset"),
    ],
)
@pytest.mark.usefixtures("files")
def test_wrong_usage_has_status_2(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: ")
