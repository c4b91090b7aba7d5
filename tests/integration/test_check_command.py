"""`check`, `fix` and `explain`: what they write, what they take, how they end."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.segments import pair

from tweeluik.checks import running, session
from tweeluik.checks.docset import DocsetCheck
from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.cli import cli
from tweeluik.codes import codes
from tweeluik.text import Span


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def find_glued(pair: Pair) -> Sequence[Hit]:
    """Find a closing bracket with a letter behind it: a check of the tests, so that they rest on no real one."""
    text = pair.target.raw
    at = [place for place in range(len(text) - 1) if text[place] == ")" and text[place + 1].isalpha()]
    return [Hit("A space is missing.", Span(place, place + 2), fix=f") {text[place + 1]}") for place in at]


WRONG_USE = 2
CHECKS = (PairCheck("link-spacing", find_glued), DocsetCheck("toc-missing", lambda _docset, _sheets: ()))


@pytest.fixture(autouse=True)
def checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """One check of pairs and what reading finds: the real checks have tests of their own."""
    for module in (running, session):
        monkeypatch.setattr(module, "all_checks", lambda: CHECKS)


@pytest.fixture
def docset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles, of which one has a finding of a check and one an error; the command runs beside the docset."""
    root = tmp_path / "docs"
    (root / "map").mkdir(parents=True)
    (root / "docfx.json").write_text("{}")
    (root / "plan.md").write_text(
        f"# {pair(101, 'Plan', 'Plan')}\n\n{pair(102, '(a)b en (c)d.', '(a) b and (c) d.')}\n"
    )
    (root / "map" / "wrong.md").write_text(f"{pair(103, 'Fout.', 'Wrong.')[:-7]}\n")
    monkeypatch.chdir(tmp_path)
    return root


def found(*arguments: str | Path) -> list[tuple[str, int, str]]:
    document = json.loads(run("check", *arguments, "--format", "json", "--severity", "info").stdout)
    return [(one["path"], one["line"], one["code"]) for one in document["findings"]]


SPACING = ("plan.md", 3, "link-spacing")
UNCLOSED = ("map/wrong.md", 1, "span-unclosed")


# check


def test_check_tells_people(docset: Path) -> None:
    result = run("check", docset, "--severity", "info")
    assert result.exit_code == 1
    assert result.stdout.startswith("docs/map/wrong.md\n  1:98 error span-unclosed: ")
    assert (
        "docs/plan.md\n"
        "  3:33 suggestion link-spacing: A space is missing. [a1b2c-102]\n"
        "    en (a) b and (c) d.\n"
        "    nl (a)b en (c)d.\n"
        "         ^^\n"
    ) in result.stdout
    assert "2 articles checked. 3 findings in 2 files: 1 error, 2 suggestions.\n" in result.stdout
    assert "\x1b" not in result.stdout


def test_check_of_one_article(docset: Path) -> None:
    result = run("check", docset / "plan.md", "--severity", "info")
    assert result.exit_code == 0
    assert "1 article checked. 2 findings in 1 file" in result.stdout


def test_check_of_a_repository_checks_the_docset_in_it(docset: Path) -> None:
    (docset.parent / "mkdocs.yml").write_text("docs_dir: docs\n")
    assert found(docset.parent) == found(docset)


def test_nothing_found(docset: Path) -> None:
    (docset / "map" / "wrong.md").unlink()
    result = run("check", docset, "--skip", "link-spacing")
    assert (result.exit_code, result.stdout) == (0, "1 article checked, nothing found.\n")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(("--only", "link-spacing"), [SPACING, SPACING], id="only"),
        pytest.param(("--skip", "link-spacing"), [UNCLOSED], id="skip"),
        pytest.param(("--only", "link-spacing", "--only", "span-unclosed"), [UNCLOSED, SPACING, SPACING], id="two"),
        pytest.param(("--only", "link-spacing", "--skip", "link-spacing"), [], id="both"),
    ],
)
def test_codes_can_be_chosen(docset: Path, options: tuple[str, ...], expected: list[tuple[str, int, str]]) -> None:
    assert found(docset, *options) == expected


@pytest.mark.parametrize(
    ("options", "status", "shown"),
    [
        pytest.param((), 1, True, id="errors fail"),
        pytest.param(("--skip", "span-unclosed"), 0, True, id="the rest does not"),
        pytest.param(("--skip", "span-unclosed", "--fail-on", "suggestion"), 1, True, id="unless it is to"),
        pytest.param(("--skip", "span-unclosed", "--severity", "warning"), 0, False, id="not shown"),
        pytest.param(("--skip", "span-unclosed", "--severity", "error", "--fail-on", "info"), 1, False, id="but fails"),
    ],
)
def test_severities_decide(docset: Path, options: tuple[str, ...], status: int, *, shown: bool) -> None:
    result = run("check", docset, *options)
    assert (result.exit_code, "A space is missing." in result.stdout) == (status, shown)
    assert ("Not shown: 2 suggestion. --severity suggestion shows them." in result.stdout) is not shown


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        pytest.param(("--only", "link-spacin"), "Do you mean link-spacing", id="code"),
        pytest.param(("--skip", "xyzzy"), "tweeluik explain lists all codes", id="a code like no other"),
        pytest.param(("--format", "html"), "'html' is not one of", id="format"),
        pytest.param(("--severity", "off"), "'off' is not one of", id="severity"),
        pytest.param(("--write-baseline",), "needs --baseline FILE", id="no baseline"),
        pytest.param(("--baseline", "missing.json"), "baseline-invalid", id="missing baseline"),
        pytest.param(("--diff", "HEAD"), "git-repository-not-found", id="no repository"),
        pytest.param(("--jobs", "0"), "0 is not in the range", id="jobs"),
        pytest.param(("--output", "docs"), "is a directory", id="output"),
    ],
)
def test_wrong_use_says_what_is_right(
    docset: Path, arguments: tuple[str, ...], part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(docset.parents[1]))
    result = run("check", docset, *arguments)
    assert result.exit_code == 2
    assert part in result.stderr


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "junit", "suppressions"])
def test_every_format_can_go_to_a_file(docset: Path, form: str) -> None:
    written = run("check", docset, "--format", form).stdout
    result = run("check", docset, "--format", form, "--output", "out/report")
    assert (result.exit_code, result.stdout) == (1, "")
    assert Path("out/report").read_text(encoding="utf-8") == written
    assert written


def test_colour_can_be_asked_for(docset: Path) -> None:
    assert "\x1b[31merror\x1b[0m" in run("check", docset, "--color").stdout
    assert "\x1b" not in run("check", docset, "--no-color").stdout


def test_several_processes_find_the_same(docset: Path) -> None:
    for number in range(40):
        (docset / f"more-{number}.md").write_text((docset / "plan.md").read_text())
    written = [run("check", docset, "--format", "json", "--jobs", jobs).stdout for jobs in ("1", "2", "2")]
    assert written[0] == written[1] == written[2]
    assert len(json.loads(written[0])["findings"]) == 83


def test_articles_cannot_steer_the_terminal(docset: Path) -> None:
    (docset / "sly.md").write_bytes(f"{pair(104, '(a)b', '(a) b')} \x1b[2J\x9b1m\n".encode() + b"\xff\x1b]0;x\x07\n")
    (docset / "sly.md").write_bytes((docset / "sly.md").read_bytes().replace(b"(a)b", b"(a)b\x1b[31m\xe2\x80\xae"))
    for form in ("text", "json", "sarif", "github", "junit", "suppressions"):
        written = run("check", docset, "--format", form).stdout
        assert all(character == "\n" or character.isprintable() for character in written), form


# Settings, suppressions, baseline, changes


def test_settings_grade_and_switch_off(docset: Path) -> None:
    (docset / "checks.yml").write_text("link-spacing: error\nspan-unclosed: {exclude: [map/**]}\n")
    result = run("check", docset)
    assert result.exit_code == 1
    assert "2 errors.\n" in result.stdout
    assert "span-unclosed" not in result.stdout


def test_what_is_wrong_with_settings_is_a_finding(docset: Path) -> None:
    (docset / "checks.yml").write_text("link-spacin: off\n")
    result = run("check", docset)
    assert "docs/checks.yml\n  1:1 warning unknown-code: There is no check 'link-spacin'. Do you" in result.stdout
    assert "    link-spacin: off\n    ^\n" in result.stdout or "    link-spacin: off\n" in result.stdout


def suppress_all(docset: Path) -> None:
    entries = run("check", docset, "--format", "suppressions", "--severity", "info").stdout
    (docset / "suppressions.yml").write_text(entries.replace("reason:", "reason: It is right."))


def test_suppressed_findings_are_counted_only(docset: Path) -> None:
    suppress_all(docset)
    result = run("check", docset)
    assert (result.exit_code, result.stdout) == (0, "2 articles checked, nothing found.\n3 findings suppressed.\n")


def test_a_suppression_without_a_reason_does_not_count(docset: Path) -> None:
    entries = run("check", docset, "--format", "suppressions", "--severity", "info").stdout
    (docset / "suppressions.yml").write_text(entries)
    assert {code for _, _, code in found(docset)} == {"link-spacing", "span-unclosed", "suppression-invalid"}


def test_a_suppression_expires_when_the_text_changes(docset: Path) -> None:
    suppress_all(docset)
    plan = docset / "plan.md"
    plan.write_text("\n\n" + plan.read_text())
    assert found(docset) == []
    plan.write_text(plan.read_text().replace("(c)d", "(c)e"))
    assert [code for _, _, code in found(docset)] == ["link-spacing", "link-spacing", "suppression-stale"]


def test_suppressions_that_a_run_did_not_look_at_are_not_stale(docset: Path) -> None:
    suppress_all(docset)
    (docset / "plan.md").write_text("# Plan\n")
    (docset / "map" / "wrong.md").write_text("# Goed\n")
    stale = ("suppressions.yml", 1, "suppression-stale")
    assert [code for _, _, code in found(docset)] == ["suppression-stale"] * 2
    assert [code for _, _, code in found(docset, "--skip", "link-spacing")] == ["suppression-stale"]
    assert found(docset / "map" / "wrong.md") == [stale]
    assert found(docset, "--only", "span-unclosed") == []


def test_an_old_docset_fails_on_new_findings_only(docset: Path) -> None:
    baseline = ("--baseline", "known.json")
    result = run("check", docset, *baseline, "--write-baseline")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "3 findings written to known.json.\n")
    result = run("check", docset, *baseline)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "3 findings known from known.json.")
    (docset / "map" / "new.md").write_text((docset / "map" / "wrong.md").read_text())
    result = run("check", docset, *baseline)
    assert result.exit_code == 1
    assert "1 finding in 1 file" in result.stdout


def test_what_is_mended_since_the_baseline_is_said(docset: Path) -> None:
    run("check", docset, "--baseline", "known.json", "--write-baseline")
    (docset / "map" / "wrong.md").unlink()
    result = run("check", docset, "--baseline", "known.json")
    assert "1 known finding gone; --write-baseline takes them out of known.json." in result.stdout


def test_only_changes_are_reported(docset: Path) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "one")):
        subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)
    assert found(docset, "--diff", "HEAD") == []
    (docset / "plan.md").write_text(f"{(docset / 'plan.md').read_text()}{pair(109, '(e)f', '(e) f')}\n")
    assert found(docset, "--diff", "HEAD") == [("plan.md", 4, "link-spacing")]
    assert run("check", docset, "--diff", "nothing").exit_code == 2


# fix


def test_fix_shows_what_it_would_do(docset: Path) -> None:
    before = (docset / "plan.md").read_bytes()
    result = run("fix", docset)
    assert result.exit_code == 0
    assert result.stdout.startswith("--- a/docs/plan.md\n+++ b/docs/plan.md\n@@ -1,3 +1,3 @@\n")
    assert "+" + pair(102, "(a) b en (c) d.", "(a) b and (c) d.") in result.stdout
    assert result.stderr == "2 findings can be mended in 1 file: tweeluik fix --write does it.\n"
    assert (docset / "plan.md").read_bytes() == before


@pytest.mark.parametrize("head", [pytest.param(b"", id="plain"), pytest.param(b"\xef\xbb\xbf", id="byte order mark")])
def test_fix_touches_no_other_byte(docset: Path, head: bytes) -> None:
    before = head + (docset / "plan.md").read_bytes().replace(b"\n", b"\r\n") + b"\xff \xc2\xa0 \r last"
    (docset / "plan.md").write_bytes(before)
    wrong = (docset / "map" / "wrong.md").read_bytes()
    result = run("fix", docset, "--write")
    assert result.stderr == "2 findings mended in 1 file.\n"
    after = before.replace(b">(a)b en (c)d.", b">(a) b en (c) d.")
    assert (docset / "plan.md").read_bytes() == after
    assert (docset / "map" / "wrong.md").read_bytes() == wrong
    again = run("fix", docset, "--write")
    assert (again.stdout, again.stderr) == ("", "0 findings mended in 0 files.\n")
    assert (docset / "plan.md").read_bytes() == after


def test_the_difference_is_a_patch(docset: Path, tmp_path: Path) -> None:
    (docset / "plan.md").write_bytes((docset / "plan.md").read_bytes().replace(b"\n", b"\r\n").rstrip())
    written = CliRunner().invoke(cli, ["fix", str(docset)]).stdout_bytes
    run("fix", docset, "--write")
    mended = (docset / "plan.md").read_bytes()
    assert b"\\ No newline at end of file\n" in written
    (tmp_path / "patch").write_bytes(written)
    subprocess.run(["git", "apply", "--reverse", "--check", "patch"], cwd=tmp_path, check=True, capture_output=True)
    assert b"(a) b en (c) d." in mended


def test_fix_leaves_alone_what_is_suppressed_or_not_chosen(docset: Path) -> None:
    assert run("fix", docset, "--only", "span-unclosed").stdout == ""
    assert run("fix", docset, "--skip", "link-spacing").stdout == ""
    suppress_all(docset)
    assert run("fix", docset).stdout == ""


# explain


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", list(codes()))
def test_every_code_is_explained(code: str, language: str) -> None:
    result = run("explain", code, "--lang", language)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code} (")
    # Longer lines are examples.
    assert codes()[code].mend[language].split()[:3] <= result.stdout.split()


def test_explain_lists_all_codes() -> None:
    result = run("explain")
    assert result.exit_code == 0
    listed = [line.split()[0] for line in result.stdout.splitlines() if line.startswith("  ")]
    assert listed == list(codes())
    assert run("explain", "--lang", "nl").stdout.startswith("Lezen\n")


def test_explain_offers_the_nearest_code() -> None:
    result = run("explain", "span_unclose")
    assert result.exit_code == 2
    assert "Do you mean span-unclosed" in result.stderr


def test_links_to_other_sites_are_asked_for_only_on_request_and_never_on_this_computer(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n[b](http://169.254.169.254/latest) [c](http://localhost:1/)\n", "utf-8")
    only = ("--only", "link-refused-private")
    assert "link-refused-private" not in run("check", tmp_path, *only).output
    asked = run("check", tmp_path, "--external", *only).output
    assert asked.count("link-refused-private:") == len(["169.254.169.254", "localhost"])
    assert run("check", tmp_path / "a.md", "--external").exit_code == WRONG_USE
    assert run("check", tmp_path, "--deny-host", "*.example").exit_code == WRONG_USE


def test_the_audit_looks_at_what_readers_click(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="nl"><title>A</title><h1>A</h1><a href="b/">b</a>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    result = run("audit", tmp_path)
    assert result.exit_code == 1
    assert "site-link-broken" in result.output
    assert "1 page checked" in result.output


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal of POSIX")
def test_bars_tell_a_person_how_far_a_run_is(tmp_path: Path) -> None:
    """One for the articles, one for the links to other sites; where nobody watches there is none."""
    (tmp_path / "a.md").write_text(
        pair(101, "Zie [dit](http://localhost/a).", "See [this](http://localhost/b).") + "\n"
    )
    command = [sys.executable, "-m", "tweeluik", "check", str(tmp_path), "--external"]
    ours, theirs = os.openpty()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, text=True, check=False)
    os.close(theirs)
    bars = os.read(ours, 10_000).decode()
    os.close(ours)
    assert re.fullmatch(r"(\r\S+Checking .*)+2/2\S+\r\n(\r\S+Links .*)+2/2\S+\r\n", bars), bars
    assert "link-refused-private" in done.stdout
    piped = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (piped.stdout, piped.stderr) == (done.stdout, "")
