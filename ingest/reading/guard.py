"""Which addresses may be fetched: public ones only, so that a report cannot make Comity ask inside its own network.

A name is looked up once, all its addresses are checked, and the connection is made to an address that was checked: a
second look-up could answer otherwise (DNS rebinding). After OWASP’s cheat sheet on server-side request forgery.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

from httpx import URL

from ...graph.errors import InputRefused, UsageError

Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
Network: TypeAlias = IPv4Network | IPv6Network
PORTS = frozenset({80, 443})
USUAL_PORT = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is meant


def resolve_host(host: str, port: int) -> Sequence[str]:
    """All addresses that this machine's resolver has for a host. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be asked: ports, networks that are let through although they are not public, and who looks names up."""

    ports: frozenset[int] = PORTS
    networks: tuple[Network, ...] = ()
    resolve: Resolve = resolve_host

    def addresses(self, url: URL) -> Sequence[str]:
        """The addresses to connect to for a URL, every one of them allowed. Raises InputRefused."""
        if url.scheme not in USUAL_PORT or not url.host:
            raise InputRefused(f"{url} is not fetched: only http and https addresses are.")
        if url.userinfo:
            raise InputRefused(f"The address at {url.host} is not fetched: it carries a name or password.")
        port = url.port or USUAL_PORT[url.scheme]
        if port not in self.ports:
            raise InputRefused(f"{url} is not fetched: port {port} is not among {self._ports()} (COMITY_FETCH_PORTS).")
        found = self._look_up(url, port)
        if not found or not all(self._allows(each) for each in found):
            raise InputRefused(
                f"{url} is not fetched: {url.host} is not at a public address (COMITY_FETCH_NETWORKS allows others)."
            )
        return found

    def _ports(self) -> str:
        return ", ".join(str(port) for port in sorted(self.ports))

    def _look_up(self, url: URL, port: int) -> Sequence[str]:
        try:
            return self.resolve(url.raw_host.decode("ascii").strip("[]"), port)
        except (OSError, UnicodeError) as error:
            raise InputRefused(f"{url} is not reachable: there is no host {url.host}.") from error

    def _allows(self, text: str) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        return is_public(address) or any(address in network for network in self.networks)


GUARD = Guard()


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Is it an address of the public internet: not private, loopback, link-local, multicast, shared or reserved?

    An IPv6 address that stands for an IPv4 address (mapped, NAT64, 6to4, Teredo) is public if that one is too.
    """
    if isinstance(address, IPv6Address):
        if inner := _inner(address):
            return all(is_public(each) for each in inner)
        if address.is_site_local or address.scope_id:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inner(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses within an IPv6 address."""
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    return tuple(each for each in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if each is not None)


def guard_from(settings: Mapping[str, str]) -> Guard:
    """The guard that the settings COMITY_FETCH_PORTS and COMITY_FETCH_NETWORKS ask for: lists with commas.

    Raises UsageError for a value that is no port or network.
    """
    try:
        ports = frozenset(int(each) for each in _listed(settings, "COMITY_FETCH_PORTS"))
        networks = tuple(ip_network(each) for each in _listed(settings, "COMITY_FETCH_NETWORKS"))
    except ValueError as error:
        raise UsageError(f"COMITY_FETCH_PORTS lists ports, COMITY_FETCH_NETWORKS networks: {error}.") from None
    return Guard(ports or PORTS, networks)


def _listed(settings: Mapping[str, str], name: str) -> list[str]:
    return [each.strip() for each in settings.get(name, "").split(",") if each.strip()]
