"""The redirections of removed files, entry by entry, with where each is written."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tweeluik.docset.docset import Docset
from tweeluik.docset.links import LOCALE, relative_target
from tweeluik.text import LineIndex, Place

NAME = ".openpublishing.redirection.json"
_KEYS = ("source_path", "source_path_from_root")
_KEY = re.compile(r'"source_path(?:_from_root)?"\s*:\s*"(?P<path>(?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Redirection:
    """What became of one file."""

    source: str
    """The file that was removed, relative to the docset."""
    url: str
    file: str
    """The file of redirections, relative to the docset."""
    place: Place
    """Where the removed file is named there."""
    end: Place


def redirections_of(docset: Docset) -> tuple[Redirection, ...]:
    """Return the redirections of a docset in the order of the file, those that contradict each other too."""
    for folder, file, prefix in (
        (docset.root, NAME, ""),
        (docset.root.parent, f"../{NAME}", f"{docset.root.name}/"),
    ):
        try:
            text = (folder / NAME).read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            continue
        try:
            document = json.loads(text.replace("\u00a0", " "))
        except (json.JSONDecodeError, RecursionError):
            return ()
        entries = document.get("redirections") if isinstance(document, dict) else None
        return tuple(_read(entries if isinstance(entries, list) else [], text, file, prefix))
    return ()


def _read(entries: list[object], text: str, file: str, prefix: str) -> Iterator[Redirection]:
    lines = LineIndex(text)
    keys = _KEY.finditer(text)
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        places = [match for key in _KEYS if isinstance(entry.get(key), str) and (match := next(keys, None))]
        source, url = entry.get(_KEYS[0]) or entry.get(_KEYS[1]), entry.get("redirect_url")
        if not isinstance(source, str) or not isinstance(url, str):
            continue
        source = source.lstrip("/")
        if source.lower().startswith(prefix.lower()):
            start, end = places[0].span("path") if places else (0, 0)
            at = (lines.place(start), lines.place(end)) if places else (Place(), Place())
            yield Redirection(source[len(prefix) :], url, file, *at)


def files_meant(docset: Docset, url: str, source: str) -> tuple[str, ...]:
    """Return the files of the docset, there or not, that an address of a redirection may mean; none if elsewhere."""
    if relative := relative_target(url, source):
        return relative[0], *_files_at(relative[0])
    base = docset.settings.public_base
    path = url.strip().partition("#")[0].partition("?")[0]
    path = path[len(base) :] if path.lower().startswith(base.lower() + "/") else path
    prefix = docset.settings.public_path
    bare = LOCALE.sub("", path, count=1) if LOCALE.match(path) else path
    if not prefix or not f"{bare.lower()}/".startswith(f"{prefix.lower()}/"):
        return ()
    inside = bare[len(prefix) :].strip("/")
    return (*_files_at(inside), inside) if inside else ("index.md", "index.yml")


def _files_at(path: str) -> tuple[str, ...]:
    """Return the files that may be published at a path of the site."""
    return f"{path}.md", f"{path}/index.md", f"{path}.yml", f"{path}/index.yml"
