"""The command line.

Exit status: 0 all is fine, 1 something has findings of severity error, 2 the command was used wrongly.
"""

import io
import json
import logging
import os
import sys
from pathlib import Path

import click

from tweeluik import __version__
from tweeluik.article.projection import markdown
from tweeluik.cli_align import align, weave
from tweeluik.cli_check import audit, check, explain, fix
from tweeluik.cli_exchange import export, import_
from tweeluik.cli_memory import tm
from tweeluik.cli_options import (
    existing,
    existing_file,
    existing_folder,
    finish,
    report,
    select,
    side_of,
    source_language_option,
    target_option,
)
from tweeluik.cli_rules import rules
from tweeluik.diagnostics import Diagnostic, Severity, ordered
from tweeluik.docset.replacement import replacement
from tweeluik.learn.blocks import kinds
from tweeluik.model import Side
from tweeluik.output import write_whole
from tweeluik.rendering.body import render_body


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Read span-annotated help articles, and publish them as a bilingual site.

    SOURCE is an article or the folder of a docset. Exit status: 0 all is fine, 1 there are errors in the articles,
    2 the command was used wrongly.
    """
    # Articles may hold any letter; a terminal that cannot show one must not end the work.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


@cli.command()
@click.argument("source", type=existing)
@click.option("--lang", "language", required=True, help="source, target, or a language such as en or nl.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the files.")
@click.option("--body-only", is_flag=True, help="Leave out the front matter.")
@target_option
@source_language_option
def split(
    *, source: Path, language: str, out: Path, body_only: bool, target: str | None, source_language: str | None
) -> None:
    """Write the Markdown of one language, under the same relative paths."""
    selection = select(source, target, source_language)
    side = side_of(selection, language)
    tag = selection.docset.settings.language(side)
    diagnostics: list[Diagnostic] = []
    if _same_place(out, selection.docset.root):
        raise click.BadParameter("This folder holds the articles themselves; name another one.", param_hint="--out")
    for article in selection.articles():
        diagnostics += article.diagnostics
        if side is Side.SOURCE and not article.is_bilingual:
            continue
        text = markdown(article, side, tag, body_only=body_only)
        try:
            write_whole(out / article.path, text.encode("utf-8", errors="surrogateescape"))
        except OSError as error:
            diagnostics.append(Diagnostic("output-unwritable", f"{error.strerror or error}.", article.path))
    report(diagnostics)
    finish(diagnostics)


def _same_place(out: Path, root: Path) -> bool:
    return out.resolve() == root.resolve()


@cli.command()
@click.argument("source", type=existing)
@target_option
@source_language_option
def segments(source: Path, target: str | None, source_language: str | None) -> None:
    """List the segments as JSON Lines: path, id, source, target, line, column, block.

    Line and column are 1-based and tell where the segment begins in the file.
    """
    diagnostics: list[Diagnostic] = []
    for article in select(source, target, source_language).articles():
        diagnostics += article.diagnostics
        for segment, block in kinds(article):
            record = {
                "path": article.path,
                "id": segment.id,
                "source": _readable(segment.source),
                "target": _readable(segment.target),
                "line": segment.place.line,
                "column": segment.place.column,
                "block": block.kind.value,
            }
            click.echo(json.dumps(record, ensure_ascii=False))
    report(diagnostics)
    finish(diagnostics)


def _readable(text: str | None) -> str | None:
    return text.encode("utf-8", errors="replace").decode() if text is not None else None


@cli.command()
@click.argument("article", type=existing_file)
@click.option("--lang", "language", required=True, help="source, target, or a language such as en or nl.")
@target_option
@source_language_option
def render(article: Path, language: str, target: str | None, source_language: str | None) -> None:
    """Write the HTML of an article's body in one language."""
    selection = select(article, target, source_language)
    side = side_of(selection, language)
    path = selection.paths[0]
    settings = selection.docset.settings
    prefix = "" if side is Side.TARGET else f"{settings.source.code}/"
    body = render_body(selection.docset, path, side, prefix=prefix)
    click.echo(body.html, nl=False)
    diagnostics = [*selection.docset.article(path).diagnostics, *body.diagnostics]
    report(diagnostics)
    finish(diagnostics)


@cli.command()
@click.argument("source", type=existing)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write them.")
@target_option
@source_language_option
def diagnose(source: Path, form: str, target: str | None, source_language: str | None) -> None:
    """Say what could not be understood while reading."""
    selection = select(source, target, source_language)
    found: list[Diagnostic] = []
    for article in selection.articles():
        found += article.diagnostics
        newer = replacement(selection.docset, article, Side.TARGET)
        found += [newer] if isinstance(newer, Diagnostic) else []
    if source.is_dir():
        _ = selection.docset.contents, selection.docset.redirections, selection.docset.glossary
        found += selection.docset.diagnostics
    found = ordered(found)
    if form == "json":
        click.echo(json.dumps({"diagnostics": [_record(one) for one in found]}, ensure_ascii=False, indent=2))
    else:
        for one in found:
            click.echo(str(one))
        click.echo(_counts(found, len(selection.paths)), err=True)
    finish(found)


def _record(one: Diagnostic) -> dict[str, object]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "path": one.path,
        "line": one.place.line,
        "column": one.place.column,
        "message": one.message,
        "remedy": one.remedy,
    }


def _counts(found: list[Diagnostic], articles: int) -> str:
    kinds = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    by_severity = [f"{sum(one.severity is kind for one in found)} {kind.value}" for kind in kinds]
    return f"{articles} article{'s' * (articles != 1)} read: {', '.join(by_severity)}."


@cli.command()
@click.option("--source", type=existing_folder, help="A docset; without it the site of this folder's mkdocs.yml.")
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path), help="Folder for the site.")
@click.option("--no-review", is_flag=True, help="Leave out the review pages for translators, which need all checks.")
@target_option
@source_language_option
def build(
    *, source: Path | None, site_dir: Path | None, no_review: bool, target: str | None, source_language: str | None
) -> None:
    """Build the whole site."""
    from tweeluik.mkdocs_site import SiteError, build_site, configuration, plugin_of  # noqa: PLC0415 - slow to import

    _log_to_terminal()
    try:
        config = configuration(source, site_dir, {"target": target or "", "source": source_language or ""})
        if no_review:
            plugin_of(config).config["review"] = False
        diagnostics = build_site(config)
    except SiteError as error:
        raise click.ClickException(str(error)) from error
    report(diagnostics)
    click.echo(f"The site is in {config.site_dir}.", err=True)
    finish(diagnostics)


def _log_to_terminal() -> None:
    """Show what MkDocs reports; diagnostics of articles are reported by the command itself."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.ERROR)


@cli.command()
@click.option("--source", type=existing_folder, help="A docset; without it the site of this folder's mkdocs.yml.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@target_option
@source_language_option
def preview(source: Path | None, host: str, port: int, target: str | None, source_language: str | None) -> None:
    """Serve the site while you write: pages are rendered when they are asked for, and reload when a file changes."""
    from tweeluik.mkdocs_site import SiteError  # noqa: PLC0415 - slow to import
    from tweeluik.preview import serve  # noqa: PLC0415 - slow to import

    _log_to_terminal()
    try:
        serve(source, host=host, port=port, given={"target": target or "", "source": source_language or ""})
    except SiteError as error:
        raise click.ClickException(str(error)) from error


@cli.command()
@click.option("--stdio", is_flag=True, expose_value=False, help="What it does anyway; some editors ask for it.")
def lsp() -> None:
    """Serve an editor: say what is wrong while you write, over standard input and output (LSP)."""
    from tweeluik.lsp.server import serve  # noqa: PLC0415 - slow to import

    serve()


for command in (check, fix, explain, audit, export, import_, tm, align, weave, rules):
    cli.add_command(command)


def main() -> None:
    """Run the command line."""
    # Material 9.8 prints a notice about the end of MkDocs 1 on every start; this project pins what it knows to work.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    cli(prog_name="tweeluik")
