"""What a code means, for `tweeluik explain`, from the table of codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from textwrap import indent, wrap
from types import MappingProxyType

from tweeluik.codes import Code, Severity, codes

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Words:
    """What explanations and pages about codes say around the table's own words, in one language."""

    severities: Mapping[str, str]
    groups: Mapping[str, str]
    why: str
    mend: str
    wrong: str
    right: str
    fixable: str
    languages: str
    silence: str
    code: str
    severity: str
    meaning: str


WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "en": Words(
            severities={one.value: one.value for one in Severity},
            groups={
                "reading": "Reading",
                "format": "Format",
                "links": "Links",
                "front-matter": "The lines at the top",
                "translation": "Translation",
                "exchange": "Exchange",
                "lifecycle": "Rules and calculators",
            },
            why="Why it matters",
            mend="What to do",
            wrong="Wrong",
            right="Right",
            fixable="tweeluik fix can mend it.",
            languages="Only for these target languages:",
            silence="To turn it off or grade it otherwise, name it in checks.yml. A single finding that is right as it "
            "is goes into suppressions.yml.",
            code="Code",
            severity="Severity",
            meaning="What it means",
        ),
        "nl": Words(
            severities={
                "error": "fout",
                "warning": "waarschuwing",
                "suggestion": "suggestie",
                "info": "ter informatie",
                "off": "uit",
            },
            groups={
                "reading": "Lezen",
                "format": "Opmaak",
                "links": "Koppelingen",
                "front-matter": "De regels bovenaan",
                "translation": "Vertaling",
                "exchange": "Uitwisseling",
                "lifecycle": "Regels en rekenhulpen",
            },
            why="Waarom het uitmaakt",
            mend="Wat u doet",
            wrong="Zo niet",
            right="Zo wel",
            fixable="tweeluik fix kan het herstellen.",
            languages="Alleen voor deze doeltalen:",
            silence="Uitzetten of anders wegen doet u in checks.yml. Eén bevinding die terecht zo is, zet u in "
            "suppressions.yml.",
            code="Code",
            severity="Ernst",
            meaning="Wat het betekent",
        ),
    }
)
"""By language."""


def explain(code: Code, language: str) -> str:
    """Explain one kind of finding for a terminal."""
    return "".join(f"{line}\n" for line in _explained(code, language))


def _explained(code: Code, language: str) -> Iterator[str]:
    words = WORDS[language]
    yield f"{code.name} ({words.severities[code.severity.value]}; {words.groups[code.group]})"
    yield ""
    yield from wrap(code.summary[language], _WIDTH)
    for title, text in ((words.why, code.why[language]), (words.mend, code.mend[language])):
        if text:
            yield ""
            yield f"{title}:"
            yield from wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    for title, example in ((words.wrong, code.wrong), (words.right, code.right)):
        if example:
            yield ""
            yield f"{title}:"
            yield indent(example, "  ")
    if code.languages:
        yield ""
        yield f"{words.languages} {', '.join(code.languages)}"
    yield ""
    if code.fixable:
        yield words.fixable
    yield from wrap(words.silence, _WIDTH)


def list_codes(language: str) -> str:
    """List all kinds of findings with a sentence each, by group."""
    lines = []
    width = max(map(len, codes()))
    for group, members in groupby(codes().values(), key=lambda one: one.group):
        lines += [WORDS[language].groups[group], ""]
        for code in members:
            severity = WORDS[language].severities[code.severity.value]
            lines.append(f"  {code.name:{width}}  {severity:14}  {code.summary[language]}".rstrip())
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def nearest_codes(name: str) -> list[str]:
    """Return the codes most similar to a word, the best first; none if none is similar."""
    folded = name.lower().replace("_", "-")
    return get_close_matches(folded, list(codes()), n=3)
