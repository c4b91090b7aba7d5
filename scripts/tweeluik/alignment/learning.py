"""What the aligner learns from the annotated articles of a docset."""

from collections.abc import Iterable

from tweeluik.alignment.aligning import Aligner
from tweeluik.learn.lexicon import learn_lexicon
from tweeluik.model import Article

MOST_PAIRS = 60_000
"""Segments that are learned from, about, drawn evenly from all."""


def learn_aligner(articles: Iterable[Article]) -> Aligner:
    """Return an aligner that knows which words go together in these articles; those without spans teach nothing."""
    pairs = {
        (segment.source, segment.target): None
        for article in articles
        for segment in article.segments
        if segment.source is not None and segment.target is not None
    }
    return Aligner(learn_lexicon(pairs, MOST_PAIRS))
