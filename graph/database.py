"""The database under the ledger: a file of SQLite, or PostgreSQL by its address. What they do not do alike is here.

A writer's lock is SQLite's own, or on PostgreSQL an advisory lock of the schema that the ledger is in; both wait, and
end with the transaction, also that of a process that was killed. A reader has one consistent state.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, OperationalError

from .book import LedgerBroken
from .columns import POSTGRESQL
from .errors import ComityError, StoreUnavailable, UsageError

LOCK_SECONDS = 60  # how long a writer waits for another one
CONNECT_SECONDS = 10
LOCK_CLASS = 0x636F6D69  # “comi”: sets Comity's advisory locks apart from those of others in the same database
FORMS = "write a path, sqlite:///PATH or postgresql://USER@HOST:PORT/DATABASE"

_LOCKED = "is in use by another Comity for over {seconds} s; try again later."
_NOT_WRITABLE = "cannot be written ({reason}): check who may write there."
_FULL = "could not be written ({reason}): free some disk space and run it again."
_NO_SERVER = "cannot be reached ({reason}): is its server running, and do address, user and password fit?"
_FOREIGN = "is none of Comity's ({reason}): name a database or schema that is empty."
_NO_VALUE = "cannot hold such a value ({reason}): leave it out."
_UNREADABLE = "cannot be read ({reason}): put back a copy of it, or choose another place."
# By PostgreSQL's SQLSTATE (its manual, Appendix A).
_UNAVAILABLE = {
    "55P03": _LOCKED,
    "42501": _NOT_WRITABLE,
    "3F000": _NOT_WRITABLE,
    "25006": _NOT_WRITABLE,
    "53100": _FULL,
}
_OF_OTHERS = ("42P01", "42703", "42P07", "42883")  # tables, columns that are missing or of another type


def ledger_place(where: str) -> Path | URL:
    """A path, or the address of a database. Raises UsageError, without the text, which may hold a password."""
    if "://" not in where:
        return Path(where)
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise UsageError(f"The address of the ledger cannot be read: {FORMS}.") from None
    backend = url.get_backend_name()
    if backend == "sqlite" and url.database:
        return Path(url.database)
    if backend not in (POSTGRESQL, "postgres"):
        raise UsageError(f"The ledger cannot be kept in “{backend}”: {FORMS}.")
    return url.set(drivername=f"{POSTGRESQL}+psycopg")


def shown(where: Path | URL) -> str:
    """A place as it may be printed: without its password."""
    if isinstance(where, Path):
        return str(where)
    secret = [name for name in where.query if "password" in name]
    return where.set(drivername=POSTGRESQL).difference_update_query(secret).render_as_string(hide_password=True)


def open_engine(where: Path | URL) -> Engine:
    """What makes connections to a ledger. Raises StoreUnavailable for a folder or a driver that cannot be had."""
    return _sqlite(where) if isinstance(where, Path) else _postgresql(where)


def readable(error: DatabaseError, where: str) -> ComityError:
    """What a database complains of, as one sentence."""
    first, *more = [*str(error.orig).splitlines(), ""]
    reason = f"{first} {more[0].strip()}" if first.endswith(":") else first  # what follows are hints
    kind, template = _of_sqlite(reason) if isinstance(error.orig, sqlite3.Error) else _of_postgresql(error)
    return kind(f"The ledger {where} {template.format(reason=reason.rstrip('.'), seconds=LOCK_SECONDS)}")


def delete_securely(connection: Connection) -> None:
    """What this transaction deletes is overwritten in the file at once, where the database can do that."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def clear_files(engine: Engine, names: Iterable[str], where: str) -> None:
    """Write the files of these tables anew, so that they hold nothing that was deleted.

    Raises StoreUnavailable where another process reads on for so long that SQLite's log cannot be emptied.
    """
    raw = engine.raw_connection()
    try:
        connection: Any = raw.driver_connection
        if engine.dialect.name == POSTGRESQL:
            connection.autocommit = True
            for name in names:
                connection.execute(f"VACUUM (FULL, ANALYZE) {name}")
        else:
            connection.execute("VACUUM")
            ((busy, *_),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if busy:
                raise StoreUnavailable(
                    f"The ledger {where} is read by another Comity: its log keeps what was deleted until that ends; "
                    "run the same command again."
                )
    finally:
        raw.invalidate()  # its settings are not for others


def _of_postgresql(error: DatabaseError) -> tuple[type[ComityError], str]:
    """What went wrong, by PostgreSQL's code; what has none came from the driver."""
    code = str(getattr(error.orig, "sqlstate", None) or "")
    if isinstance(error, DataError):
        return UsageError, _NO_VALUE
    if code in _UNAVAILABLE:
        return StoreUnavailable, _UNAVAILABLE[code]
    if isinstance(error, OperationalError) or not code:
        return StoreUnavailable, _NO_SERVER
    return LedgerBroken, _FOREIGN if code in _OF_OTHERS else _UNREADABLE


def _of_sqlite(reason: str) -> tuple[type[ComityError], str]:
    """What went wrong, by SQLite's words."""
    if "locked" in reason:
        return StoreUnavailable, _LOCKED
    if "readonly" in reason or "unable to open" in reason:
        return StoreUnavailable, _NOT_WRITABLE
    if "full" in reason or "disk I/O" in reason:
        return StoreUnavailable, _FULL
    return LedgerBroken, _UNREADABLE


def _sqlite(path: Path) -> Engine:
    """A ledger in a file, whose folder is made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"The folder {path.parent} cannot be made ({error.strerror}): choose another.") from None
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": LOCK_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, so that a writer's lock is taken at once
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")  # WAL: a crash of the machine may lose the last commits, not break


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _postgresql(url: URL) -> Engine:
    settings = {"connect_timeout": CONNECT_SECONDS, "client_encoding": "utf8"}
    try:
        engine = create_engine(url, connect_args=settings, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise StoreUnavailable(
            "A ledger on PostgreSQL needs psycopg, which is not installed: pip install 'comity[postgres]'."
        ) from None
    event.listen(engine, "connect", _check_encoding)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _check_encoding(connection: Any, _record: Any) -> None:
    """Offsets count characters; in a database of another encoding `substr` may count bytes."""
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        connection.close()
        raise LedgerBroken(f"The database of the ledger is encoded in {encoding}: name one that is encoded in UTF8.")


def _begin_postgresql(connection: Connection) -> None:
    """A reader sees one snapshot. A writer must not: its snapshot would be older than its lock."""
    if not _writes(connection):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
    lock = "SELECT pg_advisory_xact_lock(:kind, oid::integer) FROM pg_namespace WHERE nspname = current_schema()"
    connection.execute(text(lock), {"kind": LOCK_CLASS})


def _writes(connection: Connection) -> bool:
    return connection.get_execution_options().get("comity_writes", False)
