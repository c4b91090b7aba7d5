"""A link text that is a phrase of the source's language still."""

from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.drift import ENGLISH_FUNCTION_WORDS, words_of
from tweeluik.checks.translation.marks import links_of, visible
from tweeluik.learn.inline import OPAQUE


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the link texts that both halves have, if they are phrases and no names."""
    if not pair.target.links or pair.source.raw == pair.target.raw:
        return
    source = {visible(pair.source, link.label): link.label for link in links_of(pair.source)}
    for link in links_of(pair.target):
        text = visible(pair.target, link.label)
        if text not in source or OPAQUE in text or pair.target.raw[link.span.end :].lstrip(" *_").startswith("("):
            continue
        found = words_of(pair.target, link.label)
        content = [word for word in found if word.islower() and word not in ENGLISH_FUNCTION_WORDS]
        if len(content) > 1 and _OWN & set(found):
            yield Hit("The link text is not translated.", link.label, source[text])


_OWN = ENGLISH_FUNCTION_WORDS - {"as", "had", "in", "is", "me", "my", "of", "over", "per", "was", "we"}
"""Words that are English and nothing else."""

CHECK = PairCheck("link-text-untranslated", find, source=frozenset({"en"}))
