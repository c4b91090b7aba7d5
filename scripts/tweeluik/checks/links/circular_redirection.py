"""Redirections that lead round in a circle (reference: circular-redirection)."""

from collections.abc import Iterable, Iterator

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.codes import Severity
from tweeluik.docset.docset import Docset
from tweeluik.docset.redirections import Redirection, files_meant, redirections_of


def find(docset: Docset, _sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield each redirection from which one comes back to it."""
    every = {one.source.lower(): one for one in reversed(redirections_of(docset))}
    for one in sorted(every.values(), key=lambda each: each.place):
        way = _way(docset, every, one)
        if way and way[-1] is one:
            through = " → ".join(f"'{each.source}'" for each in way)
            message = f"The redirection leads back to where it began: '{one.source}' → {through}."
            yield Finding("circular-redirection", Severity.WARNING, one.file, message, one.place, one.end)


def _way(docset: Docset, every: dict[str, Redirection], start: Redirection) -> list[Redirection]:
    """Follow the redirections until a file is there, or until one comes by a second time."""
    way: list[Redirection] = []
    current = start
    while True:
        meant = files_meant(docset, current.url, current.source)
        if any(docset.find_file(path) for path in meant):
            return way
        following = next((every[path.lower()] for path in meant if path.lower() in every), None)
        if following is None or following in way:
            return way
        way.append(following)
        if following is start:
            return way
        current = following


CHECK = DocsetCheck("circular-redirection", find)
