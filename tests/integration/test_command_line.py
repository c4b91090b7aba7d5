"""The contract of each command: arguments, what it writes, exit status."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from tests.segments import pair

from tweeluik import __version__
from tweeluik.cli import cli

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = ("split", "weave", "segments", "render", "diagnose", "build", "preview")


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


ARTICLE = f"""---
title: Uw plan wijzigen
ms.contentlocale: nl-NL
---
# <a name="change-your-plan"></a>{pair(102, "Uw plan wijzigen", "Change your plan")}

- {pair(104, "Kies **een** plan.", "Pick **a** plan.")} {pair(103, "Betaal.", "Pay.")}
"""
TARGET = """---
title: Uw plan wijzigen
ms.contentlocale: nl-NL
---
# <a name="change-your-plan"></a>Uw plan wijzigen

- Kies **een** plan. Betaal.
"""
SOURCE = """---
title: Change your plan
ms.contentlocale: en-US
---
# <a name="change-your-plan"></a>Change your plan

- Pick **a** plan. Pay.
"""


@pytest.fixture
def docset(tmp_path: Path) -> Path:
    """Three articles: one in two languages, one in Dutch alone, one with an error."""
    root = tmp_path / "docset"
    (root / "map").mkdir(parents=True)
    (root / "plan.md").write_text(ARTICLE)
    (root / "map" / "dutch.md").write_text("# Alleen Nederlands\n")
    (root / "map" / "wrong.md").write_text(f"{pair(105, 'Fout.', 'Wrong.')[:-7]}\n")
    return root


@pytest.fixture
def sound(docset: Path) -> Path:
    """The same docset without the error."""
    (docset / "map" / "wrong.md").unlink()
    return docset


def _files(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*") if file.is_file()}


# split


def test_split_writes_the_target_of_every_article(sound: Path, tmp_path: Path) -> None:
    result = run("split", sound, "--lang", "target", "--out", tmp_path / "out")
    assert (result.exit_code, result.output) == (0, "")
    assert _files(tmp_path / "out") == {"plan.md": TARGET, "map/dutch.md": "# Alleen Nederlands\n"}


def test_split_writes_the_source_of_bilingual_articles_only(sound: Path, tmp_path: Path) -> None:
    assert run("split", sound, "--lang", "source", "--out", tmp_path / "out").exit_code == 0
    assert _files(tmp_path / "out") == {"plan.md": SOURCE}


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nl", TARGET), ("NL-nl", TARGET), ("nl_NL", TARGET), ("target", TARGET), ("en", SOURCE), ("en-US", SOURCE)],
)
def test_a_language_is_a_side_a_code_or_a_tag(sound: Path, tmp_path: Path, language: str, expected: str) -> None:
    assert run("split", sound / "plan.md", "--lang", language, "--out", tmp_path / "out").exit_code == 0
    assert _files(tmp_path / "out") == {"plan.md": expected}


def test_the_languages_can_be_given(sound: Path, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "out")
    given = ("--source-language", "en-GB", "--target", "nl-BE")
    assert run("split", sound / "plan.md", "--lang", "en-GB", *out, *given).exit_code == 0
    assert _files(tmp_path / "out") == {"plan.md": SOURCE.replace("en-US", "en-GB")}
    assert run("split", sound / "plan.md", "--lang", "nl-NL", *out, *given).exit_code == 2


def test_split_can_leave_out_the_front_matter(sound: Path, tmp_path: Path) -> None:
    assert run("split", sound / "plan.md", "--lang", "en", "--out", tmp_path / "out", "--body-only").exit_code == 0
    assert _files(tmp_path / "out") == {"plan.md": SOURCE.partition("---\n# ")[1][4:] + SOURCE.partition("---\n# ")[2]}


def test_split_of_an_article_with_errors_writes_what_it_can(docset: Path, tmp_path: Path) -> None:
    result = run("split", docset, "--lang", "en", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("map/wrong.md:1:")
    assert " error span-unclosed: " in result.stderr
    assert _files(tmp_path / "out") == {"plan.md": SOURCE, "map/wrong.md": "Wrong.\n"}


def test_split_keeps_bytes_as_they_are(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf# Plan\r\n\r\n" + pair(103, "Eén.", "One.").encode() + b" \xc2\xa0 \rlos"
    (tmp_path / "a.md").write_bytes(content)
    assert run("split", tmp_path / "a.md", "--lang", "nl", "--out", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "a.md").read_bytes() == (b"\xef\xbb\xbf# Plan\r\n\r\nE\xc3\xa9n. \xc2\xa0 \rlos")


def test_split_does_not_write_over_the_articles(sound: Path) -> None:
    before = _files(sound)
    for out in (sound, sound / "map" / ".."):
        assert run("split", sound, "--lang", "nl", "--out", out).exit_code == 2
    assert _files(sound) == before


def test_split_says_what_it_cannot_write(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "plan.md").mkdir(parents=True)
    result = run("split", sound, "--lang", "nl", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "plan.md: error output-unwritable: " in result.stderr
    assert (tmp_path / "out" / "map" / "dutch.md").is_file()


# weave


@pytest.fixture
def halves(tmp_path: Path) -> tuple[Path, Path]:
    """The two plain files of one article."""
    (tmp_path / "en.md").write_text(SOURCE)
    (tmp_path / "nl.md").write_text(TARGET)
    return tmp_path / "en.md", tmp_path / "nl.md"


def test_weave_writes_to_standard_output(halves: tuple[Path, Path]) -> None:
    result = run("weave", *halves)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(TARGET.partition("Uw plan wijzigen\n\n")[0])
    assert result.stdout.count("data-ttu-id=") == result.stdout.count("data-stu-id=") == 3


def test_weave_into_an_article_keeps_its_ids(halves: tuple[Path, Path], tmp_path: Path) -> None:
    into = tmp_path / "article.md"
    into.write_text(ARTICLE)
    halves[1].write_text(TARGET.replace("Betaal.", "Reken af."))
    result = run("weave", *halves, "--into", into)
    assert (result.exit_code, result.output) == (0, "")
    assert into.read_text() == ARTICLE.replace("Betaal.", "Reken af.")


def test_weave_can_make_the_article(halves: tuple[Path, Path], tmp_path: Path) -> None:
    assert run("weave", *halves, "--into", tmp_path / "new" / "article.md").exit_code == 0
    assert (tmp_path / "new" / "article.md").read_text() == run("weave", *halves).stdout


def test_weave_writes_nothing_where_the_files_differ(halves: tuple[Path, Path], tmp_path: Path) -> None:
    into = tmp_path / "article.md"
    into.write_text(ARTICLE)
    halves[1].write_text(TARGET + "\nNog een alinea.\n")
    result = run("weave", *halves, "--into", into)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{halves[1]}:9:1: error structure-differs: " in result.stderr
    assert f" in line 7 of {halves[0]}." in result.stderr
    assert into.read_text() == ARTICLE


def test_weave_keeps_line_ends_and_byte_order_mark(halves: tuple[Path, Path]) -> None:
    halves[1].write_bytes(b"\xef\xbb\xbf" + TARGET.replace("\n", "\r\n").encode())
    result = run("weave", *halves)
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf---\r\n")
    assert result.stdout_bytes.count(b"\n") == result.stdout_bytes.count(b"\r\n") == 7


def test_weave_says_what_it_cannot_write(halves: tuple[Path, Path]) -> None:
    (halves[0].parent / "file").write_text("")
    result = run("weave", *halves, "--into", halves[0].parent / "file" / "article.md")
    assert result.exit_code == 1
    assert "error output-unwritable: " in result.stderr


def test_splitting_and_weaving_an_article_of_the_docset_gives_it_back(tmp_path: Path) -> None:
    article = DOCS / "cancel-subscription.md"
    for language in ("en", "nl"):
        assert run("split", article, "--lang", language, "--out", tmp_path / language).exit_code == 0
    copy = tmp_path / "article.md"
    copy.write_bytes(article.read_bytes())
    assert run("weave", *(tmp_path / name / article.name for name in ("en", "nl")), "--into", copy).exit_code == 0
    assert copy.read_bytes() == article.read_bytes()


# segments


def test_segments_are_json_lines_in_the_order_of_the_text(sound: Path) -> None:
    result = run("segments", sound)
    assert (result.exit_code, result.stderr) == (0, "")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [list(record) for record in records] == [["path", "id", "source", "target", "line", "column", "block"]] * 3
    assert [list(record.values()) for record in records] == [
        ["plan.md", "a1b2c-102", "Change your plan", "Uw plan wijzigen", 5, 34, "heading"],
        ["plan.md", "a1b2c-104", "Pick **a** plan.", "Kies **een** plan.", 7, 3, "list-item"],
        ["plan.md", "a1b2c-103", "Pay.", "Betaal.", 7, 144, "list-item"],
    ]


def test_segments_show_missing_halves_and_errors(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('<span data-ttu-id="a1b2c-103">Één 😀</span>\n', encoding="utf-8")
    result = run("segments", tmp_path / "a.md")
    assert result.exit_code == 1
    record = json.loads(result.stdout)
    assert (record["source"], record["target"]) == (None, "Één 😀")
    assert "Één 😀" in result.stdout, "readable, not escaped"
    assert " error span-source-missing: " in result.stderr


def test_segments_of_many_articles_come_by_path(docset: Path) -> None:
    paths = [json.loads(line)["path"] for line in run("segments", docset).stdout.splitlines()]
    assert paths == ["map/wrong.md", "plan.md", "plan.md", "plan.md"]


# render


@pytest.mark.parametrize(
    ("language", "heading", "item"),
    [("nl", "Uw plan wijzigen", "Kies een plan. Betaal."), ("source", "Change your plan", "Pick a plan. Pay.")],
)
def test_render_writes_the_body_of_one_language(sound: Path, language: str, heading: str, item: str) -> None:
    result = run("render", sound / "plan.md", "--lang", language)
    assert (result.exit_code, result.stderr) == (0, "")
    page = BeautifulSoup(result.stdout, "html.parser")
    assert page.h1 is not None
    assert page.li is not None
    assert page.h1.get("id") == "change-your-plan"
    assert page.h1.get_text().strip().startswith(heading)
    assert page.li.get_text() == item
    assert page.find("html") is None, "a body, no page"


def test_render_says_what_is_wrong_with_the_article(docset: Path) -> None:
    result = run("render", docset / "map" / "wrong.md", "--lang", "nl")
    assert result.exit_code == 1
    assert "Fout." in result.stdout
    assert " error span-unclosed: " in result.stderr


# diagnose


def test_diagnose_as_text(docset: Path) -> None:
    result = run("diagnose", docset)
    assert result.exit_code == 1
    assert [line.split(" ")[:3] for line in result.stdout.splitlines()] == [
        ["map/wrong.md:1:98:", "error", "span-unclosed:"]
    ]
    assert result.stderr == "3 articles read: 1 error, 0 warning, 0 info.\n"


def test_diagnose_as_json(docset: Path) -> None:
    result = run("diagnose", docset, "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    [found] = json.loads(result.stdout)["diagnostics"]
    assert list(found) == ["code", "severity", "path", "line", "column", "message", "remedy"]
    assert [found[key] for key in ("code", "severity", "path", "line", "column")] == [
        "span-unclosed", "error", "map/wrong.md", 1, 98,
    ]  # fmt: skip


def test_diagnose_finds_nothing_wrong(sound: Path) -> None:
    result = run("diagnose", sound)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 articles read: 0 error, 0 warning, 0 info.\n"
    assert json.loads(run("diagnose", sound, "--format", "json").stdout) == {"diagnostics": []}


def test_warnings_are_no_errors(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(pair(105, "Goed.", "").replace("a1b2c", "zzz"))
    result = run("diagnose", tmp_path / "a.md")
    assert result.exit_code == 0
    assert [line.split(" ")[1] for line in result.stdout.splitlines()] == ["warning", "warning"]


def test_the_articles_of_the_docset_have_nothing_wrong() -> None:
    result = run("diagnose", DOCS)
    assert (result.exit_code, result.stdout) == (0, "")


# usage


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(lambda _: ("frobnicate",), id="unknown command"),
        pytest.param(lambda _: ("split",), id="split without arguments"),
        pytest.param(lambda one: ("split", one), id="split without language"),
        pytest.param(lambda one: ("split", one, "--lang", "nl"), id="split without folder"),
        pytest.param(lambda one: ("split", one, "--lang", "fr", "--out", one.parent / "out"), id="split, language"),
        pytest.param(lambda one: ("split", one, "--lang", "", "--out", one.parent / "out"), id="split, no language"),
        pytest.param(lambda one: ("split", one.with_name("x"), "--lang", "nl", "--out", one.parent), id="split, file"),
        pytest.param(lambda one: ("split", one, "--lang", "nl", "--out", one), id="split into a file"),
        pytest.param(lambda _: ("weave",), id="weave without arguments"),
        pytest.param(lambda one: ("weave", one), id="weave with one file"),
        pytest.param(lambda one: ("weave", one, one.with_name("x")), id="weave with a missing file"),
        pytest.param(lambda one: ("weave", one.parent, one), id="weave with a folder"),
        pytest.param(lambda one: ("weave", one, one, "--into", one.parent), id="weave into a folder"),
        pytest.param(lambda _: ("segments",), id="segments without arguments"),
        pytest.param(lambda one: ("segments", one.with_name("x")), id="segments of a missing file"),
        pytest.param(lambda _: ("render",), id="render without arguments"),
        pytest.param(lambda one: ("render", one), id="render without language"),
        pytest.param(lambda one: ("render", one, "--lang", "klingon"), id="render, language"),
        pytest.param(lambda one: ("render", one.parent, "--lang", "nl"), id="render a folder"),
        pytest.param(lambda _: ("diagnose",), id="diagnose without arguments"),
        pytest.param(lambda one: ("diagnose", one.with_name("x")), id="diagnose a missing file"),
        pytest.param(lambda one: ("diagnose", one, "--format", "xml"), id="diagnose, format"),
        pytest.param(lambda one: ("diagnose", one, "--unknown"), id="unknown option"),
    ],
)
def test_wrong_usage_has_status_2_and_writes_nothing(
    sound: Path, arguments: Callable[[Path], tuple[str | Path, ...]]
) -> None:
    before = _files(sound.parent)
    result = run(*arguments(sound / "plan.md"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: ")
    assert "Error: " in result.stderr
    assert _files(sound.parent) == before


def test_an_unknown_language_is_told_with_those_that_are_known(sound: Path) -> None:
    result = run("render", sound / "plan.md", "--lang", "fr")
    assert "'fr' is no language of this docset: use source (en-US) or target (nl-NL)." in result.stderr


def test_without_arguments_the_help_is_shown() -> None:
    result = run()
    assert result.exit_code == 2
    assert all(command in result.stderr for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    for option in ("--help", "-h"):
        result = run(command, option)
        assert result.exit_code == 0
        assert result.stdout.startswith(f"Usage: cli {command} ")


def test_the_version() -> None:
    assert __version__ in run("--version").stdout


def test_standard_output_is_utf8_with_plain_line_ends_whatever_the_terminal_is(tmp_path: Path) -> None:
    """As people run it; an old terminal cannot show the letters, but must not end the work."""
    (tmp_path / "a.md").write_text(f"{pair(103, 'Één → 日本', 'One')}\n", encoding="utf-8")
    command = [sys.executable, "-m", "tweeluik", "segments", str(tmp_path / "a.md")]
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    path = [one for one in sys.path if one]
    done = subprocess.run(
        command, capture_output=True, check=False, env=environment | {"PYTHONPATH": ":".join(path)}, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(io.BytesIO(done.stdout).readline())["target"] == "Één → 日本"
    assert b"\r" not in done.stdout
