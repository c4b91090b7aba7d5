"""The contract of `rules` and of `check` on a docset with rules: arguments, what they write, exit status."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.conftest import FIXTURES

from tweeluik.cli import cli

GATES = ("pin-changed", "pin-gone", "quantity-unclaimed", "rule-number-differs", "rules-invalid", "review-overdue")
EPOCH = "1796083200"
"""1 December 2026."""


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


@pytest.fixture
def docset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small docset, below the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    shutil.copytree(FIXTURES / "lifecycle" / "docset", "docset")
    return Path("docset")


def edit(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def gates(source: Path) -> tuple[int, list[tuple[str, str, str]]]:
    """Return the status of `check` and what it finds: code, file and message."""
    only = [part for code in GATES for part in ("--only", code)]
    result = run("check", source, *only, "--format", "json", "--jobs", "1")
    found = json.loads(result.stdout)["findings"]
    return result.exit_code, [(one["code"], one["path"], one["message"]) for one in found]


# rules


def test_rules_are_listed_with_their_sentences(docset: Path) -> None:
    result = run("rules", docset)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[:10] == [
        "L-03  disabled.length is 90 days",
        "  stages abcde-102, line 10",
        "    nl  De fase Uitgeschakeld duurt 90 dagen.",
        "    en  The stage Disabled lasts 90 days.",
        "",
        "D-02  data.earliest is 30 days; data.latest is at most 180 days",
        "  stages abcde-p103, line 11",
        "    nl  De gegevens kunnen na 30 dagen weg zijn.",
        "    en  The data may be gone after 30 days.",
        "  stages abcde-p103, line 11",
    ]
    assert "E-04\n  in no sentence: No article speaks of exactly that many.\n" in result.stdout
    assert "  conflicts: C20\n  azure, line 10\n    nl  Azure wacht 30 tot 90 dagen.\n" in result.stdout


def test_one_article_has_its_own_rules(docset: Path) -> None:
    result = run("rules", docset / "azure.md")
    assert [line.split()[0] for line in result.stdout.splitlines() if line[:1].strip()] == ["Z-03", "OU-07"]


def test_the_repository_of_a_docset_will_do(docset: Path) -> None:
    assert run("rules", docset).stdout == run("rules", docset.resolve()).stdout


def test_rules_as_json(docset: Path) -> None:
    result = run("rules", docset, "--format", "json")
    found = json.loads(result.stdout)
    assert list(found) == ["rules", "pins"]
    assert [one["rule"] for one in found["rules"]] == ["L-03", "D-02", "E-01", "Z-03", "OU-07", "E-04"]
    assert found["rules"][0] == {
        "rule": "L-03",
        "states": [
            {
                "quantity": "disabled.length",
                "least": 90,
                "most": 90,
                "unit": "day",
                "bound": "exact",
                "modality": "is",
                "qualifier": [],
                "ours": False,
            }
        ],
        "pins": 1,
        "absent": "",
        "conflicts": [],
        "supersedes": [],
        "reviewed": "2026-11-30",
        "valid_from": "",
        "valid_to": "",
        "line": 3,
    }
    said = {"least": 90, "most": 90, "unit": "day", "bound": "exact", "modality": "is"}
    assert found["pins"][0] == {
        "rule": "L-03",
        "article": "stages",
        "segment": "abcde-102",
        "sentence": 1,
        "line": 10,
        "heading": "",
        "found": True,
        "state": "found",
        "nl": "De fase Uitgeschakeld duurt 90 dagen.",
        "en": "The stage Disabled lasts 90 days.",
        "fingerprint_nl": "3875e248f0af112f",
        "fingerprint_en": "abc44e782d5615d1",
        "quantities": {"nl": [said], "en": [said]},
    }
    without_source = next(one for one in found["pins"] if one["rule"] == "Z-03")
    assert (without_source["en"], without_source["fingerprint_en"]) == (None, None)
    assert without_source["heading"] == "azure"


def test_json_says_what_has_moved_or_changed(docset: Path) -> None:
    edit(docset / "stages.md", ("abcde-106", "fffff-206"), ("Uitgeschakeld** duurt 90", "Uitgeschakeld** duurt 60"))
    pins = json.loads(run("rules", docset, "--format", "json").stdout)["pins"]
    assert {one["rule"]: (one["state"], one["found"], one["segment"]) for one in pins if one["rule"] != "D-02"} == {
        "L-03": ("changed", False, "abcde-102"),
        "E-01": ("moved", True, "fffff-206"),
        "Z-03": ("found", True, ""),
        "OU-07": ("found", True, ""),
    }


def test_the_same_rules_are_the_same_bytes(docset: Path) -> None:
    first, second = (run("rules", docset, "--format", "json").stdout_bytes for _ in range(2))
    assert first == second


def test_broken_rules_are_reported_and_the_others_listed(docset: Path) -> None:
    edit(docset / "lifecycle" / "quantities.yml", ("value: 90, unit: day", "value: 90, unit: days"))
    result = run("rules", docset)
    assert result.exit_code == 1
    assert result.stderr.startswith("lifecycle/quantities.yml:1:")
    assert "error rules-invalid: 'unit' is 'days'" in result.stderr
    assert "E-01  licences.online is less than 25 licences" in result.stdout


@pytest.mark.parametrize("arguments", [("rules",), ("rules", "repin")], ids=["list", "repin"])
def test_a_docset_without_rules(docset: Path, arguments: tuple[str, ...]) -> None:
    (docset / "lifecycle" / "claims.yml").unlink()
    result = run(*arguments, docset)
    assert result.exit_code == 2
    assert "docset has no rules: there is no lifecycle/claims.yml in it." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("rules", "--help"), ("SOURCE", "repin", "--format")),
        (("rules", "repin", "--help"), ("SOURCE", "--write")),
        (("--help",), ("rules",)),
    ],
)
def test_help(arguments: tuple[str, ...], expected: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert all(text in result.stdout for text in expected)


@pytest.mark.parametrize(
    "arguments",
    [("rules", "nowhere"), ("rules", "docset", "--format", "yaml"), ("rules", "repin", "docset/azure.md"), ("rules",)],
    ids=["no such docset", "no such format", "one article", "nothing"],
)
def test_wrong_use(docset: Path, arguments: tuple[str, ...]) -> None:
    assert docset.is_dir()
    assert run(*arguments).exit_code == 2


# rules repin


def test_without_an_edit_there_is_nothing_to_do(docset: Path) -> None:
    result = run("rules", "repin", docset)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 pins can be renewed; 0 sentences not found.\n"


def test_repin_shows_a_difference_and_writes_nothing(docset: Path) -> None:
    before = (docset / "lifecycle" / "claims.yml").read_bytes()
    edit(docset / "stages.md", ("duurt 90 dagen", "duurt 60 dagen"))
    result = run("rules", "repin", docset)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "--- a/docset/lifecycle/claims.yml",
        "+++ b/docset/lifecycle/claims.yml",
    ]
    assert '+    - {article: stages, segment: abcde-102, sentence: 1, nl: "De fase Uitgeschakeld duurt 60 dagen.",' in (
        result.stdout
    )
    assert result.stderr.splitlines() == [
        "Changed in stages abcde-102: nl said 90 days, now 60 days.",
        "1 pin can be renewed: tweeluik rules repin --write does it; 0 sentences not found.",
    ]
    assert (docset / "lifecycle" / "claims.yml").read_bytes() == before


def test_repin_writes_what_check_then_accepts(docset: Path) -> None:
    edit(docset / "stages.md", ("De fase **Uitgeschakeld** duurt", "Uitgeschakeld duurt"), ("abcde-106", "abcde-206"))
    assert gates(docset)[0] == 1
    result = run("rules", "repin", docset, "--write")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "2 pins renewed; 0 sentences not found.")
    assert gates(docset) == (0, [])
    text = (docset / "lifecycle" / "claims.yml").read_text(encoding="utf-8")
    assert "# What the articles of this small docset say." in text
    assert 'nl: "Uitgeschakeld duurt 90 dagen.",\n' in text
    assert "segment: abcde-206" in text


def test_repin_names_what_it_cannot_find(docset: Path) -> None:
    edit(docset / "azure.md", ("- Zet dag 28 in uw agenda.", "Klaar."))
    result = run("rules", "repin", docset, "--write")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "Not found in azure: “Zet dag 28 in uw agenda.”",
        "0 pins renewed; 1 sentence not found.",
    ]


# check


def test_check_of_a_sound_docset(docset: Path) -> None:
    assert gates(docset) == (0, [])


def test_check_says_what_was_and_what_is(docset: Path) -> None:
    edit(docset / "stages.md", ("duurt 90 dagen", "duurt 90 procent"))
    message = (
        "Rule L-03 rests on a sentence of stages abcde-102 that has changed: in nl, “De fase Uitgeschakeld duurt "
        "90 dagen.” became “De fase Uitgeschakeld duurt 90 procent.” (90 days became 90 percent). In en it reads as "
        "it did."
    )
    assert gates(docset) == (1, [("pin-changed", "stages.md", message)])


def test_both_texts_are_in_the_finding(docset: Path) -> None:
    edit(docset / "stages.md", ("duurt 90 dagen", "duurt 90 procent"))
    (one,) = json.loads(run("check", docset, "--only", "pin-changed", "--format", "json").stdout)["findings"]
    assert one["segment"] == "abcde-102"
    assert one["target"]["text"] == "De fase **Uitgeschakeld** duurt 90 procent."
    assert one["source"]["text"] == "The stage **Disabled** lasts 90 days."


def test_check_of_one_article_has_the_gates_of_its_own_rules(docset: Path) -> None:
    edit(docset / "stages.md", ("duurt 90 dagen", "duurt 60 dagen"))
    edit(docset / "azure.md", ("dag 28", "dag 29"))
    assert [one[:2] for one in gates(docset / "stages.md")[1]] == [("pin-changed", "stages.md")]
    assert [one[:2] for one in gates(docset / "azure.md")[1]] == [("pin-changed", "azure.md")]
    assert [one[:2] for one in gates(docset)[1]] == [("pin-changed", "azure.md"), ("pin-changed", "stages.md")]


def test_check_of_one_article_leaves_out_what_is_about_all_rules(docset: Path) -> None:
    (docset / "lifecycle" / "words.nl.yml").write_text("inputs: {date: {label: Wanneer?}}\n", encoding="utf-8")
    words = ("--only", "words-missing")
    assert run("check", docset, *words).exit_code == 1
    assert run("check", docset / "stages.md", *words).exit_code == 0


def test_check_reports_broken_rules_of_the_docset_only(docset: Path) -> None:
    edit(docset / "lifecycle" / "policy.yml", ("value: 28", "value: twenty-eight"))
    status, found = gates(docset)
    assert status == 1
    assert ("rules-invalid", "lifecycle/policy.yml") in [one[:2] for one in found]
    assert "rules-invalid" not in [one[0] for one in gates(docset / "stages.md")[1]]


def test_a_finding_of_the_gates_can_be_suppressed(docset: Path) -> None:
    edit(docset / "stages.md", ("duurt 90 dagen", "duurt 60 dagen"))
    halves = "The stage **Disabled** lasts 90 days.\0De fase **Uitgeschakeld** duurt 60 dagen."
    known = sha256(halves.encode()).hexdigest()[:12]
    entry = {"code": "pin-changed", "path": "stages.md", "segment": "abcde-102", "hash": known, "reason": "In hand."}
    (docset / "suppressions.yml").write_text(json.dumps([entry]), encoding="utf-8")
    assert gates(docset) == (0, [])


def test_checks_yml_grades_the_gates(docset: Path) -> None:
    edit(docset / "stages.md", ("duurt 90 dagen", "duurt 60 dagen"))
    (docset / "checks.yml").write_text("pin-changed: warning\n", encoding="utf-8")
    assert gates(docset)[0] == 0


def test_a_docset_without_rules_is_checked_as_ever(docset: Path) -> None:
    shutil.rmtree(docset / "lifecycle")
    assert gates(docset) == (0, [])


def test_explain_knows_the_gates() -> None:
    result = run("explain", "pin-changed", "--lang", "nl")
    assert "Een zin waarop een regel steunt, is gewijzigd." in result.stdout
