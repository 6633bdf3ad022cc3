"""The ledger: what sources said, and what was decided about it. The only truth; everything else can be made from it.

SQLite in one file by default, or PostgreSQL by its address (`graph/database.py`). One writer at a time, under a lock
that waits; a reader sees the last committed state. Each transaction leaves a state from which the next command can go
on: groups of statements that are still to be fused are rows of their own (`stale`).
"""

from __future__ import annotations

import weakref
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, select
from sqlalchemy.exc import DatabaseError

from . import tables
from .book import SCHEMA_VERSION, Book
from .database import clear_files, ledger_place, open_engine, readable, shown
from .errors import ComityError
from .model import Document
from .records import counted_documents, document_from


class Ledger:
    """An opened ledger: gives connections to read and to write."""

    def __init__(self, where: Path | URL | str) -> None:
        """Open, and make if new, the ledger at a path (SQLite) or a database's address.

        Raises LedgerBroken for a damaged one, one of another version or a database that is none, StoreUnavailable where
        it cannot be reached or written, UsageError for an address that is none.
        """
        place = ledger_place(where) if isinstance(where, str) else where
        self.where = shown(place)  # never with a password
        self._engine = open_engine(place)
        weakref.finalize(self, self._engine.dispose)  # a server is told when a connection ends, also at the exit
        try:
            if self._version() != SCHEMA_VERSION:
                with self.writing() as book:
                    book.prepare()
        except ComityError:
            self.close()
            raise

    def _version(self) -> str:
        """The version of the tables; empty for a new ledger. Only reads, so that no reader waits for a writer."""
        with self.reading() as connection:
            if not inspect(connection).has_table(tables.setting.name):
                return ""
            query = select(tables.setting.c.value).where(tables.setting.c.name == "schema")
            return connection.execute(query).scalar() or ""

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A connection that sees one consistent state."""
        with self._translated(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Generator[Book]:
        """A transaction with the writer's lock: all of it is kept, or nothing."""
        with (
            self._translated(),
            self._engine.connect().execution_options(comity_writes=True) as connection,
            connection.begin(),
        ):
            book = Book(connection)
            yield book
            book.finish()

    def documents(self) -> list[Document]:
        """All documents that count, by their ids."""
        with self.reading() as connection:
            query = select(tables.document).where(counted_documents()).order_by(tables.document.c.name)
            rows = connection.execute(query)
            return [document_from(row) for row in rows]

    def hashes_read_by(self, method: str) -> Iterator[str]:
        """The hashes of the texts that a method has read to their end."""
        document, reading = tables.document.c, tables.reading.c
        query = select(document.hash).join(tables.reading, reading.document == document.id)
        with self.reading() as connection:
            yield from connection.execute(query.where(reading.method == method)).scalars()

    def clear_files(self) -> None:
        """Let the database's files hold nothing that was deleted. Raises StoreUnavailable where others read on."""
        try:
            clear_files(self._engine, tables.metadata.tables, self.where)
        except self._engine.dialect.loaded_dbapi.DatabaseError as error:
            raise readable(DatabaseError("", None, error), self.where) from error

    def close(self) -> None:
        """Give the file, or the connections, back."""
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Generator[None]:
        try:
            yield
        except DatabaseError as error:
            raise readable(error, self.where) from error
