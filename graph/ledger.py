"""The ledger: what sources said, and what was decided about it. The only truth; everything else can be made from it.

SQLite in one file by default, or another database by SQLAlchemy URL. One writer at a time, under a lock that waits; a
reader sees the last committed state. Each transaction leaves a state from which the next command can go on: groups of
statements that are still to be fused are rows of their own (`stale`).
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import DatabaseError

from . import tables
from .book import SCHEMA_VERSION, Book, LedgerBroken
from .errors import ComityError, StoreUnavailable
from .model import Document
from .records import counted_documents, document_from

LOCK_SECONDS = 60  # how long a writer waits for another one


class Ledger:
    """An opened ledger: gives connections to read and to write."""

    def __init__(self, where: Path | str) -> None:
        """Open, and make if new, the ledger at a path (SQLite) or a database URL.

        Raises LedgerBroken for a damaged file or one of another version, StoreUnavailable where it cannot be written.
        """
        self.where = str(where)
        self._engine = _engine(_sqlite_url(where) if isinstance(where, Path) else make_url(where))
        if self._version() != SCHEMA_VERSION:
            with self.writing() as book:
                book.prepare()

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

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Generator[None]:
        try:
            yield
        except DatabaseError as error:
            raise _readable(error, self.where) from error


def _readable(error: DatabaseError, where: str) -> ComityError:
    reason = str(error.orig)
    if "locked" in reason:
        return StoreUnavailable(
            f"The ledger {where} is in use by another Comity for over {LOCK_SECONDS} s; try again later."
        )
    if "readonly" in reason or "unable to open" in reason:
        return StoreUnavailable(f"The ledger {where} cannot be written ({reason}): check who may write there.")
    if "full" in reason or "disk I/O" in reason:
        return StoreUnavailable(
            f"The ledger {where} could not be written ({reason}): free some disk space and run it again."
        )
    return LedgerBroken(
        f"The ledger {where} cannot be read ({reason}): put back a copy of it, or choose another folder."
    )


def _sqlite_url(path: Path) -> URL:
    """The address of a ledger in a file, whose folder is made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"The folder {path.parent} cannot be made ({error.strerror}): choose another.") from None
    return URL.create("sqlite", database=str(path))


def _engine(url: URL) -> Engine:
    is_sqlite = url.get_backend_name() == "sqlite"
    engine = create_engine(url, connect_args={"timeout": LOCK_SECONDS} if is_sqlite else {})
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, so that a writer's lock is taken at once
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")  # WAL: a crash of the machine may lose the last commits, not break


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("comity_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
