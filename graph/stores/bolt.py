"""The official Neo4j driver with types, and its errors as ours."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, LiteralString, cast

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, NotificationMinimumSeverity, Session
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError

from ..errors import ComityError, DeadlinePassed, Refused, StoreUnavailable, TooMuch, UsageError
from .lost_answers import AnswerLost

_CONNECT_SECONDS = 10.0
SETTINGS: Mapping[str, Any] = {  # of every driver
    "connection_timeout": _CONNECT_SECONDS,
    "connection_acquisition_timeout": _CONNECT_SECONDS,
    "max_transaction_retry_time": _CONNECT_SECONDS,
    "notifications_min_severity": NotificationMinimumSeverity.OFF,
    "telemetry_disabled": True,
}
_OUTSIDE = "Neo.ClientError.Statement.ExternalResourceFailed"
_WRITES = ("Neo.ClientError.Statement.AccessMode", "Neo.ClientError.Fabric.AccessMode")
_STOPPED = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.TransientError.Transaction.Terminated",
)
# What Neo4j says where its own code fails at a text, and goes on answering others.
_FAILED_AT = (
    "Neo.DatabaseError.General.UnknownError",
    "Neo.DatabaseError.General.StackOverFlowError",
    "Neo.DatabaseError.Statement.ExecutionFailed",
)
_OUT_OF_MEMORY = (
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.TransactionOutOfMemoryError",
    "Neo.TransientError.General.OutOfMemoryError",
    "Neo.DatabaseError.General.OutOfMemoryError",
)


def connect(uri: str, user: str, password: str) -> Driver:
    """A driver for any bolt:// or neo4j:// address; it connects when it is first used."""
    return GraphDatabase.driver(uri, auth=(user, password), **SETTINGS)  # pyright: ignore[reportUnknownMemberType]


def verify(driver: Driver) -> None:
    """Raises the driver's own errors where nobody answers or the password is wrong."""
    driver.verify_connectivity()  # pyright: ignore[reportUnknownMemberType]


def open_session(driver: Driver, database: str | None = None, write: bool = False) -> Session:
    """A session that may only read, unless told otherwise; the server enforces it."""
    return driver.session(  # pyright: ignore[reportUnknownMemberType]
        database=database, default_access_mode=WRITE_ACCESS if write else READ_ACCESS
    )


def text(made: str) -> LiteralString:
    """A query that is made at run time: a fixed pattern with quoted names, or a user's text in a read session."""
    return cast("LiteralString", made)


def run(session: Session, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[list[Any]]:
    """All rows of a small answer."""
    return [list(record.values()) for record in session.run(text(cypher), dict(parameters or {}))]


@contextmanager
def translated(seconds: float | None = None) -> Generator[None, None, None]:
    """Raise the driver's errors as ours, in one sentence that keeps the server's first line."""
    try:
        yield
    except Neo4jError as error:
        raise _ours(error, seconds) from error
    except AnswerLost as error:
        raise _failed_at(str(error)) from error
    except (DriverError, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise StoreUnavailable(f"Neo4j cannot be reached ({reason}): see `comity neo4j status`.") from error


def _ours(error: Neo4jError, seconds: float | None) -> ComityError:
    code, message = error.code or "", (error.message or str(error)).splitlines()[0]
    if code in _WRITES:
        return Refused("A write is refused here: this console only reads.")
    if code == _OUTSIDE:
        return Refused("LOAD CSV is refused here: this console reads the graph only.")
    if code in _STOPPED:
        return DeadlinePassed(f"Neo4j stopped the query at its deadline of {seconds or 0:g} s: ask for less.")
    if code in _OUT_OF_MEMORY:
        return TooMuch("Neo4j stopped the query: it needed more memory than it may have; ask for less.")
    if code in _FAILED_AT:
        return _failed_at(message)
    if isinstance(error, AuthError):
        return StoreUnavailable(f"Neo4j refused the login ({message}): check the user and the password file.")
    if isinstance(error, ClientError):
        return UsageError(message)
    return StoreUnavailable(f"Neo4j failed: {message}")


def _failed_at(message: str) -> UsageError:
    return UsageError(f"Neo4j itself failed at this query ({message.rstrip('.')}): put it in another way.")
