"""A link whose words say nothing about where it leads: "here", "more information"."""

from collections.abc import Iterator

from tweeluik.checks.links.found import Kind, links_of, shown
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.learn.inline import read_inline
from tweeluik.model import Side
from tweeluik.text import Span

GENERIC = {
    "en": frozenset(
        {
            "here", "click here", "this link", "link", "this page", "page", "this article", "article", "this topic",
            "more", "read more", "learn more", "more info", "more information", "this", "see here", "details",
            "this document", "go here", "find out more", "see more", "continue", "download here", "this site",
        }
    ),
    "nl": frozenset(
        {
            "hier", "klik hier", "deze koppeling", "koppeling", "deze link", "link", "deze pagina", "pagina",
            "dit artikel", "artikel", "dit onderwerp", "meer", "lees meer", "meer lezen", "meer informatie",
            "meer info", "dit", "deze", "zie hier", "details", "dit document", "ga hier", "ga hierheen", "verder",
            "hier klikken", "lees hier meer", "deze site", "hier downloaden", "meer weten",
        }
    ),
}  # fmt: skip
"""By language, the words that are nothing but a pointer."""
_EDGES = " .,:;!?()[]\"'“”‘’…»>"


def find(subject: Subject) -> Iterator[Spot]:
    """Yield links whose text is generic, in the languages whose words are known."""
    settings = subject.docset.settings
    if words := GENERIC.get(settings.target.code):
        yield from _in_target(subject, words)
    if words := GENERIC.get(settings.source.code):
        yield from _in_source(subject, words)


def _in_target(subject: Subject, words: frozenset[str]) -> Iterator[Spot]:
    for link in links_of(subject):
        if link.kind is not Kind.LINK or link.label is None or link.side is Side.SOURCE:
            continue
        if not _is_generic(link.text, words):
            continue
        message = f"'{link.text}' does not say where the link leads."
        start, end = link.label.start, link.label.end
        if link.segment is None:
            yield Spot(message, start, end)
        else:
            shift = subject.half_start(link.segment, Side.TARGET)
            yield Spot(message, start, end, link.segment, Side.TARGET, Span(start - shift, end - shift))


def _in_source(subject: Subject, words: frozenset[str]) -> Iterator[Spot]:
    for link in links_of(subject):
        # The words of a link that both languages share are a segment of their own.
        if link.kind is Kind.LINK and len(link.labels) == 1 and link.labels[0].source is not None:
            half = read_inline(link.labels[0].source)
            text = shown(half, Span(0, len(half.raw)))
            if _is_generic(text, words):
                message = f"'{text}' does not say where the link leads."
                yield subject.in_half(message, link.labels[0], Side.SOURCE)
    for segment, source, _ in subject.inlines:
        for one in source.links:
            if not one.image and _is_generic(text := shown(source, one.label), words):
                message = f"'{text}' does not say where the link leads."
                yield subject.in_half(message, segment, Side.SOURCE, one.label)


def _is_generic(text: str, words: frozenset[str]) -> bool:
    return text.strip(_EDGES).lower() in words


CHECK = ArticleCheck("link-text-generic", find)
