"""What has changed since a revision."""

import os
import subprocess
from pathlib import Path

import pytest
from tests.segments import pair

from tweeluik.checks.changes import ChangesError, changes_since
from tweeluik.checks.finding import Finding
from tweeluik.codes import Severity
from tweeluik.text import Place


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def finding(path: str, line: int = 0, segment: str = "", end: int = 0) -> Finding:
    return Finding(
        "invalid-row", Severity.ERROR, path, "Odd.", Place(line, 1), Place(end, 1) if end else Place(), segment
    )


@pytest.fixture
def docset(tmp_path: Path) -> Path:
    """A docset in a repository with one commit."""
    root = tmp_path / "repository" / "docs"
    root.mkdir(parents=True)
    git(root.parent, "init", "-q", "-b", "main")
    (root / "a.md").write_text("".join(f"line {number}\n" for number in range(1, 11)))
    (root / "b.md").write_text(f"{pair(101, 'Een.', 'One.')} {pair(102, 'Twee.', 'Two.')}\n")
    (root / 'été "x".md').write_text("one\n")
    (root / "old.md").write_text("".join(f"row {number}\n" for number in range(20)))
    (root.parent / "outside.md").write_text("one\n")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-q", "-m", "one")
    return root


def test_nothing_has_changed(docset: Path) -> None:
    assert changes_since(docset, "HEAD").files == {}


@pytest.mark.parametrize("committed", [False, True])
def test_changed_lines_count(docset: Path, *, committed: bool) -> None:
    (docset / "a.md").write_text((docset / "a.md").read_text().replace("line 3\n", "line three\nand more\n"))
    if committed:
        git(docset, "commit", "-q", "-a", "-m", "two")
    changes = changes_since(docset, "HEAD~1" if committed else "main")
    touched = [line for line in range(1, 12) if changes.touch(finding("a.md", line))]
    assert touched == [3, 4]
    assert changes.touch(finding("a.md"))
    assert changes.touch(finding("a.md", 1, end=3))
    assert not changes.touch(finding("b.md"))


def test_neighbours_of_removed_lines_count(docset: Path) -> None:
    (docset / "a.md").write_text((docset / "a.md").read_text().replace("line 3\n", ""))
    changes = changes_since(docset, "HEAD")
    assert [line for line in range(1, 10) if changes.touch(finding("a.md", line))] == [2, 3]


def test_of_the_segments_of_a_line_only_changed_ones_count(docset: Path) -> None:
    (docset / "b.md").write_text((docset / "b.md").read_text().replace("Twee.", "Tweede.") + "\n")
    changes = changes_since(docset, "HEAD")
    assert not changes.touch(finding("b.md", 1, "a1b2c-101"))
    assert changes.touch(finding("b.md", 1, "a1b2c-102"))
    assert changes.touch(finding("b.md", 1))


def test_new_files_count_as_a_whole(docset: Path) -> None:
    for name in ("new.md", "nieuw é.md"):
        (docset / name).write_text("one\n")
    git(docset, "add", "new.md")
    changes = changes_since(docset, "HEAD")
    assert all(changes.touch(finding(path, 99, "x")) for path in ("new.md", "nieuw é.md"))


def test_odd_names_and_renamed_files(docset: Path) -> None:
    (docset / 'été "x".md').write_text("two\n")
    git(docset, "mv", "old.md", "moved.md")
    (docset / "moved.md").write_text((docset / "moved.md").read_text() + "more\n")
    changes = changes_since(docset, "HEAD")
    assert changes.touch(finding('été "x".md', 1))
    assert changes.touch(finding("moved.md", 21))
    assert not changes.touch(finding("moved.md", 5))


def test_text_that_looks_like_the_head_of_a_patch(docset: Path) -> None:
    (docset / "a.md").write_text("++ b/evil.md\n-- a/evil.md\n@@ -1 +1 @@\ndiff --git a/x b/x")
    assert set(changes_since(docset, "HEAD").files) == {"a.md"}


def test_what_is_outside_the_docset_or_gone_does_not_count(docset: Path) -> None:
    (docset.parent / "outside.md").write_text("two\n")
    (docset / "a.md").unlink()
    assert changes_since(docset, "HEAD").files == {}


@pytest.mark.parametrize("revision", ["nothing", "--output=x", "", "HEAD:a.md", "a b", "\0"])
def test_an_unknown_revision(docset: Path, revision: str) -> None:
    with pytest.raises(ChangesError) as caught:
        changes_since(docset, revision)
    assert caught.value.diagnostic.code in {"committish-not-found", "git-not-found"}
    assert not (docset / "x").exists()


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path.parent))
    with pytest.raises(ChangesError) as caught:
        changes_since(tmp_path, "HEAD")
    assert caught.value.diagnostic.code == "git-repository-not-found"


def test_no_git(docset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ChangesError) as caught:
        changes_since(docset, "HEAD")
    assert caught.value.diagnostic.code == "git-not-found"
