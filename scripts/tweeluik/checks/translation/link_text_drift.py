"""A link text that has slipped: it ends at a word that belongs to the rest of the sentence."""

from collections.abc import Iterator, Sequence

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.drift import DUTCH_FUNCTION_WORDS, ENGLISH_FUNCTION_WORDS, ends_a_name, words_of
from tweeluik.checks.translation.marks import links_of, visible
from tweeluik.checks.translation.separable_verbs import VERBS_OF_PARTICLE


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the link texts of the translation that end with a function word, unless one of the source does."""
    if not pair.target.links or not pair.source.links:
        return
    slipped = []
    for link in links_of(pair.target):
        found = words_of(pair.target, link.label)
        if not found or found[-1] not in DUTCH_FUNCTION_WORDS or ends_a_name(found):
            continue
        if _belongs_to_verb(found, pair):
            continue
        if not visible(pair.target, link.label).endswith(("?", "!")):
            slipped.append((link, found[-1]))
    if not slipped:
        return
    source = links_of(pair.source)
    for link in source:
        found = words_of(pair.source, link.label)
        if found and found[-1].lower() in ENGLISH_FUNCTION_WORDS:
            return
    of_source = {link.target: link.label for link in source}
    for link, word in slipped:
        yield Hit(f"The link text ends with {word}.", link.label, of_source.get(link.target))


def _belongs_to_verb(label: Sequence[str], pair: Pair) -> bool:
    """Tell whether the last word is a verb's particle: that of a command which begins the link or the sentence."""
    verbs = VERBS_OF_PARTICLE.get(label[-1])
    first = [word.text for word in pair.target_words[:1] if word.folded == "zeg"]
    commands = (label[0], *first)
    return verbs is not None and any(verbs.fullmatch(command) for command in commands)


CHECK = PairCheck("link-text-drift", find, source=frozenset({"en"}), target=frozenset({"nl"}))
