"""Servers that the settings name, in the place of the private engines: used, never started or stopped."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Generic, NoReturn, TypeVar

from neo4j.exceptions import DriverError

from ..graph.errors import ComityError, StoreUnavailable, UsageError
from ..graph.local.engine import EngineStatus
from ..graph.ontology import ontology
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


class GivenServer(Generic[Server]):
    """A server that the settings name, in the place of a private engine: neither started nor stopped."""

    def __init__(self, setting: str, server: Server) -> None:
        self._setting = setting
        self._server = server

    def ensure(self) -> Server:
        """Its address; nothing is to be done for it."""
        return self._server

    def release(self) -> None:
        """Nothing is to be given back."""

    def status(self) -> EngineStatus[Server]:
        """Its address; whether it answers shows when it is used."""
        return EngineStatus(running=True, address=self._server)

    def start_and_keep(self) -> NoReturn:
        """Raises UsageError: it is not ours to start."""
        raise UsageError(f"{self._setting} names the server that is used: Comity neither starts nor stops it.")

    stop = start_and_keep

    def opened(self, address: str, open_store: Callable[[], Store]) -> Store:
        """The store, once it has answered. Raises StoreUnavailable in one sentence that names setting and reason."""
        try:
            store = open_store()
            try:
                _check_owned(store)
            except BaseException:
                store.close()
                raise
        except (ComityError, DriverError) as error:
            raise StoreUnavailable(f"{self._setting} ({address}) cannot be used: {_reason(error)}.") from error
        return store


def open_neo4j_server(engine: GivenServer[Neo4jServer]) -> Store:
    """The store in a Neo4j that the settings name. Raises StoreUnavailable, UsageError for an unreadable password."""
    logging.getLogger("neo4j").addHandler(_NOWHERE)
    server = engine.ensure()
    password = server.password
    return engine.opened(server.uri, lambda: Neo4jStore(server.uri, server.user, password, ontology(), server.database))


def open_sparql_server(engine: GivenServer[SparqlServer]) -> Store:
    """The SPARQL store that the settings name. Raises StoreUnavailable, UsageError for an unreadable token."""
    server = engine.ensure()
    token = server.token
    return engine.opened(server.query, lambda: SparqlStore(server.query, server.update, token))


def _check_owned(store: Store) -> None:
    """Raises StoreUnavailable for a store with things in it that Comity did not write: `rebuild` would delete them."""
    if store.watermark() == 0 and store.read(_ANYTHING[store.language], {}, Limits(rows=1)).rows:
        raise StoreUnavailable(
            "it holds what Comity has not written, or a rebuild broke off: empty it, or name another"
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
