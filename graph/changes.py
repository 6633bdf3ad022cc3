"""What has changed in the ledger since a watermark, in the form in which stores draw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select, union_all

from . import tables
from .entities import EntityReader
from .ledger import Ledger
from .model import WINNING, Changes, Mark, Quote, Span, sealed
from .records import counted_documents, fact_from, fact_query, passages

BATCH = 2_000


def last_number(connection: Connection) -> int:
    """The number of the last change."""
    return int(_setting(connection, "seq") or 0)


def last_decision(connection: Connection) -> int:
    """A number that grows with what people decide: that may change what is told of a fact, and not the fact."""
    tables_of_decisions = (tables.verdict, tables.judgement)
    return sum(connection.execute(select(func.max(each.c.id))).scalar() or 0 for each in tables_of_decisions)


def mark_of(connection: Connection, number: int) -> Mark:
    """The mark that a store bears which has followed this ledger up to a number."""
    return sealed(_setting(connection, "ledger"), number)


def _setting(connection: Connection, name: str) -> str:
    query = select(tables.setting.c.value).where(tables.setting.c.name == name)
    return connection.execute(query).scalar() or ""


def changes_since(ledger: Ledger, watermark: int, size: int = BATCH) -> Iterator[Changes]:
    """The changes after a watermark, in their order, in batches that can each be written at once."""
    while True:
        with ledger.reading() as connection:
            batch = _Window(connection, watermark, size).changes()
        if batch.watermark == watermark:
            return
        yield batch
        watermark = batch.watermark


def all_changes(connection: Connection, size: int = BATCH) -> Iterator[Changes]:
    """All that is held, in batches, as one moment has it: what is gone is left out."""
    watermark = 0
    while (batch := _Window(connection, watermark, size).changes()).watermark != watermark:
        yield replace(batch, gone_entities=(), gone_facts=(), gone_quotes=(), plain_gone=())
        watermark = batch.watermark


def count(ledger: Ledger) -> dict[str, int]:
    """Documents, statements that speak for a fact, facts that are drawn by themselves, and entities.

    An undisputed literal value is a property of its entity, hence not drawn by itself.
    """
    fact, value = tables.fact.c, tables.term.alias("value")
    drawn = value.c.text.startswith("@") | fact.rank.not_in(WINNING)
    queries = {
        "documents": select(func.count()).select_from(tables.document).where(counted_documents()),
        "statements": _count_live(tables.support),
        "facts": _count_live(tables.fact).join(value, value.c.id == fact.value).where(drawn),
        "entities": _count_live(tables.entity),
    }
    with ledger.reading() as connection:
        return {name: connection.execute(query).scalar_one() for name, query in queries.items()}


def _count_live(table: Table) -> Select[int]:
    return select(func.count()).select_from(table).where(table.c.gone.is_(False))


class _Window:
    """The rows with the next numbers after a watermark."""

    def __init__(self, connection: Connection, watermark: int, size: int) -> None:
        self._connection = connection
        self._watermark = watermark
        numbers = union_all(
            *(
                select(table.c.seq).where(table.c.seq > watermark)
                for table in (tables.entity, tables.fact, tables.support)
            )
        ).subquery()
        limited = select(numbers.c.seq).order_by(numbers.c.seq).limit(size).subquery()
        found, last = connection.execute(select(func.count(), func.max(limited.c.seq))).one()
        # A purge takes rows away: the number of the last change may be no row's any more.
        self._last: int = last if found == size else max(last_number(connection), watermark)

    def changes(self) -> Changes:
        """All that lies in the window."""
        entities = self._rows(_entity_query(), tables.entity)
        facts = self._rows(fact_query(), tables.fact)
        quotes = self._rows(_quote_query(), tables.support)
        live = [row.id for row in entities if not row.gone]
        return Changes(
            watermark=self._last,
            entities=tuple(EntityReader(self._connection).entities(live)),
            facts=tuple(fact_from(row) for row in facts if not row.gone),
            quotes=tuple(self._quotes([row for row in quotes if not row.gone])),
            gone_entities=tuple(row.id for row in entities if row.gone),
            gone_facts=tuple(row.id for row in facts if row.gone),
            gone_quotes=tuple(row.hash.hex() for row in quotes if row.gone),
            plain_gone=tuple(self._plain_gone(facts)),
            seal=mark_of(self._connection, self._last).seal,
        )

    def _rows(self, query: Select[*tuple[Any, ...]], table: Any) -> Sequence[Any]:
        window = (table.c.seq > self._watermark) & (table.c.seq <= self._last)
        return self._connection.execute(query.where(window).order_by(table.c.seq)).all()

    def _quotes(self, rows: Sequence[Any]) -> Iterator[Quote]:
        wanted = [(row.document_number, Span(row.start, row.end)) for row in rows]
        for row, text in zip(rows, passages(self._connection, wanted), strict=True):
            yield _quote_from(row, text)

    def _plain_gone(self, facts: Sequence[Any]) -> Iterator[tuple[str, str, str]]:
        """Relations of which no undisputed fact is left, though one has changed."""
        fact = tables.fact.c
        for row in facts:
            if not row.value.startswith("@") or (not row.gone and row.rank in WINNING):
                continue
            others = select(fact.id).where(
                fact.subject == row.subject_number,
                fact.property == row.property_number,
                fact.value == row.value_number,
                fact.gone.is_(False),
                fact.rank.in_(WINNING),
            )
            if self._connection.execute(others.limit(1)).first() is None:
                yield row.subject, row.property, row.value


def _entity_query() -> Select[*tuple[Any, ...]]:
    return select(tables.term.c.text.label("id"), tables.entity.c.gone).join(
        tables.term, tables.term.c.id == tables.entity.c.id
    )


def _quote_query() -> Select[*tuple[Any, ...]]:
    statement, fact, document = tables.statement.c, tables.fact.c, tables.document.c
    subject, name, method = (tables.term.alias(each) for each in ("subject", "property", "method"))
    return (
        select(
            statement.hash,
            statement.start,
            statement.end,
            statement.confidence,
            tables.support.c.fact,
            tables.support.c.gone,
            subject.c.text.label("subject"),
            name.c.text.label("property"),
            method.c.text.label("method"),
            document.name.label("document"),
            statement.document.label("document_number"),
        )
        .select_from(tables.support)
        .join(tables.statement, statement.id == tables.support.c.statement)
        .join(tables.document, document.id == statement.document)
        .join(tables.fact, fact.id == tables.support.c.fact)
        .join(subject, subject.c.id == fact.subject)
        .join(name, name.c.id == fact.property)
        .join(method, method.c.id == statement.method)
    )


def _quote_from(row: Any, text: str) -> Quote:
    return Quote(
        id=row.hash.hex(),
        fact=row.fact,
        subject=row.subject,
        property=row.property,
        text=text,
        start=row.start,
        end=row.end,
        document=row.document,
        method=row.method,
        confidence=row.confidence,
    )
