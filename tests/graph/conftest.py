"""Ledgers in files of their own, closed at the end of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comity.graph.ledger import Ledger


@pytest.fixture
def open_ledger(tmp_path: Path) -> Iterator[Callable[[str], Ledger]]:
    """Opens the ledger of that name: the same file each time."""
    opened: list[Ledger] = []

    def open_one(name: str) -> Ledger:
        opened.append(Ledger(tmp_path / f"{name}.sqlite"))
        return opened[-1]

    yield open_one
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(open_ledger: Callable[[str], Ledger]) -> Ledger:
    return open_ledger("ledger")
