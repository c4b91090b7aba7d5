"""The links of a docset that lead elsewhere, as `tweeluik check --external` asks for them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tweeluik.checks.finding import Finding
from tweeluik.checks.links.found import links_of
from tweeluik.checks.running import from_diagnostic
from tweeluik.checks.session import Further
from tweeluik.checks.subject import Subject
from tweeluik.cli_options import progress_bar
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import External, resolve
from tweeluik.external.checking import Link, Manners, check_links
from tweeluik.model import Side
from tweeluik.text import Place


def external_check(manners: Manners, cache: Path | None) -> Further:
    """Return a check that asks the hosts of all links that leave a docset, as polite as `manners`."""

    def find(docset: Docset, _: Sequence[str] | None) -> Iterable[Finding]:
        links = [Link(url, tuple(places)) for url, places in sorted(external_links(docset).items())]
        with progress_bar("Links") as progress:
            outcomes = check_links(links, manners, cache=cache, progress=progress)
        for outcome in outcomes:
            if outcome.code:
                for path, place in outcome.link.places:
                    yield from_diagnostic(Diagnostic(outcome.code, outcome.message, path, place))

    return find


def external_links(docset: Docset) -> dict[str, list[tuple[str, Place]]]:
    """Return what readers can click that leads out of a docset: each address with where it stands."""
    found: dict[str, list[tuple[str, Place]]] = {}
    for path in docset.articles:
        subject = Subject(docset, docset.article(path))
        for url, start in _leaving(docset, subject):
            places = found.setdefault(url, [])
            place = (path, subject.lines.place(start))
            if place not in places:
                places.append(place)
    return found


def _leaving(docset: Docset, subject: Subject) -> Iterator[tuple[str, int]]:
    for one in links_of(subject):
        link = resolve(docset, one.href, subject.path, one.side or Side.TARGET)
        if isinstance(link, External) and link.url.startswith(("https://", "http://")):
            yield link.url, one.written.start
