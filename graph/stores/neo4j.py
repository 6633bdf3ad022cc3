"""The graph in Neo4j, by the official driver: any bolt:// or neo4j:// address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..model import Changes, Link, Mark
from . import bolt
from .base import Answer, Cell, Limits, Piece, Store, mark_from
from .cypher_guard import refuse_unsafe
from .cypher_reader import CypherReader
from .neo4j_cypher import ALL_EDGES, ALL_NODES, COUNTS, READ_WATERMARK, SCHEMA, WIPE, unique_fact
from .neo4j_drawing import (
    ENTITY,
    LITERAL,
    OUTWEIGHED,
    STATEMENT,
    Edge,
    Node,
    Terms,
    draw_edges,
    draw_nodes,
)
from .neo4j_values import natives, row
from .neo4j_write import BATCH, Writing


class Neo4jStore(Store):
    """A projection in Neo4j. Errors: StoreUnavailable where it cannot be reached; see `read` for the others."""

    name = "neo4j"
    language = "cypher"

    def __init__(self, uri: str, user: str, password: str, terms: Terms, database: str | None = None) -> None:
        self._driver = bolt.connect(uri, user, password)
        self._login = uri, user, password
        self._database = database
        self._terms = terms
        self._constrained: set[str] = set()

    def apply(self, changes: Changes) -> None:
        """See `Store.apply`. One transaction carries up to some 30,000 entities, facts and quotes together."""
        linked = {fact.property for fact in changes.facts if isinstance(fact.value, Link)}
        with bolt.translated():
            self._ensure_schema({*OUTWEIGHED.values(), *(self._terms.relationship_type(name) for name in linked)})
            with bolt.open_session(self._driver, self._database, write=True) as session:
                session.execute_write(lambda transaction: Writing(transaction, self._terms).write(changes))

    def _ensure_schema(self, types: set[str]) -> None:
        """Make the constraints and indexes that a write of these relationship types relies on; each once."""
        new = types - self._constrained
        wanted = [*(() if self._constrained else SCHEMA), *(unique_fact(kind) for kind in sorted(new))]
        with bolt.open_session(self._driver, self._database, write=True) as session:
            for text in wanted:
                bolt.run(session, text)
        self._constrained |= new

    def read(self, text: str, parameters: Mapping[str, Cell], limits: Limits) -> Answer:
        with (
            bolt.translated(limits.seconds),
            bolt.open_session(self._driver, self._database) as session,
            session.begin_transaction(timeout=limits.seconds) as transaction,
        ):
            result = transaction.run(bolt.text(text), dict(parameters))
            columns = tuple(result.keys())
            found = [row(record.values()) for record in islice(result, limits.rows + 1)]
        return Answer(columns, found[: limits.rows], truncated=len(found) > limits.rows)

    def console(self, text: str, limits: Limits) -> Answer:
        with bolt.translated(limits.seconds), bolt.open_session(self._driver, self._database) as session:
            refuse_unsafe(session, text, {})
        return self.read(text, {}, limits)

    def mark(self) -> Mark | None:
        return mark_from(self._ask(READ_WATERMARK))

    def wipe(self) -> None:
        with bolt.translated(), bolt.open_session(self._driver, self._database, write=True) as session:
            for text in WIPE:
                while bolt.run(session, text, {"batch": BATCH})[0][0]:
                    pass

    def draw(self, changes: Changes) -> Iterator[Piece]:
        for node in draw_nodes(changes, self._terms):
            yield node.piece()
        for edge in draw_edges(changes, self._terms):
            yield edge.piece()

    def pieces(self) -> Iterator[Piece]:
        for labels, properties in self._stream(ALL_NODES):
            yield _found_node(labels, properties).piece()
        for kind, source, target, properties, copies in self._stream(ALL_EDGES):
            yield Edge(kind, _found_end(*source), _found_end(*target), natives(properties)).piece(copies)

    def counts(self) -> dict[str, int]:
        return {name: int(self._ask(text)[0][0]) for name, text in COUNTS.items()}

    def reader(self) -> CypherReader:
        return CypherReader(*self._login, self._database)

    def close(self) -> None:
        self._driver.close()

    def _ask(self, text: str) -> list[list[Any]]:
        with bolt.translated(), bolt.open_session(self._driver, self._database) as session:
            return bolt.run(session, text)

    def _stream(self, text: str) -> Iterator[list[Any]]:
        with bolt.translated(), bolt.open_session(self._driver, self._database) as session:
            for record in session.run(bolt.text(text)):
                yield list(record.values())


def _found_node(labels: list[str], properties: dict[str, Any]) -> Node:
    label, key = _found_end(labels, properties.get("id"), properties.get("fact"))
    return Node(label, key, tuple(labels), natives(properties))


def _found_end(labels: list[str], key: object, fact: object) -> tuple[str, str]:
    """By what a node would be found: Comity's own label, else its first one."""
    label = next((own for own in (ENTITY, STATEMENT, LITERAL) if own in labels), (labels or [""])[0])
    return label, str(fact if label == LITERAL else key)
