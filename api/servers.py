"""Servers that the settings name, in the place of the private engines: used, never started or stopped."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Generator
from contextlib import closing, contextmanager
from typing import ClassVar, Generic, NoReturn, TypeVar

from neo4j.exceptions import DriverError

from ..graph.errors import ComityError, StoreUnavailable, UsageError
from ..graph.ledger import Ledger
from ..graph.local.engine import EngineStatus
from ..graph.ontology import ontology
from ..graph.project import is_of
from ..graph.stores.base import Limits, Store
from ..graph.stores.neo4j import Neo4jStore
from ..graph.stores.sparql import SparqlStore
from .settings import Neo4jServer, SparqlServer

Server = TypeVar("Server", Neo4jServer, SparqlServer)
_ANYTHING = {
    "cypher": "MATCH (n) RETURN 1 AS one LIMIT 1",
    "sparql": "SELECT (1 AS ?one) WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } LIMIT 1",
}
_NOWHERE = logging.NullHandler()  # the driver's log would come between; what it says is in the error too


class GivenServer(ABC, Generic[Server]):
    """A server that the settings name, in the place of a private engine: neither started nor stopped."""

    setting: ClassVar[str]

    def __init__(self, server: Server, ledger: Ledger) -> None:
        self._server = server
        self._ledger = ledger

    @contextmanager
    def store(self) -> Generator[Store]:
        """The store in it, once it has answered.

        Raises StoreUnavailable in one sentence that names setting and reason, UsageError for an unreadable secret.
        """
        with closing(self._opened()) as store:
            yield store

    def erase(self) -> bool:
        """It is not ours to erase."""
        return False

    def status(self) -> EngineStatus[Server]:
        """Its address; whether it answers shows when it is used."""
        return EngineStatus(running=True, address=self._server)

    def start_and_keep(self) -> NoReturn:
        """Raises UsageError: it is not ours to start."""
        raise UsageError(f"{self.setting} names the server that is used: Comity neither starts nor stops it.")

    stop = start_and_keep

    def _opened(self) -> Store:
        secret = self._secret()
        try:
            store = self._open(secret)
            try:
                _check_owned(store, self._ledger)
            except BaseException:
                store.close()
                raise
        except (ComityError, DriverError) as error:
            raise StoreUnavailable(f"{self.setting} ({self._address}) cannot be used: {_reason(error)}.") from error
        return store

    @property
    @abstractmethod
    def _address(self) -> str:
        """The address as it may be printed."""

    @abstractmethod
    def _secret(self) -> str:
        """The password or token. Raises UsageError where it cannot be read."""

    @abstractmethod
    def _open(self, secret: str) -> Store:
        """The store at the address; it need not have answered."""


class GivenNeo4j(GivenServer[Neo4jServer]):
    """A Neo4j that the settings name."""

    setting = "COMITY_NEO4J_URI"

    @property
    def _address(self) -> str:
        return self._server.uri

    def _secret(self) -> str:
        return self._server.password

    def _open(self, secret: str) -> Store:
        logging.getLogger("neo4j").addHandler(_NOWHERE)
        return Neo4jStore(self._server.uri, self._server.user, secret, ontology(), self._server.database)


class GivenSparql(GivenServer[SparqlServer]):
    """A SPARQL store that the settings name."""

    setting = "COMITY_SPARQL_QUERY"

    @property
    def _address(self) -> str:
        return self._server.query

    def _secret(self) -> str:
        return self._server.token

    def _open(self, secret: str) -> Store:
        return SparqlStore(self._server.query, self._server.update, secret)


def _check_owned(store: Store, ledger: Ledger) -> None:
    """Raises StoreUnavailable for a store with things in it that this ledger did not put there: they would be lost."""
    is_empty = not store.read(_ANYTHING[store.language], {}, Limits(rows=1)).rows
    if not is_empty and not is_of(ledger, store.mark()):
        raise StoreUnavailable(
            "it holds what this ledger has not written, or a rebuild broke off: empty it, or name another"
        )


def _reason(error: BaseException) -> str:
    """The first line of what began it: a driver tells of a certificate only at the root of several errors."""
    while cause := _cause(error):
        error = cause
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0].rstrip(".")


def _cause(error: BaseException) -> BaseException | None:
    grouped: tuple[BaseException, ...] = getattr(error, "exceptions", ())  # where it is a group of several
    return grouped[0] if grouped else error.__cause__
