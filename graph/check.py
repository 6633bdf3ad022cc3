"""Compares a store with the ledger, piece by piece, in one pass over each and in flat memory.

Both sides are streamed into buckets, of which only a sum of hashes is kept. Buckets whose sums differ are read again,
and only their pieces are compared one by one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .changes import changes_since, last_number, mark_of
from .ledger import Ledger
from .model import Mark
from .project import followed, last_ledger_number, project
from .stores.base import Piece, Store

BUCKETS = 1 << 14
WATERMARK = "watermark"
_MODULUS = 1 << 64
Pieces = Callable[[], Iterator[Piece]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A piece that is not in the store as the ledger has it; None where one side has nothing."""

    store: str
    kind: str
    id: str
    expected: str | None
    found: str | None


def compare(ledger: Ledger, store: Store) -> list[Difference]:
    """Bring a store up to date, if it has followed this ledger at all, and find every difference that is left.

    While another process writes to the ledger, neither side stands still; then they are compared anew.
    """
    while True:
        before = last_ledger_number(ledger)
        if followed(ledger, store.mark()) is not None or _is_new(store):
            project(ledger, store)
        found = list(differences(ledger, store))
        if not found or last_ledger_number(ledger) == before:
            return found


def differences(ledger: Ledger, store: Store) -> Iterator[Difference]:
    """Every difference between what the ledger says the store should hold and what it holds.

    That of the watermark comes first, the others sorted by kind and id.
    """
    yield from _watermark(ledger, store)

    def expected() -> Iterator[Piece]:
        for changes in changes_since(ledger, 0):
            yield from store.draw(changes)

    yield from _compare(store.name, expected, store.pieces)


def _is_new(store: Store) -> bool:
    """Has nobody written to the store yet? A store that lost its watermark has pieces."""
    return store.mark() is None and next(store.pieces(), None) is None


def _watermark(ledger: Ledger, store: Store) -> Iterator[Difference]:
    with ledger.reading() as connection:
        last = last_number(connection)
        expected = mark_of(connection, last) if last else None
    if (found := store.mark()) != expected:
        yield Difference(store.name, WATERMARK, WATERMARK, _told(expected), _told(found))


def _told(mark: Mark | None) -> str | None:
    return str(mark) if mark else None


def _compare(name: str, expected: Pieces, found: Pieces) -> Iterator[Difference]:
    sums, other = _bucket_sums(expected()), _bucket_sums(found())
    suspect = {bucket for bucket in range(BUCKETS) if sums[bucket] != other[bucket]}
    if not suspect:
        return
    missing, extra = _collect(expected(), suspect), _collect(found(), suspect)
    pairs = [
        Difference(name, kind, id, before, after)
        for kind, id in sorted(missing.keys() | extra.keys())
        for before, after in _pair_up(missing.get((kind, id), set()), extra.get((kind, id), set()))
    ]
    yield from pairs


def _bucket(piece: Piece) -> int:
    return int.from_bytes(_digest(f"{piece.kind}\x00{piece.id}")[:4], "big") % BUCKETS


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def _bucket_sums(pieces: Iterator[Piece]) -> list[int]:
    sums = [0] * BUCKETS
    for piece in pieces:
        bucket = _bucket(piece)
        sums[bucket] = (sums[bucket] + int.from_bytes(_digest(repr(piece)), "big")) % _MODULUS
    return sums


def _collect(pieces: Iterator[Piece], suspect: set[int]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for piece in pieces:
        if _bucket(piece) in suspect:
            found[piece.kind, piece.id].add(piece.text)
    return found


def _pair_up(expected: set[str], found: set[str]) -> Iterator[tuple[str | None, str | None]]:
    """What is missing beside what is there instead."""
    missing, extra = sorted(expected - found), sorted(found - expected)
    for position in range(max(len(missing), len(extra))):
        yield (
            missing[position] if position < len(missing) else None,
            extra[position] if position < len(extra) else None,
        )
