"""What a link can point to on a page of a docset."""

from tweeluik.docset.docset import Docset
from tweeluik.docset.links import included
from tweeluik.learn.bookmarks import Bookmarks


def bookmarks(docset: Docset, path: str, own: Bookmarks | None = None) -> frozenset[str]:
    """Return the bookmarks of an article, those of what it includes among them.

    Args:
        docset: the index of the docset.
        path: the article's file.
        own: the bookmarks of its own text, where that is another one than the file has, as in an editor.
    """
    names: set[str] = set()
    read = {path: own or docset.bookmarks(path)}
    # What is read grows while it is gone through; each file is read once, however often it is included.
    waiting = [path]
    for one in waiting:
        names |= read[one].names
        for href in read[one].includes:
            inner = included(docset, href, one)
            if inner and inner not in read:
                read[inner] = docset.bookmarks(inner)
                waiting.append(inner)
    return frozenset(names)


def is_plainly_there(docset: Docset, path: str, name: str) -> bool:
    """Tell whether a heading of an article begins with an anchor of this name, without parsing the article.

    Nearly all bookmarks are such ones (source-format 0.6); for the others `bookmarks` has the answer.
    """
    try:
        content = (docset.root / path).read_bytes()
    except OSError:
        return False
    return heading_anchor(name).encode(errors="replace") in content


def heading_anchor(name: str) -> str:
    """Return how a heading begins that has a bookmark of this name."""
    return f'# <a name="{name}"></a>'
