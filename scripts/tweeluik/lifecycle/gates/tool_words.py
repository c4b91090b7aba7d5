"""G7: words of the tools that hold a number, that only one language has, or whose placeholders name nothing.

A number that is typed into the words stays as it is when the rule changes; a placeholder does not.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from tweeluik.docset.nodes import nearest
from tweeluik.learn.number_words import cardinals
from tweeluik.learn.units import unit_of
from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.reading import words_path
from tweeluik.lifecycle.records import Breach
from tweeluik.lifecycle.situation import Situation
from tweeluik.text import LineIndex, Place

_PLACEHOLDER = re.compile(r"\{(?P<inside>[^{}]*)\}")
_NAMED = re.compile(r"(?P<sort>[nva]):(?P<name>[\w.-]+)|(?P<item>[\w-]+)\.(?P<end>from|to)", re.ASCII)
_PRODUCT = re.compile(r"\b(?:Microsoft|Office|Windows)[ \u00a0]365\b|\b21Vianet\b|\b[EFA][135]\b")
_DIGITS = re.compile(r"\d[\d.,:/-]*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AFTER_VALUE = re.compile(r"\{v:[\w.-]+\}[ \u00a0-](?P<word>[^\W\d_]+|%)")
"""A unit that is typed behind a bare number; `{n:…}` brings its own."""
_UNSEEN = re.compile(
    r"\A---\n.*?\n---\n|<!--.*?-->|<[^<>]+>|`[^`\n]*`|\]\([^()\s]*\)|\{[:#.][^{}]*\}|^[a-z_]+:\s*https?:\S+|https?://\S+",
    re.DOTALL | re.MULTILINE,
)
"""What of a page is no prose: tags, comments, code, destinations of links, attributes, and the front matter."""
_EXEMPT = "units."
"""Where the words for units stand."""


def find(situation: Situation) -> Iterator[Breach]:
    """Yield what is wrong with the words of the tools and with the prose of their pages."""
    words = situation.rules.words
    if words:
        yield from _missing(situation, words)
    for language, texts in words.items():
        for name, text in texts.items():
            if not name.startswith(_EXEMPT):
                for number in numbers_in(text, language):
                    yield _breach("words-number", language, name, f"'{name}' has {number} in it: “{text}”")
            for wrong, offer in _strangers(name, text, situation):
                yield _breach("words-placeholder", language, name, f"'{name}' has {wrong}: “{text}”{offer}")
    for path, text in situation.pages.items():
        yield from _on_page(path, text, path.split("/", 1)[0])


def _breach(code: str, language: str, name: str, message: str) -> Breach:
    return Breach(code, words_path(language), Place(), message, side=language, steps=tuple(name.split(".")))


def numbers_in(text: str, language: str) -> Iterator[str]:
    """Yield the digits, number words and typed units of a text, each as a message names it."""
    bare = _PLACEHOLDER.sub(" ", _PRODUCT.sub(" ", text))
    yield from (f"the number {match.group()}" for match in _DIGITS.finditer(bare))
    known = cardinals(language)
    yield from (f"the number '{match.group()}'" for match in _WORD.finditer(bare) if match.group().lower() in known)
    for match in _AFTER_VALUE.finditer(text):
        if match["word"] == "%" or unit_of(match["word"].lower()):
            yield f"the unit '{match['word']}'"


def _on_page(path: str, text: str, language: str) -> Iterator[Breach]:
    def blanked(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match.group())

    prose = _UNSEEN.sub(blanked, text)
    lines = LineIndex(text)
    bare = _PRODUCT.sub(blanked, prose)
    known = cardinals(language)
    for match in (*_DIGITS.finditer(bare), *_WORD.finditer(bare)):
        if match.group()[0].isdigit() or match.group().lower() in known:
            message = f"The page of a tool has the number '{match.group()}' in its own words."
            yield Breach("words-number", path, lines.place(match.start()), message, side=language)


def _missing(situation: Situation, words: Mapping[str, Mapping[str, str]]) -> Iterator[Breach]:
    languages = (situation.target, situation.source)
    wanted = [*_wanted(situation), *(name for code in languages for name in words.get(code, ()))]
    for name in dict.fromkeys(wanted):
        for language in languages:
            if name not in words.get(language, ()):
                other = next((code for code in languages if name in words.get(code, ())), "")
                there = f"; in {other} it is “{words[other][name]}”" if other else ""
                yield _breach("words-missing", language, name, f"There are no words for '{name}' in {language}{there}.")


def _wanted(situation: Situation) -> Iterator[str]:
    """Yield the names of the words that no form and no result can do without."""
    for name, question in situation.rules.inputs.items():
        yield f"inputs.{name}.label"
        if question["type"] == "choice":
            yield from (f"inputs.{name}.values.{value}" for value in question["values"])
        if question.get("unknown"):
            yield f"inputs.{name}.unknown"
    for name, tool in situation.rules.tools.items():
        yield f"tools.{name}.title"
        yield from (f"tools.{name}.outcomes.{outcome['id']}.answer" for outcome in tool["outcomes"])
        yield from (f"tools.{name}.items.{item['id']}.label" for item in tool.get("items", ()))
    for name in situation.rules.conflicts:
        yield from (f"conflicts.{name}.title", f"conflicts.{name}.text")


def _strangers(name: str, text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Yield the placeholders that nothing fills, each as a message names it, and what may be meant."""
    for match in _PLACEHOLDER.finditer(text):
        named = _NAMED.fullmatch(match["inside"])
        if named is None:
            yield f"'{match.group()}', which is no placeholder", ""
            continue
        word = named["name"] or named["item"]
        kind, known = _known(name, named, situation)
        if word not in known:
            yield f"'{match.group()}', but there is no {kind} of that name", nearest(word, known)


def _known(name: str, named: re.Match[str], situation: Situation) -> tuple[str, Collection[str]]:
    """Return what a placeholder names, and what there is of it."""
    match named["sort"]:
        case "n" | "v":
            return "quantity", situation.compiled["values"]
        case "a":
            return "input", situation.rules.inputs
    return "item", _items(name, situation)


def _items(name: str, situation: Situation) -> frozenset[str]:
    """Return the items that words may name: those of their tool, or of any if they belong to none."""
    tools = situation.rules.tools
    own = name.split(".")[1] if name.startswith("tools.") else ""
    return frozenset(item["id"] for key, tool in tools.items() if own in {"", key} for item in tool.get("items", ()))


GATE = Gate("G7", find, is_general=True)
