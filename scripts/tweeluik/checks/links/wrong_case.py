"""A link or an image whose file is written with other upper and lower case letters.

It works on Windows and on a Mac, and fails where sites are built and served.
"""

from collections.abc import Iterator
from urllib.parse import quote, unquote

from tweeluik.checks.links.found import Found, links_of, spot, target_of, written
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield links, images and includes whose file exists in another case only."""
    for link in links_of(subject):
        target = target_of(subject.docset, subject.path, link.href)
        if target and target.file and not target.is_exact and target.file.lower() == target.path.lower():
            message = f"The file is written '{target.file}'."
            yield from spot(subject, link, message, _fix(subject, link, target.file))


def _fix(subject: Subject, link: Found, file: str) -> str | None:
    """Return the address as written, with the names of its path as the file has them."""
    raw = written(subject, link)
    end = min((raw.find(mark) for mark in "?#" if mark in raw), default=len(raw))
    names = raw[:end].replace("\\", "/").split("/")
    right = file.split("/")
    position = 0
    pieces = []
    for index, name in enumerate(names):
        actual = right[index - len(names)] if len(names) - index <= len(right) else ""
        separator = raw[position + len(name) : position + len(name) + 1] if index < len(names) - 1 else ""
        position += len(name) + 1
        decoded = unquote(name)
        if name in {"", ".", "..", "~"} or decoded == actual:
            pieces.append(name + separator)
            continue
        if decoded.lower() != actual.lower():
            return None
        pieces.append((quote(actual) if "%" in name else actual) + separator)
    fix = "".join(pieces) + raw[end:]
    return fix if fix != raw else None


CHECK = ArticleCheck("wrong-case", find)
