"""The main job, as its user does it: raw reports in, who co-chaired what out, each answer followed to its sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from comity.graph.stores import bolt

from .conftest import Comity, Result

pytestmark = pytest.mark.usefixtures("seeded")

EXPECTED = {
    ("Khawaja Muhammad Asif", "country/PAK", 8, "2025-01-24"),
    ("Vugar Valeh oglu Mustafayev", "country/AZE", 8, "2025-01-24"),
    ("Muhammad Syrus Sajjad Qazi", "country/PAK", 4, "2024-01-21"),
    ("Sun Weidong", "country/CHN", 4, "2024-01-21"),
    ("Ameer Khurram Rathore", "country/PAK", 7, "2023-09-18"),
    ("Satvinder Singh", "bloc/ASEAN", 7, "2023-09-18"),
}
ENGINES = ("cypher", "sparql")


def _ask(comity: Comity, data: Path, name: str, engine: str, *parameters: str) -> Any:
    given = [part for each in parameters for part in ("--param", each)]
    result = comity("ask", name, "--engine", engine, "--format", "json", "--data", data, *given)
    assert result.code == 0, result.err
    return result.json


@pytest.mark.parametrize("engine", ENGINES)
def test_who_co_chaired_what(comity: Comity, seeded: Path, engine: str) -> None:
    answer = _ask(comity, seeded, "who-co-chaired", engine)
    rows = answer["rows"]
    assert len(rows) == len(EXPECTED)
    told = {(row["official"], row["on_behalf_of_id"], row["session_number"], row["start_date"]) for row in rows}
    assert told == EXPECTED
    assert {row["place"] for row in rows if row["session_number"] == 7} == {"Jakarta"}
    assert answer["engine"] == engine
    assert answer["truncated"] is False
    assert answer["coverage"] == {"sources": 5, "from": "2023-06-08", "to": "2025-01-24"}


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("who-co-chaired", ()),
        ("who-co-chaired", ("party=PAK", "counterpart=ASEAN", "from=2023", "to=2023-09")),
        ("mechanism-sessions", ()),
        ("posts-of-person", ("person=ameer-khurram-rathore",)),
        ("planned-not-held", ()),
        ("disputed", ()),
    ],
)
def test_both_languages_give_the_same_rows(
    comity: Comity, seeded: Path, name: str, parameters: tuple[str, ...]
) -> None:
    cypher, sparql = (_ask(comity, seeded, name, engine, *parameters) for engine in ENGINES)
    assert cypher["columns"] == sparql["columns"]
    assert cypher["rows"] == sparql["rows"]


@pytest.mark.parametrize("engine", ENGINES)
def test_one_person_two_posts_in_turn(comity: Comity, seeded: Path, engine: str) -> None:
    rows = _ask(comity, seeded, "posts-of-person", engine, "person=ameer-khurram-rathore")["rows"]
    assert [(row["post"], row["party_id"], row["from_last"]) for row in rows] == [
        ("secretary for Asia-Pacific", "country/PAK", "2023-09-18"),
        ("Ambassador to ASEAN", "country/PAK", "2024-03-25"),
    ]
    assert len({row["person_id"] for row in rows}) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_every_answer_leads_to_its_sentence(comity: Comity, seeded: Path, seeds: Path, engine: str) -> None:
    for row in _ask(comity, seeded, "who-co-chaired", engine)["rows"]:
        evidence = _ask(comity, seeded, "evidence-of-fact", engine, f"fact={row['fact']}")["rows"]
        assert evidence
        for passage in evidence:
            stem = passage["document_id"].removeprefix("document/")
            text = (seeds / f"{stem}.txt").read_bytes().decode("utf-8")
            assert text[passage["start"] : passage["end"]] == passage["quote"]
            assert row["official"].split()[0] in passage["quote"]


def test_the_ninth_session_is_planned_and_in_no_count_of_held_ones(comity: Comity, seeded: Path) -> None:
    rows = _ask(comity, seeded, "planned-not-held", "cypher")["rows"]
    assert [(row["session_number"], row["start_date"], row["place"]) for row in rows if row["session_number"]] == [
        (9, "2027", "Baku")
    ]
    held = comity("cypher", "MATCH (m:Held) WHERE m.session_number = 9 RETURN m.id", "--json", "--data", seeded)
    assert held.json["rows"] == []


def test_ingesting_again_adds_nothing(comity: Comity, seeded: Path, seeds: Path) -> None:
    before = comity("status", "--json", "--data", seeded).json["counts"]
    again = comity("ingest", seeds, "--json", "--data", seeded)
    assert again.code == 0
    assert (again.json["new"], again.json["known"], again.json["statements"]) == (0, 5, 0)
    assert comity("status", "--json", "--data", seeded).json["counts"] == before


def test_untouched_stores_are_what_the_ledger_says(comity: Comity, seeded: Path) -> None:
    result = comity("check", "--json", "--data", seeded)
    assert result.code == 0
    assert result.json["ok"] is True
    assert result.json["differences"] == []
    counts = result.json["counts"]
    assert counts["ledger"] == counts["neo4j"] == counts["sparql"]
    assert all(counts["ledger"].values())


ASIF = "official/khawaja-muhammad-asif"
IRI = "https://w3id.org/comity/"
# All that can be altered is tried in tests/graph/test_tampering.py; this is the way through the commands.
CYPHER_TAMPERING = {
    "relationship": f"MATCH (:Entity {{id: '{ASIF}'}})-[r:CO_CHAIRED]->() SET r.confidence = 0.1",
    "watermark": "MATCH (w:Watermark) SET w.seq = w.seq - 3",
}
SPARQL_TAMPERING = {
    "triple": f"DELETE WHERE {{ <{IRI}id/{ASIF}> <{IRI}ontology#co_chaired> ?o }}",
    "watermark": f"DELETE WHERE {{ <{IRI}id/watermark> ?p ?o }}",
}


def _tamper_with_neo4j(status: Any, text: str) -> None:
    address = status["neo4j"]
    password = Path(address["password_file"]).read_text("utf-8").strip()
    driver = bolt.connect(address["uri"], address["user"], password)
    with driver, bolt.open_session(driver, write=True) as session:
        bolt.run(session, text)


def _tamper_with_sparql(status: Any, text: str) -> None:
    address = status["sparql"]
    token = Path(address["token_file"]).read_text("utf-8").strip()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/sparql-update"}
    httpx.post(address["update"], content=text, headers=headers, trust_env=False).raise_for_status()


def _assert_found_and_mended(comity: Comity, data: Path, store: str) -> None:
    found = comity("check", "--json", "--data", data)
    assert found.code == 1
    assert {each["store"] for each in found.json["differences"]} == {store}
    assert all(each["id"] for each in found.json["differences"])
    assert comity("rebuild", "--data", data).code == 0
    assert comity("check", "--data", data).code == 0


@pytest.mark.parametrize("text", CYPHER_TAMPERING.values(), ids=CYPHER_TAMPERING.keys())
def test_tampering_with_neo4j_is_named_and_mended(comity: Comity, seeded: Path, text: str) -> None:
    _tamper_with_neo4j(comity("status", "--json", "--data", seeded).json, text)
    _assert_found_and_mended(comity, seeded, "neo4j")


@pytest.mark.parametrize("text", SPARQL_TAMPERING.values(), ids=SPARQL_TAMPERING.keys())
def test_tampering_with_the_rdf_store_is_named_and_mended(comity: Comity, seeded: Path, text: str) -> None:
    _tamper_with_sparql(comity("status", "--json", "--data", seeded).json, text)
    _assert_found_and_mended(comity, seeded, "sparql")


WRITES = {
    "cypher": ["CREATE (:Entity {id: 'x'})", "MATCH (n) DETACH DELETE n", "MATCH (n) SET n.label = 'x' RETURN n"],
    "sparql": ["INSERT DATA { <urn:a> <urn:b> <urn:c> }", "CLEAR ALL", "DELETE WHERE { ?s ?p ?o }"],
}


@pytest.mark.parametrize(("console", "text"), [(name, text) for name, texts in WRITES.items() for text in texts])
def test_a_write_in_a_console_is_refused(comity: Comity, seeded: Path, console: str, text: str) -> None:
    result = comity(console, text, "--data", seeded)
    _assert_one_sentence(result, 5)
    assert comity("check", "--data", seeded).code == 0


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("ask", "who-cochaired"), "who-co-chaired"),
        (("ask", "who-co-chaired", "--param", "partie=PAK"), "party"),
        (("ask", "who-co-chaired", "--param", "party=PAKK"), "PAKK"),
        (("ask", "who-co-chaired", "--param", "from=yesterday"), "yesterday"),
        (("ask", "who-co-chaired", "--param", "party"), "NAME=VALUE"),
        (("ask", "posts-of-person"), "person"),
        (("ask", "evidence-of-fact", "--param", f"fact={'0' * 32}"), "no fact"),
        (("cypher", "MATCH (n RETURN n"), ""),
        (("sparql", "SELECT WHERE"), ""),
        (("ingest", "no-such-folder"), "no-such-folder"),
    ],
)
def test_a_mistake_is_one_sentence(comity: Comity, seeded: Path, arguments: tuple[str, ...], hint: str) -> None:
    result = comity(*arguments, "--data", seeded)
    _assert_one_sentence(result, 2)
    assert hint in result.err


def _assert_one_sentence(result: Result, code: int) -> None:
    assert result.code == code, result.err
    assert result.out == ""
    told = [line for line in result.err.splitlines() if line.startswith("Error: ")]
    assert len(told) == 1
    assert "Traceback" not in result.err


def test_what_cannot_be_read_is_refused_and_the_rest_goes_on(comity: Comity, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_text("")
    (tmp_path / "in" / "binary.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "in" / "good.txt").write_text(
        "Talks end\nPublished: 2024-05-10\n\n"
        "The third session of the Norway-Chile Joint Trade Committee was held in Oslo on 7 May 2024. "
        "It was co-chaired by Kari Holm, Minister of Trade of Norway, and Pablo Rivas Soto, Minister of "
        "Economy of Chile.\n"
    )
    result = comity("ingest", tmp_path / "in", "--ledger-only", "--json", "--data", tmp_path / "data")
    assert result.code == 3
    assert result.json["new"] == 1
    assert sorted(Path(each["where"]).name for each in result.json["refused"]) == ["binary.txt", "empty.txt"]
    assert [Path(each).name for each in result.json["skipped"]] == ["picture.png"]
