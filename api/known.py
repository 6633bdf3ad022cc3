"""What is known, now or at a former instant: a ledger, the names in it, and what it rests on."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock

from ..graph.catalogue import Catalogue
from ..graph.coverage import Coverage, coverage
from ..graph.errors import StoreUnavailable, TooMuch
from ..graph.exchange.former import tell_former
from ..graph.exchange.rows import count_rows
from ..graph.ledger import Ledger
from ..graph.settle import settle
from .errors import Busy
from .kept import Kept

_KEPT = 4  # former instants
_MOST_WAITING = 4  # that are put together, or wait for it
_WAIT_SECONDS = 15


def _stay() -> None:
    """The present is not deleted."""


class Known:
    """What one ledger holds, to be asked: the ledger itself, and its names once they are read."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.catalogue = Catalogue(ledger)
        self.discard: Callable[[], object] = _stay  # deletes it, where it was made for the time being
        self._coverage = Kept(partial(_coverage_at, ledger), 1)  # not a method: who is forgotten is to go at once

    def ready_catalogue(self) -> Catalogue:
        """The catalogue. Raises StoreUnavailable while it is read for the first time."""
        if self.catalogue.watermark < 0:
            raise StoreUnavailable("The names are still being read: ask again in a second.")
        return self.catalogue

    def coverage(self) -> Coverage:
        """What answers rest on."""
        return self._coverage(self.catalogue.watermark)

    async def coverage_soon(self) -> Coverage:
        """The same, for an event loop."""
        return await self._coverage.soon(self.catalogue.watermark)


class Former:
    """What was known at instants: ledgers of their own, made when first asked for, for as long as nothing is written.

    Whatever is written ends them, since it may be a purge, or have been recorded before the instant and written after
    it. One is made at a time.
    """

    def __init__(self, ledger: Ledger, most_rows: int) -> None:
        """`most_rows` is how many rows a ledger may have that is asked about former instants."""
        self._ledger = ledger
        self._most_rows = most_rows
        self._made: OrderedDict[datetime, Future[Known]] = OrderedDict()
        self._lock = Lock()
        self._maker = ThreadPoolExecutor(1, "known-at")
        self._is_closed = False

    def at(self, instant: datetime) -> Known:
        """What was known then; waited for, if need be.

        Raises TooMuch for a ledger that is too large, Busy where too many wait, StoreUnavailable where it takes long.
        """
        with self._lock:
            future = self._made.get(instant) or self._begin(instant)
            self._made.move_to_end(instant)
        try:
            return future.result(_WAIT_SECONDS)
        except TimeoutError:
            raise StoreUnavailable(
                f"What was known at {instant:%Y-%m-%d %H:%M:%S} is being put together: ask again in some seconds."
            ) from None
        finally:
            if future.done() and future.exception():
                self._forget(instant, future)

    def forget(self) -> None:
        """End all, as the ledger has changed: who asks one at this very moment may be told to ask again.

        It is not left to whoever refers to one last, as idle threads do: what was purged is to be gone.
        """
        with self._lock:
            ended = list(self._made.values())
            self._made.clear()
        for each in ended:
            each.add_done_callback(_discard_made)  # at once, or when it is put together: nobody is led to it any more

    def close(self) -> None:
        """End all for good, what is being made among it."""
        self._is_closed = True
        self._maker.shutdown(wait=False, cancel_futures=True)
        self.forget()

    def _begin(self, instant: datetime) -> Future[Known]:
        if sum(not each.done() for each in self._made.values()) >= _MOST_WAITING:
            raise Busy(f"What was known at {_MOST_WAITING} other instants is being put together.")
        self._refuse_too_much()
        future = self._made[instant] = self._maker.submit(self._make, instant)
        for old in [each for each, made in self._made.items() if made.done()][: max(0, len(self._made) - _KEPT)]:
            del self._made[old]
        return future

    def _refuse_too_much(self) -> None:
        with self._ledger.reading() as connection:
            rows = count_rows(connection)
        if rows > self._most_rows:
            raise TooMuch(
                f"The ledger has {rows:,} rows, over {self._most_rows:,} (COMITY_KNOWN_AT_ROWS): make a data folder of "
                "what was known by `comity rebuild --known-at INSTANT --into DIR`, and serve that."
            )

    def _forget(self, instant: datetime, future: Future[Known]) -> None:
        with self._lock:
            if self._made.get(instant) is future:
                del self._made[instant]

    def _make(self, instant: datetime) -> Known:
        folder = Path(tempfile.mkdtemp(prefix="comity-"))  # for its owner alone
        try:
            known = Known(Ledger(folder / "ledger.sqlite"))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        known.discard = weakref.finalize(known, _discard, known.ledger, folder)  # at the latest once nobody asks it
        tell_former(self._ledger, instant, known.ledger, self._go_on)
        settle(known.ledger, self._go_on)
        known.catalogue.refresh()
        return known

    def _go_on(self, _done: int, _total: int) -> None:
        if self._is_closed:
            raise StoreUnavailable("The service is ending.")


def _coverage_at(ledger: Ledger, _watermark: int) -> Coverage:
    return coverage(ledger)


def _discard_made(made: Future[Known]) -> None:
    if not made.cancelled() and not made.exception():
        made.result().discard()


def _discard(ledger: Ledger, folder: Path) -> None:
    ledger.close()
    shutil.rmtree(folder, ignore_errors=True)
