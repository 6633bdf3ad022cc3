"""What goes over the wire: pydantic models at the edge, each with an example; the graph knows nothing of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, Field

from ..graph.model import Rank, Verdict
from ..graph.stores.base import Cell
from .projections import State


def _field(example: Any, description: str, **more: Any) -> Any:
    return Field(description=description, examples=[example], **more)


Id: TypeAlias = Annotated[str, _field("country/PAK", "The id of an entity.")]
FactHash: TypeAlias = Annotated[
    str, _field("0f3c9a5e7b1d4c2f8a6e0b9d7c5f3a1e", "The id of a fact: 32 hexadecimal digits.")
]
Next: TypeAlias = Annotated[
    str | None, _field("MTAw", "The cursor of the next page; null on the last one.", default=None)
]


class StoreHealth(BaseModel):
    """How one store stands."""

    name: str = _field("neo4j", "neo4j or sparql.")
    language: str = _field("cypher", "The language it is asked in.")
    state: State = _field("ready", "What it is doing.")
    reason: str = _field("", "Why it is not available.")
    behind: int = _field(0, "How many numbers of the ledger's counter it has not seen.")


class Health(BaseModel):
    """What is ready."""

    ok: bool = _field(True, "Whether all is.")
    version: str = _field("1.0.0", "Of Comity.")
    number: int = _field(1204, "Of the ledger's last change.")
    documents: int = _field(5, "Sources that count.")
    statements: int = _field(612, "That speak for a fact.")
    facts: int = _field(402, "Relations, and disputes of values.")
    entities: int = _field(187, "Things known.")
    stores: list[StoreHealth]


class CoverageOf(BaseModel):
    """What an answer rests on."""

    sources: int = _field(5, "Sources read.")
    first: str | None = _field("2019-03-12", "Publication date of the first.", serialization_alias="from")
    last: str | None = _field("2025-01-24", "Publication date of the last.", serialization_alias="to")


class ParameterOf(BaseModel):
    """A parameter of a named question."""

    name: str = _field("party", "Its name.")
    type: str = _field("id", "What it takes.")
    form: str = _field("an id as country/PAK", "How a value is written.")
    required: bool = _field(False, "Whether the question needs it.")
    default: str | None = _field(None, "What holds where it is not given.")
    help: str = _field("the side for which they acted", "What it does.")


class QueryOf(BaseModel):
    """A named question."""

    name: str = _field("who-co-chaired", "Its name.")
    title: str = _field("Who co-chaired what", "In a few words.")
    description: str = _field("Each person who co-chaired a meeting.", "In a sentence.")
    parameters: list[ParameterOf]
    columns: list[str] = _field(["official_id", "official"], "Of its answer.")
    engines: list[str] = _field(["cypher", "sparql"], "The languages that it is written in.")
    texts: dict[str, str] = _field({"cypher": "MATCH …"}, "The question in each language.", default_factory=dict)
    asked: dict[str, str] = _field(
        {"sparql": "SELECT …"},
        "As it is put with the parameters given, to be pasted into a console; empty where one is missing.",
        default_factory=dict,
    )


class QueryList(BaseModel):
    """The named questions."""

    queries: list[QueryOf]


class QueryAnswer(BaseModel):
    """The answer to a named question."""

    query: str = _field("who-co-chaired", "The question.")
    engine: str = _field("cypher", "The language it was asked in.")
    parameters: dict[str, str] = _field({"party": "country/PAK"}, "With ids in full.")
    columns: list[str] = _field(["official_id"], "In their order.")
    rows: list[dict[str, Cell]] = _field(
        [{"official_id": "official/anna-olm"}], "One an item; null for what is missing."
    )
    truncated: bool = _field(False, "Whether there are more rows.")
    coverage: CoverageOf
    next: Next = None


class TableAnswer(BaseModel):
    """The answer to a console query."""

    columns: list[str] = _field(["label"], "In their order.")
    rows: list[dict[str, Cell]] = _field([{"label": "Strelsau"}], "By column.")
    truncated: bool = _field(False, "Whether a cap cut it.")


class CypherQuestion(BaseModel):
    """A query for the Cypher console."""

    query: str = _field("MATCH (m:Meeting) RETURN m.label AS label LIMIT 3", "The text; it cannot write.", min_length=1)
    parameters: dict[str, Any] = _field({}, "Values for its $names.", default_factory=dict)


class ListedEntity(BaseModel):
    """An entity as lists show it."""

    id: Id
    label: str = _field("Pakistan", "What it is called.")
    classes: list[str] = _field(["Country", "Party"], "Names in the ontology.")
    states: list[str] = _field([], "The status of a meeting or agreement.")
    date: str = _field("", "When it was, EDTF; empty where nobody says.")


class FoundEntity(ListedEntity):
    """An entity that a search found."""

    score: float = _field(1.0, "How well it fits; 1 for a whole name.")


class EntityList(BaseModel):
    """A page of entities."""

    entities: list[FoundEntity]
    next: Next = None


class LiteralOf(BaseModel):
    """A value of an entity."""

    property: str = _field("name", "A property of the ontology.")
    value: str | int = _field("Pakistan", "As the sources have it.")


class EntityOf(ListedEntity):
    """One entity."""

    values: list[LiteralOf]
    relations: list[RelationCount]
    iri: str = _field("https://w3id.org/comity/id/country/PAK", "Its name in RDF.")


class RelationCount(BaseModel):
    """How many neighbours there are by one relation."""

    property: str = _field("took_part_in", "A property of the ontology.")
    direction: str = _field("out", "out, or in where the entity is the value.")
    label: str = _field("took part in", "How it reads in that direction.")
    count: int = _field(9, "Facts.")


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

    property: str = _field("on_behalf_of", "A property of the ontology.")
    value: str | int = _field("country/PAK", "A value, or the id of an entity.")
    label: str | None = _field("Pakistan", "The label where it is an entity.", default=None)


class FactOf(BaseModel):
    """What is held to be so."""

    fact: FactHash
    subject: Id
    subject_label: str = _field("Pakistan", "Its label.")
    property: str = _field("took_part_in", "A property of the ontology.")
    property_label: str = _field("took part in", "How it reads.")
    value: str | int = _field("meeting/az-pk-jc-8", "A value, or the id of an entity.")
    value_label: str | None = _field("8th Joint Commission", "The label where it is an entity.", default=None)
    rank: Rank = _field("normal", "How it stands among those it competes with.")
    from_first: date | None = _field("2024-05-30", "It began on this day or later.", default=None)
    from_last: date | None = _field("2024-05-30", "It had begun by this day.", default=None)
    to_first: date | None = _field(None, "It had not ended before this day.", default=None)
    to_last: date | None = _field(None, "It had ended by this day.", default=None)
    observed_until: date | None = _field(None, "The last day on which the source looked.", default=None)
    certain: bool | None = _field(True, "Whether it was certainly so on the day asked for.", default=None)
    qualifiers: list[QualifierOf]
    confidence: float = _field(0.95, "Between 0 and 1.")
    sources: int = _field(2, "Independent ones.")


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


class StatementOf(BaseModel):
    """What one source says, and the sentence that says so."""

    statement: str = _field("9d1f…", "Its id.")
    document: str = _field("document/report-7", "The source.")
    document_label: str = _field("Ruritania and Sylvania hold third Joint Commission", "Its title.")
    published: str = _field("2024-05-30", "When, EDTF; empty where nobody knows.")
    quote: str = _field("The third session was held in Strelsau on 29 May 2024.", "The deciding passage.")
    spans: list[tuple[int, int]] = _field([(12, 66)], "Passages in code points of the text; the deciding one first.")
    property: str = _field("held_in", "As the source has it.")
    value: str | int = _field("Strelsau", "As the source has it; a mention where it is an entity.")
    modality: str = _field("held", "Told as done, or otherwise.")
    voice: str = _field("narrator", "Who speaks.")
    method: str = _field("rules@4", "What read it.")
    confidence: float = _field(0.95, "Between 0 and 1.")
    verdict: Verdict = _field("proposed", "What was decided about it.")


class RivalOf(BaseModel):
    """A fact that cannot be so together with another, and the statements for it."""

    fact: FactOf
    statements: list[StatementOf]


class EvidenceOf(BaseModel):
    """A fact with the statements for it, and what speaks against it."""

    fact: FactOf
    statements: list[StatementOf]
    against: list[RivalOf]


EntityOf.model_rebuild()


class SourceOf(BaseModel):
    """A document, without its text."""

    id: str = _field("document/report-7", "Its id.")
    title: str = _field("Ruritania and Sylvania hold third Joint Commission", "Its title.")
    published: str = _field("2024-05-30", "When, EDTF; empty where nobody knows.")
    publisher: str = _field("Ministry of Trade of Ruritania", "Whose words they are.")
    url: str = _field("", "Where it was found.")
    language: str = _field("en", "Its language.")
    kind: str = _field("report", "report, summary or fiction of the demonstration, or registry.")


class SourceList(BaseModel):
    """A page of sources."""

    sources: list[SourceOf]
    coverage: CoverageOf
    next: Next = None


class SpanOf(BaseModel):
    """A passage that speaks for a fact."""

    start: int = _field(12, "The first code point.")
    end: int = _field(66, "After the last code point.")
    statement: str = _field("9d1f0c3a9d1f0c3a9d1f0c3a9d1f0c3a", "The statement that stands there.")
    fact: FactHash
    subject: Id
    subject_label: str = _field("Anna Olm", "Its label.")
    property: str = _field("co_chaired", "A property of the ontology.")
    property_label: str = _field("co-chaired", "How it reads.")
    value: str | int = _field("meeting/ruritania-sylvania-jc-3", "A value, or the id of an entity.")
    value_label: str | None = _field("3rd Joint Commission", "The label where it is an entity.", default=None)


class DocumentOf(SourceOf):
    """A document with its text; it may come from anybody and is to be shown as text, never as HTML."""

    text: str = _field("The third session was held in Strelsau on 29 May 2024.", "As stored.")
    spans: list[SpanOf]


class ReportKind(StrEnum):
    """What a report that is handed in is."""

    TEXT = "txt"
    HTML = "html"
    PDF = "pdf"


class RefusalOf(BaseModel):
    """What was not taken of a report, and why."""

    where: str = _field("report-7.txt:4", "File and line.")
    reason: str = _field("no meeting, agreement, relation or post was found in it", "In a sentence.")


class OutcomeOf(BaseModel):
    """What reading a report came to."""

    new: int = _field(1, "Documents that were new.")
    known: int = _field(0, "Documents that were known.")
    statements: int = _field(23, "New statements.")
    refused: list[RefusalOf]
    notes: list[str] = _field([], "What is to be known of it.")


class MergeWish(BaseModel):
    """Which entity is one with this one."""

    gone: Id


class SplitWish(BaseModel):
    """Which mentions are another entity."""

    mentions: list[str] = _field(["document/report-7#0123456789abcdef"], "As `mentions` lists them.", min_length=1)


class Decided(BaseModel):
    """Which entity came of a decision."""

    id: Id


class MentionList(BaseModel):
    """The mentions that are one entity."""

    mentions: list[str] = _field(["document/report-7#0123456789abcdef"], "Their local ids.")


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
    open: list[SharedOf] = _field([], "Agreements that are wanted or in the making, not yet signed or adopted.")
    shared: list[SharedOf]
    truncated: bool = _field(False, "Whether more is shared than was given.")
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
    property: str = _field("took_part_in", "A property of the ontology.")
    label: str = _field("took part in", "How it reads.")


class GraphForm(StrEnum):
    """The forms in which a part of the graph can be had."""

    JSON = "json"
    GRAPHML = "graphml"


class GraphOf(BaseModel):
    """A bounded part of the graph."""

    nodes: list[ListedEntity]
    edges: list[EdgeOf]
    truncated: bool = _field(False, "Whether a bound left something out.")


class PathList(BaseModel):
    """The shortest ways between two entities; none where there is none within the bounds."""

    nodes: list[ListedEntity]
    edges: list[EdgeOf]
    length: int | None = _field(2, "Relations on the way; null where none was found.", default=None)
    truncated: bool = _field(False, "Whether a bound ended the search.")


class ChangesOf(BaseModel):
    """What changed after a number of the ledger's counter."""

    since: int = _field(1200, "The number asked for.")
    watermark: int = _field(1204, "The number up to which this tells; ask on from it.")
    entities: list[ListedEntity]
    facts: list[FactOf]
    gone_entities: list[str] = _field([], "Entities that ceased.")
    gone_facts: list[FactHash]
    more: bool = _field(False, "Whether there is more after it.")


class TermOf(BaseModel):
    """A class or property of the ontology."""

    name: str = _field("took_part_in", "Its name; also of its IRI, under the ontology's.")
    label: str = _field("took part in", "How it reads.")
    domain: list[str] = _field(["Party"], "What it is said of.")
    range: list[str] = _field(["Meeting"], "What it leads to; empty for a value.")
    relationship_type: str = _field("TOOK_PART_IN", "How it is drawn in Cypher.")


class OntologyOf(BaseModel):
    """The classes and properties, in short; Turtle tells all."""

    iri: str = _field("https://w3id.org/comity/ontology#", "Under which the terms are.")
    classes: dict[str, list[str]] = _field(
        {"Country": ["Country", "Party", "Entity"]}, "Each with what it is a kind of."
    )
    properties: list[TermOf]


class WaitingOf(BaseModel):
    """What a person is asked: whether two are one, or whether it is so."""

    id: str = _field("0f3c2a9b8d71", "By which it is decided.")
    question: str = _field("are they one?", "are they one? or is it so?")
    one: str = _field("official/anna-olm", "An entity; of a statement, its subject.")
    one_label: str = _field("Anna Olm", "Its label.")
    other: str = _field("official/anna-m-olm", "The other entity; of a statement, what is said.")
    other_label: str | None = _field("Anna M. Olm", "Its label; null for a statement.", default=None)
    why: str = _field("part of the other name", "Why they may be one, or how sure it is.")
    passages: list[str] = _field(["It was co-chaired by Anna Olm."], "The sentence; of a pair, one for each.")


class WaitingList(BaseModel):
    """A page of what waits."""

    waiting: list[WaitingOf]
    total: int = _field(1, "How many wait in all.")
    next: Next = None


class CorrectionWish(BaseModel):
    """What a statement should have been."""

    value: str | None = _field("2024-05-29", "The right one; of a relation, an id. Without it, it stays.", default=None)
    qualifiers: dict[str, str] = _field(
        {"on_behalf_of": "country/PAK"}, "The right values of qualifiers; an empty one goes.", default_factory=dict
    )


class DecisionOf(BaseModel):
    """What was done."""

    id: str = _field("0f3c2a9b8d71", "What was decided.")
    done: str = _field("official/anna-m-olm is official/anna-olm now.", "In a sentence.")
