"""Reads the ledger for people: the facts about a thing, its neighbours, what two things share, the evidence of a fact.

All from the ledger alone, so it is answered whatever the stores are doing. Lists are read whole or from a place on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from . import tables
from .encoding import spans_from
from .errors import NotFound
from .facts import linked
from .model import WINNING, Fact, Interval, Link, Recorded, Span
from .records import chunks, fact_from, fact_query, find_terms, recorded

OUTGOING, INCOMING, QUALIFYING = "out", "in", "qualifier"


@dataclass(frozen=True, slots=True)
class Support:
    """A passage of a document that speaks for a fact."""

    statement: str
    fact: Fact
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How many facts of one relation lead from an entity in one direction."""

    property: str
    direction: str
    count: int


def facts_about(connection: Connection, entity: str) -> list[Fact]:
    """The facts whose subject or value is an entity, in the order of property and id."""
    return _facts(connection, _touches(connection, [entity]))


def facts_naming(connection: Connection, entity: str) -> list[Fact]:
    """The facts that name an entity in a qualifier, such as those for whom somebody acted."""
    qualifiers = tables.term.alias("named")
    named = select(qualifiers.c.id).where(qualifiers.c.text.contains(f'"@{entity}"', autoescape=True))
    return _facts(connection, tables.fact.c.qualifiers.in_(named))


def facts_between(connection: Connection, entities: Sequence[str], most: int) -> list[Fact]:
    """At most so many facts whose subject and value are both among these entities."""
    terms = find_terms(connection, [*entities, *(f"@{each}" for each in entities)])
    subjects = [terms[each] for each in entities if each in terms]
    values = [terms[f"@{each}"] for each in entities if f"@{each}" in terms]
    fact = tables.fact.c
    query = _live().where(fact.subject.in_(subjects), fact.value.in_(values)).order_by(fact.id).limit(most)
    return [fact_from(row) for row in connection.execute(query)]


def relations_of(connection: Connection, entities: Sequence[str], most: int) -> list[Fact]:
    """At most so many of the winning relations that lead from or to these entities."""
    fact, value = tables.fact.c, tables.term.alias("link")
    query = (
        _live()
        .join(value, value.c.id == fact.value)
        .where(_touches(connection, entities), value.c.text.startswith("@"), fact.rank.in_(WINNING))
        .order_by(fact.id)
        .limit(most)
    )
    return [fact_from(row) for row in connection.execute(query)]


def neighbour_counts(connection: Connection, entity: str) -> list[Neighbours]:
    """By relation and direction, how many facts lead from or to an entity."""
    terms = find_terms(connection, [entity, f"@{entity}"])
    found: list[Neighbours] = []
    fact, name, value = tables.fact.c, tables.term.alias("name"), tables.term.alias("value")
    for direction, condition in (
        (OUTGOING, (fact.subject == terms.get(entity, 0)) & value.c.text.startswith("@")),
        (INCOMING, fact.value == terms.get(f"@{entity}", 0)),
    ):
        query = (
            select(name.c.text, func.count())
            .select_from(tables.fact)
            .join(name, name.c.id == fact.property)
            .join(value, value.c.id == fact.value)
            .where(condition, fact.gone.is_(False), fact.rank.in_(WINNING))
            .group_by(name.c.text)
            .order_by(name.c.text)
        )
        found += [Neighbours(name, direction, count) for name, count in connection.execute(query)]
    return found


def relation_counts(connection: Connection) -> Counter[str]:
    """How many of the winning relations lead from or to each entity."""
    fact, subject, value = tables.fact.c, tables.term.alias("subject"), tables.term.alias("value")
    live = (fact.gone.is_(False), fact.rank.in_(WINNING), value.c.text.startswith("@"))
    counts = Counter[str]()
    for end in (subject.c.text, value.c.text):
        query = (
            select(end, func.count())
            .select_from(tables.fact)
            .join(subject, subject.c.id == fact.subject)
            .join(value, value.c.id == fact.value)
            .where(*live)
            .group_by(end)
            .order_by(end)
        )
        for id, count in connection.execute(query):
            counts[id.removeprefix("@")] += count
    return counts


def neighbour_facts(
    connection: Connection, entity: str, name: str, direction: str, after: str, most: int
) -> list[Fact]:
    """At most so many facts of one relation from or to an entity, by their ids, from after a given one on."""
    terms, fact = find_terms(connection, [entity, f"@{entity}", name]), tables.fact.c
    end = fact.subject == terms.get(entity, 0) if direction == OUTGOING else fact.value == terms.get(f"@{entity}", 0)
    query = _live().where(end, fact.property == terms.get(name, 0), fact.rank.in_(WINNING), fact.id > after)
    return [fact_from(row) for row in connection.execute(query.order_by(fact.id).limit(most))]


def one_fact(connection: Connection, id: str) -> Fact:
    """The fact with this id. Raises NotFound."""
    row = connection.execute(_live().where(tables.fact.c.id == id)).first()
    if row is None:
        raise NotFound(f"There is no fact “{id}”: take it from the column “fact” of an answer.")
    return fact_from(row)


def statements_for(connection: Connection, fact: str) -> list[Recorded]:
    """The statements that speak for a fact, in the order of their ids."""
    support = tables.support.c
    speaking = select(support.statement).where(support.fact == fact, support.gone.is_(False))
    return recorded(connection, tables.statement.c.id.in_(speaking))


def rivals_of(connection: Connection, fact: Fact) -> list[Fact]:
    """The other facts of the same subject and property, which speak against it where only one can be so."""
    terms, columns = find_terms(connection, [fact.subject, fact.property]), tables.fact.c
    same = (columns.subject == terms[fact.subject]) & (columns.property == terms[fact.property])
    return [each for each in _facts(connection, same) if each.id != fact.id and _compete(each, fact)]


def supports_in(connection: Connection, document: str) -> list[Support]:
    """The passages of a document that speak for facts, in the order of the text."""
    statement, support = tables.statement.c, tables.support.c
    query = (
        select(statement.hash, statement.spans, support.fact)
        .select_from(tables.statement)
        .join(tables.support, support.statement == statement.id)
        .join(tables.document, tables.document.c.id == statement.document)
        .where(tables.document.c.name == document, support.gone.is_(False))
        .order_by(statement.start, statement.end, statement.hash)
    )
    rows = connection.execute(query).all()
    facts = facts_by_id(connection, {row.fact for row in rows})
    return [Support(row.hash.hex(), facts[row.fact], spans_from(row.spans)) for row in rows if row.fact in facts]


def facts_by_id(connection: Connection, ids: Iterable[str]) -> Mapping[str, Fact]:
    """The facts with these ids, by id; those that are gone are left out."""
    return {
        row.id: fact_from(row)
        for part in chunks(sorted(ids))
        for row in connection.execute(_live().where(tables.fact.c.id.in_(part)))
    }


def may_hold(interval: Interval, day: date) -> bool:
    """May it have been so on a day? (DESIGN: from_first ≤ day ≤ to_last, what is missing being open.)"""
    return (interval.from_first is None or interval.from_first <= day) and (
        interval.to_last is None or day <= interval.to_last
    )


def held_for_certain(interval: Interval, day: date) -> bool:
    """Was it certainly so on a day? It had begun, had not ended, and the source still looked."""
    if interval.from_last is None or day < interval.from_last:
        return False
    return all(last is None or day <= last for last in (interval.to_first, interval.observed_until))


def ends_of(fact: Fact) -> set[str]:
    """The entities that a fact is about, leads to, or names in a qualifier."""
    return {fact.subject, *linked(fact.value, fact.qualifiers)}


def other_end(fact: Fact, entity: str) -> str:
    """The entity on the other side of a relation."""
    assert isinstance(fact.value, Link)
    return fact.subject if fact.value.id == entity else fact.value.id


def _compete(one: Fact, other: Fact) -> bool:
    return not (one.rank.wins and other.rank.wins) and one.interval.overlaps(other.interval)


def _touches(connection: Connection, entities: Sequence[str]) -> ColumnElement[bool]:
    terms = find_terms(connection, [*entities, *(f"@{each}" for each in entities)])
    numbers = list(terms.values())
    return or_(tables.fact.c.subject.in_(numbers), tables.fact.c.value.in_(numbers))


def _facts(connection: Connection, condition: ColumnElement[bool]) -> list[Fact]:
    found = [fact_from(row) for row in connection.execute(_live().where(condition))]
    return sorted(found, key=lambda fact: (fact.property, fact.id))


def _live() -> Select[*tuple[Any, ...]]:
    return fact_query().where(tables.fact.c.gone.is_(False))
