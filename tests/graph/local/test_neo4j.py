"""The private Neo4j for real: its first start, a kill, another password, a start that fails."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.graph.errors import StoreUnavailable
from comity.graph.local import maven
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
