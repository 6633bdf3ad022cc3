"""What only the SPARQL store has: forms of query, formats, and that every change by hand is found."""

from __future__ import annotations

import pytest

from comity.graph.errors import Refused, StoreUnavailable
from comity.graph.model import Changes, Entity, Fact, Link, Quote
from comity.graph.stores.base import Limits
from comity.graph.stores.sparql import SparqlStore

BASE = "https://w3id.org/comity/id/"
PREFIXES = f"""
PREFIX id: <{BASE}>
PREFIX c: <https://w3id.org/comity/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
ONE, F1, Q1 = f"<{BASE}meeting/one>", f"<{BASE}fact/f1>", f"<{BASE}statement/q1>"


def changed(subject: str, name: str, value: str) -> str:
    """The update that puts another value in the place of the one that is there; ?o is the old one."""
    return f"DELETE {{ {subject} {name} ?o }} INSERT {{ {subject} {name} ?n }} WHERE {{ {subject} {name} ?o {value} }}"


BY_HAND = {
    "a plain triple less": f"DELETE WHERE {{ ?s c:co_chaired {ONE} }}",
    "a plain triple more": f"INSERT DATA {{ {ONE} c:held_in <{BASE}place/zenda> }}",
    "a fact node": f"DELETE WHERE {{ {F1} ?p ?o }}",
    "a rank": f'INSERT DATA {{ {F1} c:rank "disputed" }}',
    "a day": f"DELETE WHERE {{ {F1} c:from_last ?o }}",
    "a qualifier": changed(F1, "c:order_in_source", "BIND(2 AS ?n)"),
    "a literal": changed(ONE, "c:session_number", "BIND(8 AS ?n)"),
    "a literal more": f'INSERT DATA {{ {ONE} c:name "Another" }}',
    "a language": changed(ONE, "rdfs:label", "BIND(STRLANG(?o, 'en') AS ?n)"),
    "a class": f"INSERT DATA {{ {ONE} a c:Agreement }}",
    "a quote": changed(Q1, "c:quote", "BIND('x' AS ?n)"),
    "a quote less": f"DELETE WHERE {{ {Q1} ?p ?o }}",
    "a triple of somebody else": "INSERT DATA { <http://example.org/a> <http://example.org/b> 1 }",
    "a triple in a named graph": f"INSERT DATA {{ GRAPH <http://example.org/g> {{ {ONE} a c:Meeting }} }}",
    "a blank node": "INSERT DATA { _:b c:name 'x' }",
}


@pytest.mark.parametrize("what", BY_HAND)
def test_every_change_by_hand_is_a_difference(sparql_store: SparqlStore, changes: Changes, what: str) -> None:
    sparql_store.apply(changes)
    sparql_store._write(PREFIXES + BY_HAND[what])
    assert set(sparql_store.pieces()) != set(sparql_store.draw(changes))


def test_a_difference_names_the_fact(sparql_store: SparqlStore, changes: Changes) -> None:
    sparql_store.apply(changes)
    sparql_store._write(PREFIXES + BY_HAND["a day"])
    differing = set(sparql_store.pieces()) ^ set(sparql_store.draw(changes))
    assert {(piece.kind, piece.id) for piece in differing} == {("fact node", "f1")}


def test_two_facts_on_one_pair_share_the_plain_triple(sparql_store: SparqlStore) -> None:
    pair = tuple(Fact(f"f{n}", "country/sylvania", "member_of", Link("bloc/league")) for n in range(2))
    sparql_store.apply(Changes(1, (), pair))
    plain = f"{PREFIXES} ASK {{ <{BASE}country/sylvania> c:member_of <{BASE}bloc/league> }}"
    sparql_store.apply(Changes(2, gone_facts=("f0",)))
    assert sparql_store.read(plain, {}, Limits()).rows == ((True,),)
    sparql_store.apply(Changes(3, gone_facts=("f1",), plain_gone=(("country/sylvania", "member_of", "@bloc/league"),)))
    assert list(sparql_store.pieces()) == []


def test_ask_and_construct(sparql_store: SparqlStore, changes: Changes) -> None:
    sparql_store.apply(changes)
    asked = sparql_store.read(f"{PREFIXES} ASK {{ ?s a c:Nothing }}", {}, Limits())
    assert (asked.columns, asked.rows) == (("answer",), ((False,),))
    text = f"{PREFIXES} CONSTRUCT {{ ?s rdfs:label ?o }} WHERE {{ ?s rdfs:label ?o ; a c:Meeting }}"
    built = sparql_store.read(text, {}, Limits())
    label = "Seventh session of the “Ruritania–Sylvania” commission"
    assert built.columns == ("subject", "predicate", "object")
    assert list(built.rows) == [("meeting/one", "http://www.w3.org/2000/01/rdf-schema#label", label)]


def test_texts_come_back_whole(sparql_store: SparqlStore) -> None:
    hard = "a\tb\nc\r\nd \\ \" ' \u2028 \u0085 \x07 😀 <x> # ?y $z {} "
    quote = Quote("q", "f", "a", "p", hard, 0, len(hard), "document/a")
    changes = Changes(1, (Entity("place/né %<>", ("Place",), hard),), (), (quote,))
    sparql_store.apply(changes)
    text = f"{PREFIXES} SELECT ?id ?label {{ ?id a c:Place ; rdfs:label ?label }}"
    assert list(sparql_store.read(text, {}, Limits()).rows) == [("place/né %<>", hard)]
    assert set(sparql_store.pieces()) == set(sparql_store.draw(changes))


def test_a_great_answer_is_cut_and_the_store_goes_on(sparql_store: SparqlStore) -> None:
    people = tuple(Entity(f"official/{n}", ("Person",), f"Person {n}") for n in range(300))
    sparql_store.apply(Changes(1, people))
    text = f"{PREFIXES} SELECT * {{ ?a a c:Person . ?b a c:Person . ?d a c:Person }}"
    answer = sparql_store.read(text, {}, Limits(rows=5))
    assert (len(answer.rows), answer.truncated) == (5, True)
    assert sparql_store.watermark() == 1


def test_an_answer_that_breaks_off_at_its_deadline_is_an_error(sparql_store: SparqlStore) -> None:
    people = tuple(Entity(f"official/{n}", ("Person",), f"Person {n}") for n in range(300))
    sparql_store.apply(Changes(1, people))
    text = f"{PREFIXES} SELECT * {{ ?a a c:Person . ?b a c:Person . ?d a c:Person }}"
    with pytest.raises(Refused, match="deadline"):
        sparql_store.read(text, {}, Limits(rows=10**9, seconds=1))


@pytest.mark.parametrize("form", ["SERVICE", "service", "SERVICE SILENT"])
def test_service_is_refused(sparql_store: SparqlStore, form: str) -> None:
    with pytest.raises(Refused, match="SERVICE"):
        sparql_store.read(f"SELECT * {{ {form} <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}", {}, Limits())


def test_a_wrong_token(sparql_store: SparqlStore, changes: Changes) -> None:
    store = SparqlStore(sparql_store._query, sparql_store._update, "wrong")
    with pytest.raises(StoreUnavailable, match="token"):
        store.apply(changes)
    assert store.watermark() == 0
    store.close()
