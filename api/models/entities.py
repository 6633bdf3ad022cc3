"""Entities, found and looked at, and facts about them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from ...graph.model import Rank
from .fields import FactHash, Id, Next, field


class ListedEntity(BaseModel):
    """An entity as lists show it."""

    id: Id
    label: str = field("Pakistan", "What it is called.")
    classes: list[str] = field(["Country", "Party"], "Names in the ontology.")
    states: list[str] = field([], "The status of a meeting or agreement.")
    date: str = field("", "When it was, EDTF; empty where nobody says.")


class FoundEntity(ListedEntity):
    """An entity that a search found."""

    score: float = field(1.0, "How well it fits; 1 for a whole name.")


class EntityList(BaseModel):
    """A page of entities."""

    entities: list[FoundEntity]
    next: Next = None


class LiteralOf(BaseModel):
    """A value of an entity."""

    property: str = field("name", "A property of the ontology.")
    value: str | int = field("Pakistan", "As the sources have it.")


class RelationCount(BaseModel):
    """How many neighbours there are by one relation."""

    property: str = field("took_part_in", "A property of the ontology.")
    direction: str = field("out", "out, or in where the entity is the value.")
    label: str = field("took part in", "How it reads in that direction.")
    count: int = field(9, "Facts.")


class EntityOf(ListedEntity):
    """One entity."""

    values: list[LiteralOf]
    relations: list[RelationCount]
    iri: str = field("https://w3id.org/comity/id/country/PAK", "Its name in RDF.")


class Direction(StrEnum):
    """Which way a relation leads, seen from an entity."""

    OUT = "out"
    IN = "in"


class Only(StrEnum):
    """A part of the facts about an entity."""

    VALUES = "values"
    RELATIONS = "relations"
    OUTWEIGHED = "outweighed"


class QualifierOf(BaseModel):
    """What is said of a fact."""

    property: str = field("on_behalf_of", "A property of the ontology.")
    value: str | int = field("country/PAK", "A value, or the id of an entity.")
    label: str | None = field("Pakistan", "The label where it is an entity.", default=None)


class SaidOf(BaseModel):
    """What is said of what: the part of a fact that its passages repeat."""

    fact: FactHash
    subject: Id
    subject_label: str = field("Pakistan", "Its label.")
    property: str = field("took_part_in", "A property of the ontology.")
    property_label: str = field("took part in", "How it reads.")
    value: str | int = field("meeting/az-pk-jc-8", "A value, or the id of an entity.")
    value_label: str | None = field("8th Joint Commission", "The label where it is an entity.", default=None)


class FactOf(SaidOf):
    """What is held to be so."""

    rank: Rank = field("normal", "How it stands among those it competes with.")
    from_first: date | None = field("2024-05-30", "It began on this day or later.", default=None)
    from_last: date | None = field("2024-05-30", "It had begun by this day.", default=None)
    to_first: date | None = field(None, "It had not ended before this day.", default=None)
    to_last: date | None = field(None, "It had ended by this day.", default=None)
    observed_until: date | None = field(None, "The last day on which the source looked.", default=None)
    certain: bool | None = field(True, "Whether it was certainly so on the day asked for.", default=None)
    qualifiers: list[QualifierOf]
    confidence: float = field(0.95, "Between 0 and 1.")
    sources: int = field(2, "Independent ones.")


class FactList(BaseModel):
    """A page of facts."""

    facts: list[FactOf]
    next: Next = None


class NeighbourOf(BaseModel):
    """A neighbour, and the fact that makes it one."""

    entity: ListedEntity
    fact: FactOf


class NeighbourList(BaseModel):
    """A page of neighbours."""

    neighbours: list[NeighbourOf]
    next: Next = None
