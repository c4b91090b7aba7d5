"""The docsets that the files of an editor lie in, with what the editor has of them in place of what is on disk."""

import threading
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from pygls.uris import to_fs_path

from tweeluik.article.reading import read_article
from tweeluik.checks.running import Checker, plan
from tweeluik.checks.settings import SETTINGS, CheckSettings, read_check_settings
from tweeluik.checks.suppressions import SUPPRESSIONS, Suppression, read_suppressions
from tweeluik.docset.contents import is_contents
from tweeluik.docset.docset import SOURCE_MARK, Docset, Facts
from tweeluik.docset.glossary import GLOSSARY
from tweeluik.docset.root import SITE, marked_root_of
from tweeluik.docset.settings import DOCFX
from tweeluik.lifecycle.records import Rules
from tweeluik.lsp.buffer import Buffer
from tweeluik.model import Article, Side
from tweeluik.rule_findings import rules_of

MOST_READ = 4
"""How many states of files stay read; a request mostly asks about the one before it."""


def path_of(uri: str) -> Path | None:
    """Return the real path of the file that a URI names; None if it names none."""
    try:
        path = to_fs_path(uri)
        return Path(path).resolve() if path else None
    except (OSError, RuntimeError, ValueError):
        return None


class OpenDocset(Docset):
    """A docset of which some files are open; several threads may ask it at once."""

    def __init__(self, root: Path, opened: Mapping[Path, Buffer]) -> None:
        """Index the files below `root`; `opened` are the open files, and changes by itself."""
        self._opened = opened
        self._read: dict[int, Article] = {}
        self._lock = threading.RLock()
        super().__init__(root)

    @cached_property
    def checker(self) -> Checker:
        """Runs the checks that are not switched off here; one thread at a time."""
        return Checker(self, plan(self, self.check_settings.switched_off))

    @cached_property
    def check_settings(self) -> CheckSettings:
        """What the docset wants of the checks."""
        return read_check_settings(self.root)[0]

    @cached_property
    def suppressions(self) -> tuple[Suppression, ...]:
        """The findings that are right as they are."""
        return read_suppressions(self.root)[0]

    @cached_property
    def rules(self) -> Rules:
        """The rules that the docset holds its articles against."""
        return rules_of(self)[0]

    def buffer(self, path: str) -> Buffer | None:
        """Return the open file at a path; None if it is not open."""
        return self._opened.get(self.root / path)

    def article(self, path: str) -> Article:
        """Read an article from the editor if it is open there, else from its file."""
        with self._lock:
            buffer = self.buffer(path)
            return self.read(buffer, path) if buffer else super().article(path)

    def read(self, buffer: Buffer, path: str) -> Article:
        """Read one state of an article."""
        with self._lock:
            if buffer.serial not in self._read:
                if len(self._read) >= MOST_READ:
                    del self._read[next(iter(self._read))]
                self._read[buffer.serial] = read_article(buffer.content, path)
            return self._read[buffer.serial]

    def facts(self, path: str) -> Facts:
        """Return the titles of an article."""
        with self._lock:
            return super().facts(path)

    def sides(self, path: str) -> tuple[Side, ...]:
        """Return the languages in which an article or a hub page exists, target first."""
        with self._lock:
            return super().sides(path)

    def _has_source_halves(self, path: str) -> bool:
        buffer = self.buffer(path)
        return SOURCE_MARK.decode() in buffer.text if buffer else super()._has_source_halves(path)

    def _stamp(self, path: str) -> tuple[int, int]:
        buffer = self.buffer(path)
        return (-buffer.serial, 0) if buffer else super()._stamp(path)


class Docsets:
    """The docsets of all files that are open."""

    def __init__(self) -> None:
        self.opened: dict[Path, Buffer] = {}
        """The open files, by their real paths."""
        self._docsets: dict[Path, OpenDocset] = {}
        self._lock = threading.Lock()

    def place(self, buffer: Buffer) -> tuple[OpenDocset, str] | None:
        """Return the docset that a file lies in and its path there; None if it lies in none.

        A file that lies below no folder that says it is a docset counts only if it is annotated: its folder may be
        someone's home, and hold anything.
        """
        path = path_of(buffer.uri)
        if path is None:
            return None
        root = marked_root_of(path)
        if root is None:
            root = path.parent if SOURCE_MARK.decode() in buffer.text else None
        elif (root / SITE).is_file() and not (root / DOCFX).is_file():
            root = None  # It lies beside the articles of a site, not among them.
        if root is None:
            return None
        with self._lock:
            docset = self._docsets.get(root)
            if docset is None:
                docset = self._docsets[root] = OpenDocset(root, self.opened)
        return docset, path.relative_to(root).as_posix()

    def refresh(self) -> None:
        """Read the names of the files of all docsets anew, once they are asked for."""
        with self._lock:
            self._docsets.clear()


def is_article(docset: Docset, path: str) -> bool:
    """Tell whether a file is checked as an article: one of the docset's, or one that is not saved yet."""
    if path in docset.articles:
        return True
    hubs = tuple(f"{docset.settings.language(side).code}/" for side in Side)
    return path.lower().endswith(".md") and not path.startswith((*hubs, ".")) and not (docset.root / path).exists()


def is_table(path: str) -> bool:
    """Tell whether a file is one of those that say something about the docset."""
    return is_contents(path) or path in {GLOSSARY, SETTINGS, SUPPRESSIONS}
