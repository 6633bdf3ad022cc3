"""Comparing: every kind of tampering is found and told beside what should be there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

import pytest

from comity.graph.check import Difference, differences
from comity.graph.ledger import Ledger
from comity.graph.model import Changes
from comity.graph.project import behind, project, rebuild
from comity.graph.stores.base import Answer, Cell, Limits, Piece, Store

from .reports import RURITANIA, Chair, Session, ingest


class MemoryStore(Store):
    """The smallest store there can be: its pieces, and the number they are of."""

    name, language = "memory", "none"

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.seen = 0

    def apply(self, changes: Changes) -> None:
        gone = {"entity": changes.gone_entities, "fact": changes.gone_facts, "quote": changes.gone_quotes}
        for kind, ids in gone.items():
            for id in ids:
                self.held.pop((kind, id), None)
        self.held |= {(piece.kind, piece.id): piece.text for piece in self.draw(changes)}
        self.seen = changes.watermark

    def draw(self, changes: Changes) -> Iterator[Piece]:
        for kind, things in (("entity", changes.entities), ("fact", changes.facts), ("quote", changes.quotes)):
            for thing in things:
                yield Piece(kind, thing.id, json.dumps(asdict(thing), sort_keys=True, default=str))

    def pieces(self) -> Iterator[Piece]:
        for (kind, id), text in self.held.items():
            yield Piece(kind, id, text)

    def read(self, text: str, parameters: Mapping[str, Cell], limits: Limits) -> Answer:
        return Answer((), ())

    def watermark(self) -> int:
        return self.seen

    def wipe(self) -> None:
        self.held.clear()
        self.seen = 0

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
