"""The record of the last measured run has the shape that bench/README.md describes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FIELDS = ["name", "value", "unit", "target", "peer", "peer_value", "ratio", "machine", "commit"]


@pytest.fixture(scope="module")
def results(project: Path) -> list[dict[str, Any]]:
    return json.loads((project / "bench" / "results.json").read_text("utf-8"))


def test_every_result_says_what_was_measured_where_and_on_which_commit(results: list[dict[str, Any]]) -> None:
    assert [list(each) for each in results] == [FIELDS] * len(results)
    assert all(each["name"] and each["unit"] and each["machine"] and each["commit"] for each in results)
    assert len({each["name"] for each in results}) == len(results) > 0


def test_a_ratio_is_that_of_two_numbers_of_one_run(results: list[dict[str, Any]]) -> None:
    for each in results:
        if each["peer"]:
            assert each["ratio"] == pytest.approx(each["value"] / each["peer_value"], rel=0.01)
        else:
            assert (each["peer_value"], each["ratio"]) == (None, None)


def test_the_peers_are_of_the_versions_that_comity_is_tested_with(project: Path) -> None:
    pinned = set((project / "constraints.txt").read_text("utf-8").splitlines())
    peers = (project / "bench" / "peers" / "requirements.txt").read_text("utf-8").splitlines()
    assert {each for each in peers if each.startswith(("neo4j", "pyoxigraph", "orjson", "uv", "httptools"))} <= pinned
