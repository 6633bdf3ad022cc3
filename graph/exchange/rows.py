"""All that a ledger was told, as records that stand for themselves: each number replaced by what it stands for.

Everything is taken from the definition of the tables, so that a new table of `tables.TOLD` is a new kind of record.
A record is the columns of its row by name: a reference is the text of the term, the id of the document or the hash of
the statement that it leads to, an instant is ISO 8601 in UTC, a hash hexadecimal. The order is that in which a ledger
can be told them: what is referred to comes first, and of each table the older rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Column, Connection, Select, Table, func, select

from .. import tables
from ..premises import drawn_from_document

Field: TypeAlias = str | int | float | bool
Record: TypeAlias = dict[str, Field]

BATCH = 1_000  # rows that are held at a time
STREAMED = {"yield_per": BATCH}
# What stands for a row of these tables in a record of another one.
KEYS: Mapping[str, Column[Any]] = {
    tables.term.name: tables.term.c.text,
    tables.document.name: tables.document.c.name,
    tables.statement.name: tables.statement.c.hash,
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows are meant: those recorded up to an instant, and those of internal sources only where asked for.

    What was purged is purged for every instant, so that this is always told.
    """

    until: datetime | None = None
    internal: bool = False


def told() -> list[Table]:
    """The tables of what a ledger was told, those first that others refer to."""
    return [table for table in tables.metadata.sorted_tables if table in tables.TOLD]


def fields(table: Table) -> list[Column[Any]]:
    """The columns that a record has: all but the number of the row."""
    return [column for column in table.columns if not (column.primary_key and column.name == "id")]


def referred(column: Column[Any]) -> Table | None:
    """The table that a column leads to."""
    return next((each.column.table for each in column.foreign_keys), None)


def records(connection: Connection, selection: Selection) -> Iterator[tuple[Table, Record]]:
    """The records of a selection, each with its table; only some of them are in memory at a time."""
    internal = set[str]() if selection.internal else _internal_documents(connection)
    untold = {each.id for name in sorted(internal) for each in drawn_from_document(connection, name)}
    for table in told():
        terms = [column.name for column in fields(table) if referred(column) is tables.term]
        for row in connection.execute(_query(table, selection), execution_options=STREAMED).mappings():
            record = {name: _field(value) for name, value in row.items()}
            concerned = {str(record[name]).partition("#")[0].removeprefix("@") for name in terms}
            if concerned.isdisjoint(internal) and record.get(_statement_id(table)) not in untold:
                yield table, record


def _statement_id(table: Table) -> str:
    """The field that has the id of a statement: its own, or that of the one it is about."""
    return "hash" if table is tables.statement else "statement"


def count_rows(connection: Connection) -> int:
    """How many rows there are to tell, those of internal sources included."""
    return sum(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in told())


def _internal_documents(connection: Connection) -> set[str]:
    """The ids of the documents that nothing may be told of: their mentions begin with them."""
    columns = tables.document.c
    return set(connection.execute(select(columns.name).where(columns.internal)).scalars())


def _query(table: Table, selection: Selection) -> Select[*tuple[Any, ...]]:
    """The rows of one table, references replaced."""
    query: Select[*tuple[Any, ...]] = select().select_from(table)
    for column in fields(table):
        target = referred(column)
        if target is None:
            query = query.add_columns(column)
            continue
        alias = target.alias(f"of_{column.name}")
        query = query.join(alias, alias.c.id == column)
        query = query.add_columns(alias.c[KEYS[target.name].name].label(column.name))
        query = _of_selected(query, alias, selection)
    order = table.primary_key.columns if len(table.primary_key) else table.columns
    return _selected(query, table, selection).order_by(*order)


def _of_selected(query: Select[Any], target: Any, selection: Selection) -> Select[Any]:
    """Only rows that lead to what is itself selected."""
    if "document" in target.c:  # a statement: its document is looked at
        source = tables.document.alias(f"{target.name}_source")
        query = _selected(query, target, selection).join(source, source.c.id == target.c.document)
        target = source
    return _selected(query, target, selection)


def _selected(query: Select[Any], table: Any, selection: Selection) -> Select[Any]:
    if "internal" in table.c and not selection.internal:
        query = query.where(table.c.internal.is_(False))
    if "recorded_at" in table.c and selection.until and table is not tables.purge:
        query = query.where(table.c.recorded_at <= selection.until)
    return query


def _field(value: Any) -> Field:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value
