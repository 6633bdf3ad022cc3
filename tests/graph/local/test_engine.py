"""Starting, joining, leasing and stopping, and what may go wrong between: with the engine that starts fastest."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import psutil
import pytest
from pyoxigraph import Store

from comity.graph.errors import StoreUnavailable
from comity.graph.local.oxigraph import LocalOxigraph
from comity.graph.local.processes import ProcessIdentity, identity_of
from comity.graph.local.records import EngineRecord, Lease, Records

HOLDER = """
import sys
from pathlib import Path
from comity.graph.local.oxigraph import LocalOxigraph
engine = LocalOxigraph(Path(sys.argv[1]), Path(), lambda text: None)
engine.ensure()
print(engine.status().pid, flush=True)
sys.stdin.read()
engine.release()
"""


class Holder:
    """Another Comity process that has a lease."""

    def __init__(self, data: Path) -> None:
        command = [sys.executable, "-c", HOLDER, str(data)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def engine(self) -> int:
        assert self.process.stdout
        return int(self.process.stdout.readline())

    def end(self, kill: bool = False) -> None:
        if kill:
            self.process.kill()
        self.process.communicate(timeout=60)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[LocalOxigraph]:
    local = LocalOxigraph(tmp_path, tmp_path, lambda _: None)
    yield local
    local.stop()


def another(engine: LocalOxigraph) -> LocalOxigraph:
    return LocalOxigraph(engine._home.parent, Path(), lambda _: None)


def pid_of(engine: LocalOxigraph) -> int:
    pid = engine.status().pid
    assert pid is not None
    return pid


def update(engine: LocalOxigraph, text: str) -> None:
    address = engine.status().address
    assert address is not None
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {address.token}"}
    assert httpx.post(address.update, content=text, headers=headers).is_success


def ask(engine: LocalOxigraph, text: str) -> bool:
    address = engine.status().address
    assert address is not None
    return bool(httpx.get(address.query, params={"query": text}).json()["boolean"])


def test_it_starts_answers_and_stops(engine: LocalOxigraph) -> None:
    assert not engine.status().running
    address = engine.ensure()
    status = engine.status()
    assert (status.running, status.address, status.leases, status.kept) == (True, address, 1, False)
    engine.release()
    assert not engine.status().running
    assert not psutil.pid_exists(status.pid or 0)


def test_secrets_are_their_owners(engine: LocalOxigraph, tmp_path: Path) -> None:
    address = engine.ensure()
    for path in (address.token_file, tmp_path / "engines.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads((tmp_path / "engines.json").read_text())["sparql"]["address"]["query"] == address.query


def test_it_listens_on_this_machine_only(engine: LocalOxigraph) -> None:
    engine.ensure()
    server = psutil.Process(pid_of(engine))
    listening = [each.laddr.ip for each in server.net_connections() if each.status == psutil.CONN_LISTEN]
    assert listening == ["127.0.0.1"]


def test_a_lease_whose_pid_now_belongs_to_another_program_counts_no_more(engine: LocalOxigraph, tmp_path: Path) -> None:
    engine.ensure()
    stranger = Lease("stale", replace(identity_of(os.getpid()), started=1.0))
    Records(tmp_path, "sparql").change(lambda record: replace(record, leases=(*record.leases, stranger)))
    assert engine.status().leases == 1
    engine.release()
    assert not engine.status().running


def test_a_second_user_joins_and_the_last_one_stops_it(engine: LocalOxigraph) -> None:
    second = another(engine)
    assert engine.ensure() == second.ensure()
    assert engine.status().leases == 2
    engine.release()
    assert second.status().running
    second.release()
    assert not second.status().running


def test_two_processes_at_once_start_one_engine(engine: LocalOxigraph, tmp_path: Path) -> None:
    holders = [Holder(tmp_path), Holder(tmp_path)]
    assert len({holder.engine() for holder in holders}) == 1
    for holder in holders:
        holder.end()
    assert not engine.status().running


def test_a_kept_engine_stays_until_it_is_stopped(engine: LocalOxigraph) -> None:
    address = engine.start_and_keep()
    second = another(engine)
    assert second.ensure() == address
    second.release()
    assert engine.status().kept
    assert engine.stop()
    assert not engine.stop()


def test_a_killed_comity_leaves_an_engine_that_the_next_one_joins(engine: LocalOxigraph, tmp_path: Path) -> None:
    holder = Holder(tmp_path)
    pid = holder.engine()
    holder.end(kill=True)
    assert (engine.status().running, engine.status().leases) == (True, 0)
    engine.ensure()
    assert pid_of(engine) == pid
    engine.release()
    assert not engine.status().running


def test_a_killed_engine_is_started_again_and_has_lost_nothing(engine: LocalOxigraph) -> None:
    engine.ensure()
    for number in range(3):
        update(engine, f"INSERT DATA {{ <x:s> <x:p> {number} }}")
        before, workers = pid_of(engine), psutil.Process(pid_of(engine)).children()
        os.kill(before, signal.SIGKILL)
        _, alive = psutil.wait_procs(workers, timeout=20)
        assert alive == []
        engine.ensure()
        assert pid_of(engine) != before
    assert ask(engine, "ASK { <x:s> <x:p> 0, 1, 2 }")


def test_a_pid_that_now_belongs_to_another_program(engine: LocalOxigraph, tmp_path: Path) -> None:
    address = engine.ensure()
    engine.release()
    stranger = replace(identity_of(os.getpid()), started=1.0)
    written = {"query": address.query, "update": address.update, "token_file": str(address.token_file)}
    Records(tmp_path, "sparql").change(lambda _: EngineRecord(process=stranger, address=written))
    assert not engine.status().running
    engine.ensure()
    assert pid_of(engine) != os.getpid()


def test_the_port_lasts_and_a_taken_one_is_given_up(engine: LocalOxigraph) -> None:
    first = engine.ensure()
    engine.release()
    assert engine.ensure() == first
    engine.release()
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", httpx.URL(first.query).port or 0))
        taken.listen()
        assert engine.ensure() != first


def test_a_folder_that_another_program_has_open(engine: LocalOxigraph, tmp_path: Path) -> None:
    (tmp_path / "oxigraph").mkdir()
    owner = Store(tmp_path / "oxigraph" / "store")
    with pytest.raises(StoreUnavailable, match=r"ended while it started: .*[Ll]ock"):
        engine.ensure()
    assert not engine.status().running
    del owner


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        LocalOxigraph(tmp_path / "data", tmp_path, lambda _: None).ensure()


def test_a_damaged_record_is_as_none(engine: LocalOxigraph, tmp_path: Path) -> None:
    (tmp_path / "engines.json").write_text('{"sparql": ')
    assert not engine.status().running
    assert engine.ensure().query.startswith("http://127.0.0.1:")


def test_a_ctrl_c_in_our_terminal_does_not_reach_it(engine: LocalOxigraph) -> None:
    engine.ensure()
    assert os.getsid(pid_of(engine)) != os.getsid(0)


def test_an_engine_that_is_not_needed_is_not_left_after_an_interrupt(tmp_path: Path) -> None:
    class Interrupted(LocalOxigraph):
        started: ProcessIdentity | None = None

        def _answers(self, address: object) -> bool:
            self.started = self._records.read().process
            raise KeyboardInterrupt

    engine = Interrupted(tmp_path, tmp_path, lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        engine.ensure()
    assert engine.started is not None
    assert not engine.started.alive


def test_a_start_that_is_not_wanted_any_more_is_not_waited_for(tmp_path: Path) -> None:
    class Silent(LocalOxigraph):
        started: ProcessIdentity | None = None

        def _answers(self, address: object) -> bool:
            self.started = self._records.read().process
            self.give_up()
            return False

    engine = Silent(tmp_path, tmp_path, lambda _: None)
    with pytest.raises(StoreUnavailable, match="not wanted any more"):
        engine.ensure()
    assert engine.started is not None
    assert not engine.started.alive


def test_an_engine_that_is_written_down_nowhere_is_found_by_its_folder(engine: LocalOxigraph, tmp_path: Path) -> None:
    engine.start_and_keep()
    lost = engine.status().pid
    (tmp_path / "engines.json").unlink()
    engine.start_and_keep()
    assert engine.status().pid != lost
    assert lost is not None
    assert not psutil.pid_exists(lost)
    (tmp_path / "engines.json").unlink()
    assert engine.stop()
