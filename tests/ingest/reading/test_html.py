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


MINISTRY = """<!doctype html><html lang="en"><head><title>Third Joint Commission held | Ministry of Rivers</title>
<meta property="og:site_name" content="Ministry of Rivers of Ruritania"></head><body>
<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We use cookies to improve your experience. By continuing
you accept our cookie policy.</p><button>Accept all</button></div>
<header><div class="top-bar"><span id="clock">Tuesday, 24 November 2026 14:03</span><a href="/fr">Français</a></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/minister">The Minister</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/">Home</a> » <a href="/press">Press releases</a></div>
<main><div class="content"><h1>Third Joint Commission held</h1><p class="date">22 March 2024</p>
<figure><img src="a.jpg"><figcaption>Rudolf Elphberg greets his guests. Photo: Press office</figcaption></figure>
<p>The third session of the Ruritania-Sylvania Joint Commission was held in Strelsau on 22 March 2024. It was co-chaired
by Rudolf Elphberg, Foreign Secretary of Ruritania, and Anna Petrescu, Minister for Trade of Sylvania.</p>
<div class="share">Share this: <a href="#">Print</a></div>
<p>The fourth session will be held in Bistritz in 2026.</p></div>
<aside class="related"><h3>Related news</h3><ul><li><a href="/1">Freedonia names an envoy</a></li></ul></aside>
<div class="related-posts"><h4>You may also like</h4><p><a href="/3">Hugo Vance received the Ambassador of Borduria on
3 May 2024</a></p></div></main><footer><p>© 2026 Ministry of Rivers. Last updated: 24 November 2026</p></footer>
</body></html>"""
OLD = """<html><head><title>MFA</title></head><body><table width=100%><tr><td colspan=3>Sylvania<br>Today is
24.11.2026</td></tr><tr><td width=150><a href=a>About</a><br><a href=b>Consular</a></td><td><font size=4><b>PRESS
RELEASE</b></font><br><br>Consultations with Lutha<br>Bistritz, 5 June 2023<br><br>The second round of political
consultations between Sylvania and Lutha was held in Bistritz on 4 June 2023. It was co-chaired by Vlad Ionescu,
Director General of the Ministry of Rivers of Sylvania, and Barney Custer, Deputy Foreign Minister of Lutha.<br><br>Both
sides discussed trade and education.</td><td width=150><b>Latest</b><br><a href=d>Envoy of Freedonia presents
credentials</a></td></tr></table><center>Visitors: 123456 - Copyright MFA</center></body></html>"""


def test_of_a_ministrys_page_the_report_alone_is_kept() -> None:
    title, day, session, following = _clean(MINISTRY).text.split("\n")
    assert (title, day) == ("Third Joint Commission held", "22 March 2024")
    assert session.startswith(
        "The third session of the Ruritania-Sylvania Joint Commission was held in Strelsau on 22 M"
    )
    assert session.endswith("Foreign Secretary of Ruritania, and Anna Petrescu, Minister for Trade of Sylvania.")
    assert following == "The fourth session will be held in Bistritz in 2026."


def test_a_page_that_is_laid_out_in_tables_is_read_in_paragraphs() -> None:
    lines = _clean(OLD).text.split("\n")
    assert lines[2:4] == ["Consultations with Lutha", "Bistritz, 5 June 2023"]
    assert lines[4].startswith(
        "The second round of political consultations between Sylvania and Lutha was held in Bistritz"
    )
    assert lines[5] == "Both sides discussed trade and education."
    assert len(lines) == 6
    assert "|" not in "".join(lines)


def test_a_table_of_data_stays_a_table() -> None:
    table = "<table><tr><td>Trade</td><td>12</td></tr><tr><td>Rail</td><td>7</td></tr></table>"
    assert "| Trade | 12 |" in _clean(web_page(body=table)).text
