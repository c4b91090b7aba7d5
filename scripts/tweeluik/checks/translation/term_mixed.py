"""`term-mixed`: one article uses two of the glossary's words for the same concept.

Only segments whose source has the term's preferred word, and whose target has exactly one of its words, are compared.
"""

from collections import Counter
from collections.abc import Iterator

from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.checks.translation.terms import spans_of
from tweeluik.docset.glossary import Term
from tweeluik.learn.inline import GONE
from tweeluik.model import Segment, Side
from tweeluik.text import Span


def find(subject: Subject) -> Iterator[Spot]:
    """Yield the segments that use the rarer words."""
    glossary = subject.docset.glossary
    if not glossary.terms:
        return
    source_language, target_language = (subject.docset.settings.language(side).code for side in Side)
    texts = [
        (segment, source.prose.replace(GONE, " "), target.prose.replace(GONE, " "))
        for segment, source, target in subject.inlines
    ]
    whole = "\n".join(source for _, source, _ in texts)
    for term in glossary.terms:
        named, wording = term.wording(source_language), term.wording(target_language)
        if named and wording and wording.admitted and spans_of(named.preferred, whole):
            yield from _rarer(subject, term, named.preferred, wording.words, texts)


def _rarer(
    subject: Subject, term: Term, name: str, words: tuple[str, ...], texts: list[tuple[Segment, str, str]]
) -> Iterator[Spot]:
    used: list[tuple[str, Segment, Span]] = []
    for segment, source, target in texts:
        if spans_of(name, source):
            found = [(word, spans) for word in words if (spans := spans_of(word, target))]
            if len(found) == 1:
                word, spans = found[0]
                used.append((word, segment, spans[0]))
    counts = Counter(word for word, _, _ in used)
    if len(counts) > 1:
        usual, count = counts.most_common(1)[0]
        for word, segment, span in used:
            if word != usual:
                message = f"Here '{name}' is '{word}', in {count} other segments '{usual}' (term '{term.id}')."
                yield subject.in_half(message, segment, Side.TARGET, span)


CHECK = ArticleCheck("term-mixed", find)
