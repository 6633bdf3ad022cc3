"""Ledger to store: what has changed since the store's watermark, batch by batch."""

from __future__ import annotations

from collections.abc import Callable

from .changes import changes_since, last_number
from .ledger import Ledger
from .stores.base import Store

Progress = Callable[[int, int], None]  # told the number written up to, and the last one


def project(ledger: Ledger, store: Store, progress: Progress = lambda done, total: None) -> int:
    """Bring a store up to date; gives back how many pieces of change were written.

    A store that is ahead of the ledger was made from another one (a copy was put back): it is made anew.
    """
    last, watermark, written = last_ledger_number(ledger), store.watermark(), 0
    if watermark > last:
        store.wipe()
        watermark = 0
    for changes in changes_since(ledger, watermark):
        store.apply(changes)
        written += len(changes)
        progress(changes.watermark, last)
    return written


def rebuild(ledger: Ledger, store: Store, progress: Progress = lambda done, total: None) -> int:
    """Empty a store and write all of it again."""
    store.wipe()
    return project(ledger, store, progress)


def behind(ledger: Ledger, store: Store) -> int:
    """How many numbers of the ledger's counter the store has not seen yet."""
    return max(0, last_ledger_number(ledger) - store.watermark())


def last_ledger_number(ledger: Ledger) -> int:
    """The number of the ledger's last change."""
    with ledger.reading() as connection:
        return last_number(connection)
