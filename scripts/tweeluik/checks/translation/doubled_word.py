"""`doubled-word`: the same word twice in a row, as machine translation leaves it where it lost the thread.

The formulation is the measured one (translators.md 2a): regardless of case, never across the border of a link or of
emphasis, and without the pairs that Dutch grammar makes ("wanneer u u aanmeldt", "omdat het het beste is"). Particles
of verbs are among these only if their verb is there: "Sla het bestand op op een veilige plek" is right, "Het staat op
op een veilige plek" is not.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.separable_verbs import VERBS_OF_PARTICLE
from tweeluik.text import Span

_DOUBLED = re.compile(r"(?<![-'’./\\@\w])(\w++(?:[-'’]\w++)*+)[ \t\n]++\1(?![-'’/\\@\w]|\.\w)")
_CONJUNCTION = re.compile(
    r"\b(?:als|dat|die|hoe|is|of|omdat|terwijl|totdat|voordat|waar|wanneer|zodat|zodra) $", re.IGNORECASE
)
"""After these the first "het" is a pronoun, the second an article."""
_SUBORDINATE = re.compile(r"\b(?:als|dat|indien|omdat|wanneer|wat|wie|zodra)\b", re.IGNORECASE)
"""Begins a clause that may end with a verb before the same verb of the next one."""
_TAKES_PLACE = re.compile(r"\bv(?:ind|ond)", re.IGNORECASE)
_POINTED_AT = re.compile(
    r"\b(?:aan|als|bij|dan|in|is|met|naar|op|over|tegen|tot|uit|van|voor|zijn|zoals) $", re.IGNORECASE
)
"""After these the first "die" points at something, and the second one says more about it."""
_NO_NOUN = re.compile(
    r"\s+(?:aan|al|alleen|bij|door|een|gebruik|heeft|hebben|het|in|is|kan|kunnen|mag|met|moet|moeten|mogen|naar|niet"
    r"|nog|om|ook|op|over|te|uit|van|via|voor|wil|willen|word|worden|wordt|zich|zijn|zal|zullen)\b"
)
_SUBJECT = re.compile(r"\s+(?:de|er|hij|ik|je|jullie|u|uw|we|wij|ze|zij)\b")
_REFLEXIVE = re.compile(
    r"\b(?:(?:(?:aan|af)(?:ge|te )?meld|abonne|aansluit|bedien|bevind|beperk|concentre|houd|inschrij|orient|oriënt"
    r"|registre|toeleg|uitschrij|verdiep|vergis|verplaats|voorbereid)\w*|zorgen|richt)\b",
    re.IGNORECASE,
)
"""Verbs with which "u u" is right: "als u u aanmeldt"."""
_CLAUSE = 200
"""Characters on either side in which the rest of the clause is looked for."""
_NEAR = 60
"""Characters in which an infinitive follows: "om om te leiden"."""
_PARTICIPLE = re.compile(r"[ \t]+(?!(?:alle|de|deze|dit|een|elke|het|uw) )\w+ \w+[dt]e\b", re.IGNORECASE)
"""What makes "in in quarantaine geplaatste berichten" right."""


def find(pair: Pair) -> Iterator[Hit]:
    """Yield each word that stands twice."""
    prose = pair.target.prose
    matches = list(_DOUBLED.finditer(prose.lower()))
    if not matches:
        return
    of_source = {match[1] for match in _DOUBLED.finditer(pair.source.prose.lower())}
    for match in matches:
        word = match[1]
        first, second = (prose[start : start + len(word)] for start in (match.start(), match.end() - len(word)))
        if not word[0].isalpha() or word in of_source or _is_name(first, second):
            continue
        before = prose[max(0, match.start() - _CLAUSE) : match.start()]
        if not _is_grammar(word, before, prose[match.end() : match.end() + _CLAUSE]):
            yield Hit(f"The word '{second}' stands twice.", Span(*match.span()))


def _is_name(first: str, second: str) -> bool:
    """Tell whether one of the two is the name of something: "EN, OF of NIET", "het vak Van van het bericht"."""
    if first.isupper() != second.isupper():
        return True
    longest_function_word = 3
    return len(first) <= longest_function_word and second[:1].isupper() and not first[:1].isupper()


def _is_grammar(word: str, before: str, after: str) -> bool:
    """Tell whether the two are different words that look alike."""
    if rule := _RULES.get(word):
        return rule(before, after)
    if (word == "in" and _PARTICIPLE.match(after)) or (word == "om" and " heen " in after[:_NEAR]):
        return True
    verbs = VERBS_OF_PARTICLE.get(word)
    return bool(verbs and (verbs.search(before) or (" te " in after[:_NEAR] and verbs.search(after, 0, _NEAR))))


_RULES: Mapping[str, Callable[[str, str], bool]] = {
    "dat": lambda _before, after: not _SUBJECT.match(after),
    "die": lambda before, after: bool(_POINTED_AT.search(before)) or not _NO_NOUN.match(after),
    "het": lambda before, _after: bool(_CONJUNCTION.search(before)),
    "je": lambda _before, _after: True,
    "plaats": lambda before, _after: bool(_TAKES_PLACE.search(before)),
    "u": lambda before, after: bool(before.strip() and (_REFLEXIVE.search(after) or _REFLEXIVE.search(before))),
    "ze": lambda _before, _after: True,
    "zijn": lambda before, _after: bool(_SUBORDINATE.search(before)),
}
"""When two of a kind are right, from what stands before and after them."""

CHECK = PairCheck("doubled-word", find, target=frozenset({"nl"}))
