"""Named questions, consoles, and their answers."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from ...graph.stores.base import Cell
from .fields import Next, field


class CoverageOf(BaseModel):
    """What an answer rests on."""

    sources: int = field(5, "Sources read.")
    first: str | None = field("2019-03-12", "Publication date of the first.", serialization_alias="from")
    last: str | None = field("2025-01-24", "Publication date of the last.", serialization_alias="to")


class ParameterOf(BaseModel):
    """A parameter of a named question."""

    name: str = field("party", "Its name.")
    type: str = field("id", "What it takes.")
    form: str = field("an id as country/PAK", "How a value is written.")
    required: bool = field(False, "Whether the question needs it.")
    default: str | None = field(None, "What holds where it is not given.")
    help: str = field("the side for which they acted", "What it does.")


class QueryOf(BaseModel):
    """A named question."""

    name: str = field("who-co-chaired", "Its name.")
    title: str = field("Who co-chaired what", "In a few words.")
    description: str = field("Each person who co-chaired a meeting.", "In a sentence.")
    parameters: list[ParameterOf]
    columns: list[str] = field(["official_id", "official"], "Of its answer.")
    engines: list[str] = field(["cypher", "sparql"], "The languages that it is written in.")
    texts: dict[str, str] = field({"cypher": "MATCH …"}, "The question in each language.", default_factory=dict)
    asked: dict[str, str] = field(
        {"sparql": "SELECT …"},
        "As it is put with the parameters given, to be pasted into a console; empty where one is missing.",
        default_factory=dict,
    )


class QueryList(BaseModel):
    """The named questions."""

    queries: list[QueryOf]


class QueryAnswer(BaseModel):
    """The answer to a named question."""

    query: str = field("who-co-chaired", "The question.")
    engine: str = field("cypher", "The language it was asked in.")
    parameters: dict[str, str] = field({"party": "country/PAK"}, "With ids in full.")
    columns: list[str] = field(["official_id"], "In their order.")
    rows: list[dict[str, Cell]] = field(
        [{"official_id": "official/anna-olm"}], "One an item; null for what is missing."
    )
    truncated: bool = field(False, "Whether there are more rows.")
    coverage: CoverageOf
    next: Next = None


class TableAnswer(BaseModel):
    """The answer to a console query."""

    columns: list[str] = field(["label"], "In their order.")
    rows: list[dict[str, Cell]] = field([{"label": "Strelsau"}], "By column.")
    truncated: bool = field(False, "Whether a cap cut it.")


class CypherQuestion(BaseModel):
    """A query for the Cypher console."""

    query: str = field("MATCH (m:Meeting) RETURN m.label AS label LIMIT 3", "The text; it cannot write.", min_length=1)
    parameters: dict[str, Any] = field({}, "Values for its $names.", default_factory=dict)
