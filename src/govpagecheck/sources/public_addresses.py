"""Which IP addresses are on the public web: what a fetch may connect to when nobody allowed more."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from govpagecheck.sources.exchange import FetchError

Resolver = Callable[[str, int], list[str]]

# IANA's special-purpose registries, where Python's is_global differs between versions or leaves gaps.
_NOT_PUBLIC = [
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # shared by carriers, RFC 6598
        "192.0.0.0/24",
        "192.88.99.0/24",  # relays for 6to4, RFC 7526
        "198.18.0.0/15",  # benchmarks
        "64:ff9b:1::/48",  # local translation, RFC 8215
        "100::/64",
        "2001::/23",  # protocol assignments, Teredo among them: IPv4 within IPv6
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",  # site-local, RFC 3879
    )
]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
_ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214: the middle of an address that ends in an IPv4 address


def system_resolver(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, as the system resolves it. Raises OSError (socket.gaierror)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for _, _, _, _, place in found))


def is_public(address: str) -> bool:
    """True for an IP address on the public web: not private, loopback, link-local, multicast, reserved or one that hides such a one.

    >>> [is_public(one) for one in ("192.0.66.2", "127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::")]
    [True, False, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if any(ip in network for network in _NOT_PUBLIC if network.version == ip.version):
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        last = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if within := ip.ipv4_mapped or ip.sixtofour or (last if ip in _NAT64 else None):
            return is_public(str(within))
        if (int(ip) >> 32 & 0xFFFFFFFF) in _ISATAP and not is_public(str(last)):
            return False
    is_special = ip.is_private or ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    return ip.is_global and not is_special


def addresses_of(host: str, port: int, resolver: Resolver, *, allow_private: bool) -> list[str]:
    """Return the IP addresses of a host to which a connection may be made, in the resolver's order. Raises FetchError."""
    try:
        found = resolver(host, port)
    except UnicodeError as error:
        raise FetchError(f"{host} is no name that a host can have") from error
    except OSError as error:
        raise FetchError(f"the host {host} is not known ({error.strerror or error}): check how it is spelled, and the network") from error
    public = found if allow_private else [address for address in found if is_public(address)]
    if not public:
        named = f" ({found[0]})" if found and found[0] != host else ""
        raise FetchError(f"{host}{named} is not on the public web; --allow-private allows such addresses")
    return public
