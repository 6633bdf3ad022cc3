"""Bad input and bad luck at the command line: one clear sentence, the exit code of the contracts, all else done."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from comity.api.cli import run
from comity.api.workspace import Workspace
from comity.graph.changes import changes_since
from comity.graph.errors import StoreUnavailable

from .conftest import Comity, Result

REPORT = (
    "Talks end\nPublished: 2024-05-{day}\n\n"
    "The {day}th session of the Ruritania-Sylvania Joint Trade Committee was held in Strelsau on {day} May 2024. "
    "It was co-chaired by Kari Holm, Minister of Trade of Ruritania, and Pablo Rivas Soto, Minister of Economy of "
    "Sylvania.\n"
)
ENDLESS = {
    "cypher": "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a + b)",
    "sparql": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }",
}
QUICK = {"cypher": "RETURN 1 AS one", "sparql": "SELECT ?one { BIND(1 AS ?one) }"}
COMITY = (sys.executable, "-m", "comity.api.cli")
SMALL_DISK = 150_000  # bytes that one file may have


def assert_one_sentence(result: Result, code: int) -> None:
    """Nothing but one line that tells what was wrong, whatever was said on the way."""
    assert result.code == code, result.err
    assert result.out == ""
    told = [line for line in result.err.splitlines() if line.startswith("Error: ")]
    assert len(told) == 1, result.err
    assert "Traceback" not in result.err


def write_reports(folder: Path, count: int) -> Path:
    folder.mkdir(exist_ok=True)
    for day in range(10, 10 + count):
        (folder / f"report-{day}.txt").write_text(REPORT.format(day=day), encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", ENDLESS)
def test_a_query_that_never_ends_is_stopped(
    comity: Comity, seeded: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("COMITY_QUERY_SECONDS", "1")
    result = comity(language, ENDLESS[language], "--data", seeded)
    assert_one_sentence(result, 5)
    assert "1 s" in result.err
    after = comity(language, QUICK[language], "--json", "--data", seeded)
    assert (after.code, after.json["rows"]) == (0, [{"one": 1}])


@pytest.mark.parametrize("value", ["soon", "0", "-3", "1.5"])
def test_a_limit_that_is_no_number_is_usage(
    comity: Comity, seeded: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("COMITY_QUERY_SECONDS", value)
    result = comity("cypher", QUICK["cypher"], "--data", seeded)
    assert_one_sentence(result, 2)
    assert "COMITY_QUERY_SECONDS" in result.err


def test_a_cut_answer_is_told_or_refused_where_all_is_wanted(
    comity: Comity, seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("ask", "who-co-chaired", "--limit", "2", "--data", seeded)
    cut = comity(*asked, "--json")
    assert (cut.code, len(cut.json["rows"]), cut.json["truncated"]) == (0, 2, True)
    assert_one_sentence(comity(*asked, "--strict"), 5)
    monkeypatch.setenv("COMITY_QUERY_ROWS", "3")
    assert_one_sentence(comity("cypher", "UNWIND range(1, 9) AS n RETURN n", "--strict", "--data", seeded), 5)


def test_a_huge_file_and_a_text_that_tells_nothing_are_refused_and_the_rest_is_read(
    comity: Comity, tmp_path: Path
) -> None:
    folder = write_reports(tmp_path / "in", 1)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(200 * 1024 * 1024)
    (folder / "recipe.txt").write_text("Peel the apples, cut them, and bake them slowly with butter and sugar.\n")
    result = comity("ingest", folder, "--ledger-only", "--json", "--data", tmp_path / "data")
    assert (result.code, result.json["new"]) == (3, 1)
    reasons = {Path(each["where"]).name: each["reason"] for each in result.json["refused"]}
    assert reasons.keys() == {"huge.txt", "recipe.txt"}
    assert "COMITY_MAX_DOCUMENT_BYTES allows 20971520" in reasons["huge.txt"]
    assert "no meeting" in reasons["recipe.txt"]


def limited(arguments: Sequence[str]) -> Result:
    """Run a command in a process whose files may not grow beyond a small size, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_DISK, SMALL_DISK))

    done = subprocess.run([*COMITY, *arguments], capture_output=True, text=True, preexec_fn=limit, check=False)
    return Result(done.returncode, done.stdout, done.stderr)


def test_a_full_disk_is_one_sentence_and_the_ledger_is_whole(comity: Comity, tmp_path: Path) -> None:
    folder, data = write_reports(tmp_path / "in", 15), tmp_path / "data"
    assert_one_sentence(limited(["ingest", str(folder), "--ledger-only", "--data", str(data)]), 4)
    again = comity("ingest", folder, "--ledger-only", "--json", "--data", data)
    assert again.code == 0
    whole = comity("ingest", folder, "--ledger-only", "--json", "--data", tmp_path / "undisturbed")
    assert again.json["counts"] == whole.json["counts"]


def test_without_neo4j_the_rest_works(comity: Comity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a first run behind a wall: Maven Central cannot be reached, and no jar is there yet."""
    monkeypatch.setenv("COMITY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COMITY_MAVEN", "http://127.0.0.1:9/maven2")
    folder, data = write_reports(tmp_path / "in", 2), tmp_path / "data"
    ingested = comity("ingest", folder, "--json", "--data", data)
    assert ingested.code == 0
    assert [line for line in ingested.err.splitlines() if line.startswith("Left for later: ") and "Neo4j" in line]
    answered = comity("ask", "who-co-chaired", "--json", "--data", data)
    assert (answered.code, answered.json["engine"], len(answered.json["rows"])) == (0, "sparql", 4)
    assert_one_sentence(comity("ask", "who-co-chaired", "--engine", "cypher", "--data", data), 4)
    assert_one_sentence(comity("cypher", QUICK["cypher"], "--data", data), 4)
    checked = comity("check", "--json", "--data", data)
    assert (checked.code, [each["store"] for each in checked.json["skipped"]]) == (1, ["neo4j"])
    assert comity("check", "--allow-missing", "--data", data).code == 0


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    """A command that runs beside the others."""
    command = [*COMITY, *(str(each) for each in arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_ingests_and_a_question_at_once(comity: Comity, tmp_path: Path) -> None:
    """Two writers take turns, a reader sees whole states, and the engine they share is started once."""
    one, two, data = write_reports(tmp_path / "one", 4), write_reports(tmp_path / "two", 8), tmp_path / "data"
    assert run(["oxigraph", "start", "--data", str(data)]) == 0
    try:
        beside = [
            started("ingest", one, "--ledger-only", "--data", data),
            started("ingest", two, "--ledger-only", "--data", data),
            started("ask", "who-co-chaired", "--engine", "sparql", "--json", "--data", data),
        ]
        told = [process.communicate(timeout=300) for process in beside]
        assert [process.returncode for process in beside] == [0, 0, 0], told
        checked = comity("ask", "who-co-chaired", "--engine", "sparql", "--json", "--data", data)
        assert len(checked.json["rows"]) == 16
        assert len({row["fact"] for row in checked.json["rows"]}) == 16
    finally:
        run(["oxigraph", "stop", "--data", str(data)])


def test_an_ingest_beside_long_questions(comity: Comity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines take what is written while they answer; a question that does not end is stopped by its limit."""
    one, more, data = write_reports(tmp_path / "one", 2), write_reports(tmp_path / "more", 4), tmp_path / "data"
    try:
        assert [run([name, "start", "--data", str(data)]) for name in ("neo4j", "oxigraph")] == [0, 0]
        assert comity("ingest", one, "--data", data).code == 0
        monkeypatch.setenv("COMITY_QUERY_SECONDS", "10")
        asked = [started(language, query, "--data", data) for language, query in ENDLESS.items()]
        written = started("ingest", more, "--data", data)
        for process in asked:
            out, err = process.communicate(timeout=300)
            assert_one_sentence(Result(process.returncode, out, err), 5)
        told = written.communicate(timeout=300)
        assert written.returncode == 0, told
        for language in ENDLESS:
            answered = comity("ask", "who-co-chaired", "--engine", language, "--json", "--data", data)
            assert len(answered.json["rows"]) == 8
        checked = comity("check", "--json", "--data", data)
        assert (checked.code, checked.json["differences"]) == (0, [])
    finally:
        for name in ("neo4j", "oxigraph"):
            run([name, "stop", "--data", str(data)])


@pytest.mark.parametrize("name", ["neo4j", "sparql"])
def test_an_engine_killed_in_the_middle_of_a_projection_is_brought_up_to_date(
    comity: Comity, tmp_path: Path, name: str
) -> None:
    folder, data = write_reports(tmp_path / "in", 4), tmp_path / "data"
    assert comity("ingest", folder, "--ledger-only", "--data", data).code == 0
    workspace = Workspace(data, print)
    with pytest.raises(StoreUnavailable):
        _project_until_killed(workspace, name)
    other = {"neo4j": "sparql", "sparql": "neo4j"}[name]
    checked = comity("check", "--json", "--data", data)
    assert (checked.code, checked.json["differences"]) == (0, [])
    assert checked.json["counts"][name] == checked.json["counts"][other] == checked.json["counts"]["ledger"]


def _project_until_killed(workspace: Workspace, name: str) -> None:
    """Write batch after batch, and kill the engine behind the second."""
    engine = workspace.neo4j if name == "neo4j" else workspace.oxigraph
    with workspace.store(name) as store:
        for written, changes in enumerate(changes_since(workspace.ledger, 0, size=60)):
            store.apply(changes)
            if written == 1:
                os.kill(engine.status().pid or 0, signal.SIGKILL)
