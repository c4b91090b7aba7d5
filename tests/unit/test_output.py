"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from tweeluik.output import write_whole


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "een" / "twee" / "a.md", b"inhoud")
    assert (tmp_path / "een" / "twee" / "a.md").read_bytes() == b"inhoud"


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.md", b"oud")
    write_whole(tmp_path / "a.md", b"nieuw")
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"nieuw"


@pytest.mark.skipif(os.name == "nt", reason="there are no permissions to keep")
def test_permissions_are_kept_or_the_usual_ones(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_whole(tmp_path / "a.md", b"x")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "usual").stat().st_mode
    (tmp_path / "a.md").chmod(0o600)
    write_whole(tmp_path / "a.md", b"y")
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o600


def test_a_failure_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_bytes(b"oud")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "a.md", b"nieuw")
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"oud"


def test_a_folder_in_the_way_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "a.md", b"x")
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links")
def test_a_link_is_replaced_and_what_it_leads_to_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "doel.md").write_bytes(b"oud")
    (tmp_path / "link.md").symlink_to(tmp_path / "doel.md")
    write_whole(tmp_path / "link.md", b"nieuw")
    assert (tmp_path / "link.md").read_bytes() == b"nieuw"
    assert (tmp_path / "doel.md").read_bytes() == b"oud"
