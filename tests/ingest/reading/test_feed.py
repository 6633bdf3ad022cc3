"""Feeds: their items are read, each once, and what is no feed is refused with one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from comity.api.cli import run
from comity.graph.errors import InputRefused
from comity.ingest.reading.content import Content, Kind
from comity.ingest.reading.feed import MOST_ITEMS, feed_items
from comity.ingest.reading.files import Address

from .samples import PAGE, Site, web_page

RSS = {"Content-Type": "application/rss+xml"}


def rss(*items: str) -> bytes:
    listed = "".join(f"<item><title>News</title>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{listed}</channel></rss>'.encode()


def _items(data: bytes, url: str = "https://news.example/feeds/all") -> tuple[Address, ...]:
    return feed_items(Content(url, data, Kind.FEED, url=url))


def test_rss_lists_addresses_with_their_days() -> None:
    data = rss(
        "<link>/one.html</link><pubDate>Mon, 25 Mar 2024 10:00:00 GMT</pubDate>",
        "<link>https://news.example/two.html</link>",
        "<link>/one.html</link>",
        "<link>javascript:alert(1)</link>",
        "<link>file:///etc/hostname</link>",
        "<description>no link</description>",
    )
    assert _items(data) == (
        Address("https://news.example/one.html", "2024-03-25"),
        Address("https://news.example/two.html"),
    )


def test_atom_tells_when_it_was_published_not_when_it_was_changed() -> None:
    data = (
        b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry>'
        b'<link href="https://news.example/a"/><published>2024-05-02T09:00:00Z</published></entry><entry>'
        b'<link href="https://news.example/b"/><updated>2026-11-24T09:00:00Z</updated></entry></feed>'
    )
    assert _items(data) == (Address("https://news.example/a", "2024-05-02"), Address("https://news.example/b"))


def test_no_more_items_than_allowed_are_taken() -> None:
    assert len(_items(rss(*(f"<link>/{number}</link>" for number in range(MOST_ITEMS + 5))))) == MOST_ITEMS


@pytest.mark.parametrize("data", [b"", b"no feed", b"/etc/hostname", b"<html>page</html>", b"\0\1\2", b"<rss"])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused, match="is no RSS or Atom feed"):
        _items(data)


@pytest.fixture
def settings(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_FETCH_PORTS", str(site.port))
    monkeypatch.setenv("COMITY_FETCH_NETWORKS", "127.0.0.0/8")


def _put(site: Site, path: str, body: bytes, headers: dict[str, str]) -> str:
    site.put(path, body, headers)
    return f"http://127.0.0.1:{site.port}{path}"


def _ingest(feed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    run(["ingest", "--feed", feed, "--ledger-only", "--json", "--data", str(tmp_path / "d")])
    return json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("settings")
def test_only_new_items_are_fetched(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, dull = "<link>/one</link><pubDate>Mon, 25 Mar 2024 10:00:00 GMT</pubDate>", "<link>/dull</link>"
    feed = _put(site, "/feed", rss(one, dull), RSS)
    _put(site, "/one", web_page().encode(), PAGE)
    _put(site, "/dull", b"<html><body><p>The weather was fine and the roads were empty.</p></body></html>", PAGE)
    assert _ingest(feed, tmp_path, capsys)["new"] == 1
    assert sorted(site.asked) == ["/dull", "/feed", "/one"]
    site.asked.clear()
    assert _ingest(feed, tmp_path, capsys)["new"] == 0
    assert site.asked == ["/feed"]


@pytest.mark.usefixtures("settings")
def test_an_item_that_did_not_answer_is_asked_again(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = _put(site, "/feed", rss("<link>/one</link>"), RSS)
    site.put("/one", b"later", PAGE, 503)
    assert _ingest(feed, tmp_path, capsys)["new"] == 0
    _put(site, "/one", web_page().encode(), PAGE)
    assert _ingest(feed, tmp_path, capsys)["new"] == 1


@pytest.mark.usefixtures("settings")
def test_a_feed_that_is_named_as_a_report_is_told(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = _put(site, "/feed", rss(), RSS)
    assert run(["extract", feed]) == 3
    assert "name it with --feed" in capsys.readouterr().err


@pytest.mark.usefixtures("settings")
def test_a_feed_that_is_none_is_refused_with_its_reason(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = _put(site, "/page", web_page().encode(), PAGE)
    assert _ingest(page, tmp_path, capsys)["refused"] == [
        {"where": page, "reason": f"{page} is no RSS or Atom feed; name a page without --feed."}
    ]


def test_a_feed_in_the_inner_network_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (refusal,) = _ingest("http://127.0.0.1/feed", tmp_path, capsys)["refused"]
    assert "not at a public address" in refusal["reason"]


def test_nothing_to_read_is_a_wrong_use(tmp_path: Path) -> None:
    assert run(["ingest", "--data", str(tmp_path)]) == 2
    assert run(["ingest", str(tmp_path), "--feed", "http://a.example", "--watch", "--data", str(tmp_path)]) == 2
