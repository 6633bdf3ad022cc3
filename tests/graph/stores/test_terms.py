"""Terms and values go both ways without loss, whatever is in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from comity.graph.model import Datatype, Link, Literal, Value
from comity.graph.stores.terms import (
    BASE,
    XSD,
    canonical,
    cell,
    decimal_term,
    entity_term,
    fact_term,
    id_of,
    literal_term,
    statement_term,
    value_term,
)

TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"))


@given(TEXTS)
def test_ids_come_back(id: str) -> None:
    if not id.startswith(("fact/", "statement/")):
        assert id_of(entity_term(id).strip("<>")) == id


@given(TEXTS)
def test_texts_come_back(text: str) -> None:
    assert (cell(literal_term(text)) or "") == text
    assert canonical(literal_term(text)) == literal_term(text)


@given(st.one_of(TEXTS.map(Literal), st.integers().map(lambda n: Literal(str(n), Datatype.INTEGER)), TEXTS.map(Link)))
def test_every_term_is_one_that_an_engine_reads(value: Value) -> None:
    term = value_term(value)
    store = Store()
    store.load(f"<x:s> <x:p> {term} .".encode(), RdfFormat.N_TRIPLES)
    (quad,) = store
    assert cell(canonical(str(quad.object))) == cell(term)


@pytest.mark.parametrize(
    ("term", "one"),
    [
        ("7", f'"7"^^<{XSD}integer>'),
        (f'"007"^^<{XSD}integer>', f'"7"^^<{XSD}integer>'),
        ("0.930", f'"0.93"^^<{XSD}decimal>'),
        ("1.0", f'"1.0"^^<{XSD}decimal>'),
        (f'"1"^^<{XSD}decimal>', f'"1.0"^^<{XSD}decimal>'),
        ("1e2", f'"100.0"^^<{XSD}double>'),
        ("true", f'"true"^^<{XSD}boolean>'),
        (f'"a"^^<{XSD}string>', '"a"'),
        ('"a\\u00e9"', '"aé"'),
        ('"a"@en', '"a"@en'),
        ("_:b0", "_:b0"),
        (f'"x"^^<{XSD}integer>', f'"x"^^<{XSD}integer>'),
    ],
)
def test_equal_values_have_one_form(term: str, one: str) -> None:
    assert canonical(term) == one
    assert canonical(one) == one


def test_decimals_have_no_exponent() -> None:
    assert decimal_term(0.00001) == f'"0.00001"^^<{XSD}decimal>'
    assert decimal_term(1.0) == f'"1.0"^^<{XSD}decimal>'


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (f"<{BASE}country/c>", "country/c"),
        (fact_term("f1"), "f1"),
        (statement_term("s1"), "s1"),
        ("<https://w3id.org/comity/ontology#co_chaired>", "co_chaired"),
        ("<http://example.org/x>", "http://example.org/x"),
        ("7", 7),
        ("-0.5", -0.5),
        ("false", False),
        (f'"2024-01-01"^^<{XSD}date>', "2024-01-01"),
        ('"7"', "7"),
        ("", None),
    ],
)
def test_answers_are_ids_and_values(term: str, value: object) -> None:
    assert cell(term) == value
    assert type(cell(term)) is type(value)
