"""What only Neo4j has: its schema, its shapes in answers, and that every change by hand is found."""

from __future__ import annotations

import json

import pytest

from comity.graph.errors import ComityError, Refused, StoreUnavailable
from comity.graph.local.neo4j import Neo4jAddress
from comity.graph.model import Changes, Entity, Fact, Link
from comity.graph.stores import bolt
from comity.graph.stores.base import Limits, Piece
from comity.graph.stores.neo4j import Neo4jStore

BY_HAND = {
    "a relationship is gone": "MATCH ()-[r:CO_CHAIRED]->() DELETE r",
    "a relationship more, without a fact": "MATCH (a:Place), (b:Person) WITH a, b LIMIT 1 CREATE (a)-[:KNOWS]->(b)",
    "a relationship turned round": "MATCH (a)-[r:HELD_IN]->(b) CREATE (b)-[n:IN]->(a) SET n = properties(r) DELETE r",
    "a qualifier": "MATCH ()-[r:CO_CHAIRED]->() SET r.order_in_source = 2",
    "a day of an interval": "MATCH ()-[r:CO_CHAIRED]->() SET r.from_last = date('2024-03-02')",
    "a day that became text": "MATCH ()-[r:CO_CHAIRED]->() SET r.from_last = toString(r.from_last)",
    "a confidence": "MATCH ()-[r:DISPUTED]->() SET r.confidence = 0.51",
    "an acting for": "MATCH ()-[r:REPRESENTED]->() DELETE r",
    "an acting for twice": "MATCH (a)-[r:REPRESENTED]->(b) CREATE (a)-[n:REPRESENTED]->(b) SET n = properties(r)",
    "a node property": "MATCH (n {id: 'meeting/one'}) SET n.session_number = 8",
    "a node property more": "MATCH (n {id: 'meeting/one'}) SET n.remark = 'x'",
    "an item of a list": "MATCH (n {id: 'meeting/one'}) SET n.name = n.name[0..1]",
    "a label more": "MATCH (n {id: 'meeting/one'}) SET n:Planned",
    "a label less": "MATCH (n {id: 'meeting/one'}) REMOVE n:Held",
    "a node less": "MATCH (n {id: 'place/zenda'}) DETACH DELETE n",
    "an entity more": "CREATE (:Entity {id: 'place/hentzau', label: 'Hentzau'})",
    "a node more of another kind": "CREATE (:Remark {text: 'x'})",
    "a node without a label": "CREATE ({text: 'x'})",
    "a watermark label on an entity": "MATCH (n {id: 'place/zenda'}) SET n:Watermark",
    "a disputed literal": "MATCH (n:Literal) SET n.value = 9",
    "a quote": "MATCH (s:Statement) SET s.quote = s.quote + '.'",
    "a quote's place": "MATCH (s:Statement) SET s.start = s.start + 1",
    "a quote's document": "MATCH (s:Statement)-[r:FROM]->() DELETE r",
    "a quote's document twice": "MATCH (s:Statement)-[r:FROM]->(d) CREATE (s)-[:FROM]->(d)",
    "a quote less": "MATCH (s:Statement) DETACH DELETE s",
}


def run(store: Neo4jStore, cypher: str) -> None:
    with bolt.open_session(store._driver, write=True) as session:
        bolt.run(session, cypher)


@pytest.mark.parametrize("what", BY_HAND)
def test_every_change_by_hand_is_a_difference(neo4j_store: Neo4jStore, changes: Changes, what: str) -> None:
    neo4j_store.apply(changes)
    run(neo4j_store, BY_HAND[what])
    assert set(neo4j_store.pieces()) != set(neo4j_store.draw(changes))


def test_a_difference_names_the_fact(neo4j_store: Neo4jStore, changes: Changes) -> None:
    neo4j_store.apply(changes)
    run(neo4j_store, "MATCH ()-[r:CO_CHAIRED]->() SET r.sources = 5")
    differing = set(neo4j_store.pieces()) ^ set(neo4j_store.draw(changes))
    assert {(piece.kind, piece.id) for piece in differing} == {("relationship", "f1")}


def test_facts_are_unique_by_constraint(neo4j_store: Neo4jStore, changes: Changes) -> None:
    neo4j_store.apply(changes)
    with pytest.raises(ComityError, match="already exists"), bolt.translated():
        run(neo4j_store, "MATCH (a)-[r:HELD_IN]->(b) CREATE (a)-[n:HELD_IN]->(b) SET n = properties(r)")


def test_a_fact_is_found_by_its_index(neo4j_store: Neo4jStore, changes: Changes) -> None:
    neo4j_store.apply(changes)
    with bolt.open_session(neo4j_store._driver) as session:
        summary = session.run("EXPLAIN MATCH ()-[r:CO_CHAIRED {fact: 'f1'}]->() RETURN r").consume()
    plan = json.dumps(summary.plan)  # pyright: ignore[reportUnknownMemberType]
    assert "RelationshipUniqueIndexSeek" in plan or "RelationshipIndexSeek" in plan


def test_two_facts_on_one_pair_are_two_relationships(neo4j_store: Neo4jStore) -> None:
    pair = tuple(Fact(f"f{n}", "country/sylvania", "member_of", Link("bloc/league")) for n in range(2))
    league = (Entity("country/sylvania", ("Country",), "Sylvania"), Entity("bloc/league", ("Bloc",), "League"))
    neo4j_store.apply(Changes(1, league, pair))
    answer = neo4j_store.read("MATCH (:Country)-[r:MEMBER_OF]->() RETURN count(r) AS n", {}, Limits())
    assert list(answer.rows) == [(2,)]


def test_an_entity_that_is_missing_shows(neo4j_store: Neo4jStore) -> None:
    fact = Fact("f1", "country/sylvania", "member_of", Link("bloc/league"))
    changes = Changes(1, (Entity("country/sylvania", ("Country",), "Sylvania"),), (fact,))
    neo4j_store.apply(changes)
    extra = set(neo4j_store.pieces()) - set(neo4j_store.draw(changes))
    assert extra == {Piece("node", "bloc/league", '{"labels":["Entity"],"properties":{"id":"bloc/league"}}')}


def test_parameters_and_values_with_parts(neo4j_store: Neo4jStore, changes: Changes) -> None:
    neo4j_store.apply(changes)
    text = """
    MATCH path = (p:Person {id: $id})-[r:CO_CHAIRED]->(m)
    RETURN p, r.from_last AS day, r.on_behalf_of AS parties, size(nodes(path)) AS steps, duration('P1D') AS lasted
    """
    (row,) = neo4j_store.read(text, {"id": "official/rassendyll"}, Limits()).rows
    assert json.loads(str(row[0]))["labels"] == ["Entity", "Official", "Person"]
    assert row[1:] == ("2024-03-01", '["country/ruritania"]', 2, "P1D")


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "http://127.0.0.1:9/", "https://localhost/", "ftp://127.0.0.1/"]
)
def test_load_csv_reads_nothing(neo4j_store: Neo4jStore, address: str) -> None:
    with pytest.raises(Refused, match="LOAD CSV is refused"):
        neo4j_store.read(f"LOAD CSV FROM '{address}' AS line RETURN line", {}, Limits())


def test_a_list_beyond_memory_is_refused_and_the_server_lives(neo4j_store: Neo4jStore) -> None:
    with pytest.raises(ComityError, match="memory"):
        neo4j_store.read("UNWIND range(1, 100000000) AS x RETURN collect(x)", {}, Limits())
    assert neo4j_store.watermark() == 0


def test_a_wrong_password(neo4j_address: Neo4jAddress, neo4j_store: Neo4jStore) -> None:
    store = Neo4jStore(neo4j_address.uri, neo4j_address.user, "wrong", neo4j_store._terms)
    with pytest.raises(StoreUnavailable, match="refused the login"):
        store.watermark()
    store.close()
