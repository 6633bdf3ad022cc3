"""Writes a set of changes into Neo4j within one transaction: what is equal already is left alone.

Deleting and making again would be simpler, and five times slower: a transaction carries all that it has touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from ..model import Changes, Link
from . import bolt
from .neo4j_cypher import (
    GONE_NODES,
    LABELS_OF,
    LEFT_OVER,
    UNIQUE_TYPES,
    WRITE_WATERMARK,
    gone_facts,
    make_entities,
    misplaced,
    remove_labels,
    write_edges,
    write_nodes,
)
from .neo4j_drawing import (
    ENTITY,
    FROM,
    LITERAL,
    OUTWEIGHED,
    REPRESENTED,
    STATEMENT,
    Edge,
    Node,
    Terms,
    draw_edges,
    draw_nodes,
)

BATCH = 10_000  # rows a statement
T = TypeVar("T")
_UNIQUE = {FROM: (), REPRESENTED: ("fact", "meeting", "role")}  # all others: by their fact


class Writing:
    """One transaction that writes changes."""

    def __init__(self, transaction: ManagedTransaction, terms: Terms) -> None:
        self._transaction = transaction
        self._terms = terms

    def write(self, changes: Changes) -> None:
        """Delete what is gone or has become something else, write what there is, then the watermark."""
        nodes, edges = list(draw_nodes(changes, self._terms)), list(draw_edges(changes, self._terms))
        self._delete(changes, nodes)
        self._remove_labels([node for node in nodes if node.label == ENTITY])
        for (label, labels), listed in _grouped(nodes, lambda node: (node.label, node.labels)):
            self._rows(write_nodes(label, labels), [{"key": n.key, "properties": n.properties} for n in listed])
        self._make_missing({key for edge in edges for label, key in (edge.source, edge.target) if label == ENTITY})
        self._delete_left_over(changes, edges)
        for (kind, source, target), listed in _grouped(edges, lambda edge: (edge.type, edge.source[0], edge.target[0])):
            self._write_edges(kind, source, target, listed)
        self._run(WRITE_WATERMARK, seq=changes.watermark, seal=changes.seal)

    def _delete(self, changes: Changes, nodes: Iterable[Node]) -> None:
        for kind, facts in self._facts_to_delete(changes).items():
            self._rows(gone_facts(kind), facts)
        literals = {node.key for node in nodes if node.label == LITERAL}
        others = [*changes.gone_facts, *(fact.id for fact in changes.facts if fact.id not in literals)]
        self._rows(GONE_NODES[LITERAL], others)
        self._rows(GONE_NODES[STATEMENT], changes.gone_quotes)
        self._rows(GONE_NODES[ENTITY], changes.gone_entities)

    def _facts_to_delete(self, changes: Changes) -> dict[str, list[str]]:
        """The facts to delete by relationship type. Of a gone one only the id is known, so every type is asked."""
        by_type: dict[str, list[str]] = defaultdict(list)
        if changes.gone_facts:
            for kind in {row[0] for row in self._run(UNIQUE_TYPES)} | {REPRESENTED}:
                by_type[kind] += changes.gone_facts
        for fact in changes.facts:
            for rank, kind in OUTWEIGHED.items():
                if fact.rank is not rank:
                    by_type[kind].append(fact.id)
            if not fact.rank.wins and isinstance(fact.value, Link):
                by_type[self._terms.relationship_type(fact.property)].append(fact.id)
        return by_type

    def _remove_labels(self, nodes: Sequence[Node]) -> None:
        wanted = {node.key: set(node.labels) for node in nodes}
        found = self._rows(LABELS_OF, list(wanted))
        surplus = [(key, tuple(sorted(set(labels) - wanted[key]))) for key, labels in found]
        for labels, listed in _grouped(surplus, lambda pair: pair[1]):
            if labels:
                self._rows(remove_labels(labels), [key for key, _ in listed])

    def _make_missing(self, ids: set[str]) -> None:
        there = {row[0] for row in self._rows(LABELS_OF, list(ids))}
        self._rows(make_entities(), sorted(ids - there))

    def _delete_left_over(self, changes: Changes, edges: Iterable[Edge]) -> None:
        """Of the relationships that are several a fact or have none, delete those that are not drawn any more."""
        targets: dict[tuple[str, str], list[str]] = {(REPRESENTED, fact.id): [] for fact in changes.facts}
        targets |= {(FROM, quote.id): [] for quote in changes.quotes}
        for edge in edges:
            if edge.type in LEFT_OVER:
                targets[edge.type, edge.properties.get("fact", edge.source[1])].append(edge.target[1])
        for kind, text in LEFT_OVER.items():
            self._rows(text, [{"key": key, "targets": ids} for (own, key), ids in targets.items() if own == kind])

    def _write_edges(self, kind: str, source: str, target: str, edges: Iterable[Edge]) -> None:
        rows = [{"source": e.source[1], "target": e.target[1], "properties": e.properties} for e in edges]
        if kind not in _UNIQUE:
            self._rows(misplaced(kind, source, target), rows)
        self._rows(write_edges(kind, source, target, _UNIQUE.get(kind, ("fact",))), rows)

    def _run(self, text: str, **parameters: Any) -> list[list[Any]]:
        result = self._transaction.run(bolt.text(text), parameters)
        return [list(record.values()) for record in result]

    def _rows(self, text: str, rows: Sequence[Any]) -> list[list[Any]]:
        """Run a statement for all rows, in batches."""
        batches = (list(rows[start : start + BATCH]) for start in range(0, len(rows), BATCH))
        return [found for batch in batches for found in self._run(text, rows=batch)]


def _grouped(items: Iterable[T], key: Callable[[T], Any]) -> Iterable[tuple[Any, list[T]]]:
    groups: dict[Any, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups.items()
