"""What the resources answer from: the ledger at once; the two stores, as soon as each is there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress

from ..graph.catalogue import Catalogue
from ..graph.changes import last_decision, last_number
from ..graph.errors import ComityError, StoreUnavailable, UsageError
from ..graph.ledger import Ledger
from ..graph.pairs import entity_with_most_facts, pair_with_most_ahead
from ..graph.queries import NamedQuery, named_query
from .answers import full_parameters
from .kept import Kept
from .known import Former, Known
from .languages import LANGUAGES
from .limits import ServiceLimits
from .projections import Projection
from .workspace import Workspace

_LOOK_SECONDS = 0.5  # between two looks whether another process has written to the ledger
_log = logging.getLogger(__name__)


class Service:
    """One data folder, served. `start` begins all that runs beside the answers, `close` ends it."""

    def __init__(self, workspace: Workspace, limits: ServiceLimits, token: str = "") -> None:
        self.workspace = workspace
        self.limits = limits
        self.token = token
        self.present = Known(workspace.ledger)
        self.former = Former(workspace.ledger, limits.known_at_rows)
        self.projections: Mapping[str, Projection] = {
            language: Projection(workspace, name) for language, name in LANGUAGES.items()
        }
        self.number = self.decision = (
            0  # of the ledger's last change, and of people's last decision, as far as was seen
        )
        self._looking = asyncio.Lock()
        self._follower: asyncio.Task[None] | None = None
        self._opening = Kept(self._opening_at, 2)
        self._full = Kept(self._full_parameters, 4096)

    @property
    def ledger(self) -> Ledger:
        return self.workspace.ledger

    @property
    def catalogue(self) -> Catalogue:
        return self.present.catalogue

    async def start(self, with_stores: bool = True) -> None:
        """Begin to follow the ledger; engines are started, not waited for, once its names are read.

        Starting them takes all that a small machine has, and the page is to be there first.
        """
        self._follower = asyncio.create_task(self._follow(with_stores))

    async def close(self) -> None:
        """End what runs beside, engines that nobody else uses among it."""
        if self._follower:
            self._follower.cancel()
        self.former.close()
        await asyncio.gather(*(each.close() for each in self.projections.values() if each.started))

    async def look(self) -> None:
        """Take in what was written to the ledger since the last look."""
        async with self._looking:
            await self._look()

    async def _look(self) -> None:
        number, decision = await asyncio.to_thread(self._last)
        if number != self.catalogue.watermark:
            await asyncio.to_thread(self.catalogue.refresh)
        if (number, decision) != (self.number, self.decision):
            self.number, self.decision = number, decision
            self.former.forget()
            for projection in self.projections.values():
                projection.wake()

    def _last(self) -> tuple[int, int]:
        with self.ledger.reading() as connection:
            return last_number(connection), last_decision(connection)

    def opening(self) -> tuple[str, ...]:
        """What a first page opens on: two parties, one entity, or nothing. Raises StoreUnavailable as the catalogue."""
        return self._opening(self.present.ready_catalogue().watermark)

    def _opening_at(self, _number: int) -> tuple[str, ...]:
        with self.ledger.reading() as connection:
            return pair_with_most_ahead(connection, self.catalogue.listed) or entity_with_most_facts(connection)

    def parameters(self, query: NamedQuery, given: Mapping[str, str]) -> Mapping[str, str]:
        """The parameters of a question with ids in full. Raises UsageError for an unknown one."""
        return self._full(self.number, query.name, tuple(sorted(given.items())))

    async def parameters_soon(self, query: NamedQuery, given: Mapping[str, str]) -> Mapping[str, str]:
        """The same, for an event loop."""
        return await self._full.soon(self.number, query.name, tuple(sorted(given.items())))

    def _full_parameters(self, _number: int, name: str, given: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
        return full_parameters(self.ledger, named_query(name), dict(given))

    def language_for(self, query: NamedQuery, wanted: str) -> str:
        """The language to ask in: the one wanted, else the first that is ready. Raises StoreUnavailable, UsageError."""
        if wanted:
            if wanted not in query.engines:
                raise UsageError(f"{query.name} answers in {' and '.join(query.engines)} only, not in {wanted}.")
            return wanted
        ready = [each for each in query.engines if self.projections[each].is_ready]
        return ready[0] if ready else query.engines[0]

    async def caught_up(self, language: str) -> None:
        """Wait until a store holds what the ledger holds now. Raises StoreUnavailable where it cannot or takes long."""
        await self.look()
        with suppress(TimeoutError):
            async with asyncio.timeout(self.limits.query.seconds):
                return await self.projections[language].reached(self.number)
        raise StoreUnavailable(self.projections[language].told())

    async def _follow(self, with_stores: bool) -> None:
        await self._try_to_look()
        for projection in self.projections.values() if with_stores else ():
            projection.start()
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            await self._try_to_look()

    async def _try_to_look(self) -> None:
        try:
            await self.look()
        except ComityError as error:  # a ledger that is not to be had now may be again in a moment
            _log.warning("%s", error)
