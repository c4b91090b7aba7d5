"""Exchange files that have come back, and what becomes of all that is in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.exchange.formats import NAMES, format_of
from tweeluik.exchange.importing import (
    Arrival,
    Done,
    Fate,
    Imported,
    import_into,
    is_unchanged,
    refuse_article,
)
from tweeluik.exchange.unit import Returned
from tweeluik.language import Language
from tweeluik.model import Side


@dataclass(slots=True)
class Received:
    """What a number of exchange files hold."""

    arrivals: dict[str, list[Arrival]] = field(default_factory=dict)
    """By the path of the article, in the order of the files."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, name: str, returned: Returned) -> None:
        """Take in what one file holds."""
        self.diagnostics += returned.diagnostics
        for edit in returned.edits:
            self.arrivals.setdefault(edit.path, []).append(Arrival(edit, name))


def read_exchange(content: bytes, name: str, languages: Mapping[Side, Language]) -> Returned:
    """Read an exchange file of any format.

    Args:
        content: the bytes of the file, whatever they are.
        name: its name in messages.
        languages: those of the docset.
    """
    form = format_of(name, content)
    if form is None:
        message = f"It is none of {', '.join(NAMES)}."
        return Returned((), (Diagnostic("exchange-format-unknown", message, name),))
    returned = form.read(content, name)
    pairs = ((Side.SOURCE, returned.source_language), (Side.TARGET, returned.target_language))
    for side, tag in pairs:
        # A region more or less makes no other language of it: programs write nl for nl-NL.
        if tag and Language(tag).code != languages[side].code:
            message = f"The {side.value} language of the file is '{tag}', that of the docset '{languages[side].tag}'."
            return Returned((), (*returned.diagnostics, Diagnostic("exchange-language-differs", message, name)))
    return returned


def import_all(
    docset: Docset, paths: Iterable[str], received: Received, *, human: bool = False
) -> Iterator[Imported | Diagnostic]:
    """Yield the articles with the edits put in, in the order of their paths; nothing is written.

    Args:
        docset: the docset.
        paths: the articles that may be changed.
        received: what has come back.
        human: whether to mark the articles as translated by a human.
    """
    articles = frozenset(paths)
    for path, arrivals in sorted(received.arrivals.items()):
        if all(is_unchanged(one.edit) for one in arrivals):
            yield Imported(path, tuple(Fate(one.edit, Done.UNCHANGED) for one in arrivals))
            continue
        refused = refuse_article(path, arrivals, articles)
        if refused:
            yield refused
            continue
        try:
            content = (docset.root / path).read_bytes()
        except OSError as error:
            yield Diagnostic("file-unreadable", f"{error.strerror or error}.", path)
            continue
        yield import_into(content, path, arrivals, human=human)
