"""An engine that lingers: joined by whoever comes in time, ended by its watcher when nobody has come for a while."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from comity.graph.local import idle
from comity.graph.local.idle import end_if_unused, watch
from comity.graph.local.oxigraph import LocalOxigraph
from comity.graph.local.records import Records

LONG = 3600.0  # never over in a test


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[LocalOxigraph]:
    """An engine that was used and given back, and has been let live."""
    local = LocalOxigraph(tmp_path, tmp_path, lambda _: None, idle=LONG)
    local.ensure()
    local.release()
    yield local
    local.stop()


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path, "sparql")


def look(data: Path, later: float) -> float:
    """What a watcher does that much later."""
    return end_if_unused(data, "oxigraph", "sparql", LONG, time.time() + later)


def test_the_next_user_joins_it_and_there_is_one_watcher(engine: LocalOxigraph, records: Records) -> None:
    status, watcher = engine.status(), records.read().watcher
    assert (status.running, status.leases, status.kept) == (True, 0, False)
    assert watcher is not None
    assert watcher.alive
    assert engine.ensure() == status.address
    engine.release()
    assert engine.status().pid == status.pid
    assert records.read().watcher == watcher


def test_it_is_ended_when_its_time_is_over_and_not_before(engine: LocalOxigraph, tmp_path: Path) -> None:
    assert LONG - 60 < look(tmp_path, 0) <= LONG
    assert engine.status().running
    assert look(tmp_path, LONG + 1) == 0
    assert not engine.status().running
    assert look(tmp_path, LONG + 1) == 0


def test_a_clock_that_was_set_back_does_not_make_it_live_for_ever(
    engine: LocalOxigraph, records: Records, tmp_path: Path
) -> None:
    records.change(lambda record: replace(record, unused_since=time.time() + 1_000_000))
    assert look(tmp_path, 0) == LONG


def test_who_uses_it_or_keeps_it_is_not_disturbed(engine: LocalOxigraph, tmp_path: Path) -> None:
    engine.ensure()
    assert look(tmp_path, LONG + 1) == LONG
    engine.start_and_keep()
    assert look(tmp_path, LONG + 1) == 0
    assert engine.status().running


def test_stopping_it_ends_the_watcher_too(engine: LocalOxigraph, records: Records) -> None:
    watcher = records.read().watcher
    assert watcher is not None
    assert engine.stop()
    assert not watcher.alive


def test_one_that_gives_it_back_at_once_ends_it_for_all(engine: LocalOxigraph, tmp_path: Path) -> None:
    impatient = LocalOxigraph(tmp_path, tmp_path, lambda _: None)
    impatient.ensure()
    impatient.release()
    assert not engine.status().running


def test_a_watcher_ends_it_by_itself(tmp_path: Path) -> None:
    engine = LocalOxigraph(tmp_path, tmp_path, lambda _: None, idle=0.01)
    engine.ensure()
    process = psutil.Process(engine.status().pid or 0)
    engine.release()
    assert psutil.wait_procs([process], timeout=120)[1] == []
    assert not engine.status().running


def test_an_engine_whose_folder_was_deleted_is_ended(
    engine: LocalOxigraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = psutil.Process(engine.status().pid or 0)

    def delete_meanwhile(_: float) -> None:
        shutil.rmtree(tmp_path / "oxigraph")

    monkeypatch.setattr(idle, "time", SimpleNamespace(sleep=delete_meanwhile, time=time.time))
    watch(tmp_path, "oxigraph", "sparql", LONG)
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    assert not (tmp_path / "oxigraph").exists()
