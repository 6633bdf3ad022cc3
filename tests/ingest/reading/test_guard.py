"""Which addresses may be asked: by scheme, port and network, after the look-up, for every answer of it."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from httpx import URL

from comity.graph.errors import InputRefused, UsageError
from comity.ingest.reading.guard import PORTS, Guard, guard_from, is_public

from .samples import resolving

PUBLIC = "93.184.215.14"
NOT_PUBLIC = """
0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 192.0.0.1 192.168.1.1 198.18.0.1 224.0.0.1
240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
2002:7f00:1:: 2002:a00:1:: 2001:0:7f00:1:: fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 2001:db8::1
"""


@pytest.mark.parametrize("text", NOT_PUBLIC.split())
def test_what_is_not_public_is_refused_also_in_disguise(text: str) -> None:
    assert not is_public(ip_address(text))
    with pytest.raises(InputRefused, match="not at a public address"):
        Guard(resolve=resolving([text])).addresses(URL("http://reports.example/"))


@pytest.mark.parametrize(
    "text", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", f"::ffff:{PUBLIC}", "64:ff9b::5db8:d70e"]
)
def test_what_is_public_is_allowed(text: str) -> None:
    assert is_public(ip_address(text))
    assert Guard(resolve=resolving([text])).addresses(URL("https://reports.example/")) == [text]


def test_one_answer_that_is_not_public_refuses_all() -> None:
    with pytest.raises(InputRefused, match="not at a public address"):
        Guard(resolve=resolving([PUBLIC, "127.0.0.1"])).addresses(URL("http://reports.example/"))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:7f00:1]"])
def test_loopback_written_in_any_way_is_seen_through(host: str) -> None:
    with pytest.raises(InputRefused, match="not at a public address|no host"):
        Guard().addresses(URL(f"http://{host}/"))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://reports.example/a.txt", "only http and https"),
        ("file:///etc/hostname", "only http and https"),
        ("gopher://reports.example/", "only http and https"),
        ("http://", "only http and https"),
        ("http://reports.example:22/", "port 22"),
        ("https://reports.example:8443/", "port 8443"),
        ("http://somebody:secret@reports.example/", "name or password"),
    ],
)
def test_other_schemes_ports_and_secrets_are_refused(url: str, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason) as refusal:
        Guard(resolve=resolving([PUBLIC])).addresses(URL(url))
    assert "secret" not in str(refusal.value)


def test_a_host_that_nobody_knows_is_refused() -> None:
    def fails(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(InputRefused, match="no host"):
        Guard(resolve=fails).addresses(URL("http://reports.example/"))
    with pytest.raises(InputRefused, match="public"):
        Guard(resolve=resolving([])).addresses(URL("http://reports.example/"))


def test_settings_allow_ports_and_networks() -> None:
    guard = guard_from({"COMITY_FETCH_PORTS": "80, 8080", "COMITY_FETCH_NETWORKS": "10.1.0.0/16"})
    assert (guard.ports, guard.networks) == ({80, 8080}, (ip_network("10.1.0.0/16"),))
    assert guard_from({}).ports == PORTS


@pytest.mark.parametrize("settings", [{"COMITY_FETCH_PORTS": "http"}, {"COMITY_FETCH_NETWORKS": "10.1.2.3/8"}])
def test_settings_that_are_none_are_refused(settings: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="COMITY_FETCH"):
        guard_from(settings)
