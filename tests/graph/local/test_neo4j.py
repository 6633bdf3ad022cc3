"""The private Neo4j for real: its first start, a kill, another password, a start that fails."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import psutil
import pytest

from comity.graph.errors import StoreUnavailable
from comity.graph.local import maven, neo4j
from comity.graph.local.cache import cache_folder
from comity.graph.local.neo4j import LocalNeo4j, Neo4jAddress
from comity.graph.local.processes import free_port
from comity.graph.stores import bolt


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[LocalNeo4j]:
    """A Neo4j of its own, as these tests kill it."""
    local = LocalNeo4j(tmp_path, cache_folder(), lambda _: None)
    yield local
    local.stop()


def started(engine: LocalNeo4j) -> Neo4jAddress:
    try:
        return engine.ensure()
    except StoreUnavailable as error:
        if os.environ.get("COMITY_CI") == "1" or "cannot be reached to fetch" not in str(error):
            raise
        pytest.skip(str(error))


def run(address: Neo4jAddress, text: str) -> list[list[object]]:
    with (
        bolt.connect(address.uri, address.user, address.password) as driver,
        bolt.open_session(driver, write=True) as session,
    ):
        return bolt.run(session, text)


# What the design asks of the private Neo4j, as the running server itself tells it.
SETTINGS = {
    "client.allow_telemetry": "false",
    "db.memory.transaction.max": "400.00MiB",
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.retention_policy": "64M size",
    "db.tx_log.rotation.size": "16.00MiB",
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "dbms.usage_report.enabled": "false",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.memory.pagecache.size": "32.00MiB",
}


def test_the_running_server_has_the_settings_that_keep_it_small_and_closed(neo4j_address: Neo4jAddress) -> None:
    found = {str(name): str(value) for name, value in run(neo4j_address, "SHOW SETTINGS YIELD name, value")}
    folder = neo4j_address.password_file.parent
    assert {name: found.get(name, "") for name in SETTINGS} == SETTINGS
    assert Path(found["server.directories.logs"]) == folder / "logs"
    assert Path(found["server.directories.data"]) == folder / "data"


def test_it_listens_on_this_machine_only_and_may_not_grow(neo4j_address: Neo4jAddress) -> None:
    (server,) = [
        process
        for process in psutil.process_iter(["cmdline"])
        if f"--home-dir={neo4j_address.password_file.parent}" in (process.info["cmdline"] or ())
    ]
    listening = [each.laddr for each in server.net_connections() if each.status == psutil.CONN_LISTEN]
    assert [(address.ip.removeprefix("::ffff:"), address.port) for address in listening] == [
        ("127.0.0.1", int(neo4j_address.uri.rpartition(":")[2]))
    ]
    options = (neo4j_address.password_file.parent / "conf" / "java.arguments").read_text("utf-8").split()
    assert {"-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"} <= set(options)
    assert server.environ()["MALLOC_ARENA_MAX"] == "2"


GUARDS = ("csv_import", "ip_blocklist", "roxy")  # in the lines that keep LOAD CSV from files and from other servers


def test_load_csv_is_an_attack_that_only_the_settings_stop(
    engine: LocalNeo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without them a session that may only read gets files and addresses; with them see tests/graph/stores."""
    guarded = neo4j._filled

    def unguarded(name: str, sizes: dict[str, str]) -> str:
        return "".join(line for line in guarded(name, sizes).splitlines(True) if not any(g in line for g in GUARDS))

    monkeypatch.setattr(neo4j, "_filled", unguarded)
    (tmp_path / "secret.csv").write_text("secret\n")
    address = started(engine)
    with served(tmp_path) as port, bolt.connect(address.uri, address.user, address.password) as driver:
        for place in (f"file://{tmp_path}/secret.csv", f"http://127.0.0.1:{port}/secret.csv"):
            with bolt.open_session(driver) as session:
                assert bolt.run(session, f"LOAD CSV FROM '{place}' AS line RETURN line[0]") == [["secret"]]


@contextmanager
def served(folder: Path) -> Generator[int]:
    """The files of a folder over http; gives the port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_its_life(engine: LocalNeo4j, tmp_path: Path) -> None:
    """One start after the other, as each takes seconds: new, killed and back, with a password that is not ours."""
    address = started(engine)
    assert stat.S_IMODE(address.password_file.stat().st_mode) == 0o600
    assert len(address.password) >= 32
    run(address, "CREATE (:Remark {text: 'kept'})")

    pid = engine.status().pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    assert started(engine).password == address.password
    assert engine.status().pid != pid
    assert run(engine.ensure(), "MATCH (r:Remark) RETURN r.text") == [["kept"]]
    engine.release()
    assert not engine.status().running

    address.password_file.write_text("another-password-than-it-has\n")
    with pytest.raises(StoreUnavailable, match="another password"):
        engine.ensure()
    assert not engine.status().running


def test_a_start_that_fails_says_why(engine: LocalNeo4j, tmp_path: Path) -> None:
    (tmp_path / "neo4j").mkdir()
    (tmp_path / "neo4j" / "data").write_text("no folder")
    with pytest.raises(StoreUnavailable, match=r"Neo4j ended while it started: .+neo4j.log"):
        started(engine)
    assert not engine.status().running


def test_neo4j_that_is_not_to_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maven, "repository", lambda: f"http://127.0.0.1:{free_port()}")
    with pytest.raises(StoreUnavailable, match="cannot be reached to fetch Neo4j"):
        LocalNeo4j(tmp_path / "data", tmp_path / "cache", lambda _: None).ensure()
    assert list((tmp_path / "cache").rglob("*.jar")) == []
