"""Rows of the ledger as the model's types, and the queries that find them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, select
from sqlalchemy.sql.selectable import NamedFromClause

from . import tables
from .encoding import interval_from, qualifiers_from, qualifiers_text, spans_from
from .model import (
    Document,
    Fact,
    Modality,
    Qualifiers,
    Rank,
    Recorded,
    Reference,
    Span,
    Statement,
    Value,
    Verdict,
    value_from_key,
    value_key,
)

TEXTS = 20  # documents whose texts are in memory at once
CHUNK = 500  # values in one IN (…): far below SQLite's limit on variables
REGISTRY_KIND = "registry"  # a table of the registry: evidence, not a source that was read
DATASET_KIND = "dataset"  # a table of a data set's release
INFERRED = "inferred:"  # how the method of a conclusion begins
T = TypeVar("T")


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    part: list[T] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def find_terms(connection: Connection, texts: Sequence[str]) -> Mapping[str, int]:
    """The numbers of those texts that have one."""
    table = tables.term
    return {
        row.text: row.id
        for part in chunks(texts)
        for row in connection.execute(select(table.c.id, table.c.text).where(table.c.text.in_(part)))
    }


def find_texts(connection: Connection, numbers: Sequence[int]) -> Mapping[int, str]:
    """The texts that these numbers stand for."""
    table = tables.term
    return {
        row.id: row.text
        for part in chunks(numbers)
        for row in connection.execute(select(table).where(table.c.id.in_(part)))
    }


def counted_documents() -> ColumnElement[bool]:
    """The condition that a document counts: that it was not removed, and is no table of the registry."""
    live = select(tables.term.c.text).join(tables.entity, tables.entity.c.id == tables.term.c.id)
    is_live = tables.document.c.name.in_(live.where(tables.entity.c.gone.is_(False)))
    return is_live & (tables.document.c.kind != REGISTRY_KIND)


def find_document(connection: Connection, condition: Any) -> Document | None:
    """The one document that a condition on its table finds."""
    row = connection.execute(select(tables.document).where(condition)).first()
    return document_from(row) if row else None


def document_from(row: Any) -> Document:
    """A document from its row."""
    return Document(
        id=row.name,
        text=row.text,
        title=row.title,
        published=row.published,
        publisher=row.publisher,
        url=row.url,
        language=row.language,
        kind=row.kind,
        internal=row.internal,
    )


def statement_texts(statement: Statement) -> tuple[str, ...]:
    """What is interned of a statement: subject, property, value, qualifiers, method."""
    value, qualifiers = value_key(statement.value), qualifiers_text(statement.qualifiers)
    return statement.subject, statement.property, value, qualifiers, statement.method


def document_row(document: Document, now: datetime) -> dict[str, Any]:
    """A document as a row of its table."""
    names = ("text", "title", "published", "publisher", "url", "language", "kind", "internal", "hash")
    return {name: getattr(document, name) for name in names} | {"name": document.id, "recorded_at": now}


def recorded(connection: Connection, condition: ColumnElement[bool]) -> list[Recorded]:
    """The statements that a condition on `tables.statement` and `tables.document` finds, in the order of their ids."""
    rows = connection.execute(_statement_query().where(condition).order_by(tables.statement.c.hash)).all()
    premises = _premises(connection, [row.id for row in rows if row.method.startswith(INFERRED)])
    quoted = passages(connection, [(row.document_number, Span(row.start, row.end)) for row in rows])
    return [
        _recorded_from(row, passage, tuple(premises.get(row.id, ()))) for row, passage in zip(rows, quoted, strict=True)
    ]


class Claim(NamedTuple):
    """What a statement says, without where and how surely."""

    subject: str
    property: str
    value: Value
    qualifiers: Qualifiers


def claims(connection: Connection, condition: ColumnElement[bool]) -> list[Claim]:
    """What the statements say that a condition on `tables.statement` finds, in the order of their ids.

    Half as dear as `recorded`: no passage is cut out of a text.
    """
    query = _claim_query().where(condition).order_by(tables.statement.c.hash)
    return [
        Claim(row.subject, row.property, value_from_key(row.value), qualifiers_from(row.qualifiers))
        for row in connection.execute(query)
    ]


@cache
def _claim_query() -> Select[*tuple[Any, ...]]:
    texts = {name: tables.term.alias(name) for name in Claim._fields}
    query = select(*(alias.c.text.label(name) for name, alias in texts.items())).select_from(tables.statement)
    return _joined(query, texts, tables.statement)


def _joined(
    query: Select[*tuple[Any, ...]], texts: Mapping[str, NamedFromClause[Any]], table: Table
) -> Select[*tuple[Any, ...]]:
    """The query with the texts of those columns of a table that hold the numbers of terms."""
    for name, alias in texts.items():
        query = query.join(alias, alias.c.id == table.c[name])
    return query


def passages(connection: Connection, wanted: Sequence[tuple[int, Span]]) -> list[str]:
    """The passages of documents, by their numbers, in this order.

    Each text is fetched once: cut out by the database, a table of a megabyte would be read through for every row.
    """
    columns, found = tables.document.c, [""] * len(wanted)
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place, (number, _) in enumerate(wanted):
        places[number].append(place)
    for part in chunks(sorted(places), TEXTS):
        for number, text in connection.execute(select(columns.id, columns.text).where(columns.id.in_(part))):
            for place in places[number]:
                found[place] = text[wanted[place][1].start : wanted[place][1].end]
    return found


def _premises(connection: Connection, conclusions: Iterable[int]) -> Mapping[int, list[str]]:
    """The hashes that each of these conclusions, by their numbers, is drawn from."""
    columns, found = tables.premise.c, defaultdict[int, list[str]](list)
    for part in chunks(conclusions):
        query = select(tables.premise).where(columns.statement.in_(part)).order_by(columns.drawn_from)
        for row in connection.execute(query):
            found[row.statement].append(row.drawn_from.hex())
    return found


def statements_of(connection: Connection, document: str) -> list[Statement]:
    """All statements of one document, by its id."""
    return [each.statement for each in recorded(connection, tables.document.c.name == document)]


@cache
def _statement_query() -> Select[*tuple[Any, ...]]:
    columns = tables.statement.c
    texts = {name: tables.term.alias(name) for name in ("subject", "property", "value", "qualifiers", "method")}
    newest = (
        select(tables.verdict.c.verdict)
        .where(tables.verdict.c.statement == columns.id)
        .order_by(tables.verdict.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(
        columns.id,
        columns.hash,
        columns.spans,
        columns.valid,
        columns.voice,
        columns.modality,
        columns.confidence,
        *(alias.c.text.label(name) for name, alias in texts.items()),
        tables.document.c.name.label("document"),
        tables.document.c.published,
        columns.document.label("document_number"),
        columns.start,
        columns.end,
        newest.label("verdict"),
    ).join(tables.document, tables.document.c.id == columns.document)
    return _joined(query, texts, tables.statement)


def _recorded_from(row: Any, passage: str, premises: tuple[str, ...]) -> Recorded:
    statement = Statement(
        subject=row.subject,
        property=row.property,
        value=value_from_key(row.value),
        reference=Reference(row.document, spans_from(row.spans)),
        qualifiers=qualifiers_from(row.qualifiers),
        valid=interval_from(row.valid),
        voice=row.voice,
        modality=Modality(row.modality),
        method=row.method,
        confidence=row.confidence,
        premises=premises,
    )
    verdict = Verdict(row.verdict) if row.verdict else Verdict.PROPOSED
    return Recorded(row.hash.hex(), statement, passage, row.published, verdict)


@cache
def fact_query() -> Select[*tuple[Any, ...]]:
    """Selects facts with their terms as text; further conditions may be added."""
    fact = tables.fact.c
    texts = {name: tables.term.alias(name) for name in ("subject", "property", "value", "qualifiers")}
    query = select(
        fact.id,
        fact.rank,
        fact.interval,
        fact.confidence,
        fact.sources,
        fact.inferred,
        fact.disputed_qualifier,
        fact.gone,
        fact.subject.label("subject_number"),
        fact.property.label("property_number"),
        fact.value.label("value_number"),
        *(alias.c.text.label(name) for name, alias in texts.items()),
    )
    return _joined(query, texts, tables.fact)


def fact_from(row: Any) -> Fact:
    """A fact from a row of `fact_query`."""
    return Fact(
        id=row.id,
        subject=row.subject,
        property=row.property,
        value=value_from_key(row.value),
        rank=Rank(row.rank),
        interval=interval_from(row.interval),
        qualifiers=qualifiers_from(row.qualifiers),
        confidence=row.confidence,
        sources=row.sources,
        inferred=row.inferred,
        disputed_qualifier=row.disputed_qualifier,
    )
