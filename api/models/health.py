"""What is ready."""

from __future__ import annotations

from pydantic import BaseModel

from ..projections import State
from .fields import field


class StoreHealth(BaseModel):
    """How one store stands."""

    name: str = field("neo4j", "neo4j or sparql.")
    language: str = field("cypher", "The language it is asked in.")
    state: State = field("ready", "What it is doing.")
    reason: str = field("", "Why it is not available.")
    behind: int = field(0, "How many numbers of the ledger's counter it has not seen.")


class Health(BaseModel):
    """What is ready."""

    ok: bool = field(True, "Whether all is.")
    version: str = field("1.0.0", "Of Comity.")
    number: int = field(1204, "Of the ledger's last change.")
    documents: int = field(5, "Sources that count.")
    statements: int = field(612, "That speak for a fact.")
    facts: int = field(402, "Relations, and disputes of values.")
    entities: int = field(187, "Things known.")
    stores: list[StoreHealth]
