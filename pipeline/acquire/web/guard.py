"""Refuses addresses that are none of the public web's, so that a page cannot make us look behind a firewall.

The name is resolved here, every address that it resolves to is looked at, and the connection is made to one
of those: a name that answers otherwise the next time (DNS rebinding) gains nothing by it.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

import httpx

from pipeline.errors import SourceError

SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes."""

    url: httpx.URL
    address: str
    """The IP address to connect to."""


def resolve(url: str, allow_private: bool) -> Target:
    """Return where a request for `url` may go.

    Raises:
        SourceError: `bad_address` (no http(s) address), `unknown_host` (its name does not resolve) or
            `private_address` (it leads to a loopback, private, link-local or other special range).
    """
    parsed = read_address(url)
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    try:
        found_at = socket.getaddrinfo(parsed.host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"expected a host that is known, found none by the name {parsed.host} ({reason})"
        raise SourceError(url, "unknown_host", message) from error
    addresses = [str(item[4][0]).partition("%")[0] for item in found_at]
    for address in addresses:
        if not allow_private and not _is_public(address):
            message = (
                f"expected an address of the public web, found that {parsed.host} is {address}:"
                " use --allow-private if you mean it"
            )
            raise SourceError(url, "private_address", message)
    return Target(parsed, addresses[0])


def read_address(url: str) -> httpx.URL:
    """Return an http(s) address in its parts; lists and redirects may give anything as one.

    Raises:
        SourceError: `bad_address`.
    """
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise SourceError(url, "bad_address", f"expected an http or https address, found {error}") from error
    if parsed.scheme not in SCHEMES or not parsed.host:
        found = f"{parsed.scheme}: address" if parsed.scheme else "none"
        raise SourceError(url, "bad_address", f"expected an http or https address, found {found}")
    return parsed


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    inner = ip.ipv4_mapped or ip.sixtofour if isinstance(ip, ipaddress.IPv6Address) else None
    # `is_global` is the registry of IANA; multicast is global there, but nobody's web server.
    return ip.is_global and not ip.is_multicast and (inner is None or _is_public(str(inner)))
