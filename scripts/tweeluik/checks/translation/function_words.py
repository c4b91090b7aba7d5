"""The small words that give a language away: those of one language that are no word of the other."""

ENGLISH = frozenset(
    "about after also an and any are as at be because before between both but by can can't cannot could do does"
    " doesn't don't each either every for from get has have how however if into isn't it it's its itself like many"
    " may might more most must need needs not on once only or other our should since so some such than that the"
    " their them then there these they this those through to until up upon using what when where which while who"
    " whose why will with within without won't would you you're your".split()
)
"""English words that no Dutch sentence holds, except in names and quotes."""

DUTCH = frozenset(
    "aan al alle alleen als andere bij bijvoorbeeld daarna dan dat de deze die dit doen door dus een eigen elk elke"
    " en er gaan geen geven haar had hebben hebt heeft hem het hij hoe hun ieder iets ik in indien is ja je jouw kan"
    " kunnen kunt maar maken meer met mijn moet moeten na naar nadat niet nog of om omdat onder ons ook op over te"
    " terwijl tot tussen u uit uw van veel vervolgens via volgende voor voordat waar wanneer want wat we welke werd"
    " wie wij wilt worden wordt ze zich zie zij zijn zo zoals zodat zonder zou zullen".split()
)
"""Dutch words; some of them are English words too ("in", "is", "of", "over", "we"), which speaks for Dutch."""

IN_BOTH = frozenset("had in is of over we".split())
"""Words of both languages, whatever they mean there."""
