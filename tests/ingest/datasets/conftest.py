"""A ledger of its own for each test, and what it shares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.graph.ledger import Ledger
from comity.ingest.datasets.igo_membership import DATA_SET
from comity.ingest.datasets.release import DataSet

from .small import IGOS, SPELLS, small


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def igos(tmp_path: Path) -> DataSet:
    """A few organisations and memberships in the form of the real data set."""
    return small(DATA_SET, {"igos.csv": IGOS, "igo_membership_spells.csv": SPELLS}, tmp_path)
