"""Words that no language translates: names of commands, permissions, variables and files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tweeluik.text import Span

_VERBS = (
    "Add Approve Assert Backup Block Checkpoint Clear Close Compare Complete Compress Confirm Connect Convert "
    "ConvertFrom ConvertTo Copy Debug Deny Disable Disconnect Dismount Edit Enable Enter Exit Expand Export Find "
    "Format Get Grant Group Hide Import Initialize Install Invoke Join Limit Lock Measure Merge Mount Move New Open "
    "Optimize Out Ping Pop Protect Publish Push Read Receive Redo Register Release Remove Rename Repair Request Reset "
    "Resize Resolve Restart Restore Resume Revoke Save Search Select Send Set Show Skip Split Start Step Stop Submit "
    "Suspend Switch Sync Test Trace Unblock Undo Uninstall Unlock Unprotect Unpublish Unregister Update Upgrade Use "
    "Wait Watch Where Write"
).split()
"""Verbs that PowerShell names its commands with, and some that older modules use."""
_ENDINGS = (
    "admx adml aspx bat bin bmp cab cer cfg cmd conf config crl css csv dat dll dmg doc docm docx dot eml etl exe gif "
    "gz html htm ico iso jpeg jpg js json key lnk log md mof mobileconfig mp3 mp4 msg msi msix msp nsf ost p12 pbix "
    "pdf pem pfx php plist png ppt pptm pptx ps1 psd1 psm1 pst py reg resx rpm rtf sh sql svg tar tif tmp ts txt vbs "
    "vhd vhdx wav wim wmv xap xls xlsb xlsm xlsx xml xps xsd xslt yaml yml zip"
).split()
_LITERAL = re.compile(
    rf"""
    (?<![\w.\-/\\@$%&+:\ufffc])(?:
        (?P<command>
            (?:{"|".join(_VERBS)})-\0*(?!(?:Ins?|Ons?|Connectors?)\b)
            (?:[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*|[A-Z]{{4,}})
        )
        | (?P<dotted>(?:[A-Z][A-Za-z]*[a-z]|[A-Z]{{3,6}})(?:\.[A-Z][A-Za-z]*[a-z])+)
        | (?P<file>[A-Za-z][\w\-\0]{{0,80}}\.(?:{"|".join(_ENDINGS)}))
        | (?P<snake>(?![A-Z]?[a-z]+\0?_[A-Z]{{2}}\b)[A-Za-z][A-Za-z0-9]*(?:\0?_[A-Za-z0-9]+)+)
    )(?![\w@:\\*]|[.\-/]\w)
    """,
    re.VERBOSE,
)
EMAIL = re.compile(r"(?<![\w.+\-@/])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})*\.[A-Za-z]{2,24}(?![\w@])")
"""An e-mail address in prose without marks."""
MADE_UP = re.compile(
    r"contoso|fabrikam|fourthcoffee|litware|nodpublishers|adatum|tailspin|northwind|wingtip|proseware|treyresearch"
    r"|woodgrove|cohowinery|cohovineyard|cpandl|alpineskihouse|adventure-works|margiestravel|relecloud|vanarsdel"
    r"|lamna|wideworldimporters|humongousinsurance|lucernepublishing|graphicdesigninstitute|blueyonder"
    r"|bellowscollege|testlab|(?:your|my|any|some|other|sub)-?_?(?:domain|company|organization|org|tenant|name)"
    r"|example|domain\.|company\.|tenant|\.local\b|\.test\b|localhost",
    re.IGNORECASE,
)
"""Parts of the names of companies and domains that documentation makes up."""
_LIKELY = re.compile(r"_\w|\w-\0?[A-Z]|[A-Za-z0-9]\.[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal in the prose of a half."""

    kind: str
    """`command`, `dotted`, `snake` or `file`."""
    span: Span
    text: str
    """Without the marks in it."""


def literals(prose: str) -> Iterator[Literal]:
    """Yield the literals of a half."""
    if _LIKELY.search(prose) is None:
        return
    for match in _LITERAL.finditer(prose):
        assert match.lastgroup
        yield Literal(match.lastgroup, Span(*match.span()), match.group().replace("\0", ""))
