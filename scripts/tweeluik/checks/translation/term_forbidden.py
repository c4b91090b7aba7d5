"""`term-forbidden`: a word that the docset's glossary says not to use, for the concept that the other half names.

A word may be wrong for one concept and right for another. So it counts only where the other half of the segment has a
word of the same term; articles that quote it to warn against it (`quoted_in`) and names (`allowed_in`) are left out.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.checks.translation.terms import first_of, vocabulary
from tweeluik.learn.inline import GONE
from tweeluik.model import Side


def find(subject: Subject) -> Iterator[Spot]:
    """Yield each of these words."""
    glossary = subject.docset.glossary
    if not glossary.terms:
        return
    settings = subject.docset.settings
    article = PurePosixPath(subject.path).with_suffix("").as_posix()
    languages = {side: settings.language(side).code for side in Side}
    known = {side: vocabulary(glossary, code) for side, code in languages.items()}
    for segment, source, target in subject.inlines:
        texts = {side: half.prose.replace(GONE, " ") for side, half in ((Side.SOURCE, source), (Side.TARGET, target))}
        for side, other in ((Side.TARGET, Side.SOURCE), (Side.SOURCE, Side.TARGET)):
            for found in known[side].forbidden_in(texts[side]):
                named = found.term.wording(languages[other])
                if named is None or article in found.term.quoted_in or not first_of(named.words, texts[other]):
                    continue
                message = f"The glossary's word for '{named.preferred}' is '{found.wording.preferred}'."
                yield subject.in_half(message, segment, side, found.span)


CHECK = ArticleCheck("term-forbidden", find)
