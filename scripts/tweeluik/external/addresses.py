"""Which addresses on the network may be asked: public ones, unless a person says otherwise.

A link in an article is a stranger's text. A program that follows it can reach what the stranger cannot: this computer,
the network round it, or the service at 169.254.169.254 that hands out a cloud computer's credentials.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a host name for a port. Raises OSError if it has none."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
_TRANSLATED_LOCALLY = IPv6Network("64:ff9b:1::/48")


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """Ask the system for the addresses of a host.

    Raises:
        OSError: there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def is_local_name(host: str) -> bool:
    """Tell whether a host name means this computer, so that nobody need be asked for its address."""
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith(".localhost")


def is_public(address: str) -> bool:
    """Tell whether an address belongs to a host that anybody can reach; a text that is no address does not."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return all(_is_public(one) for one in (parsed, *_embedded(parsed)))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    refused = address.is_multicast or address.is_reserved or address.is_loopback or address.is_unspecified
    local = isinstance(address, IPv6Address) and (address.is_site_local or address in _TRANSLATED_LOCALLY)
    # The standard library counts these as reserved, but they stand for public addresses as much as for others.
    carried = isinstance(address, IPv6Address) and bool(_embedded(address))
    return carried or (address.is_global and not address.is_link_local and not refused and not local)


def _embedded(address: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that an IPv6 address stands for: traffic for it ends up at those."""
    if isinstance(address, IPv4Address):
        return ()
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _TRANSLATED:
        found.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return tuple(one for one in found if one is not None)
