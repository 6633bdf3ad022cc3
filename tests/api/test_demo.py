"""The demonstration, as `make demo` runs it: a page at once, without a terminal too; or both engines' answers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from .service.conftest import await_that

COMITY = (sys.executable, "-m", "comity.api.cli")


@pytest.fixture
def environment() -> dict[str, str]:
    """Without the servers of the run: a demonstration starts its own."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("COMITY_NEO4J_", "COMITY_SPARQL_"))
    }


def test_it_answers_from_both_engines_and_ends(tmp_path: Path, environment: dict[str, str]) -> None:
    command = [*COMITY, "demo", "--no-serve", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr
    rows = re.findall(r"Who co-chaired what: (\d+) rows from (Neo4j|the RDF store)", done.stdout)
    assert [engine for _, engine in rows] == ["Neo4j", "the RDF store"]
    assert rows[0][0] == rows[1][0] != "0"
    held = re.findall(r"^(ledger|neo4j|sparql) .*?│(.*)$", done.stdout, re.MULTILINE)
    assert len(held) == 3
    assert len({counts for _, counts in held}) == 1
    assert "Visits, Travels" in done.stderr


def test_it_serves_the_page_without_a_terminal_until_it_is_told_to_stop(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    command = [*COMITY, "demo", "--port", "0", "--data", str(tmp_path)]
    with _ended(subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)) as demo:
        assert demo.stderr
        address = next(found[1] for line in demo.stderr if (found := re.search(r"Comity is at (\S+)", line)))
        page = httpx.get(address)
        assert (page.status_code, "<title>Comity" in page.text) == (200, True)
        await_that(lambda: httpx.get(f"{address}api/v1/between/PAK/AZE").status_code == 200)
        opened = httpx.get(f"{address}api/v1/between/PAK/AZE").json()
        assert opened["last_met"]["entity"]["date"] == "2025-01-24"
        assert httpx.get(f"{address}api/v1/start").json()["other"]["label"] == "Pakistan"
        demo.send_signal(signal.SIGINT)
        assert "Traceback" not in demo.stderr.read()
        assert demo.wait(60) == 0
    assert _commands_naming(tmp_path) == []  # also an engine that was still starting


def _commands_naming(folder: Path) -> list[str]:
    """The processes that have a folder in their command lines."""
    commands = (" ".join(each.info["cmdline"] or ()) for each in psutil.process_iter(["cmdline"]))
    return [command for command in commands if str(folder) in command]


@contextmanager
def _ended(process: subprocess.Popen[str]) -> Generator[subprocess.Popen[str]]:
    """A process that does not outlive the test."""
    with process:
        try:
            yield process
        finally:
            process.kill()
