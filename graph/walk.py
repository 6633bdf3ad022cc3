"""Walks over the ledger's relations: what lies around an entity, what two share, the shortest way between two.

All are bounded: by nodes, by facts, and by hubs, through which no way leads (everything is two steps from a country).
What a code list says of a thing (its kind, its status) is no neighbour of it: all visits would be near each other. What
it is about (a sector, an issue) is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from . import browse
from .model import Fact, Link
from .ontology import ontology

MOST_FACTS = 5_000  # read for one step of a walk
LONGEST_WAY = 6
MOST_REACHED = 20_000
SUBJECTS = frozenset({"Sector", "Issue"})  # the code lists whose items are neighbours


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the graph; `truncated` says that a bound left something out."""

    nodes: tuple[str, ...]
    facts: tuple[Fact, ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """What there is between two entities: direct facts, and for each thing that both have to do with, the facts."""

    direct: tuple[Fact, ...]
    shared: Mapping[str, tuple[Fact, ...]]


@dataclass
class _Side:
    """One end of a search for a way: how each entity was reached, and where to go on."""

    came_by: dict[str, tuple[str, Fact] | None]
    edge: list[str] = field(default_factory=list[str])


def around(connection: Connection, entity: str, depth: int, most_nodes: int) -> Part:
    """The entities at most so many steps away, the nearest first, and the relations among them."""
    nodes, edge, truncated = {entity: None}, [entity], False
    for _ in range(depth):
        read = browse.relations_of(connection, edge, MOST_FACTS)
        facts = _to_neighbours(read, edge)
        found = dict.fromkeys(end for fact in facts for end in _ends(fact) if end not in nodes)
        room = most_nodes - len(nodes)
        truncated |= len(found) > room or len(read) == MOST_FACTS
        edge = list(found)[:room]
        nodes |= dict.fromkeys(edge)
        if not edge:
            break
    among = browse.facts_between(connection, list(nodes), MOST_FACTS)
    return Part(tuple(nodes), tuple(fact for fact in among if fact.rank.wins), truncated)


def busiest(connection: Connection, most_nodes: int) -> Part:
    """The entities with the most relations, at most so many, and the relations among them."""
    counts = browse.relation_counts(connection)
    neighbours = [id for id, _ in counts.most_common() if not _is_code(id)]
    nodes = neighbours[:most_nodes]
    among = browse.facts_between(connection, nodes, MOST_FACTS)
    return Part(tuple(nodes), tuple(fact for fact in among if fact.rank.wins), len(neighbours) > len(nodes))


def between(connection: Connection, one: str, other: str) -> Pair:
    """What two entities have to do with each other."""
    ours, theirs = _touching(connection, one), _touching(connection, other)
    direct = {fact.id: fact for end in (ours.get(other, ()), theirs.get(one, ())) for fact in end}
    shared = {
        id: tuple({fact.id: fact for fact in (*ours[id], *theirs[id])}.values())
        for id in ours.keys() & theirs.keys() - {one, other}
    }
    return Pair(tuple(direct.values()), shared)


def shortest_way(
    connection: Connection, start: str, end: str, avoided: frozenset[str] = frozenset(), most_relations: int = 200
) -> Part | None:
    """A shortest way between two entities; None where there is none within the bounds.

    No way leads through what is avoided, nor through an entity with more than so many relations. It is searched from
    both ends in turn, the smaller one first.
    """
    sides = (_Side({start: None}, [start]), _Side({end: None}, [end]))
    for _ in range(LONGEST_WAY):
        if not (sides[0].edge and sides[1].edge):
            return None
        near, far = sides if len(sides[0].edge) <= len(sides[1].edge) else sides[::-1]
        if met := _step(connection, near, far, avoided, most_relations):
            return _way(met, sides)
        if len(near.came_by) + len(far.came_by) > MOST_REACHED:
            return Part((), (), truncated=True)
    return None


def _step(connection: Connection, near: _Side, far: _Side, avoided: frozenset[str], most_relations: int) -> str:
    """Go one step further from one end; where that meets the other end, the entity at which it does."""
    ends = {each for each, came in near.came_by.items() if came is None}
    read = browse.relations_of(connection, near.edge, MOST_FACTS)
    relations = _by_entity(_to_neighbours(read, near.edge), near.edge)
    reached: list[str] = []
    for entity in near.edge:
        leading = relations.get(entity, [])
        if entity not in ends and len(leading) > most_relations:
            continue
        for fact in leading:
            other = browse.other_end(fact, entity)
            if other in near.came_by:
                continue
            if other in far.came_by:
                near.came_by[other] = entity, fact
                return other
            if other not in avoided:
                near.came_by[other] = entity, fact
                reached.append(other)
    near.edge = reached
    return ""


def _way(met: str, sides: Sequence[_Side]) -> Part:
    halves = [_back(met, side) for side in sides]
    nodes = [*reversed(halves[0][0]), met, *halves[1][0]]
    facts = [*reversed(halves[0][1]), *halves[1][1]]
    return Part(tuple(nodes), tuple(facts))


def _back(entity: str, side: _Side) -> tuple[list[str], list[Fact]]:
    """The way back from an entity to an end, without the entity itself."""
    nodes, facts = list[str](), list[Fact]()
    while came := side.came_by[entity]:
        entity, fact = came
        nodes.append(entity)
        facts.append(fact)
    return nodes, facts


def _to_neighbours(facts: Iterable[Fact], entities: Collection[str]) -> list[Fact]:
    """The relations of some entities that do not lead to what only says of which kind or status they are."""
    edge = set(entities)
    return [fact for fact in facts if all(each in edge or not _is_code(each) for each in _ends(fact))]


def _is_code(id: str) -> bool:
    concept = ontology().concepts.get(id)
    return concept is not None and SUBJECTS.isdisjoint(concept.classes)


def _by_entity(facts: Iterable[Fact], entities: Iterable[str]) -> Mapping[str, list[Fact]]:
    wanted, found = set(entities), defaultdict[str, list[Fact]](list)
    for fact in facts:
        for end in wanted.intersection(_ends(fact)):
            found[end].append(fact)
    return found


def _touching(connection: Connection, entity: str) -> Mapping[str, list[Fact]]:
    """The facts that have to do with an entity, by the other entities in them."""
    found = defaultdict[str, list[Fact]](list)
    for fact in (*browse.facts_about(connection, entity), *browse.facts_naming(connection, entity)):
        for end in browse.ends_of(fact) - {entity}:
            if fact.rank.wins:
                found[end].append(fact)
    return found


def _ends(fact: Fact) -> tuple[str, ...]:
    return (fact.subject, fact.value.id) if isinstance(fact.value, Link) else (fact.subject,)
