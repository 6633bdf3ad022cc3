"""Ledger to store: what has changed since the store's watermark, batch by batch."""

from __future__ import annotations

from collections.abc import Callable

from .changes import changes_since, last_number, mark_of
from .ledger import Ledger
from .model import Mark
from .stores.base import Store

Progress = Callable[[int, int], None]  # told the number written up to, and the last one


def project(ledger: Ledger, store: Store, progress: Progress = lambda done, total: None) -> int:
    """Bring a store up to date; gives back how many pieces of change were written.

    A store without a mark of this ledger, or with one that is ahead of it (a copy was put back), is made anew.
    """
    last, watermark, written = last_ledger_number(ledger), followed(ledger, store.mark()), 0
    if watermark is None:
        store.wipe()
    for changes in changes_since(ledger, watermark or 0):
        store.apply(changes)
        written += len(changes)
        progress(changes.watermark, last)
    return written


def rebuild(ledger: Ledger, store: Store, progress: Progress = lambda done, total: None) -> int:
    """Empty a store and write all of it again."""
    store.wipe()
    return project(ledger, store, progress)


def followed(ledger: Ledger, mark: Mark | None) -> int | None:
    """The number up to which a store with this mark has followed the ledger; None where it has not followed it."""
    return mark.number if mark and is_of(ledger, mark) and mark.number <= last_ledger_number(ledger) else None


def is_of(ledger: Ledger, mark: Mark | None) -> bool:
    """Has this ledger written the mark?"""
    with ledger.reading() as connection:
        return mark is not None and mark == mark_of(connection, mark.number)


def behind(ledger: Ledger, store: Store) -> int:
    """How many numbers of the ledger's counter the store has not seen yet."""
    return last_ledger_number(ledger) - (followed(ledger, store.mark()) or 0)


def last_ledger_number(ledger: Ledger) -> int:
    """The number of the ledger's last change."""
    with ledger.reading() as connection:
        return last_number(connection)
