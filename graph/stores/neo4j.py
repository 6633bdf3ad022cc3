"""The graph in Neo4j, by the official driver: any bolt:// or neo4j:// address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from ..model import Changes, Link
from . import bolt
from .base import Answer, Cell, Limits, Piece, Store
from .neo4j_cypher import (
    ALL_EDGES,
    ALL_NODES,
    COUNTS,
    GONE_NODES,
    LABELS_OF,
    READ_WATERMARK,
    RELATIONSHIP_TYPES,
    SCHEMA,
    WIPE,
    WRITE_WATERMARK,
    create_edges,
    create_nodes,
    gone_facts,
    remove_labels,
    unique_fact,
    write_entities,
)
from .neo4j_drawing import (
    DISPUTED,
    ENTITY,
    FROM,
    LITERAL,
    REPRESENTED,
    STATEMENT,
    Edge,
    Node,
    Terms,
    draw_edges,
    draw_nodes,
)
from .neo4j_values import cell, natives

_BATCH = 10_000
T = TypeVar("T")


class Neo4jStore(Store):
    """A projection in Neo4j. Errors: StoreUnavailable where it cannot be reached; see `read` for the others."""

    name = "neo4j"
    language = "cypher"

    def __init__(self, uri: str, user: str, password: str, terms: Terms, database: str | None = None) -> None:
        self._driver = bolt.connect(uri, user, password)
        self._database = database
        self._terms = terms
        self._constrained: set[str] = set()

    def apply(self, changes: Changes) -> None:
        nodes = list(draw_nodes(changes, self._terms))
        edges = list(draw_edges(changes, self._terms))
        with bolt.translated():
            self._ensure_schema({edge.type for edge in edges} - {FROM, REPRESENTED})
            with bolt.open_session(self._driver, self._database, write=True) as session:
                session.execute_write(self._write, changes, nodes, edges)

    def _write(self, transaction: ManagedTransaction, changes: Changes, nodes: list[Node], edges: list[Edge]) -> None:
        """Delete what is gone or replaced, write what there is, then the watermark: all in one transaction."""
        work = _Work(transaction)
        self._delete(work, changes)
        _write_entities(work, [node for node in nodes if node.label == ENTITY])
        for label, listed in _grouped((n for n in nodes if n.label != ENTITY), lambda node: node.label):
            work.rows(create_nodes(label), [{"properties": node.properties} for node in listed])
        for (kind, source, target), listed in _grouped(edges, lambda e: (e.type, e.source[0], e.target[0])):
            work.rows(create_edges(kind, source, target), [_edge_row(edge) for edge in listed])
        work.run(WRITE_WATERMARK, seq=changes.watermark)

    def _delete(self, work: _Work, changes: Changes) -> None:
        for kind, facts in self._facts_to_delete(work, changes).items():
            work.rows(gone_facts(kind), facts)
        every_fact = [*changes.gone_facts, *(fact.id for fact in changes.facts)]
        work.rows(GONE_NODES[LITERAL], every_fact)
        work.rows(GONE_NODES[STATEMENT], [*changes.gone_quotes, *(quote.id for quote in changes.quotes)])
        work.rows(GONE_NODES[ENTITY], changes.gone_entities)

    def _facts_to_delete(self, work: _Work, changes: Changes) -> dict[str, list[str]]:
        """The facts to delete by relationship type: of a gone one only the id is known, so every type is asked."""
        by_type: dict[str, list[str]] = defaultdict(list)
        if changes.gone_facts:
            for kind in {row[0] for row in work.run(RELATIONSHIP_TYPES)} - {FROM}:
                by_type[kind] += changes.gone_facts
        for fact in changes.facts:
            own = [self._terms.relationship_type(fact.property)] if isinstance(fact.value, Link) else []
            for kind in {DISPUTED, REPRESENTED, *own}:
                by_type[kind].append(fact.id)
        return by_type

    def _ensure_schema(self, types: set[str]) -> None:
        wanted = [
            *(SCHEMA if not self._constrained else ()),
            *(unique_fact(kind) for kind in types - self._constrained),
        ]
        if wanted:
            with bolt.open_session(self._driver, self._database, write=True) as session:
                for text in wanted:
                    bolt.run(session, text)
            self._constrained |= types | {FROM}

    def read(self, text: str, parameters: Mapping[str, Cell], limits: Limits) -> Answer:
        with (
            bolt.translated(limits.seconds),
            bolt.open_session(self._driver, self._database) as session,
            session.begin_transaction(timeout=limits.seconds) as transaction,
        ):
            result = transaction.run(bolt.text(text), dict(parameters))
            columns = tuple(result.keys())
            found = [tuple(cell(value) for value in record.values()) for record in islice(result, limits.rows + 1)]
        return Answer(columns, found[: limits.rows], truncated=len(found) > limits.rows)

    def watermark(self) -> int:
        return int(self._ask(READ_WATERMARK)[0][0])

    def wipe(self) -> None:
        with bolt.translated(), bolt.open_session(self._driver, self._database, write=True) as session:
            for text in WIPE:
                while bolt.run(session, text, {"batch": _BATCH})[0][0]:
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
        return {name: sum(int(self._ask(text)[0][0]) for text in texts) for name, texts in COUNTS.items()}

    def close(self) -> None:
        self._driver.close()

    def _ask(self, text: str) -> list[list[Any]]:
        with bolt.translated(), bolt.open_session(self._driver, self._database) as session:
            return bolt.run(session, text)

    def _stream(self, text: str) -> Iterator[list[Any]]:
        with bolt.translated(), bolt.open_session(self._driver, self._database) as session:
            for record in session.run(bolt.text(text)):
                yield list(record.values())


class _Work:
    """One transaction, with rows sent in batches."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, text: str, **parameters: Any) -> list[list[Any]]:
        result = self._transaction.run(bolt.text(text), parameters)
        return [list(record.values()) for record in result]

    def rows(self, text: str, rows: Sequence[Any]) -> None:
        for start in range(0, len(rows), _BATCH):
            self.run(text, rows=list(rows[start : start + _BATCH]))


def _write_entities(work: _Work, nodes: list[Node]) -> None:
    ids = [node.key for node in nodes]
    had = {row[0] for row in work.run(LABELS_OF, ids=ids)} - {ENTITY} if ids else set[str]()
    if had:
        work.rows(remove_labels(had), ids)
    for labels, listed in _grouped(nodes, lambda node: node.labels):
        work.rows(write_entities(labels), [{"id": node.key, "properties": node.properties} for node in listed])


def _edge_row(edge: Edge) -> dict[str, Any]:
    return {"source": edge.source[1], "target": edge.target[1], "properties": edge.properties}


def _grouped(items: Iterable[T], key: Callable[[T], Any]) -> Iterable[tuple[Any, list[T]]]:
    groups: dict[Any, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups.items()


def _found_node(labels: list[str], properties: dict[str, Any]) -> Node:
    label, key = _found_end(labels, properties.get("id"), properties.get("fact"))
    return Node(label, key, tuple(labels), natives(properties))


def _found_end(labels: list[str], key: object, fact: object) -> tuple[str, str]:
    """By what a node would be found: Comity's own label, else its first one."""
    label = next((own for own in (ENTITY, STATEMENT, LITERAL) if own in labels), (labels or [""])[0])
    return label, str(fact if label == LITERAL else key)
