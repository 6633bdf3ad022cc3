"""The Cypher that the Neo4j store writes and reads with: names are quoted, values are parameters."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import REGISTRY_KIND
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

READ_WATERMARK = f"MATCH (w:{WATERMARK}) WHERE labels(w) = ['{WATERMARK}'] RETURN w.seq, w.seal"
WRITE_WATERMARK = f"MERGE (w:{WATERMARK}) SET w.seq = $seq, w.seal = $seal"
UNIQUE_TYPES = """SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties
WHERE type = 'RELATIONSHIP_UNIQUENESS' AND properties = ['fact'] RETURN labelsOrTypes[0]"""

# Index seeks are demanded: the planner goes by counts of before this transaction, and would scan (3,000 rows: 10 s).
LABELS_OF = f"UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row}}) USING INDEX SEEK n:{ENTITY}(id) RETURN row, labels(n)"
GONE_NODES = {
    label: f"UNWIND $rows AS row MATCH (n:{label} {{{key}: row}}) USING INDEX SEEK n:{label}({key}) DETACH DELETE n"
    for label, key in _KEYS.items()
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

COUNTS = {
    "documents": f"MATCH (n:Document) WHERE coalesce(n.document_kind, '') <> '{REGISTRY_KIND}' RETURN count(n)",
    "statements": f"MATCH (n:{STATEMENT}) RETURN count(n)",
    "facts": f"MATCH ()-[r]->() WHERE r.fact IS NOT NULL AND type(r) <> '{REPRESENTED}' RETURN count(r)",
    "entities": f"MATCH (n:{ENTITY}) RETURN count(n)",
}


def unique_fact(kind: str) -> str:
    """The constraint that a fact is drawn once in this type; it is also the index that finds it."""
    name = quoted(f"fact_of_{kind.lower()}")
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR ()-[r:{quoted(kind)}]-() REQUIRE r.fact IS UNIQUE"


def gone_facts(kind: str) -> str:
    """Delete the relationships of one type whose facts are the rows."""
    return f"UNWIND $rows AS row MATCH ()-[r:{quoted(kind)} {{fact: row}}]->() {_by_fact(kind)} DELETE r"


def remove_labels(labels: Iterable[str]) -> str:
    """Take labels from the entities whose ids are the rows."""
    return (
        f"UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row}}) USING INDEX SEEK n:{ENTITY}(id) REMOVE n{_joined(labels)}"
    )


def write_nodes(label: str, labels: Iterable[str]) -> str:
    """Write nodes of one set of labels, found by the key of one of them; relationships that they have stay."""
    return f"UNWIND $rows AS row {_merged(label)} SET n = row.properties, n{_joined(labels)}"


def make_entities() -> str:
    """Make entities that are missing at the end of a relationship, so that `check` sees them."""
    return f"UNWIND $rows AS row MERGE (:{ENTITY} {{id: row}})"


def misplaced(kind: str, source: str, target: str) -> str:
    """Delete the relationship of a fact that is between others than it should be."""
    return (
        f"UNWIND $rows AS row MATCH (a)-[r:{quoted(kind)} {{fact: row.properties.fact}}]->(b) {_by_fact(kind)} "
        f"WHERE coalesce(a.{_KEYS[source]}, '') <> row.source OR coalesce(b.{_KEYS[target]}, '') <> row.target DELETE r"
    )


def write_edges(kind: str, source: str, target: str, keys: Iterable[str]) -> str:
    """Write relationships of one type between nodes of two labels; `keys` are the properties that make them one."""
    key = ", ".join(f"{name}: row.properties.{name}" for name in keys)
    return (
        f"UNWIND $rows AS row {_end('a', source, 'source')} {_end('b', target, 'target')} "
        f"MERGE (a)-[r:{quoted(kind)} {{{key}}}]->(b) SET r = row.properties"
    )


LEFT_OVER = {
    FROM: f"""UNWIND $rows AS row MATCH (s:{STATEMENT} {{id: row.key}})-[r:{FROM}]->(d)
              USING INDEX SEEK s:{STATEMENT}(id) WHERE NOT coalesce(d.id, '') IN row.targets DELETE r""",
    REPRESENTED: f"""UNWIND $rows AS row MATCH (a)-[r:{REPRESENTED} {{fact: row.key}}]->(b)
                     USING INDEX SEEK r:{REPRESENTED}(fact) WHERE NOT coalesce(b.id, '') IN row.targets DELETE r""",
}


def quoted(name: str) -> str:
    """A name as Cypher takes it, whatever is in it."""
    return "`" + name.replace("`", "``") + "`"


def _end(variable: str, label: str, row: str) -> str:
    key = _KEYS[label]
    return f"MATCH ({variable}:{label} {{{key}: row.{row}}}) USING INDEX SEEK {variable}:{label}({key})"


def _by_fact(kind: str) -> str:
    return f"USING INDEX SEEK r:{quoted(kind)}(fact)"


def _merged(label: str) -> str:
    return f"MERGE (n:{quoted(label)} {{{_KEYS[label]}: row.key}})"


def _joined(labels: Iterable[str]) -> str:
    return "".join(f":{quoted(label)}" for label in sorted(labels))
