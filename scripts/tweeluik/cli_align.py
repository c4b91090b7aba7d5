"""The commands for files without spans: `align` pairs the sentences of two, `weave` makes an article of them."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tweeluik.alignment.aligning import Aligner, Alignment, Pair
from tweeluik.alignment.learning import learn_aligner
from tweeluik.alignment.passages import Sentence, read_text
from tweeluik.alignment.weaving import DOUBTFUL, weave_aligned
from tweeluik.article.reading import read_article_file
from tweeluik.cli_options import existing_file, existing_folder, finish, report
from tweeluik.diagnostics import Diagnostic, Severity
from tweeluik.docset.docset import Docset
from tweeluik.exchange.table import guarded
from tweeluik.learn.weaving import annotated_already
from tweeluik.learn.weaving import weave as weave_articles
from tweeluik.model import Article
from tweeluik.output import write_whole
from tweeluik.reports.display import clean

_INDENT = " " * 8
_COLUMNS = ("confidence", "check", "source line", "source", "target line", "target")

_docset_option = click.option(
    "--docset", type=existing_folder, help="Learn which words go together from the annotated articles in this folder."
)


@click.command()
@click.argument("english", type=existing_file)
@click.argument("dutch", type=existing_file)
@_docset_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "tsv"]), default="text", help="How to write the pairs."
)
def align(*, english: Path, dutch: Path, docset: Path | None, form: str) -> None:
    """List which sentences of two plain files go together.

    ENGLISH is the file in the source language, DUTCH the one in the target language, whatever these are. Their blocks
    may differ. A pair has up to three sentences on a side, and pairs never cross. Each has a confidence; those below
    70 % carry a question mark: check them. Sentences without a counterpart come last. With --docset the pairs are
    better. Pairs in doubt and sentences without a counterpart are no errors.
    """
    articles = _read(english), _read(dutch)
    problems = [problem for article in articles for problem in (*article.diagnostics, *annotated_already(article))]
    report(problems)
    if not any(problem.severity is Severity.ERROR for problem in problems):
        source, target = (read_text(article) for article in articles)
        alignment = _aligner(docset).align(source, target)
        if form == "json":
            click.echo(json.dumps(_record(alignment), ensure_ascii=False, indent=2))
        else:
            for line in _table(alignment) if form == "tsv" else _listing(alignment, source.path, target.path):
                click.echo(line)
    finish(problems)


@click.command()
@click.argument("english", type=existing_file)
@click.argument("dutch", type=existing_file)
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), help="Article to write; keeps its ids.")
@click.option("--align", "is_aligned", is_flag=True, help="Take files whose blocks differ.")
@_docset_option
def weave(*, english: Path, dutch: Path, into: Path | None, is_aligned: bool, docset: Path | None) -> None:
    """Make a span-annotated article out of two plain files.

    ENGLISH is the file in the source language, DUTCH the one in the target language, whatever these are. Without
    --into the article goes to standard output. An article that --into names keeps its ids, and its segments wherever
    a block is the same in both languages.

    The files must have the same blocks. With --align they need not, and where they have as many but others it is
    noticed: the article then has the blocks of DUTCH, and
    what goes together becomes segments. A Dutch sentence without a counterpart becomes a segment without a source
    half, so readers of both languages see it in Dutch; an English one is left out. Each of them is reported, and so
    are pairs that are less than 70 % sure: read the report before you publish. `tweeluik align` shows all pairs.
    """
    earlier = read_article_file(into, into.name) if into and into.exists() else None
    source, target = _read(english), _read(dutch)
    if is_aligned:
        woven = weave_aligned(source, target, lambda: _aligner(docset), earlier)
    else:
        woven = weave_articles(source, target, earlier)
    report(woven.diagnostics)
    content = woven.text.encode("utf-8", errors="surrogateescape")
    if woven.text and into:
        try:
            write_whole(into, content)
        except OSError as error:
            problem = Diagnostic("output-unwritable", f"{error.strerror or error}.", str(into))
            report([problem])
            finish([problem])
    elif woven.text:
        sys.stdout.buffer.write(content)
    finish(woven.diagnostics)


def _read(file: Path) -> Article:
    return read_article_file(file, str(file))


def _aligner(folder: Path | None) -> Aligner:
    if folder is None:
        return Aligner()
    docset = Docset(folder)
    return learn_aligner(read_article_file(docset.root / path, path) for path in docset.articles)


def _listing(alignment: Alignment, source: str, target: str) -> Iterator[str]:
    """Yield lines for people: each pair, then what is left over on either side."""
    for pair in alignment.pairs:
        mark = "?" if pair.confidence < DOUBTFUL else " "
        heads = [f"{pair.confidence:5.0%} {mark} ", _INDENT]
        for head, path, sentences in zip(heads, (source, target), (pair.source, pair.target), strict=True):
            yield f"{head}{clean(path)}:{sentences[0].line}: {_text(sentences)}"
    for title, path, sentences in (
        ("Without a translation", source, alignment.unmatched_source),
        ("Without a source", target, alignment.unmatched_target),
    ):
        if sentences:
            yield ""
            yield f"{title}:"
            yield from (f"{_INDENT}{clean(path)}:{one.line}: {_text([one])}" for one in sentences)
    doubtful = sum(pair.confidence < DOUBTFUL for pair in alignment.pairs)
    yield ""
    yield (
        f"{len(alignment.pairs)} pairs, {doubtful} to check; without a counterpart: "
        f"{len(alignment.unmatched_source)} source, {len(alignment.unmatched_target)} target."
    )


def _text(sentences: Sequence[Sentence]) -> str:
    return clean(" ".join(" ".join(one.text for one in sentences).split()))


def _table(alignment: Alignment) -> Iterator[str]:
    """Yield rows of cells with tabs between; what has no counterpart has empty cells."""
    yield "\t".join(_COLUMNS)
    for pair in alignment.pairs:
        check = "check" if pair.confidence < DOUBTFUL else ""
        yield "\t".join([f"{pair.confidence:.2f}", check, *_cells(pair.source), *_cells(pair.target)])
    yield from ("\t".join(["", "", *_cells([one]), "", ""]) for one in alignment.unmatched_source)
    yield from ("\t".join(["", "", "", "", *_cells([one])]) for one in alignment.unmatched_target)


def _cells(sentences: Sequence[Sentence]) -> tuple[str, str]:
    return str(sentences[0].line), guarded(_text(sentences))


def _record(alignment: Alignment) -> dict[str, object]:
    return {
        "pairs": [_pair(pair) for pair in alignment.pairs],
        "unmatched_source": [_sentence(one) for one in alignment.unmatched_source],
        "unmatched_target": [_sentence(one) for one in alignment.unmatched_target],
    }


def _pair(pair: Pair) -> dict[str, object]:
    return {
        "confidence": round(pair.confidence, 4),
        "check": pair.confidence < DOUBTFUL,
        "source": [_sentence(one) for one in pair.source],
        "target": [_sentence(one) for one in pair.target],
    }


def _sentence(one: Sentence) -> dict[str, object]:
    return {"line": one.line, "text": one.text.encode("utf-8", errors="replace").decode()}
