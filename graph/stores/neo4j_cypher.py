"""The Cypher that the Neo4j store writes and reads with: names are quoted, values are parameters."""

from __future__ import annotations

from collections.abc import Iterable

from .neo4j_drawing import ENTITY, FROM, LITERAL, REPRESENTED, STATEMENT, WATERMARK

_KEYS = {ENTITY: "id", STATEMENT: "id", LITERAL: "fact"}

SCHEMA = (
    *(
        f"CREATE CONSTRAINT {label.lower()}_{key} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        for label, key in _KEYS.items()
    ),
    f"CREATE INDEX statement_fact IF NOT EXISTS FOR (n:{STATEMENT}) ON (n.fact)",
    f"CREATE INDEX statement_subject_property IF NOT EXISTS FOR (n:{STATEMENT}) ON (n.subject, n.property)",
    f"CREATE INDEX represented_fact IF NOT EXISTS FOR ()-[r:{REPRESENTED}]-() ON (r.fact)",
)

READ_WATERMARK = f"MATCH (w:{WATERMARK}) RETURN coalesce(max(w.seq), 0)"
WRITE_WATERMARK = f"MERGE (w:{WATERMARK}) SET w.seq = $seq"
RELATIONSHIP_TYPES = "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType"
LABELS_OF = f"UNWIND $ids AS id MATCH (n:{ENTITY} {{id: id}}) UNWIND labels(n) AS label RETURN DISTINCT label"
GONE_NODES = {
    label: f"UNWIND $rows AS row MATCH (n:{label} {{{key}: row}}) DETACH DELETE n" for label, key in _KEYS.items()
}

# The watermark first: a store that is wiped halfway is known to be empty.
WIPE = (
    f"MATCH (w:{WATERMARK}) WITH w LIMIT $batch DETACH DELETE w RETURN count(*)",
    "MATCH ()-[r]->() WITH r LIMIT $batch DELETE r RETURN count(*)",
    "MATCH (n) WITH n LIMIT $batch DETACH DELETE n RETURN count(*)",
)

# Only for REPRESENTED and FROM several equal ones are possible: every other type has its unique fact.
ALL_NODES = f"MATCH (n) WHERE labels(n) <> ['{WATERMARK}'] RETURN labels(n), properties(n)"
ALL_EDGES = f"""
MATCH (a)-[r]->(b)
RETURN type(r), [labels(a), a.id, a.fact], [labels(b), b.id, b.fact], properties(r),
       CASE WHEN type(r) IN ['{REPRESENTED}', '{FROM}']
            THEN COUNT {{ (a)-[x:{REPRESENTED}|{FROM}]->(b) WHERE type(x) = type(r) AND properties(x) = properties(r) }}
            ELSE 1 END
"""

# A fact is a relationship with its id, or one value of a node property; the days that are worked out are none.
COUNTS = {
    "documents": ("MATCH (n:Document) RETURN count(n)",),
    "statements": (f"MATCH (n:{STATEMENT}) RETURN count(n)",),
    "entities": (f"MATCH (n:{ENTITY}) RETURN count(n)",),
    "facts": (
        f"MATCH ()-[r]->() WHERE r.fact IS NOT NULL AND type(r) <> '{REPRESENTED}' RETURN count(r)",
        f"""
        MATCH (n:{ENTITY}) UNWIND [key IN keys(n) WHERE NOT key IN ['id', 'label']] AS key WITH n[key] AS value
        WHERE NOT valueType(value) STARTS WITH 'DATE'
        RETURN coalesce(sum(CASE WHEN valueType(value) STARTS WITH 'LIST' THEN size(value) ELSE 1 END), 0)
        """,
    ),
}


def unique_fact(kind: str) -> str:
    """The constraint that a fact is drawn once in this type; it is also the index that finds it."""
    name = quoted(f"fact_of_{kind.lower()}")
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR ()-[r:{quoted(kind)}]-() REQUIRE r.fact IS UNIQUE"


def gone_facts(kind: str) -> str:
    """Delete the relationships of one type whose facts are the rows."""
    return f"UNWIND $rows AS row MATCH ()-[r:{quoted(kind)} {{fact: row}}]->() DELETE r"


def remove_labels(labels: Iterable[str]) -> str:
    """Take labels from the entities whose ids are the rows."""
    return f"UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row}}) REMOVE n{_joined(labels)}"


def write_entities(labels: Iterable[str]) -> str:
    """Write entities of one set of labels; relationships that they have stay."""
    return f"UNWIND $rows AS row MERGE (n:{ENTITY} {{id: row.id}}) SET n = row.properties, n{_joined(labels)}"


def create_nodes(label: str) -> str:
    """Write nodes of one label that are not there yet."""
    return f"UNWIND $rows AS row CREATE (n:{quoted(label)}) SET n = row.properties"


def create_edges(kind: str, source: str, target: str) -> str:
    """Write relationships of one type between two labels. A missing entity is made, so that `check` sees it."""
    return (
        f"UNWIND $rows AS row {_end('a', source, 'source')} {_end('b', target, 'target')} "
        f"CREATE (a)-[r:{quoted(kind)}]->(b) SET r = row.properties"
    )


def quoted(name: str) -> str:
    """A name as Cypher takes it, whatever is in it."""
    return "`" + name.replace("`", "``") + "`"


def _end(variable: str, label: str, row: str) -> str:
    return f"MERGE ({variable}:{quoted(label)} {{{_KEYS[label]}: row.{row}}})"


def _joined(labels: Iterable[str]) -> str:
    return "".join(f":{quoted(label)}" for label in sorted(labels))
