"""The frame that all review pages share: own HTML, light, with the words of the interface in two languages.

A page exists once, in the target language. The words of the other language come with a script, which puts them in
place where a person chooses them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urljoin

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tweeluik.codes import codes
from tweeluik.language import Language
from tweeluik.model import Side
from tweeluik.resources import OVERRIDES
from tweeluik.site.site import ORDER, Site
from tweeluik.site.view import Reference
from tweeluik.words import Words, words_for

WORDS_FILE = "assets/javascripts/review-words.js"
"""The words of all review pages, relative to the root of the site; it is made, not copied."""
_OWN = ("review_", "report_")
"""What the keys of words begin with that review pages use."""
_SHARED = ("skip", "close", "breadcrumbs", "home", "palette", "palette_auto", "palette_light", "palette_dark")
"""Words that other pages have too."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame says of one page."""

    address: str
    """Relative to the root of the site, such as `review/admin/users/`."""
    title: str
    """The heading of the page, and its title in the browser."""
    description: str
    title_language: str = ""
    """Tag of the title's language; '' if it is one of the interface's words."""
    title_key: str = ""
    """The word that the title is, if it is one."""
    crumbs: tuple[Reference, ...] = ()
    """The pages above this one, from the report on down; addresses are relative to the root of the site."""
    article: str = ""
    """Address of the article that the page is about, relative to the root of the site; '' for none."""

    @property
    def root(self) -> str:
        """The root of the site as seen from the page."""
        return "../" * self.address.count("/") or "./"


def render(site: Site, template: str, frame: Frame, **values: object) -> str:
    """Return a review page.

    Args:
        site: the site that it belongs to.
        template: a file in `overrides/review/` that extends `review/base.html`.
        frame: what the frame says.
        values: what the template reads besides.
    """
    words = page_words(site, Side.TARGET)
    address = quote(frame.address)
    return (
        _environment()
        .get_template(f"review/{template}")
        .render(
            site_name=site.name,
            home=site.prefix(Side.TARGET) or "./",
            frame=frame,
            root=frame.root,
            canonical=urljoin(site.url, address) if site.url else "",
            words=words,
            word_tables=[one.language for one in word_tables(site)],
            languages=[site.docset.settings.language(side) for side in ORDER],
            say=lambda key, values=None: fill(words, key, values or {}),
            **values,
        )
    )


@cache
def _environment() -> Environment:
    # The build reads the templates once; a change to one shows in the preview after a restart.
    loader = FileSystemLoader(OVERRIDES)
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)


def fill(words: Words, key: str, values: Mapping[str, object]) -> str:
    """Return a word with what stands between braces filled in."""
    text = words[key]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def page_words(site: Site, side: Side) -> Words:
    """Return the words of a language that review pages use: of the interface, and what each code means and asks for."""
    return _words(words_for(site.docset.settings.language(side)).language)


@cache
def _words(code: str) -> Words:
    """Return the words in a language that has them."""
    own = {key: text for key, text in words_for(Language(code)).table.items() if key.startswith(_OWN) or key in _SHARED}
    for name, one in codes().items():
        own |= {f"code_{name}": one.summary[code], f"mend_{name}": one.mend[code]}
    return Words(code, own)


def word_tables(site: Site) -> tuple[Words, ...]:
    """Return the tables of words that a person can choose from: those of the docset's languages, target first."""
    return tuple({words.language: words for words in (page_words(site, side) for side in ORDER)}.values())


def words_script(site: Site) -> str:
    """Return the script with the words of all review pages, in each language that has them."""
    tables = {words.language: dict(words.table) for words in word_tables(site)}
    return f"export default {json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(',', ':'))};\n"
