"""One data folder: its ledger, its two stores, and what each command needs of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from ..graph.errors import StoreUnavailable
from ..graph.ledger import Ledger
from ..graph.local.cache import cache_folder
from ..graph.local.neo4j import LocalNeo4j
from ..graph.local.oxigraph import LocalOxigraph
from ..graph.ontology import nearest, ontology
from ..graph.project import Progress, project
from ..graph.stores.base import Store
from ..graph.stores.neo4j import Neo4jStore
from ..graph.stores.sparql import SparqlStore
from .servers import GivenServer, open_neo4j_server, open_sparql_server
from .settings import SETTINGS, ledger_address, neo4j_server, sparql_server, unknown

NAME = "comity"
LANGUAGES = {"cypher": "neo4j", "sparql": "sparql"}  # language -> store
Say = Callable[[str], None]


def default_data() -> Path:
    """The data folder where none is named: COMITY_DATA, else the user's own."""
    return Path(os.environ["COMITY_DATA"]) if os.environ.get("COMITY_DATA") else user_data_path(NAME, appauthor=False)


@dataclass
class Stores:
    """The stores that could be had, by name, and for each other one the reason why not."""

    opened: dict[str, Store] = field(default_factory=dict[str, Store])
    missing: dict[str, str] = field(default_factory=dict[str, str])


class Workspace:
    """A data folder, opened."""

    def __init__(self, data: Path, say: Say) -> None:
        """`say` is told in one line whatever takes long. Raises LedgerBroken or StoreUnavailable for a bad folder."""
        self.data = data
        self.say = say
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(
                f"The data folder {data} cannot be made ({error.strerror}): choose another."
            ) from None
        self.ledger = Ledger(ledger_address(os.environ, data))
        self._warn_of_unknown_settings()
        neo4j, sparql = neo4j_server(os.environ), sparql_server(os.environ)
        self.neo4j = GivenServer("COMITY_NEO4J_URI", neo4j) if neo4j else LocalNeo4j(data, cache_folder(), say)
        self.oxigraph = (
            GivenServer("COMITY_SPARQL_QUERY", sparql) if sparql else LocalOxigraph(data, cache_folder(), say)
        )

    def _warn_of_unknown_settings(self) -> None:
        for name in unknown(os.environ):
            self.say(f"{name} is no setting of Comity and is ignored.{nearest(name, [each.name for each in SETTINGS])}")

    @contextmanager
    def store(self, name: str) -> Generator[Store]:
        """One store, its engine started or joined for as long as it is used. Raises StoreUnavailable."""
        with self._neo4j() if name == "neo4j" else self._oxigraph() as store, closing(store):
            yield store

    @contextmanager
    def stores(self) -> Generator[Stores]:
        """Both stores, as far as they can be had."""
        found = Stores()
        with ExitStack() as stack:
            for name in LANGUAGES.values():
                try:
                    found.opened[name] = stack.enter_context(self.store(name))
                except StoreUnavailable as error:
                    found.missing[name] = str(error)
            yield found

    @contextmanager
    def _neo4j(self) -> Generator[Store]:
        engine = self.neo4j
        if isinstance(engine, GivenServer):
            yield open_neo4j_server(engine)
            return
        address = engine.ensure()
        try:
            yield Neo4jStore(address.uri, address.user, address.password, ontology())
        finally:
            engine.release()

    @contextmanager
    def _oxigraph(self) -> Generator[Store]:
        engine = self.oxigraph
        if isinstance(engine, GivenServer):
            yield open_sparql_server(engine)
            return
        address = engine.ensure()
        try:
            yield SparqlStore(address.query, address.update, address.token)
        finally:
            engine.release()

    def catch_up(self, store: Store, progress: Progress = lambda done, total: None) -> int:
        """Write into a store what it has not seen yet."""
        return project(self.ledger, store, progress)
