"""Pairs of parties: on which of them a first page opens, and which agreements are open between two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from . import tables
from .catalogue import Listed
from .model import WINNING

# The statuses of an agreement that is wanted or in the making, and not yet signed or adopted.
OPEN = frozenset({"proposed", "under_negotiation", "initialled"})
_TOOK_PART, _BETWEEN = "took_part_in", "between"


@dataclass(order=True, slots=True)
class _Record:
    """What there is between two parties, in the order in which it counts."""

    ahead: int = 0  # meetings that are planned, agreements that are open
    met: int = 0
    last: str = ""


def pair_with_most_ahead(connection: Connection, listed: Mapping[str, Listed]) -> tuple[str, str] | None:
    """Of the pairs that have met by themselves, the one with most ahead of it; None where no two have met.

    Ahead are planned meetings and open agreements of exactly these two. Of equals the one that met more often, then
    the one that met last, then the first by id.
    """
    records = defaultdict[tuple[str, str], _Record](_Record)
    for pair, thing in _between_two(connection, listed):
        record, states = records[pair], set(thing.states)
        if "Meeting" in thing.classes and "held" in states:
            record.met += 1
            record.last = max(record.last, thing.date)
        elif "planned" in states or not OPEN.isdisjoint(states):
            record.ahead += 1
    met = sorted(pair for pair, record in records.items() if record.met)
    return max(met, key=records.__getitem__, default=None)


def entity_with_most_facts(connection: Connection) -> tuple[str, ...]:
    """The entity of which most is held to be so, alone in a tuple; none in an empty ledger."""
    subject, fact = tables.term.alias("subject"), tables.fact.c
    query = (
        select(subject.c.text)
        .select_from(tables.fact)
        .join(subject, subject.c.id == fact.subject)
        .where(fact.gone.is_(False), fact.rank.in_(WINNING))
        .group_by(subject.c.text)
        .order_by(func.count().desc(), subject.c.text)
        .limit(1)
    )
    return tuple(connection.execute(query).scalars())


def _between_two(connection: Connection, listed: Mapping[str, Listed]) -> Iterator[tuple[tuple[str, str], Listed]]:
    """The meetings and agreements with two sides, each with those."""
    sides = defaultdict[str, set[str]](set)
    for thing, party in _sides(connection):
        if thing in listed and party in listed:
            sides[thing].add(party)
    for thing, parties in sides.items():
        if len(parties) == 2:
            one, other = sorted(parties)
            yield (one, other), listed[thing]


def _sides(connection: Connection) -> Iterator[tuple[str, str]]:
    """Each meeting or agreement with one of its sides."""
    subject, name, value = (tables.term.alias(each) for each in ("subject", "name", "value"))
    fact = tables.fact.c
    query = (
        select(subject.c.text.label("subject"), name.c.text.label("name"), value.c.text.label("value"))
        .select_from(tables.fact)
        .join(subject, subject.c.id == fact.subject)
        .join(name, name.c.id == fact.property)
        .join(value, value.c.id == fact.value)
        .where(name.c.text.in_((_TOOK_PART, _BETWEEN)), fact.gone.is_(False), fact.rank.in_(WINNING))
    )
    for row in connection.execute(query):
        end = row.value.removeprefix("@")
        yield (end, row.subject) if row.name == _TOOK_PART else (row.subject, end)
