"""What several commands have in common: the articles that SOURCE names, and how diagnostics are reported."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from tweeluik.article.reading import read_article_file
from tweeluik.diagnostics import Diagnostic, Severity, ordered
from tweeluik.docset.docset import Docset
from tweeluik.docset.root import root_of
from tweeluik.docset.settings import locate
from tweeluik.model import Article, Side
from tweeluik.processes import Progress
from tweeluik.reports.difference import difference
from tweeluik.reports.display import clean

FOUND_ERRORS = 1

existing = click.Path(exists=True, path_type=Path)
existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)
existing_folder = click.Path(exists=True, file_okay=False, path_type=Path)
target_option = click.option("--target", metavar="TAG", help="Language of the translation, such as nl-NL.")
source_language_option = click.option("--source-language", metavar="TAG", help="Language of the source, such as en-US.")


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Show how far a long run is, if somebody watches; the bar ends its line when all is done."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with ExitStack() as shown:
        bar = shown.enter_context(click.progressbar(length=1, label=label, file=sys.stderr, show_pos=True))

        def advance(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)
            if done == total:
                shown.close()

        yield advance


@dataclass(frozen=True, slots=True)
class Selection:
    """What SOURCE names: some articles of a docset."""

    docset: Docset
    paths: tuple[str, ...]

    def articles(self) -> Iterator[Article]:
        """Read the articles one after the other; they are not kept."""
        for path in self.paths:
            yield read_article_file(self.docset.root / path, path)


def select(source: Path, target: str | None, source_language: str | None) -> Selection:
    """Find the articles that SOURCE names."""
    given = {"target": target or "", "source": source_language or ""}
    if source.is_dir():
        docset = Docset(source, given)
        return Selection(docset, docset.articles)
    docset = Docset(root_of(source), given)
    if not target:
        own = read_article_file(source, source.name).front_matter
        locale = own.string("ms.contentlocale") if own else ""
        docset = Docset(docset.root, given | {"target": locale}) if locale else docset
    return Selection(docset, (source.resolve().relative_to(docset.root.resolve()).as_posix(),))


def located(source: Path, target: str | None, source_language: str | None) -> Selection:
    """Find the articles that SOURCE names; a repository stands for the docset in it."""
    if source.is_dir():
        root = locate(source)
        if root == source and (source / "mkdocs.yml").is_file() and (source / "docs").is_dir():
            root = source / "docs"
        source = root
    return select(source, target, source_language)


def side_of(selection: Selection, language: str) -> Side:
    """Return the side that LANG names.

    Raises:
        click.BadParameter: it names neither.
    """
    side = selection.docset.settings.side(language)
    if side is None:
        settings = selection.docset.settings
        names = f"source ({settings.source.tag}) or target ({settings.target.tag})"
        raise click.BadParameter(f"'{language}' is no language of this docset: use {names}.", param_hint="--lang")
    return side


def prefix_of(root: Path) -> str:
    """Return the path of a docset as seen from here; '' if it lies elsewhere."""
    try:
        relative = root.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return ""
    return "" if relative == "." else f"{relative}/"


def show_difference(before: bytes, after: bytes, name: str) -> None:
    """Write a unified diff: for eyes on a terminal, and elsewhere so that it can be applied as a patch."""
    terminal = sys.stdout.isatty()
    for line in difference(before, after, name):
        if terminal:
            click.echo(clean(line.rstrip("\r\n")))
        else:
            click.echo(line.encode("utf-8", errors="surrogateescape"), nl=False)


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Say on standard error what is wrong."""
    for diagnostic in ordered(list(diagnostics)):
        click.echo(str(diagnostic), err=True)


def finish(diagnostics: Iterable[Diagnostic]) -> NoReturn:
    """Exit with the status that the diagnostics call for."""
    sys.exit(FOUND_ERRORS if any(one.severity is Severity.ERROR for one in diagnostics) else 0)
