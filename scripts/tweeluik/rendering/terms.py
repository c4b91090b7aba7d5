"""Explanations of terms: the first time that an article uses a word of the glossary, readers can ask what it means.

They are put into the HTML after the sanitizer: what they are made of (buttons, popovers) no article can bring along,
and where they may stand is decided on the elements as a browser will read them, whatever Markdown or HTML they come
from. The word itself stays text, in its segment, and an empty button lies over it: programs that take the text out of
a page, such as the reading view of a browser, leave out buttons with all that is in them. The explanations follow the
article and are no part of its text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from pathlib import PurePosixPath

from tweeluik.docset.glossary import GLOSSARY, Glossary, Term
from tweeluik.docset.links import Page
from tweeluik.rendering.page import PageState
from tweeluik.rendering.raw_html import open_tag

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[^\s\"=<>]+=\"[^\"]*\")*)\s*>")
"""A tag as the sanitizer writes it."""
_LANG = re.compile(r"\slang=\"([^\"]*)\"")
_CLASSES = re.compile(r"\sclass=\"([^\"]*)\"")
_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark nobr q s samp small span strike strong sub sup time u var"
    " wbr".split()
)
"""Elements within a paragraph; any other one begins or ends a text."""
_VOID = frozenset("br col hr img wbr".split())
_SILENT = frozenset(
    "a abbr b caption cite code del dfn dt figcaption figure h1 h2 h3 h4 h5 h6 kbd pre q s samp strike strong sub"
    " summary sup th var".split()
)
"""Elements whose words are names (of buttons, files, other pages), headings, or quoted from elsewhere."""
_SILENT_CLASSES = frozenset(
    "admonition-title tw-alert-label tw-image-link tw-moniker__name tw-tab__name tw-video".split()
)
_WORD = re.compile(r"(?<![\w@./\\&-])(?<!\w['’])\w+")
"""A whole word, or the first part of one. Neither addresses nor entities begin with one."""
_WHOLE = r"(?![\w@/\\-]|[.:'’]\w)"
"""What does not follow the last letter of a whole word."""
_BLANK = r"(?:\s|&nbsp;)+"
_BLANKS = re.compile(_BLANK)
_NEXT = re.compile(rf"{_BLANK}(\w)")
_NEAR = 40
"""Characters beside a word that are looked at."""
_SENTENCE_END = ".!?…"
_OPENING_MARKS = "\"'“”„‘’«»()[]"


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of all terms in one language, to be looked for in texts as HTML has them."""

    patterns: Mapping[str, re.Pattern[str]]
    """The words that begin with the same letters and digits, the longest first, by these in lower case."""
    terms: Mapping[str, Term | None]
    """What each word means; None if it is a word of several terms."""


@lru_cache(maxsize=4)
def _words(glossary: Glossary, language: str) -> _Words:
    terms: dict[str, Term | None] = {}
    preferred: set[str] = set()
    for term in glossary.terms:
        wording = term.wording(language)
        for rank, word in enumerate(wording.words if wording else ()):
            text = escape(word, quote=False)
            if rank == 0:
                terms[text] = term if text not in preferred else None
                preferred.add(text)
            elif text not in preferred:
                terms[text] = term if terms.get(text, term) is term else None
    by_start: dict[str, list[str]] = {}
    for text in sorted(terms, key=lambda one: (-len(one), one)):
        if start := _WORD.match(text):
            by_start.setdefault(start.group().lower(), []).append(text)
    return _Words({start: _pattern(texts) for start, texts in by_start.items()}, terms)


def _pattern(texts: list[str]) -> re.Pattern[str]:
    """Return what finds any of the texts, those that are no names with a capital too."""
    alternatives = []
    for text in texts:
        written = _BLANK.join(re.escape(part) for part in text.split(" "))
        alternatives.append(written if _is_name(text) else f"[{text[0]}{text[0].upper()}]{written[1:]}")
    return re.compile(f"(?:{'|'.join(alternatives)}){_WHOLE}")


def _is_name(word: str) -> bool:
    return word != word.lower()


@dataclass(frozen=True, slots=True)
class _Found:
    """A term in an article."""

    term: Term
    explanation: str


def explained(html: str, page: PageState) -> str:
    """Return the body of an article with the first occurrence of each term explained.

    Args:
        html: the sanitized body.
        page: the page; its glossary says which terms there are.
    """
    glossary = page.docset.glossary
    if not glossary.terms or _is_glossary(page):
        return html
    marker = _Marker(page, glossary)
    marked = "".join(marker.pieces(html))
    return marked + _notes(marker.found, page) if marker.found else html


def _is_glossary(page: PageState) -> bool:
    matter = page.docset.article(page.path).front_matter
    topic = matter.string("ms.topic").lower() if matter else ""
    return PurePosixPath(page.path).with_suffix("") == PurePosixPath(GLOSSARY).with_suffix("") or topic == "glossary"


class _Marker:
    """Goes through the body of an article and marks terms."""

    def __init__(self, page: PageState, glossary: Glossary) -> None:
        self.page = page
        self.language = page.docset.settings.language(page.side)
        self.words = _words(glossary, self.language.code)
        self.found: list[_Found] = []
        self._known = {term.id for term in glossary.terms if f"{term.see}.md" == page.path}
        self._before = ""
        """The end of the text that stands before, in the same paragraph."""

    def pieces(self, html: str) -> Iterator[str]:
        """Yield the HTML again, with the terms marked."""
        silent: list[bool] = []
        position = 0
        for tag in _TAG.finditer(html):
            yield self._text(html[position : tag.start()], is_silent=bool(silent) and silent[-1])
            yield tag.group()
            position = tag.end()
            name = tag["name"]
            if name not in _INLINE:
                self._before = ""
            if name in _VOID:
                continue
            if not tag["end"]:
                silent.append((bool(silent) and silent[-1]) or self._is_silent(name, tag["attributes"]))
            elif silent:
                silent.pop()
        yield self._text(html[position:], is_silent=False)

    def _is_silent(self, name: str, attributes: str) -> bool:
        lang, classes = _LANG.search(attributes), _CLASSES.search(attributes)
        if name in _SILENT or (lang and not self.language.matches(lang[1])):
            return True
        return bool(classes and _SILENT_CLASSES & {*classes[1].split()})

    def _text(self, text: str, *, is_silent: bool) -> str:
        # A tag that could not be read as one is no text to write into.
        if is_silent or "<" in text:
            self._before = (self._before + text)[-_NEAR:]
            return text
        pieces: list[str] = []
        position = 0
        for start in _WORD.finditer(text):
            pattern = self.words.patterns.get(start.group().lower())
            match = pattern.match(text, start.start()) if pattern and start.start() >= position else None
            if match is None:
                continue
            pieces.append(text[position : match.start()])
            before = text[max(match.start() - _NEAR, 0) : match.start()]
            pieces.append(self._marked(match.group(), self._before + before, text[match.end() : match.end() + _NEAR]))
            position = match.end()
        self._before = (self._before + text)[-_NEAR:]
        return "".join([*pieces, text[position:]])

    def _marked(self, text: str, before: str, after: str) -> str:
        """Return a word of the glossary, marked if it is to be explained here."""
        word = self._word(_BLANKS.sub(" ", text), begins=_begins_sentence(before), is_part=_goes_on(after))
        term = self.words.terms[word] if word else None
        explanation = term.explanation(unescape(word), self.language.code) if term else ""
        if term is None or not explanation or term.id in self._known:
            return text
        self._known.add(term.id)
        self.found.append(_Found(term, explanation))
        name = _name(len(self.found))
        label = self.page.words["term_explain"].replace("{term}", _BLANKS.sub(" ", text))
        button = (
            f'<button type="button" class="tw-term__button" popovertarget="{name}"'
            f' aria-label="{escape(label)}" aria-describedby="{name}-text"></button>'
        )
        return f'<span class="tw-term">{text}{button}</span>'

    def _word(self, text: str, *, begins: bool, is_part: bool) -> str:
        """Return the word of the glossary that a text is; '' if it only looks like one.

        Args:
            text: the text; at its start it may have a capital that the word has not.
            begins: a sentence begins with it.
            is_part: a word with a capital follows.
        """
        uncapitalized = text[:1].lower() + text[1:]
        if text not in self.words.terms:
            return uncapitalized if begins else ""
        # A capital that any word would have here tells no name, and that of a longer name is not the one meant.
        is_doubtful = text != uncapitalized and not _is_name(uncapitalized) and (begins or is_part)
        return "" if is_doubtful else text


def _goes_on(after: str) -> bool:
    """Tell whether a word with a capital follows."""
    following = _NEXT.match(after)
    return following[1].isupper() if following else False


def _begins_sentence(before: str) -> bool:
    before = _BLANKS.sub(" ", before).rstrip(" " + _OPENING_MARKS)
    return not before or before[-1] in _SENTENCE_END


def _notes(found: list[_Found], page: PageState) -> str:
    """Write the explanations."""
    notes = "\n".join(_note(number, one, page) for number, one in enumerate(found, 1))
    return f'<div class="tw-terms" data-pagefind-ignore="all">\n{notes}\n</div>\n'


def _name(number: int) -> str:
    return f"tw-term-{number}"


def _note(number: int, found: _Found, page: PageState) -> str:
    name = _name(number)
    opening = open_tag(
        "div",
        {
            "class": "tw-term-note",
            "id": name,
            "popover": "auto",
            "role": "group",
            "aria-labelledby": f"{name}-name",
            "tabindex": "-1",
            "autofocus": "",
        },
    )
    wording = found.term.wording(page.docset.settings.language(page.side).code)
    title = escape(wording.preferred if wording else "", quote=False)
    return (
        f'{opening}<p class="tw-term-note__name" id="{name}-name">{title}</p>'
        f'<p id="{name}-text">{escape(found.explanation, quote=False)}</p>{_see(found.term, page)}</div>'
    )


def _see(term: Term, page: PageState) -> str:
    """Write the link to the article that explains a term, if readers of this language have it."""
    link = page.resolve(f"~/{term.see}.md") if term.see else None
    if not isinstance(link, Page) or link.side is not page.side or link.path == page.path:
        return ""
    title = escape(page.docset.title(link.path, link.side), quote=False)
    return f'<p class="tw-term-note__see">{open_tag("a", {"href": page.url(link)})}{title}</a></p>'
