"""Words at the edges of bold names and link texts, from which it shows that the marks have slipped to other words."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from tweeluik.learn.inline import Inline
from tweeluik.text import Span

ENGLISH_FUNCTION_WORDS = frozenset(
    """
    a about above across after against all among an and any are as at be because been before below between both but by
    can cannot did do does during each either every for from had has have how if in into is it its like may more must
    my near nor not of off on once onto only or other our out over per should so some such than that the their them
    then there these they this those through to toward under until up upon via was we were what when where whether
    which while who whose why will with within without would you your yourself
    """.split()
)
"""Words that a name of something on the screen seldom ends with; where one does, a translation may too."""

DUTCH_ARTICLES = frozenset("de een het".split())

DUTCH_PARTICLES = frozenset("aan af door in met om op over toe uit van voor".split())
"""Prepositions that also end a name: `Ontvangen op`, `Stel machtigingen in`."""

DUTCH_AUXILIARIES = frozenset(
    """
    heeft hebben hebt is kan kunnen kunt moet moeten waren was werd wilt wordt worden zal zijn zou zullen
    """.split()
)
"""Verbs that also end a name which is a clause."""

DUTCH_FUNCTION_WORDS = frozenset(
    DUTCH_ARTICLES
    | DUTCH_PARTICLES
    | DUTCH_AUXILIARIES
    | set(
        """
        als bij bijvoorbeeld dan dat deze die dit en er hun je jouw jullie maar naar nadat of omdat onder per te tegen
        tijdens tot totdat tussen u uw vanaf via voordat waar waarbij waarin waarmee wanneer zich zodat zodra zonder ook
        vervolgens binnen volgens
        """.split()
    )
)
"""Words that no Dutch name of something on the screen begins with in lower case, or ends with."""

DUTCH_COMMANDS = frozenset(
    """
    kies kiest klik klikt gaat ga selecteer selecteert druk drukt typ typt opent voert voegt schakelt vult
    bekijkt zoekt wijzigt maakt stelt ziet plakt kopieert
    """.split()
)
"""Verbs by which a sentence tells the reader what to do; labels have the infinitive."""

DUTCH_INFINITIVES = frozenset("kiezen klikken selecteren aanklikken drukken typen".split())
"""What the reader does to a label, at the end of a Dutch sentence."""

SAME_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        english: frozenset(dutch.split())
        for english, dutch in {
            "a": "een",
            "about": "over",
            "and": "en",
            "as": "als",
            "at": "bij op",
            "by": "door",
            "for": "voor",
            "from": "van vanaf uit",
            "if": "als",
            "in": "in",
            "of": "van",
            "on": "op",
            "or": "of",
            "the": "de het",
            "this": "dit deze",
            "to": "om naar te als",
            "under": "onder",
            "until": "tot totdat",
            "via": "via",
            "when": "als wanneer",
            "with": "met",
            "your": "je jouw uw",
        }.items()
    }
)
"""Function words of English with those of Dutch that say the same at the beginning of a name."""

ENGLISH_COMMANDS = frozenset(
    "choose click drag enter go hit open pick press select selected selection tap type use".split()
)
"""What a label says itself that may end with one of `DUTCH_INFINITIVES`."""

DUTCH_SEPARABLE = frozenset(
    """
    bereid bied breng geef ga haal houd kijk laat log los maak meld neem pas richt roep schakel sla sluit stel vraag
    vul voeg voer werk wijs zet zoek
    """.split()
)
"""Verbs whose other half may end a sentence."""

DUTCH_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "besturingselement": "control",
        "blade": "blade",
        "cmdlet": "cmdlet",
        "cmdlets": "cmdlet",
        "deelvenster": "pane",
        "dialoogvenster": "dialog",
        "eigenschap": "propert",
        "flyout": "flyout",
        "instelling": "setting",
        "keuzelijst": "list",
        "knop": "button",
        "kolom": "column",
        "koppeling": "link",
        "lijst": "list",
        "menu": "menu",
        "navigatiedeelvenster": "pane",
        "opdracht": "command",
        "optie": "option",
        "pagina": "page",
        "paneel": "panel",
        "parameter": "parameter",
        "pictogram": "icon",
        "scherm": "screen",
        "sectie": "section",
        "selectievakje": "check",
        "sneltoets": "shortcut",
        "tabblad": "tab",
        "tabbladen": "tab",
        "tegel": "tile",
        "vak": "box",
        "vakje": "box",
        "veld": "field",
        "velden": "field",
        "venster": "window",
        "vervolgkeuzelijst": "drop",
        "weergave": "view",
        "werkbalk": "bar",
        "wisselknop": "toggle",
        "wizard": "wizard",
        "zoekvak": "box",
    }
)
"""Kinds of things on the screen, named beside the bold name of one of them, with how they begin in English."""


_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_A_PHRASE = 2
_A_CLAUSE = 4


def words_of(half: Inline, span: Span) -> list[str]:
    """Return the words and numbers of a part of a half."""
    return [match.group() for match in _WORD.finditer(half.prose, span.start, span.end)]


def ends_a_name(found: list[str]) -> bool:
    """Tell whether words that end with a Dutch function word are a name all the same."""
    first, last = found[0], found[-1]
    if last in DUTCH_PARTICLES:
        separable = any(word.lower() in DUTCH_SEPARABLE for word in found)
        return separable or (len(found) == _A_PHRASE and first[:1].isupper())
    return last in DUTCH_AUXILIARIES and len(found) >= _A_CLAUSE
