"""Views over several entities: pairs, events, parts of the graph, what is new."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel

from .entities import FactOf, ListedEntity
from .fields import FactHash, Id, Next, field
from .questions import CoverageOf


class SharedOf(BaseModel):
    """What two entities have in common: a meeting, an agreement, a body."""

    entity: ListedEntity
    facts: list[FactOf]


class PairOf(BaseModel):
    """What there is between two entities."""

    one: ListedEntity
    other: ListedEntity
    direct: list[FactOf]
    last_met: SharedOf | None = None
    next_meeting: SharedOf | None = None
    open: list[SharedOf] = field([], "Agreements that are wanted or in the making, not yet signed or adopted.")
    shared: list[SharedOf]
    truncated: bool = field(False, "Whether more is shared than was given.")
    coverage: CoverageOf


class StartOf(BaseModel):
    """Where to begin: a pair; one entity where no two have met; neither while nothing is known."""

    one: ListedEntity | None = None
    other: ListedEntity | None = None


class EventList(BaseModel):
    """A page of events, the latest first."""

    events: list[ListedEntity]
    next: Next = None


class EdgeOf(BaseModel):
    """A relation as a line between two nodes."""

    fact: FactHash
    source: Id
    target: Id
    property: str = field("took_part_in", "A property of the ontology.")
    label: str = field("took part in", "How it reads.")


class GraphForm(StrEnum):
    """The forms in which a part of the graph can be had."""

    JSON = "json"
    GRAPHML = "graphml"


class GraphOf(BaseModel):
    """A bounded part of the graph."""

    nodes: list[ListedEntity]
    edges: list[EdgeOf]
    truncated: bool = field(False, "Whether a bound left something out.")


class PathList(BaseModel):
    """The shortest ways between two entities; none where there is none within the bounds."""

    nodes: list[ListedEntity]
    edges: list[EdgeOf]
    length: int | None = field(2, "Relations on the way; null where none was found.", default=None)
    truncated: bool = field(False, "Whether a bound ended the search.")


class ChangesOf(BaseModel):
    """What changed after a number of the ledger's counter."""

    since: int = field(1200, "The number asked for.")
    watermark: int = field(1204, "The number up to which this tells; ask on from it.")
    entities: list[ListedEntity]
    facts: list[FactOf]
    gone_entities: list[str] = field([], "Entities that ceased.")
    gone_facts: list[FactHash]
    more: bool = field(False, "Whether there is more after it.")
