"""Keywords are told from everything that only looks like them."""

from __future__ import annotations

import pytest

from comity.graph.stores.sparql_limit import limited
from comity.graph.stores.sparql_text import first_word, is_update, reaches_out, words


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://h/> { ?s ?p ?o } }",
        "select*{service<http://h/>{?s ?p ?o}}",
        "SELECT * { # 'quote\n SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p '''it's # \n''' . SERVICE SILENT x:y {} }",
        "SELECT * { ?s ?p 'a\\'' . SERVICE x:y {} }",
        "SELECT * { ?s ?p <a> . FILTER(?a <?b) SERVICE x:y {} }",
        "SELECT * { FILTER(?a < ?b && ?b > ?c) SERVICE x:y {} }",
        "SELECT * { ?s ex: ?o . SERVICE x:y {} }",
        'SELECT * { ?s ?p "a"@en . SERVICE x:y {} }',
        "SELECT * { ?s ?p 5.SERVICE x:y {} }",
        "SELECT * { \\u0053ERVICE x:y {} }",
        "SELECT * { ?s ?p '\\u0027 SERVICE x:y {} # ' }",
    ],
)
def test_a_service(text: str) -> None:
    assert reaches_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service $service { ?s ex:service ?o }",
        "SELECT * { ?s ?p 'SERVICE <x:y> {}' , \"SERVICE\" , '''SERVICE''' }",
        "SELECT * { ?s <http://h/SERVICE> ?o } # SERVICE",
        "PREFIX service: <x:y> SELECT * { ?s service:service _:service }",
        'SELECT * { ?s ?p "a"@service }',
    ],
)
def test_no_service(text: str) -> None:
    assert not reaches_out(text)


@pytest.mark.parametrize("piece", [".", "a.", "a.b-", '\\"', '\\"""', "'", "<a", "a:%", "?", "\\\n"])
def test_a_long_text_without_meaning_is_read_once(piece: str) -> None:
    # Where it was read again from each of its characters, this took minutes.
    text = piece * (100_000 // len(piece))
    assert "SERVICE" not in words(text)
    assert limited(f"SELECT {text}", 10)


@pytest.mark.parametrize(
    ("text", "word", "update"),
    [
        ("SELECT * {}", "SELECT", False),
        ("# INSERT\nPREFIX insert: <x:DELETE> BASE <x:y> ASK {}", "ASK", False),
        ("prefix : <x:y> insert data { :a :b :c }", "INSERT", True),
        ("WITH <x:g> DELETE WHERE { ?s ?p ?o }", "WITH", True),
        ("CLEAR ALL", "CLEAR", True),
        ("", "", False),
    ],
)
def test_the_first_word(text: str, word: str, update: bool) -> None:
    assert (first_word(text), is_update(text)) == (word, update)
