"""Comparing: every kind of tampering is found and told beside what should be there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

import pytest

from comity.graph.check import Difference, compare, differences
from comity.graph.ledger import Ledger
from comity.graph.model import Changes, Mark
from comity.graph.project import behind, project, rebuild
from comity.graph.stores.base import Answer, Cell, Limits, Piece, Store
from comity.graph.stores.reader import Reader

from .reports import RURITANIA, Chair, Session, ingest


class MemoryStore(Store):
    """The smallest store there can be: its pieces, and the number they are of."""

    name, language = "memory", "none"

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.seen: Mark | None = None

    def apply(self, changes: Changes) -> None:
        gone = {"entity": changes.gone_entities, "fact": changes.gone_facts, "quote": changes.gone_quotes}
        for kind, ids in gone.items():
            for id in ids:
                self.held.pop((kind, id), None)
        self.held |= {(piece.kind, piece.id): piece.text for piece in self.draw(changes)}
        self.seen = Mark(changes.watermark, changes.seal)

    def reader(self) -> Reader:
        raise NotImplementedError

    def draw(self, changes: Changes) -> Iterator[Piece]:
        for kind, things in (("entity", changes.entities), ("fact", changes.facts), ("quote", changes.quotes)):
            for thing in things:
                yield Piece(kind, thing.id, json.dumps(asdict(thing), sort_keys=True, default=str))

    def pieces(self) -> Iterator[Piece]:
        for (kind, id), text in self.held.items():
            yield Piece(kind, id, text)

    def read(self, text: str, parameters: Mapping[str, Cell], limits: Limits) -> Answer:
        return Answer((), ())

    def mark(self) -> Mark | None:
        return self.seen

    def wipe(self) -> None:
        self.held.clear()
        self.seen = None

    def counts(self) -> dict[str, int]:
        return {}

    def close(self) -> None:
        self.held.clear()


@pytest.fixture
def store(ledger: Ledger) -> MemoryStore:
    ingest(ledger, Session("first", chairs=(Chair("Rudolf Rassendyll", RURITANIA),)), Session("second", 8, "2024"))
    store = MemoryStore()
    project(ledger, store)
    return store


def test_an_untouched_store_has_no_difference(ledger: Ledger, store: MemoryStore) -> None:
    assert list(differences(ledger, store)) == []
    assert len(store.held) > 50


def test_an_empty_ledger_and_an_empty_store_are_alike(ledger: Ledger) -> None:
    assert compare(ledger, MemoryStore()) == []


@pytest.mark.parametrize("by", [-1, -100_000, 1, 100_000, None])
def test_a_watermark_that_was_altered_is_found_and_nothing_is_written_over_it(
    ledger: Ledger, store: MemoryStore, by: int | None
) -> None:
    right = store.seen
    assert right is not None
    altered = Mark(right.number + by, right.seal) if by else None
    store.seen = altered
    found = compare(ledger, store)
    assert found == [Difference("memory", "watermark", "watermark", str(right), str(altered) if altered else None)]
    assert store.seen == altered
    rebuild(ledger, store)
    assert compare(ledger, store) == []


def test_a_store_that_is_merely_behind_is_brought_up_to_date(ledger: Ledger, store: MemoryStore) -> None:
    ingest(ledger, Session("third", 9, "2025"))
    assert next(each.kind for each in differences(ledger, store)) == "watermark"
    assert compare(ledger, store) == []


def test_a_ledger_that_is_written_to_while_it_is_compared(ledger: Ledger, store: MemoryStore) -> None:
    class Disturbed(MemoryStore):
        def draw(self, changes: Changes) -> Iterator[Piece]:
            if self.seen and len(ledger.documents()) == 2:
                ingest(ledger, Session("third", 9, "2025"))
            return super().draw(changes)

    disturbed = Disturbed()
    project(ledger, disturbed)
    assert compare(ledger, disturbed) == []
    assert len(disturbed.held) > len(store.held)


def test_a_store_of_another_ledger_is_told_by_its_seal(
    ledger: Ledger, store: MemoryStore, open_ledger: Callable[[str], Ledger]
) -> None:
    twin = open_ledger("twin")
    ingest(twin, Session("first", chairs=(Chair("Rudolf Rassendyll", RURITANIA),)), Session("second", 8, "2024"))
    assert [each.kind for each in compare(twin, store)] == ["watermark"]
    assert behind(twin, store) == store.watermark()


def change(store: MemoryStore, kind: str) -> tuple[str, str | None, str | None]:
    id = min(id for each, id in store.held if each == kind)
    before = store.held[kind, id]
    store.held[kind, id] = "otherwise"
    return id, before, "otherwise"


def remove(store: MemoryStore, kind: str) -> tuple[str, str | None, str | None]:
    id = min(id for each, id in store.held if each == kind)
    return id, store.held.pop((kind, id)), None


def invent(store: MemoryStore, kind: str) -> tuple[str, str | None, str | None]:
    store.held[kind, "invented"] = "nobody said so"
    return "invented", None, "nobody said so"


@pytest.mark.parametrize("kind", ["entity", "fact", "quote"])
@pytest.mark.parametrize("tamper", [change, remove, invent])
def test_tampering_is_found_and_paired(
    ledger: Ledger,
    store: MemoryStore,
    tamper: Callable[[MemoryStore, str], tuple[str, str | None, str | None]],
    kind: str,
) -> None:
    id, expected, found = tamper(store, kind)
    assert list(differences(ledger, store)) == [Difference("memory", kind, id, expected, found)]
    rebuild(ledger, store)
    assert list(differences(ledger, store)) == []


def test_everything_missing_is_told(ledger: Ledger, store: MemoryStore) -> None:
    held = dict(store.held)
    store.held.clear()
    found = list(differences(ledger, store))
    assert [(each.kind, each.id) for each in found] == sorted(held)
    assert all(each.found is None for each in found)


def test_two_of_one_kind_and_id_are_both_compared(ledger: Ledger, store: MemoryStore) -> None:
    class Doubled(MemoryStore):
        def pieces(self) -> Iterator[Piece]:
            yield from super().pieces()
            yield Piece("entity", min(self.held)[1], "a second text")

    doubled = Doubled()
    project(ledger, doubled)
    (found,) = differences(ledger, doubled)
    assert (found.expected, found.found) == (None, "a second text")


def test_projecting_follows_and_a_store_of_another_ledger_is_made_anew(
    ledger: Ledger, store: MemoryStore, open_ledger: Callable[[str], Ledger]
) -> None:
    assert behind(ledger, store) == 0
    assert project(ledger, store) == 0
    ingest(ledger, Session("third", 9, "2025"))
    assert behind(ledger, store) > 0
    assert project(ledger, store) > 0
    smaller = open_ledger("smaller")
    ingest(smaller, Session("other"))
    project(smaller, store)
    assert list(differences(smaller, store)) == []
