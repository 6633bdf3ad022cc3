"""The graph's types as the models of the wire, with labels."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ..graph import browse
from ..graph.catalogue import DATES, Catalogue, Hit, Listed
from ..graph.coverage import Coverage
from ..graph.model import Document, Entity, Fact, Link, Recorded, Span, Value, interval_days
from ..graph.ontology import BASE, ontology
from ..graph.queries import Bound, NamedQuery
from . import models


def coverage_of(coverage: Coverage) -> models.CoverageOf:
    """What an answer rests on."""
    return models.CoverageOf(sources=coverage.sources, first=coverage.first, last=coverage.last)


def query_of(query: NamedQuery, with_texts: bool = False) -> models.QueryOf:
    """A named question; with its texts, as they stand in their files."""
    return models.QueryOf(
        name=query.name,
        title=query.title,
        description=query.description,
        parameters=[
            models.ParameterOf(
                name=each.name,
                type=each.type.name,
                form=each.type.form,
                required=each.required,
                default=each.default,
                help=each.help,
            )
            for each in query.parameters
        ],
        columns=list(query.columns),
        engines=list(query.engines),
        texts={
            language: template.assemble(frozenset(each.name for each in query.parameters))
            for language, template in query.templates.items()
            if with_texts
        },
    )


def asked_text(bound: Bound) -> str:
    """A question as it is put; in Cypher its parameters come first, as cypher-shell and Neo4j Browser take them."""
    given = [f":param {name} => {json.dumps(value)};" for name, value in bound.parameters.items()]
    return "\n".join([*given, *(line for line in bound.text.splitlines() if line.strip())])


def found_entity(hit: Hit) -> models.FoundEntity:
    """An entity that a search found."""
    return models.FoundEntity(**dict(listed_entity(hit.listed)), score=hit.score)


def listed_entity(listed: Listed) -> models.ListedEntity:
    """An entity as lists show it."""
    return models.ListedEntity(
        id=listed.id,
        label=listed.label,
        classes=list(listed.classes),
        states=list(listed.states),
        date=listed.date,
    )


def bare_entity(entity: Entity) -> models.ListedEntity:
    """An entity as lists show it, from the ledger."""
    return models.ListedEntity(
        id=entity.id,
        label=entity.label,
        classes=list(entity.classes),
        states=list(entity.states),
        date=_date(entity),
    )


def _date(entity: Entity) -> str:
    dates = [literal.text for name, literal in entity.literals if name in DATES]
    return dates[0] if dates else ""


def entity_of(entity: Entity, counts: list[browse.Neighbours]) -> models.EntityOf:
    """One entity with its values, and how many neighbours it has by which relation."""
    return models.EntityOf(
        **dict(bare_entity(entity)),
        values=[models.LiteralOf(property=name, value=literal.native) for name, literal in entity.literals],
        relations=[relation_count(each) for each in counts],
        iri=f"{BASE}{entity.id}",
    )


def relation_count(counted: browse.Neighbours) -> models.RelationCount:
    """How many neighbours there are by a relation, and how it reads in that direction."""
    declared = ontology().property(counted.property)
    backwards = counted.direction == browse.INCOMING
    label = declared.inverse_label if backwards and declared.inverse_label else declared.label
    return models.RelationCount(
        property=counted.property, direction=counted.direction, label=label, count=counted.count
    )


def _said(fact: Fact, catalogue: Catalogue) -> dict[str, Any]:
    """The fields of `SaidOf`."""
    return {
        "fact": fact.id,
        "subject": fact.subject,
        "subject_label": catalogue.label(fact.subject),
        "property": fact.property,
        "property_label": ontology().property(fact.property).label,
        "value": plain(fact.value),
        "value_label": catalogue.label(fact.value.id) if isinstance(fact.value, Link) else None,
    }


def fact_of(fact: Fact, catalogue: Catalogue, at: date | None = None) -> models.FactOf:
    """A fact with labels; `certain` is told where a day was asked for."""
    days = interval_days(fact.interval)
    return models.FactOf(
        **_said(fact, catalogue),
        rank=fact.rank,
        from_first=days[0],
        from_last=days[1],
        to_first=days[2],
        to_last=days[3],
        observed_until=days[4],
        certain=browse.held_for_certain(fact.interval, at) if at else None,
        qualifiers=[
            models.QualifierOf(
                property=name,
                value=plain(value),
                label=catalogue.label(value.id) if isinstance(value, Link) else None,
            )
            for name, value in fact.qualifiers
        ],
        confidence=fact.confidence,
        sources=fact.sources,
    )


def statement_of(said: Recorded, catalogue: Catalogue) -> models.StatementOf:
    """A statement with its passage."""
    statement = said.statement
    return models.StatementOf(
        statement=said.id,
        document=statement.reference.document,
        document_label=catalogue.label(statement.reference.document),
        published=said.published,
        quote=said.passage,
        spans=[(span.start, span.end) for span in statement.reference.spans],
        property=statement.property,
        value=plain(statement.value),
        modality=statement.modality.value,
        voice=statement.voice,
        method=statement.method,
        confidence=statement.confidence,
        verdict=said.verdict,
    )


def plain(value: Value) -> str | int:
    """A value as JSON has it: the id of an entity, a number, a text."""
    return value.id if isinstance(value, Link) else value.native


def source_of(document: Document) -> models.SourceOf:
    """A document without its text."""
    names = ("id", "title", "published", "publisher", "url", "language", "kind")
    return models.SourceOf(**{name: getattr(document, name) for name in names})


def span_of(support: browse.Support, span: Span, catalogue: Catalogue) -> models.SpanOf:
    """A passage that speaks for a fact."""
    return models.SpanOf(
        start=span.start,
        end=span.end,
        statement=support.statement,
        **_said(support.fact, catalogue),
    )


def edge_of(fact: Fact) -> models.EdgeOf:
    """A relation as a line."""
    return models.EdgeOf(
        fact=fact.id,
        source=fact.subject,
        target=str(plain(fact.value)),
        property=fact.property,
        label=ontology().property(fact.property).label,
    )
