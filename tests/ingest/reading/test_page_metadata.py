"""Which marks of a page tell its publication day, which do not, and how such a day may be written."""

from __future__ import annotations

import json

import pytest
from trafilatura.utils import load_html

from comity.ingest.reading.page_metadata import page_language, page_published, read_day


def _published(head: str) -> str:
    return page_published(load_html(f"<html><head>{head}</head><body><p>text</p></body></html>"))


def _json(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    "mark",
    [
        '<meta property="article:published_time" content="2024-03-25T09:00:00Z">',
        '<meta name="DC.date.issued" content="25 March 2024">',
        '<meta itemprop="datePublished" content="2024-03-25"/>',
        '<time itemprop="datePublished" datetime="2024-03-25">Monday</time>',
        '<time pubdate datetime="2024-03-25">Monday</time>',
        _json({"@type": "NewsArticle", "datePublished": "2024-03-25T09:00:00+05:00"}),
        _json({"@graph": [{"@type": ["WebPage"]}, {"@type": ["Report"], "datePublished": "2024-03-25"}]}),
    ],
)
def test_a_mark_of_publication_is_read(mark: str) -> None:
    assert _published(mark) == "2024-03-25"


@pytest.mark.parametrize(
    "mark",
    [
        '<meta property="article:modified_time" content="2024-03-25">',
        '<meta http-equiv="date" content="Mon, 25 Mar 2024 09:00:00 GMT">',
        '<meta name="revised" content="2024-03-25">',
        '<time datetime="2024-03-25">25 March 2024</time>',
        '<time itemprop="datePublished" datetime="2024-03-25"></time><time pubdate datetime="2024-03-26"></time>',
        _json({"@type": "NewsArticle", "dateModified": "2024-03-25"}),
        _json({"@type": "Event", "datePublished": "2024-03-25"}),
        _json({"@type": "ItemList", "itemListElement": [{"@type": "Article", "datePublished": "2024-03-25"}]}),
        '<script type="application/ld+json">{"datePublished": </script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script>var published = {"datePublished": "2024-03-25"}</script>',
        "<p>Published: 25 March 2024</p>",
    ],
)
def test_what_is_no_mark_of_publication_is_not_read(mark: str) -> None:
    assert _published(mark) == ""


def test_the_surest_type_wins_whatever_the_order() -> None:
    page = {"@type": "WebPage", "datePublished": "2020-01-01"}
    article = {"@type": "NewsArticle", "datePublished": "2024-03-25"}
    assert _published(_json([page, article])) == _published(_json([article, page])) == "2024-03-25"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-25", "2024-03-25"),
        ("2024-03-25T23:59:59-08:00", "2024-03-25"),
        ("2024-03", "2024-03"),
        ("2024/03/25", "2024-03-25"),
        ("20240325", "2024-03-25"),
        (" March 25,\n2024 ", "2024-03-25"),
        ("Mon, 25 Mar 2024 09:00:00 GMT", "2024-03-25"),
        ("2024-02-31", ""),
        ("2024-13", ""),
        ("03/04/2024", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_day_is_read_where_it_can_be_read_in_one_way(written: str, day: str) -> None:
    assert read_day(written) == day


def test_the_language_is_as_the_page_says() -> None:
    assert page_language(load_html('<html lang="en-GB"><body><p>text</p></body></html>')) == "en-GB"
    assert page_language(load_html("<html><body><p>text</p></body></html>")) == ""
