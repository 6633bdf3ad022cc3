"""Tells a new ledger what records say: all in one transaction, so that a kill leaves it as empty as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, select

from .. import tables
from ..book import Book
from ..encoding import unstorable
from ..errors import InputRefused, UsageError
from ..ledger import Ledger
from ..records import chunks
from ..replay import replay
from ..settle import Progress, mark_documents
from .proof import prove, prove_conclusions
from .rows import BATCH, KEYS, Record, fields, referred, told

Told = tuple[str, Table, Record]  # where it stands, whose row it is, the row
SOURCE = "copied from"  # the setting that says what a ledger was told, so that telling it again adds nothing


def tell(
    ledger: Ledger, source: str, said: Iterable[Told], progress: Progress = lambda done, total: None, total: int = 0
) -> bool:
    """Tell a ledger all that records say, and note what is to be fused; False where it was told this already.

    `source` names the records: what was told from it before, perhaps by a run that was killed while it fused, is
    gone on with. Raises UsageError for a ledger that holds anything else, InputRefused for a record that cannot be.
    """
    with ledger.writing() as book:
        if book.setting(SOURCE) == source:
            return False
        if is_told(book.connection):
            raise UsageError(f"The ledger {ledger.where} is not empty: name a new data folder with --data or --into.")
        for done in _insert(book, said):
            progress(done, max(done, total))
        prove_conclusions(book.connection)
        _show_documents(book)
        replay(book)
        mark_documents(book, book.connection.execute(select(tables.document.c.name)).scalars().all())
        book.set(SOURCE, source)
    return True


def is_told(connection: Connection) -> bool:
    """Was this ledger told anything yet?"""
    return any(connection.execute(select(table).limit(1)).first() is not None for table in told())


def _insert(book: Book, said: Iterable[Told]) -> Iterator[int]:
    """Write the records, and say after each batch how many there are."""
    done = 0
    for table, group in groupby(said, key=lambda each: each[1]):
        for part in chunks(group, BATCH):
            rows = _Rows(book, table).of([(where, record) for where, _, record in part])
            prove(book.connection, table, [(where, record) for where, _, record in part])
            book.connection.execute(insert(table), rows)
            done += len(part)
            yield done


def _show_documents(book: Book) -> None:
    """The entity of each document; gone where it was withdrawn last."""
    document, withdrawal = tables.document.c, tables.withdrawal.c
    newest = (
        select(withdrawal.withdrawn)
        .where(withdrawal.document == document.id)
        .order_by(withdrawal.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = book.connection.execute(select(document.name, newest.label("gone")).order_by(document.id)).all()
    terms = book.intern(row.name for row in rows)
    shown = [{"id": terms[row.name], "seq": book.next_number(), "gone": bool(row.gone)} for row in rows]
    if shown:
        book.connection.execute(insert(tables.entity), shown)


class _Rows:
    """Records of one table as its rows: each reference a number again."""

    def __init__(self, book: Book, table: Table) -> None:
        self._book = book
        self._columns = fields(table)
        self._names = {column.name for column in self._columns}

    def of(self, said: Sequence[tuple[str, Record]]) -> list[dict[str, Any]]:
        """The rows of these records. Raises InputRefused with the place of the first that cannot be."""
        values = [(where, self._values(where, record)) for where, record in said]
        for column in self._columns:
            if (target := referred(column)) is not None:
                self._resolve(column.name, target, values)
        return [row for _, row in values]

    def _values(self, where: str, record: Record) -> dict[str, Any]:
        if odd := sorted(record.keys() ^ self._names):
            what = "has no" if odd[0] in self._names else "has an unknown"
            raise InputRefused(f"{where}: the record {what} field “{odd[0]}”.")
        return {column.name: _value(where, column, record[column.name]) for column in self._columns}

    def _resolve(self, name: str, target: Table, values: Sequence[tuple[str, dict[str, Any]]]) -> None:
        """Put the numbers of rows where their keys stand."""
        wanted = {row[name] for _, row in values}
        numbers = self._book.intern(wanted) if target is tables.term else self._numbers(target, wanted)
        for where, row in values:
            if row[name] not in numbers:
                raise InputRefused(f"{where}: the {target.name} that it is about does not come before it.")
            row[name] = numbers[row[name]]

    def _numbers(self, target: Table, wanted: Iterable[Any]) -> Mapping[Any, int]:
        key = KEYS[target.name]
        return {
            row[0]: row[1]
            for part in chunks(wanted)
            for row in self._book.connection.execute(select(key, target.c.id).where(key.in_(part)))
        }


def _value(where: str, column: Column[Any], field: object) -> Any:
    """A field as its column takes it. Raises InputRefused."""
    target = referred(column)
    kind = KEYS[target.name].type if target is not None else column.type
    try:
        return _READERS[kind.python_type](field)
    except (TypeError, ValueError) as error:
        shown = f"{where}: the field “{column.name}” cannot be “{str(field)[:80]}”"
        raise InputRefused(f"{shown}{_because(error)}.") from None


def _because(error: Exception) -> str:
    return f": {error}" if isinstance(error, _Unfit) else ""


class _Unfit(ValueError):
    """A field of the right type with a content that no ledger takes."""


def _text(field: object) -> str:
    if not isinstance(field, str):
        raise TypeError
    if reason := unstorable(field):
        raise _Unfit(reason)
    return field


def _instant(field: object) -> datetime:
    instant = datetime.fromisoformat(_text(field))
    if instant.tzinfo is None:
        raise _Unfit("it has no time zone")
    return instant


def _is(kind: type) -> Callable[[object], Any]:
    def read(field: object) -> Any:
        if type(field) is not kind:
            raise TypeError
        return field

    return read


def _integer(field: object) -> int:
    if type(field) is not int or not 0 <= field < 2**31:
        raise TypeError
    return field


# How a field is read, by the Python type of its column.
_READERS: Mapping[type, Callable[[object], Any]] = {
    str: _text,
    datetime: _instant,
    bool: _is(bool),
    float: lambda field: float(field) if type(field) is int else _is(float)(field),
    int: _integer,
    bytes: lambda field: bytes.fromhex(_text(field)),
}
