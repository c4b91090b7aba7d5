"""A file as the aligner sees it: leaf blocks in order, each with its sentences and with what tells it from others."""

import re
from dataclasses import dataclass

from tweeluik.article.projection import ANCHOR, project
from tweeluik.article.sentences import sentences
from tweeluik.learn.inline import read_inline
from tweeluik.learn.leaves import Leaf, leaves
from tweeluik.learn.lexicon import stems
from tweeluik.model import Article, Side
from tweeluik.text import Span

LITERAL = "\0"
"""Begins what is the same in all languages: addresses, code, numbers, names in the manner of programs."""
WHOLE = "\1"
"""Begins a short text as a whole: stems are too short to tell `PassportNumber` from `Passport no`."""
_SHORT = 6
"""Stems of a short text at most."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(
    r"\]\(\s*<?([^()\s<>]*)[^()]*\)|(?:src|href)=\"([^\"]*)\"|(https?://[^\s<>()\[\]\"'`]*)", re.IGNORECASE
)
_LOCALE = re.compile(r"^(?:https?:)?//|/[a-z]{2}-[a-z]{2}(?=/)|[?#].*$", re.IGNORECASE)
_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"\b\w*[a-z][A-Z]\w*")
_SIGNS = re.compile(r"[\w#+]+")
"""What counts of a short text: blanks and punctuation differ from one language to the other."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&#?\w+;")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?=\()")
_SHOWN = re.compile(r"[^\s!-/:-@\[-`{-~\0\ufffc]")

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one file."""

    span: Span
    """In the body of the file, with LF line ends."""
    text: str
    """Its Markdown; ends of lines with the markers that follow are as they stand in the file."""
    line: int
    """1-based line of the file."""
    words: Words
    """Its stems, its literals with `LITERAL` before them, and if it is short all of it with `WHOLE` before."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A leaf block."""

    kind: str
    path: tuple[str, ...]
    """The containers round it."""
    span: Span
    """In the body of the file."""
    line: int
    """1-based line of the file."""
    sentences: tuple[Sentence, ...]
    """Those with text to translate; a block of code or of images has none."""
    words: Words
    length: int
    """Characters of its text."""


@dataclass(frozen=True, slots=True)
class Text:
    """The body of a file and its blocks."""

    path: str
    body: str
    """With LF line ends."""
    passages: tuple[Passage, ...]


def read_text(article: Article, side: Side = Side.TARGET) -> Text:
    """Read the blocks of one language of an article; a plain file has the same ones on either side."""
    body = project(article, side, normalize=True).text
    head = article.front_matter.text if article.front_matter else ""
    offset = len(re.findall(r"\r\n|\r|\n", head))
    return Text(article.path, body, tuple(_passage(leaf, body, offset) for leaf in leaves(body, raw=True)))


def words_of(markdown: str) -> Words:
    """Return what tells a piece of Markdown from others: stems; literals and short texts, marked as such."""
    literals: list[str] = []

    def taken(match: re.Match[str]) -> str:
        address = match[1] or match[2] or match[3] or ""
        literals.append(_LOCALE.sub("", address.lower()).rstrip("/."))
        return " "

    text = markdown
    if "](" in text or "://" in text or "=" in text:
        text = _ADDRESS.sub(taken, _IMAGE.sub(" ]", text))
    if "`" in text:
        literals += [match[2] for match in _CODE.finditer(text)]
        text = _CODE.sub(" ", text)
    if "<" in text or "&" in text:
        text = _TAG.sub(" ", text)
    literals += _NUMBER.findall(text)
    literals += _NAME.findall(text)
    words = stems(_NUMBER.sub(" ", text))
    marked = [LITERAL + one for one in literals]
    if 0 < len(words) <= _SHORT:
        marked.append(WHOLE + "".join(_SIGNS.findall(text.lower())))
    return words.union(marked) if marked else words


def _passage(leaf: Leaf, body: str, offset: int) -> Passage:
    content = leaf.content(body)
    line = offset + leaf.line + 1
    if leaf.kind == "code":
        lines = [one.strip() for one in content.split("\n")]
        words = frozenset(LITERAL + one for one in lines if one)
        return Passage(leaf.kind, leaf.path, leaf.span, line, (), words, len(content))
    if leaf.kind == "html":
        content = _COMMENT.sub(lambda match: " " * len(match.group()), content)
    if match := ANCHOR.match(content):
        content = " " * match.end() + content[match.end() :]
    found = [one for one in sentences(content) if _has_text(one.of(content))]
    starts = [content.count("\n", 0, one.start) for one in found]
    return Passage(
        leaf.kind,
        leaf.path,
        leaf.span,
        line,
        tuple(
            Sentence(
                Span(one.start + leaf.span.start, one.end + leaf.span.start),
                Span(one.start + leaf.span.start, one.end + leaf.span.start).of(body),
                line + start,
                words_of(one.of(content)),
            )
            for one, start in zip(found, starts, strict=True)
        ),
        words_of(content),
        len(" ".join(content.split())),
    )


def _has_text(markdown: str) -> bool:
    """Tell whether there is anything to translate: code and images are none."""
    plain = markdown
    if "`" in markdown or "![" in markdown or "<" in markdown:
        plain = read_inline(markdown).prose
    return _SHOWN.search(plain) is not None
