"""The command `tm`: what it writes, and its exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.segments import pair

from tweeluik.cli import cli


def segment(number: int, target: str, source: str) -> str:
    return pair(number, target, source) + "\n\n"


@pytest.fixture
def docset(tmp_path: Path) -> Path:
    head = "---\ntitle: Katten\nms.translationtype: HT\nms.contentlocale: nl-NL\n---\n"
    cats = segment(101, "De kat slaapt op het warme dak.", "The cat sleeps on the warm roof.")
    (tmp_path / "cats.md").write_text(head + cats + segment(102, "Wacht 3 uur.", "Wait for 3 hours."), encoding="utf-8")
    (tmp_path / "more.md").write_text(head + cats, encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    result = CliRunner().invoke(cli, ["tm", *(str(one) for one in arguments)], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def test_one_sentence(docset: Path) -> None:
    result = run("The dog sleeps on the warm roof.", "--in", docset)
    assert result.exit_code == 0
    assert result.stdout.split("\n") == [
        " 91  cats.md a1b2c-101, human, 2 times",
        "     en: The [-cat-]{+dog+} sleeps on the warm roof.",
        "     nl: De kat slaapt op het warme dak.",
        "",
    ]


@pytest.mark.parametrize("language", ["nl", "target", "nl-NL"])
def test_the_other_language(docset: Path, language: str) -> None:
    result = run("De hond slaapt op het warme dak.", "--in", docset, "--lang", language)
    assert "     nl: De [-kat-]{+hond+} slaapt op het warme dak.\n     en: The cat" in result.stdout


def test_numbers_that_are_all_that_differs_are_said(docset: Path) -> None:
    result = run("Wait for 5 hours.", "--in", docset)
    assert result.stdout.startswith(" 84  cats.md a1b2c-102, human\n")
    assert "Only numbers" in result.stdout


def test_sentences_from_standard_input(docset: Path) -> None:
    given = "\ufeffThe cat sleeps on the warm roof.\r\n\r\nZebra\n".encode()
    lines = run("-", "--in", docset, given=given).stdout.split("\n")
    assert lines[:2] == ["The cat sleeps on the warm roof.", "100  cats.md a1b2c-101, human, 2 times"]
    assert lines[5] == "Zebra"
    assert lines[6].startswith(
        "Nothing found: none of 2 different sentences has a score of 75 or more. A lower --least"
    )


def test_nothing_found_is_no_error(docset: Path) -> None:
    result = run("Zebra", "--in", docset, "--least", "10")
    assert (result.exit_code, result.stdout) == (
        0,
        "Nothing found: none of 2 different sentences has a score of 10 or more.\n",
    )


def test_a_docset_without_spans_is_no_error_either(tmp_path: Path) -> None:
    (tmp_path / "plain.md").write_text("De kat.\n")
    result = run("Cat", "--in", tmp_path)
    assert (result.exit_code, result.stdout) == (
        0,
        "Nothing found: no article here has sentences in both languages.\n",
    )


def test_json(docset: Path) -> None:
    result = run("The dog sleeps on the warm roof.", "--in", docset, "--format", "json")
    assert json.loads(result.stdout) == {
        "sentences": [
            {
                "text": "The dog sleeps on the warm roof.",
                "matches": [
                    {
                        "score": 90.6,
                        "source": "The cat sleeps on the warm roof.",
                        "target": "De kat slaapt op het warme dak.",
                        "path": "cats.md",
                        "id": "a1b2c-101",
                        "origin": "human",
                        "times": 2,
                        "only_numbers_differ": False,
                        "difference": [
                            {"kind": "kept", "text": "The "},
                            {"kind": "removed", "text": "cat"},
                            {"kind": "added", "text": "dog"},
                            {"kind": "kept", "text": " sleeps on the warm roof."},
                        ],
                    }
                ],
            }
        ]
    }


def test_a_terminal_is_shown_colours_and_nothing_that_acts(docset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (docset / "cats.md").write_text(segment(101, "Kat\x1b[2J", "Cats\x1b[2J sleep"), encoding="utf-8")
    monkeypatch.setattr("tweeluik.cli_memory._is_terminal", lambda: True)
    arguments = ["tm", "Cats\x1b[2J eat", "--in", str(docset), "--least", "50"]
    shown = CliRunner().invoke(cli, arguments, color=True).stdout
    assert "\x1b[31;9msleep\x1b[0m\x1b[32;4meat\x1b[0m" in shown
    assert "\x1b[2J" not in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["Cat"], "--in", id="no docset"),
        pytest.param([" ", "--in", "."], "nothing to look up", id="no sentence"),
        pytest.param(["Cat", "--in", "no-such-folder"], "no-such-folder", id="no such docset"),
        pytest.param(["Cat", "--in", ".", "--lang", "fr"], "'fr' is no language of this docset", id="another language"),
        pytest.param(["Cat", "--in", ".", "--limit", "0"], "--limit", id="limit"),
    ],
)
def test_wrong_use(arguments: list[str], words: str, docset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(docset)
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
