"""How entities, facts and quotes look in RDF: pure functions to triples, and these as comparable pieces.

The rules are those of docs/architecture.md, "In RDF": a relation is its plain triple and a fact node; what is disputed
has a fact node of that rank and no plain triple; a literal is its plain triple, with a fact node only where it is
disputed, timed, qualified or only concluded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from ..model import ALWAYS, INTERVAL_FIELDS, Changes, Entity, Fact, Link, Quote
from ..ontology import BASE
from .base import Piece
from .neo4j_drawing import day_names, days_of
from .terms import (
    FACTS,
    PROV,
    RDF,
    RDFS,
    STATEMENTS,
    boolean_term,
    day_term,
    decimal_term,
    entity_term,
    fact_term,
    id_of,
    integer_term,
    literal_term,
    ontology_term,
    statement_term,
    value_term,
)

Triple: TypeAlias = tuple[str, str, str]
TYPE = f"<{RDF}type>"
LABEL = f"<{RDFS}label>"
WATERMARK = f"<{BASE}watermark>"
SEQ, SEAL = ontology_term("seq"), ontology_term("seal")


def draw_triples(changes: Changes) -> Iterator[Triple]:
    """The triples of these changes; a plain triple that several facts have may come several times."""
    for entity in changes.entities:
        yield from draw_entity(entity)
    for fact in changes.facts:
        yield from draw_fact(fact)
    for quote in changes.quotes:
        yield from draw_quote(quote)


def draw_entity(entity: Entity) -> Iterator[Triple]:
    """Classes, label and literals; states are relations, and drawn as such."""
    subject = entity_term(entity.id)
    for name in sorted({"Entity", *entity.classes}):
        yield subject, TYPE, ontology_term(name)
    yield subject, LABEL, literal_term(entity.label)
    extents: dict[str, list[str]] = {}
    for name, literal in entity.literals:
        yield subject, ontology_term(name), value_term(literal)
        for day_name, day in zip(day_names(name), days_of(literal), strict=True):
            if day:
                extents.setdefault(day_name, []).append(day_term(day))
    for day_name, days in extents.items():
        yield subject, ontology_term(day_name), max(days) if day_name.endswith("_last") else min(days)


def draw_fact(fact: Fact) -> Iterator[Triple]:
    """The plain triple of a relation that wins, and the fact node."""
    if isinstance(fact.value, Link) and fact.rank.wins:
        yield plain_triple(fact.subject, fact.property, fact.value)
    if isinstance(fact.value, Link) or not fact.rank.wins or _says_more(fact):
        yield from _fact_node(fact)


def _says_more(fact: Fact) -> bool:
    return fact.interval != ALWAYS or bool(fact.qualifiers) or fact.inferred


def plain_triple(subject: str, name: str, value: Link) -> Triple:
    """A relation as one triple."""
    return entity_term(subject), ontology_term(name), entity_term(value.id)


def _fact_node(fact: Fact) -> Iterator[Triple]:
    node = fact_term(fact.id)
    yield node, TYPE, ontology_term("Fact")
    yield node, f"<{RDF}subject>", entity_term(fact.subject)
    yield node, f"<{RDF}predicate>", ontology_term(fact.property)
    yield node, f"<{RDF}object>", value_term(fact.value)
    if not fact.rank.wins:
        yield node, ontology_term("rank"), literal_term(fact.rank.value)
    if fact.disputed_qualifier:
        yield node, ontology_term("disputed_qualifier"), ontology_term(fact.disputed_qualifier)
    if fact.inferred:
        yield node, ontology_term("inferred"), boolean_term(True)
    for name in INTERVAL_FIELDS:
        if day := getattr(fact.interval, name):
            yield node, ontology_term(name), day_term(day)
    yield node, ontology_term("sources"), integer_term(fact.sources)
    yield node, ontology_term("confidence"), decimal_term(fact.confidence)
    for name, value in fact.qualifiers:
        yield node, ontology_term(name), value_term(value)


def draw_quote(quote: Quote) -> Iterator[Triple]:
    """A passage that speaks for a fact, and the document it stands in."""
    node = statement_term(quote.id)
    yield node, TYPE, ontology_term("Statement")
    yield node, ontology_term("fact"), fact_term(quote.fact)
    yield node, ontology_term("subject"), entity_term(quote.subject)
    yield node, ontology_term("property"), ontology_term(quote.property)
    yield node, ontology_term("quote"), literal_term(quote.text)
    yield node, ontology_term("start"), integer_term(quote.start)
    yield node, ontology_term("end"), integer_term(quote.end)
    yield node, ontology_term("method"), literal_term(quote.method)
    yield node, ontology_term("confidence"), decimal_term(quote.confidence)
    yield node, f"<{PROV}wasQuotedFrom>", entity_term(quote.document)


def piece(triple: Triple, graph: str = "") -> Piece:
    """A triple as a piece, named by its subject; `graph` where somebody has put it into a named one."""
    subject = triple[0].strip("<>")
    rest = subject.removeprefix(BASE)
    kind = "fact node" if rest.startswith(FACTS) else "quote" if rest.startswith(STATEMENTS) else "triple"
    return Piece(kind, id_of(subject), " ".join((*triple, graph) if graph else triple))
