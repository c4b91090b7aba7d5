"""`brand-case`: the name of a product in lower case where the source has its capitals.

The names are listed: words that mean nothing else in Dutch (translators.md 2a). Addresses, code and file names are no
prose, and a hyphen after the name makes no difference.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_BRANDS = {
    name.lower(): name
    for name in (
        *(
            "Android Apple AppLocker Autopilot Azure Bing Bookings Cisco Contoso Cortana Defender Dropbox Dynamics"
            " Facebook Firefox GitHub Gmail Google Intune iOS iPad iPhone JavaScript Kusto LinkedIn Linux Lync macOS"
            " Microsoft OneDrive OneNote Outlook PowerPoint PowerShell ServiceNow SharePoint Skype Syntex Twitter Viva"
            " Webex WeChat WhatsApp Xbox Yammer"
        ).split(),
        "Active Directory",
        "Office 365",
    )
}
_LOWER = re.compile(rf"(?<![\w/.@\\_:-])(?:{'|'.join(sorted(_BRANDS))})(?![\w/@\\_:]|\.\w)")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield each name in lower case, and how it is written."""
    prose = pair.target.prose
    for match in _LOWER.finditer(prose):
        word = match.group()
        if _BRANDS[word] in pair.source.prose and word not in pair.source.prose:
            yield Hit(f"The name is '{_BRANDS[word]}'.", Span(*match.span()), fix=_BRANDS[word])


CHECK = PairCheck("brand-case", find)
