"""The number of a version, written with the comma of a decimal: TLS 1,2 for TLS 1.2 (translators 2a)."""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_PRODUCT = re.compile(
    r"(?:TLS|SSL|OAuth|OpenID|SAML|SMB|HTTP|NTLM|Windows|Version|version|Android|iOS|iPadOS|macOS|Linux|Ubuntu|Debian"
    r"|RHEL|CentOS|Framework|\.NET|PowerShell|Python|Java|SP|PCI DSS|USB|Bluetooth|\bv)[\0/ \u00a0-]{0,3}v?"
    r"(\d{1,3}\.\d{1,3})(?!\d|\.\d)"
)


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the versions of the source that the translation writes with a comma, and nowhere with a point."""
    target = pair.target.prose
    if "," not in target or "." not in pair.source.prose:
        return
    for match in _PRODUCT.finditer(pair.source.prose):
        version = match[1]
        if re.search(rf"(?<![\d.]){re.escape(version)}(?!\d)", target):
            continue
        comma = version.replace(".", ",")
        if found := re.search(rf"(?<![\d,]){comma}(?!\d)", target):
            span = Span(*found.span())
            yield Hit(
                f"The version {version} is no decimal; it keeps its point.", span, Span(*match.span(1)), fix=version
            )


CHECK = PairCheck("version-comma", find)
