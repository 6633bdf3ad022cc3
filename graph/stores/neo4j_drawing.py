"""How entities, facts and quotes look in Neo4j: pure functions to nodes and edges, and these as comparable pieces.

The rules are those of docs/architecture.md, "In Neo4j": only winners are relationships and node properties; what is
disputed or superseded is a relationship DISPUTED or SUPERSEDED to the other entity or to a Literal node.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeAlias

from ..dates import first_day, last_day
from ..model import INTERVAL_FIELDS, Changes, Datatype, Entity, Fact, Link, Literal, Qualifiers, Quote, Rank, Value
from .base import Piece

ENTITY, STATEMENT, LITERAL, WATERMARK = "Entity", "Statement", "Literal", "Watermark"
DISPUTED, SUPERSEDED, REPRESENTED, FROM = "DISPUTED", "SUPERSEDED", "REPRESENTED", "FROM"
OUTWEIGHED = {Rank.DISPUTED: DISPUTED, Rank.SUPERSEDED: SUPERSEDED}  # how a fact that does not win is drawn
ACTED_FOR = "on_behalf_of"  # the qualifier that is a list, and drawn as REPRESENTED too

Properties: TypeAlias = dict[str, Any]


class Terms(Protocol):
    """What the drawing asks of the ontology."""

    def relationship_type(self, name: str) -> str:
        """The relationship type of a property."""
        ...

    def is_list(self, name: str) -> bool:
        """May an entity have several values of this property?"""
        ...


@dataclass(frozen=True, slots=True)
class Node:
    """A node: the label and the key that it is found by, all its labels, all its properties."""

    label: str
    key: str
    labels: tuple[str, ...]
    properties: Properties

    def piece(self) -> Piece:
        kind = {ENTITY: "node", STATEMENT: "quote", LITERAL: "literal"}.get(self.label, "node")
        return Piece(kind, self.key, _canonical({"labels": sorted(self.labels), "properties": self.properties}))


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship between two nodes, each given by its finding label and key."""

    type: str
    source: tuple[str, str]
    target: tuple[str, str]
    properties: Properties

    def piece(self, copies: int = 1) -> Piece:
        """`copies` tells of several equal ones, where no constraint forbids them."""
        said = {"type": self.type, "from": self.source, "to": self.target, "properties": self.properties}
        kind = "quote" if self.type == FROM else "relationship"
        key = str(self.properties.get("fact", self.source[1]))
        return Piece(kind, key, _canonical(said if copies == 1 else {**said, "copies": copies}))


def draw_nodes(changes: Changes, terms: Terms) -> Iterator[Node]:
    """The nodes of these changes."""
    for entity in changes.entities:
        yield draw_entity(entity, terms)
    for fact in changes.facts:
        if not fact.rank.wins and isinstance(fact.value, Literal):
            properties: Properties = {"fact": fact.id, "value": fact.value.native}
            yield Node(LITERAL, fact.id, (LITERAL,), properties)
    for quote in changes.quotes:
        yield Node(STATEMENT, quote.id, (STATEMENT,), _quote_properties(quote))


def draw_edges(changes: Changes, terms: Terms) -> Iterator[Edge]:
    """The relationships of these changes."""
    for fact in changes.facts:
        yield from draw_fact(fact, terms)
    for quote in changes.quotes:
        yield Edge(FROM, (STATEMENT, quote.id), (ENTITY, quote.document), {})


def draw_entity(entity: Entity, terms: Terms) -> Node:
    """The node of an entity: its classes and states are labels, its literals properties."""
    labels = {ENTITY, *entity.classes, *(state_label(state) for state in entity.states)}
    properties: Properties = {"id": entity.id, "label": entity.label}
    values: dict[str, list[Literal]] = defaultdict(list)
    for name, literal in entity.literals:
        values[name].append(literal)
    for name, literals in values.items():
        natives = [literal.native for literal in literals]
        several = terms.is_list(name) or len(natives) > 1
        properties[name] = natives if several else natives[0]
        properties.update(_days(name, literals))
    return Node(ENTITY, entity.id, tuple(sorted(labels)), properties)


def state_label(state: str) -> str:
    """The label of a state: held is Held, in_force is InForce."""
    return "".join(part.capitalize() for part in state.split("_"))


def day_names(name: str) -> tuple[str, str]:
    """The properties that hold the first and last day of a date property: start_date gives start_first, start_last."""
    stem = name.removesuffix("_date")
    return f"{stem}_first", f"{stem}_last"


def days_of(literal: Literal) -> tuple[date | None, date | None]:
    """The first and last day of a date, None where open; of any other literal, none."""
    if literal.datatype is not Datatype.DATE:
        return None, None
    return first_day(literal.text), last_day(literal.text)


def _days(name: str, literals: list[Literal]) -> Properties:
    extents = [days_of(literal) for literal in literals]
    first, last = day_names(name)
    firsts = [day for day, _ in extents if day]
    lasts = [day for _, day in extents if day]
    return {**({first: min(firsts)} if firsts else {}), **({last: max(lasts)} if lasts else {})}


def draw_fact(fact: Fact, terms: Terms) -> Iterator[Edge]:
    """The relationships of a fact; none for a literal that wins, which is a property of its node."""
    subject = (ENTITY, fact.subject)
    if not fact.rank.wins:
        target = (ENTITY, fact.value.id) if isinstance(fact.value, Link) else (LITERAL, fact.id)
        lost = {"disputed_qualifier": fact.disputed_qualifier} if fact.disputed_qualifier else {}
        properties = {"property": fact.property, **lost, **_fact_properties(fact)}
        yield Edge(OUTWEIGHED[fact.rank], subject, target, properties)
    elif isinstance(fact.value, Link):
        properties = _fact_properties(fact)
        yield Edge(terms.relationship_type(fact.property), subject, (ENTITY, fact.value.id), properties)
        for name, party in fact.qualifiers:
            if name == ACTED_FOR and isinstance(party, Link):
                acted = {"fact": fact.id, "meeting": fact.value.id, "role": fact.property}
                yield Edge(REPRESENTED, subject, (ENTITY, party.id), acted)


def _fact_properties(fact: Fact) -> Properties:
    days = {name: day for name in INTERVAL_FIELDS if (day := getattr(fact.interval, name))}
    counted = {"fact": fact.id, "confidence": fact.confidence, "sources": fact.sources}
    inferred = {"inferred": True} if fact.inferred else {}
    return {**_qualifier_properties(fact.qualifiers), **days, **counted, **inferred}


def _qualifier_properties(qualifiers: Qualifiers) -> Properties:
    values: dict[str, list[str | int]] = defaultdict(list)
    for name, value in qualifiers:
        values[name].append(_native(value))
    return {name: many if name == ACTED_FOR or len(many) > 1 else many[0] for name, many in values.items()}


def _native(value: Value) -> str | int:
    return value.id if isinstance(value, Link) else value.native


def _quote_properties(quote: Quote) -> Properties:
    return {
        "id": quote.id,
        "fact": quote.fact,
        "subject": quote.subject,
        "property": quote.property,
        "quote": quote.text,
        "start": quote.start,
        "end": quote.end,
        "method": quote.method,
        "confidence": quote.confidence,
    }


def _canonical(said: Mapping[str, Any]) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_day)


def _day(value: object) -> dict[str, str]:
    """A day is not the text that looks like it."""
    return {type(value).__name__.lower(): str(value)}
