"""What a console refuses beside writes: each attack is first shown to work where nobody looks at the plan."""

from __future__ import annotations

import pytest

from comity.graph.errors import Refused, UsageError
from comity.graph.model import Changes
from comity.graph.stores.base import Limits
from comity.graph.stores.neo4j import Neo4jStore

WORKS_UNGUARDED = {
    "settings": "SHOW SETTINGS YIELD name, value RETURN name, value",
    "settings, spelled otherwise": "/* hello */ sHoW /* there */ SETTINGS",
    "settings by a procedure": "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "a procedure within a query": "UNWIND [1] AS x CALL dbms.listConfig() YIELD name RETURN name",
    "a procedure in a subquery": "CALL () { CALL dbms.listConfig() YIELD name RETURN name } RETURN name",
    "the transactions of others": "SHOW TRANSACTIONS",
    "the procedures there are": "SHOW PROCEDURES YIELD name",
    "the end of others": "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "what the server is": "CALL dbms.components() YIELD name RETURN name",
}
REFUSED_ANYWAY = {
    "a file": "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "a write": "CREATE (n:Entity) RETURN n",
    "a write behind a comment": "// RETURN 1\nMATCH (n) DETACH DELETE n",
    "an index": "CREATE INDEX some FOR (n:Entity) ON (n.label)",
    "users": "SHOW USERS",
    "a password": "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "transactions of its own": "CALL () { MATCH (n) RETURN n LIMIT 1 } IN TRANSACTIONS RETURN n",
}
ALLOWED = {
    "a pattern": "MATCH (n:Meeting) RETURN n.label AS label ORDER BY label",
    "the word in a string": "RETURN 'SHOW SETTINGS' AS text",
    "the word as a name": "MATCH (show:Meeting) RETURN show.label AS settings",
    "labels": "CALL db.labels() YIELD label RETURN label",
    "a plan": "EXPLAIN MATCH (n) RETURN n",
    "an option of the planner": "CYPHER runtime=slotted RETURN 1 AS one",
}


@pytest.fixture
def store(neo4j_store: Neo4jStore, changes: Changes) -> Neo4jStore:
    neo4j_store.apply(changes)
    return neo4j_store


@pytest.mark.parametrize("text", WORKS_UNGUARDED.values(), ids=WORKS_UNGUARDED.keys())
def test_an_attack_that_a_read_session_lets_through_is_refused(store: Neo4jStore, text: str) -> None:
    assert store.read(text, {}, Limits()).columns
    with pytest.raises(Refused, match="refused here"):
        store.console(text, Limits())


@pytest.mark.parametrize("text", REFUSED_ANYWAY.values(), ids=REFUSED_ANYWAY.keys())
def test_what_the_server_refuses_is_refused_before_it_gets_there(store: Neo4jStore, text: str) -> None:
    with pytest.raises(Refused):
        store.console(text, Limits())


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_only_reads_the_graph_is_answered(store: Neo4jStore, text: str) -> None:
    assert store.console(text, Limits()) == store.read(text, {}, Limits())


def test_what_is_no_cypher_is_told_as_such(store: Neo4jStore) -> None:
    with pytest.raises(UsageError):
        store.console("MATCH (n RETURN n", Limits())
