"""What has changed in a docset since a revision of its repository.

Git is asked as a program. A repository may be a stranger's, so no file monitor, external diff or converter of text
that its configuration names is started.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tweeluik.article.reading import read_article, read_article_file
from tweeluik.checks.finding import Finding
from tweeluik.diagnostics import Diagnostic
from tweeluik.model import Article

_HUNK = re.compile(rb"@@ -\d+(?:,(?P<removed>\d+))? \+(?P<line>\d+)(?:,(?P<added>\d+))? @@")
_ESCAPE = re.compile(rb"\\(?:([0-7]{3})|(.))")
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
_SAFE = ("core.fsmonitor=false", "core.quotepath=true", "diff.noprefix=false", "diff.mnemonicprefix=false")
_TIMEOUT = 120
"""Seconds."""


class ChangesError(Exception):
    """Git cannot tell what has changed."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Changed:
    """What is new in one file."""

    lines: tuple[range, ...] | None
    """1-based lines; None for all of them."""
    segments: frozenset[str]
    """Ids of the segments that are new or have other text in one of their halves."""

    def touches(self, finding: Finding) -> bool:
        """Tell whether a finding is about something that has changed."""
        if self.lines is None or not finding.place.line:
            return True
        if finding.segment:
            return finding.segment in self.segments
        last = max(finding.place.line, finding.end.line)
        return any(one.start <= last and finding.place.line < one.stop for one in self.lines)


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in a docset."""

    files: Mapping[str, Changed]
    """By path relative to the docset."""

    def touch(self, finding: Finding) -> bool:
        """Tell whether a finding is about something that has changed."""
        changed = self.files.get(finding.path)
        return changed is not None and changed.touches(finding)


def changes_since(root: Path, revision: str) -> Changes:
    """Find out what has changed in the docset at `root` since a revision, in the working tree and not only in commits.

    Raises:
        ChangesError: there is no git, no repository or no such revision.
    """
    if _git(root, "rev-parse", "--is-inside-work-tree") is None:
        raise _error("git-repository-not-found", "The docset is in no git repository.", root)
    named = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not named:
        raise _error("committish-not-found", f"There is no revision '{revision}'.", root)
    commit = named.decode().strip()
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--relative")
    written = _git(root, "diff", *options, commit, "--", ".")
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if written is None or untracked is None:
        raise _error("git-not-found", "Git cannot compare the files.", root)
    files = {}
    for old, new, lines in _files(written):
        if old is None:
            files[new] = Changed(None, frozenset())
        else:
            before = _git(root, "cat-file", "blob", f"{commit}:./{old}") or b""
            files[new] = Changed(lines, _segments(root, new, read_article(before, old)))
    for name in untracked.split(b"\0"):
        if name:
            files[os.fsdecode(name)] = Changed(None, frozenset())
    return Changes(files)


def _segments(root: Path, path: str, before: Article) -> frozenset[str]:
    """Return the segments that are not the same as before; several may share a line."""
    if not path.lower().endswith(".md"):
        return frozenset()
    known = {(one.id, one.source, one.target) for one in before.segments}
    now = read_article_file(root / path, path).segments
    return frozenset(one.id for one in now if (one.id, one.source, one.target) not in known)


def _files(diff: bytes) -> Iterator[tuple[str | None, str, tuple[range, ...]]]:
    """Yield the old name, the new name and the new lines of each file that is still there.

    The old name of a file that is new is None.
    """
    lines = iter(diff.split(b"\n"))
    old: str | None = None
    new: str | None = None
    found: list[range] = []
    for line in lines:
        if line.startswith(b"diff --git "):
            if new is not None:
                yield old, new, tuple(found)
            old = new = None
            found = []
        elif line.startswith(b"--- "):
            old = _name(line[4:])
        elif line.startswith(b"+++ "):
            new = _name(line[4:])
        elif match := _HUNK.match(line):
            removed, added = (int(match[group] or 1) for group in ("removed", "added"))
            start = int(match["line"])
            # Where lines are gone, their neighbours have new neighbours.
            found.append(range(start, start + added) if added else range(start, start + 2))
            left = removed + added
            while left > 0 and (content := next(lines, None)) is not None:
                left -= not content.startswith(b"\\")
    if new is not None:
        yield old, new, tuple(found)


def _name(written: bytes) -> str | None:
    """Read a name from the head of a patch; None for none."""
    written = written.removesuffix(b"\t").removesuffix(b"\r")
    if written.startswith(b'"') and written.endswith(b'"'):
        written = _ESCAPE.sub(_unescaped, written[1:-1])
    if written == b"/dev/null":
        return None
    return os.fsdecode(written[2:])


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return _ESCAPES.get(match[2], match[2])


def _git(root: Path, *arguments: str) -> bytes | None:
    """Run git in a folder: what it writes, or None if it fails.

    Raises:
        ChangesError: there is no git.
    """
    options = [part for one in _SAFE for part in ("-c", one)]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "-C", os.fspath(root), *options, *arguments],  # noqa: S607 - git is where the user's PATH has it
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=environment,
            timeout=_TIMEOUT,
        )
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _error("git-not-found", f"Git cannot be run: {reason}.", root) from error
    return done.stdout if done.returncode == 0 else None


def _error(code: str, message: str, root: Path) -> ChangesError:
    return ChangesError(Diagnostic(code, message, root.as_posix()))
