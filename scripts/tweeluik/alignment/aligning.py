"""Alignment without spans: which sentences of a translation go with which of its source.

Blocks are paired first, by their words, kinds and lengths; then the sentences within each pair of blocks. Pairs never
cross, and what has no counterpart stays alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tweeluik.alignment.evidence import Dictionary, witnesses
from tweeluik.alignment.passage_pairs import PassagePair, pair_passages
from tweeluik.alignment.passages import Passage, Sentence, Text
from tweeluik.alignment.sentence_pairs import SentencePairing
from tweeluik.learn.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences that are translations of each other; one to three on each side."""

    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    confidence: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What belongs together in two files."""

    pairs: tuple[Pair, ...]
    """In the order of both."""
    unmatched_source: tuple[Sentence, ...]
    unmatched_target: tuple[Sentence, ...]
    blocks: tuple[PassagePair, ...] = ()
    """Which blocks go together, by their numbers."""
    unmatched_blocks: tuple[Passage, ...] = ()
    """Blocks of the source without sentences, such as code and images, that the target does not have."""


class Aligner:
    """Aligns files by what was learned from a docset, if anything was."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.dictionary = Dictionary(lexicon)

    def align(self, source: Text, target: Text) -> Alignment:
        """Pair the sentences of two files."""
        words = [one.words for one in source.passages], [one.words for one in target.passages]
        forward = witnesses(*words, self.dictionary.forward)
        backward = witnesses(*words[::-1], self.dictionary.backward)
        blocks = pair_passages(source.passages, target.passages, self.dictionary, forward, backward)
        sentences = SentencePairing(forward, backward, self.dictionary)
        pairs = tuple(pair for found in blocks for pair in _pairs(source, target, found, sentences))
        matched = {found.source for found in blocks}
        return Alignment(
            pairs,
            _rest(source, [one for pair in pairs for one in pair.source]),
            _rest(target, [one for pair in pairs for one in pair.target]),
            tuple(blocks),
            tuple(
                passage
                for number, passage in enumerate(source.passages)
                if number not in matched and not passage.sentences
            ),
        )


def _pairs(source: Text, target: Text, found: PassagePair, sentences: SentencePairing) -> Iterator[Pair]:
    theirs, ours = source.passages[found.source].sentences, target.passages[found.target].sentences
    for bead in sentences.pair(theirs, ours):
        if bead.source and bead.target:
            confidence = found.probability * bead.probability
            yield Pair(
                theirs[bead.source.start : bead.source.stop], ours[bead.target.start : bead.target.stop], confidence
            )


def _rest(text: Text, paired: list[Sentence]) -> tuple[Sentence, ...]:
    spans = {one.span for one in paired}
    return tuple(one for passage in text.passages for one in passage.sentences if one.span not in spans)
