"""The languages in which a question can be asked, and the store of each."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """The query languages that a question can be asked in."""

    CYPHER = "cypher"
    SPARQL = "sparql"


LANGUAGES = {"cypher": "neo4j", "sparql": "sparql"}  # language -> store
