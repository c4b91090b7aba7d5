"""The pages about all kinds of findings, made from the table of codes: one per group and language.

`python3 scripts/dev.py codes` writes them into `docs/`; a test fails where they are out of date.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tweeluik.codes import GROUPS, LANGUAGES, Code, codes
from tweeluik.output import write_whole
from tweeluik.reports.explanation import WORDS
from tweeluik.reports.sarif import fenced

FOLDER = "checks"
"""The folder of the pages, in the folder of each language."""
_CODE = re.compile(
    r"""(
    `+[^`]+`+
    | :::[a-z-]+:::           # constructs of the format: a page must not act on them
    | :::[ ]?[a-z-]+
    | (?:>[ ])?\[![A-Z]+\]?
    )""",
    re.VERBOSE,
)
_SPECIAL = re.compile(r"[\\*_\[\]{}#|]")
_TAGS = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;"})


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page says before its codes."""

    title: str
    description: str
    introduction: str


_PAGES: Mapping[tuple[str, str], _Page] = MappingProxyType(
    {
        ("reading", "en"): _Page(
            "Checks on reading",
            "What Tweeluik can say while it reads files and settings: segments, settings, glossary, includes and the "
            "program itself.",
            "These findings say that a file or a setting cannot be understood, or only in part.",
        ),
        ("reading", "nl"): _Page(
            "Controles bij het lezen",
            "Wat Tweeluik kan melden bij het lezen van bestanden en instellingen: segmenten, begrippen, ingevoegde "
            "teksten en het programma zelf.",
            "Deze bevindingen zeggen dat een bestand of een instelling niet of maar voor een deel te begrijpen is.",
        ),
        ("format", "en"): _Page(
            "Checks on format",
            "What Tweeluik can say about the build of an article: headings, tables, images, code, HTML and alerts, "
            "with an example of each.",
            "These findings are about how an article is built: headings, tables, images, code and HTML.",
        ),
        ("format", "nl"): _Page(
            "Controles op opmaak",
            "Wat Tweeluik kan melden over de bouw van een artikel: koppen, tabellen, afbeeldingen, code, HTML en "
            "kaders, met bij elk een voorbeeld.",
            "Deze bevindingen gaan over de bouw van een artikel: koppen, tabellen, afbeeldingen, code en HTML.",
        ),
        ("links", "en"): _Page(
            "Checks on links",
            "What Tweeluik can say about links: files and bookmarks that are not there, redirections, tables of "
            "contents and addresses elsewhere.",
            "These findings are about links, redirections and tables of contents.",
        ),
        ("links", "nl"): _Page(
            "Controles op koppelingen",
            "Wat Tweeluik kan melden over koppelingen: ontbrekende bestanden en bladwijzers, omleidingen, "
            "inhoudsopgaven en adressen elders.",
            "Deze bevindingen gaan over koppelingen, omleidingen en inhoudsopgaven.",
        ),
        ("front-matter", "en"): _Page(
            "Checks on the lines at the top",
            "What Tweeluik can say about the lines at the top of an article: title, description, dates, misspelt "
            "keys and values that do not exist.",
            "These findings are about the lines between the two rows of hyphens at the top of an article.",
        ),
        ("front-matter", "nl"): _Page(
            "Controles op de regels bovenaan",
            "Wat Tweeluik kan melden over de regels bovenaan een artikel: titel, beschrijving, datums, verkeerd "
            "gespelde sleutels en onbekende waarden.",
            "Deze bevindingen gaan over de regels tussen de twee rijen streepjes boven aan een artikel.",
        ),
        ("translation", "en"): _Page(
            "Checks on translation",
            "What Tweeluik can say about a translation: numbers, names, links and marks that differ, words left in "
            "English, and words used two ways.",
            "These findings hold the two halves of a segment against each other. In the examples the first line is "
            "the Dutch half and the second the English one.",
        ),
        ("translation", "nl"): _Page(
            "Controles op de vertaling",
            "Wat Tweeluik kan melden over een vertaling: afwijkende getallen, namen, koppelingen en opmaak, woorden "
            "die Engels bleven en wisselend woordgebruik.",
            "Deze bevindingen leggen de twee helften van een segment naast elkaar. In de voorbeelden is de eerste "
            "regel de Nederlandse helft en de tweede de Engelse.",
        ),
        ("exchange", "en"): _Page(
            "Messages of export and import",
            "What Tweeluik can say when translations come back: files that cannot be read, codes that were lost, and "
            "articles that have changed since.",
            "These messages say why a file or a translation that came back was not used. All others of the same "
            "import were.",
        ),
        ("exchange", "nl"): _Page(
            "Meldingen van export en import",
            "Wat Tweeluik kan melden als vertalingen terugkomen: onleesbare bestanden, verloren codes en artikelen "
            "die intussen veranderd zijn.",
            "Deze meldingen zeggen waarom een bestand of een teruggekomen vertaling niet gebruikt is. Alle andere uit "
            "dezelfde import zijn dat wel.",
        ),
        ("lifecycle", "en"): _Page(
            "Checks on rules and calculators",
            "What Tweeluik can say about the rules behind the calculators: sentences that changed, numbers that "
            "differ, quantities that no rule claims.",
            "The calculators rest on sentences of the articles. These findings say where a rule, its sentences and "
            "their translation part ways, and what is wrong in the files of the folder `lifecycle`.",
        ),
        ("lifecycle", "nl"): _Page(
            "Controles op regels en rekenhulpen",
            "Wat Tweeluik kan melden over de regels achter de rekenhulpen: gewijzigde zinnen, afwijkende getallen en "
            "hoeveelheden zonder regel.",
            "De rekenhulpen steunen op zinnen uit de artikelen. Deze bevindingen zeggen waar een regel, de zinnen en "
            "hun vertaling uiteenlopen, en wat er mis is in de bestanden van de map `lifecycle`.",
        ),
    }
)


_OVERVIEW: Mapping[str, _Page] = MappingProxyType(
    {
        "en": _Page(
            "All checks",
            "All codes that Tweeluik can report, by group, each with how bad it is and what it means. Choose one for "
            "an example and what to do.",
            "Choose a code to see an example of it and what you do about it. [Check articles](../making/check.md) "
            "tells how to check, and how to turn a check off. For programs there is [JSON](json.md).",
        ),
        "nl": _Page(
            "Alle controles",
            "Alle codes die Tweeluik kan melden, per groep, met bij elk hoe erg het is en wat het betekent. Kies er "
            "een voor een voorbeeld en wat u doet.",
            "Kies een code voor een voorbeeld en voor wat u eraan doet. [Artikelen controleren](../making/check.md) "
            "vertelt hoe u controleert en hoe u een controle uitzet. Voor programma's is er [JSON](json.md).",
        ),
    }
)


def code_pages() -> dict[str, str]:
    """Return the text of each page by its path below `docs/`."""
    pages = {}
    for language in LANGUAGES:
        written = {"index": _overview(language), **{group: _of_group(group, language) for group in GROUPS}}
        for name, lines in written.items():
            pages[f"{language}/{FOLDER}/{name}.md"] = "".join(f"{line}\n" for line in lines)
    return pages


def _overview(language: str) -> Iterator[str]:
    """Yield the page that lists all codes."""
    page, words = _OVERVIEW[language], WORDS[language]
    yield from _head(page)
    for group in GROUPS:
        yield ""
        yield f"## [{words.groups[group]}]({group}.md) {{#{group}}}"
        yield ""
        yield f"| {words.code} | {words.severity} | {words.meaning} |"
        yield "| --- | --- | --- |"
        for code in codes().values():
            if code.group == group:
                severity = words.severities[code.severity.value]
                summary = in_markdown(code.summary[language])
                yield f"| [`{code.name}`]({group}.md#{code.name}) | {severity} | {summary} |"


def _of_group(group: str, language: str) -> Iterator[str]:
    """Yield the page of one group."""
    yield from _head(_PAGES[group, language])
    for code in codes().values():
        if code.group == group:
            yield ""
            yield from _section(code, language)


def _head(page: _Page) -> Iterator[str]:
    yield "---"
    yield f'title: "{page.title}"'
    yield f'description: "{page.description}"'
    yield "---"
    yield ""
    yield "<!-- Made by `python3 scripts/dev.py codes` from scripts/tweeluik/codes: change that, not this page. -->"
    yield ""
    yield f"# {page.title}"
    yield ""
    yield page.introduction


def _section(code: Code, language: str) -> Iterator[str]:
    words = WORDS[language]
    yield f"## `{code.name}` {{#{code.name}}}"
    facts = [f"**{words.severities[code.severity.value].capitalize()}** (`{code.severity.value}`)."]
    if code.languages:
        facts.append(f"{words.languages} {', '.join(code.languages)}.")
    if code.fixable:
        facts.append(words.fixable.replace("tweeluik fix", "`tweeluik fix`"))
    for text in (code.summary[language], " ".join(facts), code.why[language]):
        if text:
            yield ""
            yield text if text.startswith("**") else in_markdown(text)
    if code.mend[language]:
        yield ""
        yield f"**{words.mend}:** {in_markdown(code.mend[language])}"
    if code.wrong or code.right:
        yield ""
        # A search for a word should find what is said about it, not an example that happens to hold it.
        yield "<div markdown data-pagefind-ignore>"
        for title, example in ((words.wrong, code.wrong), (words.right, code.right)):
            if example:
                yield ""
                yield f"{title}:"
                yield ""
                yield fenced(example, "text")
        yield ""
        yield "</div>"


def in_markdown(text: str) -> str:
    """Write a sentence of the table in Markdown.

    What is between backticks is code, and so are constructs of the format; nothing else is a mark.
    """
    written = []
    for number, part in enumerate(_CODE.split(text)):
        if number % 2 == 0:
            written.append(_escaped(part))
        else:
            written.append(part if part.startswith("`") else f"`{part}`")
    return "".join(written)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match.group()}", text).translate(_TAGS)


def write_code_pages(docs: Path) -> None:
    """Write the pages into a folder of articles.

    Raises:
        OSError: a page cannot be written.
    """
    for path, text in code_pages().items():
        write_whole(docs / path, text.encode())


if __name__ == "__main__":
    write_code_pages(Path(sys.argv[1]))
