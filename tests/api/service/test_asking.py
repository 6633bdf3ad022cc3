"""`comity ask` beside a running service: it is asked in place of the stores, and says the same.

Ruritania, Sylvania and who acts for them are invented.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.api.asking import ask_service
from comity.api.languages import Language
from comity.api.running import FILE, announced, service_of
from comity.graph.stores.base import Limits

from .process import served

CHAIRS = "who-co-chaired"
LATER = """Freedonia and Sylvania hold second Joint Commission

Published: 2024-09-02

The second session of the Freedonia-Sylvania Joint Commission on Trade was held in Klow on 1 September 2024. \
It was co-chaired by Gil Hart, Minister of Trade of Freedonia, and Bero Tan, Minister of Trade of Sylvania.
"""


@pytest.fixture(scope="module")
def address(data: Path, given_engines: None) -> Iterator[str]:
    with served(data) as found:
        yield found
    assert not (data / FILE).exists()  # it is said as long as it is so


def ask_in_a_shell(data: Path, *arguments: str, settings: str = "") -> tuple[int, Any, set[str], str]:
    """Exit code, answer, the modules that were loaded, and what else was said."""
    code = (
        "import os, sys; from comity.api.cli import run;"
        f"os.environ.update({settings or '{}'}); code = run(sys.argv[1:]);"
        "print('modules', *sys.modules, file=sys.stderr); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, "ask", *arguments, "--json", "--data", str(data)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    said, _, modules = done.stderr.rpartition("modules ")
    return done.returncode, json.loads(done.stdout) if done.stdout else None, set(modules.split()), said


@pytest.mark.parametrize("engine", ["cypher", "sparql"])
def test_the_service_answers_as_the_stores_do_and_neither_driver_nor_ledger_is_loaded(
    data: Path, address: str, engine: str
) -> None:
    asked = (CHAIRS, "--param", "party=PAK", "--engine", engine)
    code, answer, modules, said = ask_in_a_shell(data, *asked)
    assert (code, modules & {"neo4j", "sqlalchemy", "rich", "httpx"}) == (0, set())
    alone = ask_in_a_shell(data, *asked, settings=repr({"COMITY_LEDGER": str(data / "ledger.sqlite")}))
    assert "sqlalchemy" in alone[2]
    assert (answer, said) == (alone[1], alone[3])
    assert [row["official"] for row in answer["rows"]] == ["Dario Ruk"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("who-cochaired",), "who-co-chaired"),
        ((CHAIRS, "--param", "party=PAKK"), "PAKK"),
        ((CHAIRS, "--param", "partie=PAK"), "partie"),
        ((CHAIRS, "--param", "limit=1"), "limit"),
        (("shortest-path", "--param", "start=PAK", "--param", "end=AZE", "--engine", "sparql"), "cypher only"),
    ],
)
def test_what_is_wrong_is_said_as_ever(data: Path, address: str, arguments: tuple[str, ...], told: str) -> None:
    code, answer, _, said = ask_in_a_shell(data, *arguments)
    assert (code, answer) == (2, None)
    assert told in said


def test_an_answer_that_is_cut_is_cut_at_the_limit(data: Path, address: str) -> None:
    answer = ask_service(data, CHAIRS, {}, None, Limits(rows=2))
    assert answer
    assert (len(answer.rows), answer.truncated) == (2, True)
    assert ask_service(data, CHAIRS, {}, None, Limits(rows=10_001)) is None


@pytest.mark.parametrize(("engine", "chair"), [(Language.CYPHER, "Gil Hart"), (Language.SPARQL, "Ida Moor")])
def test_what_was_just_written_is_in_the_answer(
    data: Path, address: str, tmp_path: Path, engine: Language, chair: str
) -> None:
    report = tmp_path / "later.txt"
    report.write_text(LATER.replace("Gil Hart", chair), "utf-8")
    ingest = [sys.executable, "-m", "comity.api.cli", "ingest", "--ledger-only", "--data", str(data), str(report)]
    subprocess.run(ingest, check=True, capture_output=True)
    answer = ask_service(data, CHAIRS, {}, engine, Limits())
    assert answer
    assert chair in [row["official"] for row in answer.rows]


def test_a_service_is_none_once_it_has_ended_or_is_another(tmp_path: Path) -> None:
    assert service_of(tmp_path, {}) is None
    with announced(tmp_path, "0.0.0.0", 8642, {}):
        assert service_of(tmp_path, {"COMITY_PORT": "1"}) == ("127.0.0.1", 8642)
        assert service_of(tmp_path, {"COMITY_LEDGER": "other.sqlite"}) is None
        written = (tmp_path / FILE).read_text("utf-8")
    assert not (tmp_path / FILE).exists()
    (tmp_path / FILE).write_text(written.replace('"pid": ', '"pid": 9'), "utf-8")
    assert service_of(tmp_path, {}) is None
    for damaged in (written[:20], "[]", "{}", written.replace('"version": "', '"version": "9')):
        (tmp_path / FILE).write_text(damaged, "utf-8")
        assert service_of(tmp_path, {}) is None


def test_a_later_service_is_not_forgotten_when_an_earlier_one_ends(tmp_path: Path) -> None:
    with announced(tmp_path, "127.0.0.1", 1, {}):
        (tmp_path / FILE).write_text("a later one", "utf-8")
    assert (tmp_path / FILE).read_text("utf-8") == "a later one"


def test_where_nothing_answers_there_is_no_answer(tmp_path: Path) -> None:
    with announced(tmp_path, "127.0.0.1", 9):
        assert ask_service(tmp_path, CHAIRS, {}, None, Limits()) is None
