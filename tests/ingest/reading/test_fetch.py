"""Addresses fetched from a real server on loopback: what comes back, what is refused, and that the guard holds.

Without the guard each attack works, and the tests show it; with it the server is not even asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_network

import pytest

from comity.graph.errors import InputRefused
from comity.ingest.reading.content import Kind, Limits
from comity.ingest.reading.fetch import fetch
from comity.ingest.reading.guard import Guard

from .samples import LOOPBACK, PLAIN, REPORT, Handler, Site, resolving, served

SECRET = b"the key of the house"


def test_a_text_a_page_and_a_pdf_are_fetched(site: Site, open_guard: Guard) -> None:
    text = site.put("/a.txt", REPORT.encode())
    page = site.put("/a", b"<p>page</p>", {"Content-Type": "text/html; charset=ISO-8859-1"})
    document = site.put("/a.pdf", b"%PDF-", {"Content-Type": "application/pdf"})
    found = fetch(text, open_guard)
    assert (found.data, found.kind, found.charset, found.url) == (REPORT.encode(), Kind.TEXT, "utf-8", text)
    assert (fetch(page, open_guard).kind, fetch(page, open_guard).charset) == (Kind.HTML, "iso-8859-1")
    assert fetch(document, open_guard).kind is Kind.PDF


def test_the_host_is_named_to_the_server_that_is_asked_by_address(site: Site, open_guard: Guard) -> None:
    fetch(site.put("/a", b"text"), open_guard)
    assert site.hosts == [f"reports.example:{site.port}"]


def test_redirects_are_followed_to_the_end(site: Site, open_guard: Guard) -> None:
    last = site.put("/c", b"text")
    site.put("/b", b"", {"Location": "/c#part"}, 302)
    found = fetch(site.put("/a", b"", {"Location": "/b"}, 301), open_guard)
    assert (found.data, found.url, site.asked) == (b"text", last, ["/a", "/b", "/c"])


def test_without_the_guard_an_inner_service_would_be_read_and_with_it_is_not_asked(site: Site) -> None:
    inner = site.put("/secret", SECRET)
    named = resolving(["127.0.0.1"])
    assert fetch(inner, Guard(frozenset({site.port}), (LOOPBACK,), named)).data == SECRET
    site.asked.clear()
    with pytest.raises(InputRefused, match="public"):
        fetch(inner, Guard(frozenset({site.port}), resolve=named))
    assert site.asked == []


def test_a_redirect_into_the_inner_network_is_refused() -> None:
    with served() as public, served("127.0.0.2", public.port) as inner:
        inner.put("/secret", SECRET)
        start = public.put("/a", b"", {"Location": f"http://inner.example:{public.port}/secret"}, 302)
        named = resolving(["127.0.0.1"], ["127.0.0.2"])
        unguarded = Guard(frozenset({public.port}), (LOOPBACK,), named)
        assert fetch(start, unguarded).data == SECRET
        inner.asked.clear()
        with pytest.raises(InputRefused, match="inner.example is not at a public address"):
            fetch(start, _only_first(public.port, ["127.0.0.1"], ["127.0.0.2"]))
        assert inner.asked == []


def test_a_name_that_changes_its_address_after_the_check_is_of_no_use() -> None:
    with served() as public, served("127.0.0.2", public.port) as inner:
        inner.put("/a", SECRET)
        address = public.put("/a", b"harmless")
        careless = _only_first(public.port, ["127.0.0.1"], ["127.0.0.2"])
        careless_check = careless.resolve("reports.example", public.port)
        looked_up_again = careless.resolve("reports.example", public.port)
        assert (careless_check, looked_up_again) == (["127.0.0.1"], ["127.0.0.2"])
        assert fetch(address, Guard(careless.ports, (LOOPBACK,), careless.resolve)).data == SECRET
        assert fetch(address, _only_first(public.port, ["127.0.0.1"], ["127.0.0.2"])).data == b"harmless"


def _only_first(port: int, *answers: list[str]) -> Guard:
    """A guard for which 127.0.0.1 is public and the rest of loopback is not."""
    return Guard(frozenset({port}), (ip_network("127.0.0.1/32"),), resolving(*answers))


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://reports.example/a", "http://reports.example:22/a"])
def test_a_redirect_to_another_scheme_or_port_is_refused(site: Site, open_guard: Guard, target: str) -> None:
    with pytest.raises(InputRefused, match="not fetched"):
        fetch(site.put("/a", b"", {"Location": target}, 302), open_guard)


def test_a_ring_of_redirects_ends(site: Site, open_guard: Guard) -> None:
    with pytest.raises(InputRefused, match="more than 5 times"):
        fetch(site.put("/a", b"", {"Location": "/a"}, 302), open_guard)
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (200, {"Content-Type": "application/zip"}, "application/zip, not HTML"),
        (200, {"Content-Type": "image/png"}, "not HTML"),
        (200, {}, "not HTML"),
        (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, "packed"),
        (200, {"Content-Type": "text/plain", "Content-Length": "20000000000"}, "too large"),
        (404, PLAIN, "answers 404"),
        (500, PLAIN, "answers 500"),
        (302, PLAIN, "answers 302"),
    ],
)
def test_what_is_no_report_is_refused(
    site: Site, open_guard: Guard, status: int, headers: dict[str, str], reason: str
) -> None:
    with pytest.raises(InputRefused, match=reason) as refusal:
        fetch(site.put("/a", b"content", headers, status), open_guard)
    assert "\n" not in str(refusal.value)


def test_an_empty_answer_is_refused(site: Site, open_guard: Guard) -> None:
    with pytest.raises(InputRefused, match="empty"):
        fetch(site.put("/a", b""), open_guard)


def _endless(handler: Handler) -> None:
    try:
        while True:
            handler.wfile.write(b"x" * 10_000)
    except OSError:
        handler.close_connection = True


def test_an_endless_answer_is_cut_at_the_size_allowed(site: Site, open_guard: Guard) -> None:
    with pytest.raises(InputRefused, match="too large"):
        fetch(site.put("/a", _endless), open_guard, Limits(max_document_bytes=100_000))


def _silent(handler: Handler) -> None:
    handler.site.over.wait()


def _dripping(handler: Handler) -> None:
    try:
        while not handler.site.over.wait(0.01):
            handler.wfile.write(b"x")
    except OSError:
        handler.close_connection = True


@pytest.mark.parametrize("body", [_silent, _dripping])
def test_an_answer_that_takes_too_long_is_given_up(
    site: Site, open_guard: Guard, body: Callable[[Handler], None]
) -> None:
    with pytest.raises(InputRefused, match="fetch_seconds"):
        fetch(site.put("/a", body), open_guard, Limits(fetch_seconds=0.3))


def test_the_next_address_is_tried_where_nobody_listens_at_the_first(site: Site, open_guard: Guard) -> None:
    guard = replace(open_guard, resolve=resolving(["127.0.0.3", "127.0.0.1"]))
    assert fetch(site.put("/a", b"text"), guard).data == b"text"
    with pytest.raises(InputRefused, match="cannot be fetched"):
        fetch(site.put("/a", b"text"), replace(open_guard, resolve=resolving(["127.0.0.3"])))


@pytest.mark.parametrize(
    "address", ["http://0177.0.0.1/", "http://[::1", "http://a b/", "https:///a", "http://reports.example:99999/"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InputRefused):
        fetch(address, Guard(resolve=resolving(["127.0.0.1"])))


def test_a_proxy_in_the_environment_is_not_asked(
    site: Site, open_guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served() as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy.port}")
        assert fetch(site.put("/a", b"text"), open_guard).data == b"text"
        assert proxy.asked == []
