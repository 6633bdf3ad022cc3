"""One data folder: its ledger, its two stores, and what each command needs of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..graph.errors import StoreUnavailable
from ..graph.ledger import Ledger
from ..graph.local.cache import cache_folder
from ..graph.local.engine import LocalEngine
from ..graph.ontology import nearest
from ..graph.project import Progress, project
from ..graph.stores.base import Store
from .languages import LANGUAGES
from .settings import SETTINGS, idle_seconds, ledger_address, neo4j_server, sparql_server, unknown

if TYPE_CHECKING:  # each is imported where it is made: a driver takes longer to import than most commands take
    from ..graph.local.neo4j import LocalNeo4j
    from ..graph.local.oxigraph import LocalOxigraph
    from .servers import GivenNeo4j, GivenSparql

Say = Callable[[str], None]


@dataclass
class Stores:
    """The stores that could be had, by name, and for each other one the reason why not."""

    opened: dict[str, Store] = field(default_factory=dict[str, Store])
    missing: dict[str, str] = field(default_factory=dict[str, str])


class Workspace:
    """A data folder, opened."""

    def __init__(self, data: Path, say: Say, settings: Mapping[str, str] = os.environ) -> None:
        """`say` is told in one line whatever takes long; `settings` may name servers to use.

        Raises LedgerBroken or StoreUnavailable for a bad folder.
        """
        self.data = data
        self.say = say
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(
                f"The data folder {data} cannot be made ({error.strerror}): choose another."
            ) from None
        self.ledger = Ledger(ledger_address(settings, data))
        self._warn_of_unknown_settings()
        self._given_neo4j, self._given_sparql = neo4j_server(settings), sparql_server(settings)
        self._private = (data, cache_folder(), say, idle_seconds(os.environ, sys.stderr.isatty()))

    @cached_property
    def neo4j(self) -> GivenNeo4j | LocalNeo4j:
        """The Neo4j that the settings name, else the private one."""
        if self._given_neo4j:
            from .servers import GivenNeo4j

            return GivenNeo4j(self._given_neo4j, self.ledger)
        from ..graph.local.neo4j import LocalNeo4j

        return LocalNeo4j(*self._private)

    @cached_property
    def oxigraph(self) -> GivenSparql | LocalOxigraph:
        """The SPARQL server that the settings name, else the private one."""
        if self._given_sparql:
            from .servers import GivenSparql

            return GivenSparql(self._given_sparql, self.ledger)
        from ..graph.local.oxigraph import LocalOxigraph

        return LocalOxigraph(*self._private)

    def _warn_of_unknown_settings(self) -> None:
        for name in unknown(os.environ):
            self.say(f"{name} is no setting of Comity and is ignored.{nearest(name, [each.name for each in SETTINGS])}")

    def _engine(self, name: str) -> GivenNeo4j | LocalNeo4j | GivenSparql | LocalOxigraph:
        return self.neo4j if name == "neo4j" else self.oxigraph

    def store(self, name: str) -> AbstractContextManager[Store]:
        """One store, its engine started or joined for as long as it is used. Raises StoreUnavailable."""
        return self._engine(name).store()

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

    def runs(self, name: str) -> bool:
        """Does the engine of a store run, as far as can be told without asking it?"""
        return self._engine(name).status().running

    def stop_private(self, name: str) -> None:
        """Stop a private engine whoever uses it; a server that the settings name is left alone."""
        if isinstance(engine := self._engine(name), LocalEngine):
            engine.stop()

    def give_up(self, name: str) -> None:
        """Wait no more for a private engine that is starting in another thread."""
        if isinstance(engine := self._engine(name), LocalEngine):
            engine.give_up()

    def catch_up(self, store: Store, progress: Progress = lambda done, total: None) -> int:
        """Write into a store what it has not seen yet."""
        return project(self.ledger, store, progress)
