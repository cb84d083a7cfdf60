"""Which addresses are never fetched, as far as they say so themselves: other schemes, this machine, private networks.

What a name resolves to is checked by `guard`, at every connection.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from components.types import DatelineError

_OPEN_PORTS = frozenset((80, 443))  # below 1024, where other services listen
_FIRST_FREE_PORT = 1024
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
_LOCAL_NAMES = (".local", ".localhost", ".internal", ".home.arpa", ".lan", ".intranet")  # RFC 6761, 6762, 8375

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PRIVATE = "It leads to this computer or a private network, which Dateline never reads."


class RefusedError(DatelineError):
    """An address that must not be fetched; the message says why."""


def check_url(url: str) -> str:
    """The address if it is one of the web. Raises DatelineError otherwise."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise DatelineError("This is not a web address.") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise RefusedError("Dateline reads only addresses that begin with http:// or https://.")
    if not host:
        raise DatelineError("This is not a web address.")
    if parts.username or parts.password:
        raise RefusedError("It holds a name or password, which Dateline never sends.")
    return url.strip().partition("#")[0]


def find_refusal(url: str) -> str:
    """Why an address is never fetched, in a sentence; "" if it says nothing against it. Asks no name server."""
    try:
        parts = urlsplit(check_url(url))
        host = (parts.hostname or "").rstrip(".")
        check_host(host, parts.port or (443 if parts.scheme.lower() == "https" else 80))
        if (numeric := _read_numeric(host)) and not is_public(numeric):
            raise RefusedError(PRIVATE)
    except DatelineError as error:
        return str(error)
    return ""


def _read_numeric(host: str) -> str:
    """The address that a host is in numbers, also as 2130706433, 0x7f.1 and 0177.0.0.1 are; "" for a name."""
    if ":" in host:
        return host
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return ""


def check_host(host: str, port: int) -> None:
    """Raise RefusedError for names and ports that cannot be a news site's."""
    if port not in _OPEN_PORTS and port < _FIRST_FREE_PORT:
        raise RefusedError(f"Port {port} is none of the web's, so it was not opened.")
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(_LOCAL_NAMES):
        raise RefusedError(PRIVATE)


def is_public(address: str) -> bool:
    """True for an address of the public internet; what an IPv6 address wraps must be public too."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(
        one.is_global and not (one.is_multicast or one.is_reserved or getattr(one, "is_site_local", False))
        for one in _unwrap(found)
    )


def _unwrap(address: Address) -> Iterable[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address in _NAT64:
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    teredo = address.teredo or ()
    return (address, *teredo, *([address.sixtofour] if address.sixtofour else []))
