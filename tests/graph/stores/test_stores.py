"""The same expectations of both stores, on real engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.graph.errors import Refused, StoreUnavailable, UsageError
from comity.graph.local.processes import free_port
from comity.graph.model import Changes, Entity, Fact, Link, Rank, value_key
from comity.graph.stores.base import Limits, Store
from comity.graph.stores.neo4j import Neo4jStore
from comity.graph.stores.sparql import SparqlStore


class SomeTerms:
    """No property is a list."""

    def relationship_type(self, name: str) -> str:
        return name.upper()

    def is_list(self, name: str) -> bool:
        return False


PREFIX = "PREFIX c: <https://w3id.org/comity/ontology#>"


def drawn(store: Store, changes: Changes) -> list[str]:
    return sorted(f"{piece.kind} {piece.id} {piece.text}" for piece in store.draw(changes))


def found(store: Store) -> list[str]:
    return sorted(f"{piece.kind} {piece.id} {piece.text}" for piece in store.pieces())


def test_an_empty_store_has_nothing(store: Store) -> None:
    assert store.watermark() == 0
    assert found(store) == []
    assert set(store.counts().values()) == {0}


def test_what_is_drawn_is_what_is_found(store: Store, changes: Changes) -> None:
    store.apply(changes)
    assert found(store) == drawn(store, changes)
    assert store.watermark() == 11


def test_writing_twice_changes_nothing(store: Store, changes: Changes) -> None:
    store.apply(changes)
    store.apply(changes)
    assert found(store) == drawn(store, changes)


def test_a_fact_may_go_through_all_ranks(store: Store, changes: Changes) -> None:
    store.apply(changes)
    place = next(fact for fact in changes.facts if isinstance(fact.value, Link) and fact.property == "held_in")
    others = tuple(fact for fact in changes.facts if fact != place)
    for number, rank in enumerate((Rank.SUPERSEDED, Rank.DISPUTED, Rank.SUPERSEDED, Rank.NORMAL), start=12):
        ranked = replace(place, rank=rank)
        gone = () if rank.wins else ((place.subject, place.property, value_key(place.value)),)
        store.apply(Changes(number, facts=(ranked,), plain_gone=gone))
        assert found(store) == drawn(store, replace(changes, facts=(*others, ranked)))


def test_changes_replace_what_was_there(store: Store, changes: Changes, moved: Changes, after_move: Changes) -> None:
    store.apply(changes)
    store.apply(moved)
    assert found(store) == drawn(store, after_move)
    assert store.watermark() == 17


def test_changes_can_be_taken_back(store: Store, changes: Changes, moved: Changes) -> None:
    store.apply(changes)
    store.apply(moved)
    back = (("meeting/one", "held_in", "@place/zenda"),)
    store.apply(replace(changes, watermark=18, plain_gone=back))
    assert found(store) == drawn(store, changes)


def test_wiping_removes_everything(store: Store, changes: Changes) -> None:
    store.apply(changes)
    store.wipe()
    assert (found(store), store.watermark()) == ([], 0)


def test_counts_agree_between_stores(neo4j_store: Store, sparql_store: Store, changes: Changes) -> None:
    neo4j_store.apply(changes)
    sparql_store.apply(changes)
    expected = {"documents": 1, "statements": 1, "entities": 7, "facts": 5}
    assert neo4j_store.counts() == expected
    assert sparql_store.counts() == expected


def test_more_rows_than_a_batch(store: Store) -> None:
    people = tuple(Entity(f"official/{n}", ("Official", "Person"), f"Person {n}") for n in range(10_500))
    facts = tuple(Fact(f"f{n}", f"official/{n}", "attended", Link("meeting/one")) for n in range(10_500))
    changes = Changes(1, (Entity("meeting/one", ("Meeting",), "Meeting"), *people), facts)
    store.apply(changes)
    assert found(store) == drawn(store, changes)


def question(store: Store, cypher: str, sparql: str) -> str:
    return cypher if store.language == "cypher" else f"{PREFIX} {sparql}"


def test_equal_rows_from_both(store: Store, changes: Changes) -> None:
    store.apply(changes)
    text = question(
        store,
        "MATCH (p)-[r:CO_CHAIRED]->(m) RETURN p.id AS person, r.fact AS fact, m.session_number AS number, "
        "r.confidence AS confidence, m.start_first AS first, m.nothing AS nothing",
        """SELECT ?person ?fact ?number ?confidence ?first ?nothing {
           ?fact a c:Fact ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?person ; c:confidence ?confidence ;
             <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> c:co_chaired ;
             <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?m .
           FILTER NOT EXISTS { ?fact c:rank ?rank }
           ?m c:session_number ?number ; c:start_first ?first OPTIONAL { ?m c:nothing ?nothing } }""",
    )
    answer = store.read(text, {}, Limits())
    assert answer.columns == ("person", "fact", "number", "confidence", "first", "nothing")
    assert list(answer.rows) == [("official/rassendyll", "f1", 7, 0.93, "2024-03-01", None)]
    assert not answer.truncated


def test_rows_are_capped_and_it_is_said(store: Store, changes: Changes) -> None:
    store.apply(changes)
    text = question(store, "MATCH (n:Entity) RETURN n.id AS id", "SELECT ?id { ?id a c:Entity }")
    answer = store.read(text, {}, Limits(rows=3))
    assert (len(answer.rows), answer.truncated) == (3, True)
    assert not store.read(text, {}, Limits(rows=7)).truncated


@pytest.mark.parametrize(
    ("cypher", "sparql"),
    [
        ("CREATE (n:Entity {id: 'x'}) RETURN n", "INSERT DATA { c:x a c:Entity }"),
        ("MATCH (n) DETACH DELETE n", "DELETE WHERE { ?s ?p ?o }"),
        ("MATCH (n) SET n.label = 'x'", "# a query?\nPREFIX d: <http://d/>\nclear all"),
        ("CREATE INDEX x FOR (n:Entity) ON (n.x)", "DROP ALL"),
        ("CREATE USER x SET PASSWORD 'abcdefgh'", "LOAD <http://127.0.0.1:9/>"),
        (
            "MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS",
            "WITH c:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        ),
    ],
)
def test_a_write_is_refused_in_a_read(store: Store, changes: Changes, cypher: str, sparql: str) -> None:
    store.apply(changes)
    before = found(store)
    with pytest.raises((Refused, UsageError)):
        store.read(question(store, cypher, sparql), {}, Limits())
    assert found(store) == before


def test_a_plain_write_is_called_refused(store: Store) -> None:
    text = question(store, "CREATE (n) RETURN n", "INSERT DATA { c:x a c:Entity }")
    with pytest.raises(Refused, match="only reads"):
        store.read(text, {}, Limits())


def test_bad_syntax_is_told_in_one_line(store: Store) -> None:
    with pytest.raises(UsageError) as caught:
        store.read(question(store, "MTCH (n) RETURN n", "SELECT ?x { ?x }"), {}, Limits())
    assert len(str(caught.value).splitlines()) == 1


def test_a_deadline_stops_the_work_and_is_an_error(store: Store) -> None:
    people = tuple(Entity(f"official/{n}", ("Person",), f"Person {n}") for n in range(1_000))
    store.apply(Changes(1, people))
    text = question(
        store,
        "MATCH (a:Person), (b:Person), (c:Person) WHERE a.label < b.label RETURN count(*) AS n",
        "SELECT (COUNT(*) AS ?n) { ?a a c:Person . ?b a c:Person . ?d a c:Person }",
    )
    with pytest.raises(Refused, match="deadline|stopped"):
        store.read(text, {}, Limits(seconds=1))
    few = question(store, "MATCH (n:Person) RETURN count(n) AS n", "SELECT (COUNT(*) AS ?n) { ?n a c:Person }")
    assert list(store.read(few, {}, Limits()).rows) == [(1_000,)]


def test_nobody_at_the_address(changes: Changes) -> None:
    address = f"127.0.0.1:{free_port()}"
    stores: list[Store] = [
        Neo4jStore(f"bolt://{address}", "neo4j", "no", SomeTerms()),
        SparqlStore(f"http://{address}/query", f"http://{address}/update"),
    ]
    for store in stores:
        with pytest.raises(StoreUnavailable, match="cannot be reached"):
            store.watermark()
        with pytest.raises(StoreUnavailable, match="cannot be reached"):
            store.apply(changes)
        store.close()
