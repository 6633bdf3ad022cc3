"""The simplest query of a relation in both languages: subject, value and fact, as a store draws what is simply so.

They stand on the reference page, and a test asks both stores each of them.
"""

from __future__ import annotations

from .ontology import Property

PREFIXES = """\
PREFIX comity: <https://w3id.org/comity/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


def cypher_example(declared: Property) -> str:
    """The Cypher of a relation; only what is neither disputed nor superseded has its type."""
    subject, value = "|".join(declared.domain), "|".join(declared.range)
    return f"""\
MATCH (subject:{subject})-[fact:{declared.relationship_type}]->(value:{value})
RETURN subject.id AS subject_id, subject.label AS subject, value.id AS value_id, value.label AS value, fact.fact AS fact
"""


def sparql_example(declared: Property) -> str:
    """The SPARQL of a relation, through its fact node; a rank is given only to what is not simply so."""
    return f"""\
SELECT ?subject_id ?subject ?value_id ?value (STRAFTER(STR(?node), "/id/fact/") AS ?fact)
WHERE {{
  ?node rdf:predicate comity:{declared.name} ; rdf:subject ?subject_id ; rdf:object ?value_id .
  FILTER NOT EXISTS {{ ?node comity:rank ?rank }}
  ?subject_id rdfs:label ?subject .
  ?value_id rdfs:label ?value .
}}
"""
