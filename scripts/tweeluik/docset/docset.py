"""The index of a docset: which files there are, and what one needs to know of them to render a page.

Building the index reads names only; titles and articles are read when they are asked for, and again when the file
has changed. That is what lets a preview of thousands of articles start at once.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pathspec

from tweeluik.article.projection import title
from tweeluik.article.reading import read_article_file
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.contents import Contents, is_contents, read_contents
from tweeluik.docset.glossary import GLOSSARY, Glossary, read_glossary
from tweeluik.docset.settings import FileGroup, read_redirections, read_settings
from tweeluik.learn.bookmarks import Bookmarks, read_bookmarks
from tweeluik.model import Article, Side

SOURCE_MARK = b"data-stu-id="
KEPT_ARTICLES = 512
"""How many parsed articles stay in memory."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What other pages show of an article."""

    stamp: tuple[int, int]
    """Modification time in nanoseconds and size in bytes, to see whether the file has changed."""
    titles: Mapping[Side, str]


class Docset:
    """The files of one docset. Paths are relative to its root, with forward slashes."""

    def __init__(self, root: Path, given: Mapping[str, str] | None = None) -> None:
        """Index the files below `root`; `given` are settings that go before those of the docset."""
        self.root = root
        self.given = dict(given or {})
        self._facts: dict[str, Facts] = {}
        self._bilingual: dict[str, tuple[tuple[int, int], bool]] = {}
        self._articles: dict[str, tuple[tuple[int, int], Article]] = {}
        self._bookmarks: dict[str, tuple[tuple[int, int], Bookmarks]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read the names of the files again."""
        files = sorted(walk(self.root))
        markdown = dict.fromkeys(path for path in files if path.lower().endswith(".md"))
        self.settings, self.diagnostics = read_settings(self.root, (self.root / path for path in markdown), self.given)
        hubs = tuple(f"{self.settings.language(side).code}/" for side in Side)
        self.hub_pages = tuple(path for path in markdown if path.startswith(hubs))
        """Ordinary pages of the site, in a folder per language at the top."""
        self.articles = tuple(path for path in markdown if not path.startswith(hubs))
        """All articles, includes among them."""
        self.hubs = self._hubs()
        """The languages of each hub page, target first, by its path in its language's folder."""
        self.pages = tuple(_of_groups(self.settings.content, self.articles))
        """The articles that are pages."""
        others = (path for path in files if path not in markdown)
        self.resources = tuple(_of_groups(self.settings.resources, others, ignore_case=True))
        """Files that are published as they are."""
        self._contents_files = tuple(path for path in files if is_contents(path))
        self._has_glossary = GLOSSARY in files
        self.files = frozenset(files)
        """All files below the root but hidden ones, whether they belong to the site or not."""
        self._by_folded_file = {path.lower(): path for path in sorted(files, reverse=True)}
        self._paths = frozenset((*self.articles, *self.resources, *self.hubs))
        self._by_folded_path = {path.lower(): path for path in sorted(self._paths, reverse=True)}
        self._published = frozenset((*self.pages, *self.resources, *self.hubs))
        for name in ("contents", "redirections", "glossary"):
            self.__dict__.pop(name, None)

    def _hubs(self) -> Mapping[str, tuple[Side, ...]]:
        """An article by the same name goes before a hub page."""
        hubs: dict[str, tuple[Side, ...]] = {}
        for side in (Side.TARGET, Side.SOURCE):
            folder = f"{self.settings.language(side).code}/"
            for path in (one.removeprefix(folder) for one in self.hub_pages if one.startswith(folder)):
                hubs[path] = (*hubs.get(path, ()), side)
        return {path: sides for path, sides in hubs.items() if path not in self.articles}

    def find(self, path: str) -> str | None:
        """Return the file that a path means, exactly or else in another case; None if there is none."""
        return path if path in self._paths else self._by_folded_path.get(path.lower())

    def find_file(self, path: str) -> str | None:
        """Return the file of any kind that a path means, exactly or else in another case; None if there is none."""
        return path if path in self.files else self._by_folded_file.get(path.lower())

    def is_published(self, path: str) -> bool:
        """Tell whether a file is a page or a resource of the site."""
        return path in self._published

    def article(self, path: str) -> Article:
        """Read an article, or return it from memory if its file has not changed since."""
        stamp = self._stamp(path)
        known = self._articles.get(path)
        if known and known[0] == stamp:
            return known[1]
        article = read_article_file(self.root / path, path)
        if len(self._articles) >= KEPT_ARTICLES:
            self._articles.pop(next(iter(self._articles)))
        self._articles[path] = stamp, article
        return article

    def facts(self, path: str) -> Facts:
        """Return the titles of an article."""
        stamp = self._stamp(path)
        known = self._facts.get(path)
        if known and known.stamp == stamp:
            return known
        article = self.article(path)
        facts = Facts(stamp, {side: title(article, side) for side in Side})
        self._facts[path] = facts
        return facts

    def bookmarks(self, path: str) -> Bookmarks:
        """Return the bookmarks of an article's own text."""
        stamp = self._stamp(path)
        known = self._bookmarks.get(path)
        if not known or known[0] != stamp:
            known = stamp, read_bookmarks(self.article(path))
            self._bookmarks[path] = known
        return known[1]

    def sides(self, path: str) -> tuple[Side, ...]:
        """Return the languages in which an article or a hub page exists, target first."""
        if path in self.hubs:
            return self.hubs[path]
        stamp = self._stamp(path)
        known = self._bilingual.get(path)
        if not known or known[0] != stamp:
            known = stamp, self._has_source_halves(path)
            self._bilingual[path] = known
        return (Side.TARGET, Side.SOURCE) if known[1] else (Side.TARGET,)

    def title(self, path: str, side: Side) -> str:
        """Return the title of an article or a hub page, or its file name if it has none."""
        if path in self.hubs:
            found = self.facts(f"{self.settings.language(side).code}/{path}").titles[Side.TARGET]
        else:
            found = self.facts(path).titles[side]
        return found or Path(path).stem.replace("-", " ").capitalize()

    @cached_property
    def contents(self) -> tuple[Contents, ...]:
        """The tables of contents."""
        tables = []
        for path in self._contents_files:
            try:
                content = (self.root / path).read_bytes()
            except OSError as error:
                self.diagnostics.append(Diagnostic("file-unreadable", f"{error.strerror}.", path))
                continue
            table, problems = read_contents(content, path)
            tables.append(table)
            self.diagnostics += problems
        return tuple(tables)

    @cached_property
    def redirections(self) -> Mapping[str, str]:
        """Where removed files have gone, by folded path."""
        redirections, problems = read_redirections(self.root)
        self.diagnostics += problems
        return redirections

    @cached_property
    def glossary(self) -> Glossary:
        """The terms of the docset."""
        if not self._has_glossary:
            return Glossary()
        try:
            content = (self.root / GLOSSARY).read_bytes()
        except OSError as error:
            self.diagnostics.append(Diagnostic("file-unreadable", f"{error.strerror}.", GLOSSARY))
            return Glossary()
        glossary, problems = read_glossary(content)
        self.diagnostics += problems
        for term in glossary.terms:
            if term.see and not self.find(f"{term.see}.md"):
                message = f"The term '{term.id}' is explained in '{term.see}', which does not exist."
                self.diagnostics.append(Diagnostic("glossary-article-missing", message, GLOSSARY, term.place))
        return glossary

    def _has_source_halves(self, path: str) -> bool:
        """Look for the mark of a source half: a site asks this of every article before it reads any."""
        try:
            return SOURCE_MARK in (self.root / path).read_bytes()
        except OSError:
            return False

    def _stamp(self, path: str) -> tuple[int, int]:
        try:
            status = (self.root / path).stat()
        except OSError:
            return 0, -1
        return status.st_mtime_ns, status.st_size


def walk(root: Path) -> Iterator[str]:
    """Yield the files below a folder, relative to it; hidden ones and links that lead outside are left out."""
    base = os.path.realpath(root)
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "node_modules")))
        relative = os.path.relpath(folder, root).replace(os.sep, "/")
        prefix = "" if relative == "." else f"{relative}/"
        for name in names:
            file = os.path.join(folder, name)  # noqa: PTH118 - thousands of files at start-up
            if name.startswith(".") or (os.path.islink(file) and not _inside(file, base)):  # noqa: PTH114
                continue
            if os.path.exists(file) and not os.path.isfile(file):  # noqa: PTH110, PTH113 - a pipe never ends
                continue
            yield prefix + name


def _inside(file: str, base: str) -> bool:
    return os.path.realpath(file).startswith(base + os.sep)


def _of_groups(groups: Iterable[FileGroup], paths: Iterable[str], *, ignore_case: bool = False) -> Iterator[str]:
    """Yield the paths that any of the groups takes in and does not leave out; pictures may be named `A.PNG`."""
    matchers = [tuple(_globs(globs, ignore_case=ignore_case) for globs in (one.files, one.exclude)) for one in groups]
    for path in paths:
        name = path.lower() if ignore_case else path
        if any(files.match_file(name) and not exclude.match_file(name) for files, exclude in matchers):
            yield path


def _globs(globs: tuple[str, ...], *, ignore_case: bool) -> "pathspec.PathSpec[Any]":
    rooted = [glob if glob.startswith("**/") else f"/{glob}" for glob in globs]
    return pathspec.PathSpec.from_lines("gitignore", [glob.lower() if ignore_case else glob for glob in rooted])
