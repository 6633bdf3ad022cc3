"""What the terms mean."""

from __future__ import annotations

from pydantic import BaseModel

from .fields import field


class TermOf(BaseModel):
    """A class or property of the ontology."""

    name: str = field("took_part_in", "Its name; also of its IRI, under the ontology's.")
    label: str = field("took part in", "How it reads.")
    domain: list[str] = field(["Party"], "What it is said of.")
    range: list[str] = field(["Meeting"], "What it leads to; empty for a value.")
    relationship_type: str = field("TOOK_PART_IN", "How it is drawn in Cypher.")


class OntologyOf(BaseModel):
    """The classes and properties, in short; Turtle tells all."""

    iri: str = field("https://w3id.org/comity/ontology#", "Under which the terms are.")
    classes: dict[str, list[str]] = field(
        {"Country": ["Country", "Party", "Entity"]}, "Each with what it is a kind of."
    )
    properties: list[TermOf]
