"""Addresses of pages, taken apart strictly: what cannot be asked for is refused before anybody is asked."""

import re
from dataclasses import dataclass, replace
from ipaddress import IPv6Address
from urllib.parse import quote, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
LONGEST_URL = 8000
"""Characters; servers refuse longer ones."""
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?")
_CONTROL = re.compile(r"[\0-\x1f\x7f]")
_KEPT = "%/:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Target:
    """What has to be known to ask for a page."""

    url: str
    """The whole address as it is asked for, without fragment; equal for equal pages."""
    secure: bool
    host: str
    """In lower case, as the name service knows it; an IPv6 address without brackets."""
    port: int
    path: str
    """Path and query, in ASCII."""

    @property
    def authority(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS["https" if self.secure else "http"] else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an address is not asked for."""

    code: str
    message: str


def read_url(url: str) -> Target | Refused:
    """Take an address apart; say why if it cannot be asked for. The code is '' for what is not on the web."""
    try:
        return _read(url.strip())
    except ValueError as error:
        return Refused("link-invalid", f"The address makes no sense: {str(error).rstrip('.')}.")


def _read(url: str) -> Target | Refused:
    if len(url) > LONGEST_URL:
        raise ValueError(f"it has {len(url):,} characters")
    if _CONTROL.search(url):
        raise ValueError("there is a control character in it")
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        return Refused("", f"'{scheme}' is not the web.")
    if "@" in parts.netloc:
        return Refused("link-credentials", "The address holds a name or password.")
    host = parts.hostname or ""
    host = host.lower() if host.isascii() else host.encode("idna").decode("ascii").lower()
    if not (_HOST.fullmatch(host) or _is_ip6(host)):
        raise ValueError(f"'{host}' is no name of a host")
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT + '?')}" if parts.query else "")
    port = parts.port if parts.port is not None else PORTS[scheme]
    target = Target("", scheme == "https", host, port, path)
    return replace(target, url=f"{scheme}://{target.authority}{path}")


def _is_ip6(host: str) -> bool:
    try:
        return bool(IPv6Address(host))
    except ValueError:
        return False


def follow(target: Target, location: str) -> Target | Refused:
    """Return where a redirection leads."""
    try:
        joined = urljoin(target.url, location.strip().replace(" ", "%20"))
    except ValueError as error:
        return Refused("link-invalid", f"The address makes no sense: {error}.")
    return read_url(joined)
