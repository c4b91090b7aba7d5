"""Addresses on the web, taken apart, and the hosts that there are rules for."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(
    r"(?P<scheme>https?):(?P<slashes>//)(?P<host>[^/?#\s\\@:]+)(?::\d+)?(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?(?:#.*)?",
    re.IGNORECASE | re.DOTALL,
)
_SITE = re.compile(r"(?P<path>/(?![/\\])[^?#]*)(?:\?(?P<query>[^#]*))?(?:#.*)?", re.DOTALL)
DOCUMENTATION_HOSTS = frozenset({"docs.microsoft.com", "learn.microsoft.com"})
_MICROSOFT = re.compile(
    r"(?:[\w-]+\.)*(?:microsoft\.com|office\.com|office\.net|office365\.com|azure\.com|azure\.net|live\.com|skype\.com"
    r"|xbox\.com|aka\.ms|microsoftonline\.com|outlook\.com|sharepoint\.com|onedrive\.com|onenote\.com|windows\.com"
    r"|windows\.net|bing\.com|msn\.com|visualstudio\.com|powerbi\.com|powerapps\.com|dynamics\.com|yammer\.com"
    r"|microsoftstream\.com|windowsazure\.com|azurewebsites\.net|linkedin\.com|github\.com|cloudappsecurity\.com)",
    re.IGNORECASE,
)
_CERTIFICATES = re.compile(r"(?:ms?crl|crl\d?|ocsp|pki|schemas|ctldl)(?:\.|$)|.*\.(?:crl|ocsp)\.", re.IGNORECASE)
"""Hosts whose addresses are names or are fetched by machines, in plain http on purpose."""


@dataclass(frozen=True, slots=True)
class Address:
    """An absolute address, or one from the root of the public site."""

    scheme: str
    """In lower case; '' for one from the root of the site."""
    host: str
    """In lower case; '' for one from the root of the site."""
    path: str
    query: str
    host_start: int
    """0-based character of the address."""
    path_start: int


def address_of(href: str) -> Address | None:
    """Take an address apart; None for one that is relative or of another kind."""
    if match := _ADDRESS.fullmatch(href):
        return Address(
            match["scheme"].lower(),
            match["host"].lower(),
            match["path"] or "",
            match["query"] or "",
            match.start("host"),
            match.start("path") if match["path"] else len(href),
        )
    if match := _SITE.fullmatch(href):
        return Address("", "", match["path"], match["query"] or "", 0, 0)
    return None


def is_microsoft(host: str) -> bool:
    """Tell whether a host is one of Microsoft's that answers by https."""
    return _MICROSOFT.fullmatch(host) is not None and not _CERTIFICATES.match(host)
