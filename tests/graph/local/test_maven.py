"""Fetching: only whole and right files get their names, whatever the repository sends."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from comity.graph.errors import StoreUnavailable
from comity.graph.local import maven
from comity.graph.local.maven import CENTRAL, Jar, fetch, read_lock, repository
from comity.graph.local.neo4j_lock import LOCK
from comity.graph.local.processes import free_port


def jar(name: str, content: bytes = b"content") -> Jar:
    return Jar("org.example", name, "1.0", hashlib.sha256(content).hexdigest(), len(content))


class Repository(BaseHTTPRequestHandler):
    """Sends `content`; breaks off in `half`, alters `wrong`, has no `missing`."""

    def do_GET(self) -> None:
        if "missing" in self.path:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", "7")
        self.end_headers()
        self.wfile.write({"half": b"con", "wrong": b"CONTENT"}.get(self.path.split("/")[3], b"content"))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def source() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Repository)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_files_come_and_progress_is_told(source: str, tmp_path: Path) -> None:
    said: list[str] = []
    paths = fetch([jar("a"), jar("b")], tmp_path / "jars", said.append, source)
    assert [path.read_bytes() for path in paths] == [b"content", b"content"]
    assert said[0].startswith("Fetching 2 files")
    assert said[-1] == "Fetched 2 of 2 files, 0.0 MB of 0.0 MB"


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    (tmp_path / "a-1.0.jar").write_bytes(b"content")
    nobody = f"http://127.0.0.1:{free_port()}"
    assert fetch([jar("a")], tmp_path, lambda _: None, nobody) == [tmp_path / "a-1.0.jar"]


@pytest.mark.parametrize("content", [b"", b"con", b"CONTENT"])
def test_a_damaged_file_is_fetched_again(source: str, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a-1.0.jar").write_bytes(content)
    fetch([jar("a")], tmp_path, lambda _: None, source)
    assert (tmp_path / "a-1.0.jar").read_bytes() == b"content"


@pytest.mark.parametrize(("name", "reason"), [("half", "reached"), ("wrong", "checksum"), ("missing", "404")])
def test_what_is_not_right_gets_no_name(source: str, tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(StoreUnavailable, match=reason):
        fetch([jar(name)], tmp_path, lambda _: None, source)
    assert list(tmp_path.iterdir()) == []


def test_nobody_there(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be reached to fetch Neo4j"):
        fetch([jar("a")], tmp_path, lambda _: None, f"http://127.0.0.1:{free_port()}")


def test_the_lock_is_whole() -> None:
    jars = read_lock(LOCK)
    assert len({each.name for each in jars}) == len(jars) > 200
    assert {each.version for each in jars if each.artifact in ("neo4j", "neo4j-server")} == {"5.26.30"}
    assert all(len(each.sha256) == 64 and each.size for each in jars)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("central", "https://mirror.example"),
        ("*", "https://mirror.example"),
        ("*,!central", CENTRAL),
        ("other", CENTRAL),
    ],
)
def test_a_mirror_in_the_maven_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, expected: str
) -> None:
    monkeypatch.setattr(maven.Path, "home", lambda: tmp_path)
    monkeypatch.delenv("COMITY_MAVEN", raising=False)
    (tmp_path / ".m2").mkdir()
    (tmp_path / ".m2" / "settings.xml").write_text(
        '<settings xmlns="http://maven.apache.org/SETTINGS/1.0.0"><mirrors><mirror><id>m</id>'
        f"<mirrorOf>{pattern}</mirrorOf><url>https://mirror.example/</url></mirror></mirrors></settings>"
    )
    assert repository() == expected


def test_the_environment_names_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_MAVEN", "https://other.example")
    assert repository() == "https://other.example"
