"""The SPARQL that the RDF store writes and reads with: one update request a set of changes, so that it is one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Changes
from ..records import REGISTRY_KIND
from .rdf_drawing import SEAL, SEQ, TYPE, WATERMARK, Triple
from .terms import RDF, entity_term, fact_term, integer_term, literal_term, ontology_term, statement_term

_CLEAR_WATERMARK = f"DELETE WHERE {{ {WATERMARK} ?p ?o }}"

# The watermark first: a store that is wiped halfway is known to be empty.
WIPE = f"{_CLEAR_WATERMARK} ;\nDROP ALL"
READ_WATERMARK = f"SELECT ?seq ?seal WHERE {{ {WATERMARK} {SEQ} ?seq OPTIONAL {{ {WATERMARK} {SEAL} ?seal }} }}"
ALL_TRIPLES = "SELECT ?s ?p ?o ?g WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def _count(pattern: str) -> str:
    return f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"


# A fact counts where it is drawn as a fact of its own: a relation or a dispute; winning literals are their entity's.
COUNTS = {
    "documents": _count(
        f"?document {TYPE} {ontology_term('Document')} "
        f'FILTER NOT EXISTS {{ ?document {ontology_term("document_kind")} "{REGISTRY_KIND}" }}'
    ),
    "statements": _count(f"?statement {TYPE} {ontology_term('Statement')}"),
    "entities": _count(f"?entity {TYPE} {ontology_term('Entity')}"),
    "facts": _count(
        f"?fact {TYPE} {ontology_term('Fact')} ; <{RDF}object> ?value "
        f"OPTIONAL {{ ?fact {ontology_term('rank')} ?rank }} FILTER(isIRI(?value) || BOUND(?rank))"
    ),
}


def update_of(changes: Changes, triples: Iterable[Triple], plain_gone: Iterable[Triple]) -> str:
    """One update: what is gone or replaced goes, what there is comes, and the watermark with it."""
    facts = [*changes.gone_facts, *(fact.id for fact in changes.facts)]
    quotes = [*changes.gone_quotes, *(quote.id for quote in changes.quotes)]
    nodes = [*map(fact_term, facts), *map(statement_term, quotes), *map(entity_term, changes.gone_entities)]
    mark = (
        (WATERMARK, SEQ, integer_term(changes.watermark)),
        (WATERMARK, SEAL, literal_term(changes.seal)),
    )
    parts = [
        _delete([entity_term(entity.id) for entity in changes.entities], f"FILTER(isLiteral(?o) || ?p = {TYPE})"),
        _delete(nodes),
        _data("DELETE", plain_gone),
        _CLEAR_WATERMARK,
        _data("INSERT", (*triples, *mark)),
    ]
    return " ;\n".join(part for part in parts if part)


def _delete(subjects: list[str], condition: str = "") -> str:
    """Delete what is said of these subjects, as far as the condition goes."""
    if not subjects:
        return ""
    listed = " ".join(subjects)
    return f"DELETE {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {listed} }} ?s ?p ?o {condition} }}"


def _data(verb: str, triples: Iterable[Triple]) -> str:
    lines = list(_lines(triples))
    return f"{verb} DATA {{\n" + "\n".join(lines) + "\n}" if lines else ""


def _lines(triples: Iterable[Triple]) -> Iterator[str]:
    return (" ".join(triple) + " ." for triple in triples)
