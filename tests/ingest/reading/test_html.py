"""Pages: what is kept of them, what they say of themselves, and which are refused."""

from __future__ import annotations

import pytest

from comity.graph.errors import InputRefused
from comity.ingest.reading.content import CleanText, Content, Kind
from comity.ingest.reading.html import clean_html, decode_page

from .samples import web_page

TITLE = "Ruritania and Sylvania hold third joint commission"


def _clean(page: str | bytes, charset: str = "", url: str = "") -> CleanText:
    data = page if isinstance(page, bytes) else page.encode()
    return clean_html(Content("page.html", data, Kind.HTML, charset, url))


def test_the_report_is_kept_and_the_rest_of_the_page_is_not() -> None:
    found = _clean(web_page(body="<ul><li>Both sides agreed on a rail link between their capitals.</li></ul>"))
    lines = found.text.split("\n")
    assert lines[0] == TITLE
    assert found.text.count(TITLE) == 1
    assert any("was co-chaired by Rudolf Elphberg" in line for line in lines)
    assert "- Both sides agreed on a rail link between their capitals." in lines
    assert not any(word in found.text for word in ("Home", "Freedonia", "Copyright"))


def test_title_publisher_and_address_are_as_the_page_says() -> None:
    head = (
        f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="The River Post">'
        '<link rel="canonical" href="https://riverpost.example/news/commission">'
    )
    found = _clean(web_page(head))
    assert (found.title, found.publisher) == (TITLE, "The River Post")
    assert found.url == "https://riverpost.example/news/commission"
    assert _clean(web_page(head), url="https://riverpost.example/moved").url == "https://riverpost.example/moved"


def test_a_title_that_the_text_lacks_becomes_its_first_line() -> None:
    page = web_page('<meta property="og:title" content="Commission meets in Strelsau">')
    assert _clean(page).text.startswith("Commission meets in Strelsau\n")


def test_the_marked_day_is_the_publication_day_and_a_clock_is_not() -> None:
    clock = '<div class="clock">Tuesday, 24 November 2026</div><time datetime="2026-11-24">now</time>'
    assert _clean(web_page(around=clock)).published == ""
    marked = '<meta property="article:published_time" content="2024-03-25T09:00:00+01:00">'
    assert _clean(web_page(marked, around=clock)).published == "2024-03-25"


def test_the_same_page_gives_the_same_text() -> None:
    assert _clean(web_page()) == _clean(web_page())


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("é".encode(), "", "é"),
        ("é".encode("latin-1"), "iso-8859-1", "é"),
        (b'<meta charset="koi8-r">' + "Я".encode("koi8-r"), "", '<meta charset="koi8-r">Я'),
        ("\ufeffé".encode("utf-16-le"), "", "é"),
        ("\ufeffé".encode(), "", "é"),
        (b"\x93ok\x94", "", "“ok”"),
        (b"ok", "no-such-set", "ok"),
    ],
)
def test_characters_are_read_as_marked_served_declared_or_usual(data: bytes, charset: str, text: str) -> None:
    assert decode_page(Content("page.html", data, Kind.HTML, charset)) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body></body></html>", "no text was found"),
        (b"   ", "no text was found"),
        (b"\0\1\2\3", "binary"),
        (b"<div>" * 100_000 + b"deep", "no text was found"),
        (b"<b><i><table><tr><td>" * 20_000, "no text was found"),
    ],
)
def test_what_is_no_page_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason) as refusal:
        _clean(data)
    assert "page.html" in str(refusal.value)
    assert "\n" not in str(refusal.value)
