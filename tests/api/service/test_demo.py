"""The demonstration at a terminal serves its page until Ctrl-C; where there is no terminal it answers and ends."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from comity.graph.stores.base import Store

from .conftest import await_that

DEMO = (sys.executable, "-m", "comity.api.cli", "demo", "--no-open", "--port", "0", "--data")


@pytest.fixture(autouse=True)
def emptied(given_engines: None, neo4j_store: Store, sparql_store: Store) -> None:
    """A store holds one ledger: what the test before left is not this one's."""
    neo4j_store.wipe()
    sparql_store.wipe()


def test_at_a_terminal_it_serves_the_page_until_ctrl_c(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    demo = subprocess.Popen([*DEMO, tmp_path], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    told = ""
    while not (address := re.search(r"Comity is at (http://127\.0\.0\.1:\d+/)", told)):
        told += os.read(ours, 4096).decode(errors="replace")
    answer = httpx.get(address[1])
    assert (answer.status_code, "<title>Comity" in answer.text) == (200, True)
    await_that(lambda: httpx.get(f"{address[1]}api/v1/health").json()["ok"])
    assert httpx.get(f"{address[1]}api/v1/start").json()["other"]["label"] == "Pakistan"
    demo.send_signal(2)  # what Ctrl-C sends
    assert demo.wait(60) == 0
    os.close(ours)


def test_without_a_terminal_it_answers_from_both_engines_and_ends(tmp_path: Path) -> None:
    ended = subprocess.run([*DEMO, tmp_path], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("Who co-chaired what") == 2
    assert "Comity is at" not in ended.stderr
