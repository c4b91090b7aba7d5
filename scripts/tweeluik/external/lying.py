"""Pages that say they are found, and say in their title that they are not.

Only what cannot be meant otherwise counts, as an article about such pages has a title much like theirs: the title as a
whole, or one of its parts between dashes, must say so, and the link must not have been about it in the first place.
"""

import re
from html import unescape
from urllib.parse import urlsplit

_PARTS = re.compile(r"\s[-|–—·:»]\s|[|]|: ")
_NOT_FOUND = re.compile(
    r"(?=.*\w)"
    r"(?:(?:http )?(?:error |fout )?404(?: error)?)?[ .:!-]*"
    r"(?:(?:the |this |de |deze )?(?:requested |opgevraagde )?(?:page|file|pagina)? ?"
    r"(?:not found|cannot be found|can't be found|could not be found|does not exist|doesn't exist|no longer exists"
    r"|niet gevonden|bestaat niet|bestaat niet meer|kan niet worden gevonden)"
    r"|page introuvable|seite nicht gefunden)?[ .:!-]*"
)
_ABOUT_IT = re.compile(r"404|not-?_?found|niet-?_?gevonden", re.IGNORECASE)
_ENCODINGS = {"utf-8", "utf8", "iso-8859-1", "latin1", "iso-8859-15", "windows-1252", "us-ascii"}
_LONGEST_TITLE = 300


def is_lying(asked: str, found: str, content_type: str, body: bytes) -> bool:
    """Tell whether a page that was found says that it was not.

    Args:
        asked: the address in the article.
        found: the address that the page has in the end.
        content_type: the header.
        body: the beginning of the page.
    """
    if _ABOUT_IT.search(asked):
        return False
    last = urlsplit(found).path.rstrip("/").rpartition("/")[2].lower()
    if re.fullmatch(r"(?:404|not-?found|page-?not-?found)(?:\.[a-z]{2,5})?", last):
        return True
    title = title_of(body, content_type)
    parts = [part.strip() for part in _PARTS.split(title)]
    return any(part and _NOT_FOUND.fullmatch(part) for part in (*parts, title))


def title_of(body: bytes, content_type: str) -> str:
    """Return the title of an HTML page in lower case with single spaces; '' if it has none."""
    charset = re.search(r"charset=[\"']?([A-Za-z0-9_-]+)", content_type)
    encoding = charset[1].lower() if charset and charset[1].lower() in _ENCODINGS else "utf-8"
    text = body.decode(encoding, errors="replace")
    folded = text.lower()
    # Not a regular expression: a page can be made so that one takes hours over it.
    opening = folded.find("<title")
    start = folded.find(">", opening) + 1
    end = folded.find("</title", start)
    if opening < 0 or not start or end < 0 or end - start > _LONGEST_TITLE:
        return ""
    return " ".join(unescape(folded[start:end]).split()).replace("’", "'")
