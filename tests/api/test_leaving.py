"""What leaves a data folder: an export, a document taken back or purged; and what was known before, in a new one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comity.api.cli import run
from comity.graph.curate import remove
from comity.graph.ledger import Ledger
from comity.graph.settle import settle
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files

from ..graph.reports import state
from .conftest import Comity


@pytest.mark.parametrize("number", ["000", "004"])
def test_removing_one_of_several_reports_of_the_same_takes_only_what_it_alone_says(
    seeds: Path, tmp_path: Path, number: str
) -> None:
    """What the registry says of a party stays: its tables are sources of their own."""
    with closing(Ledger(tmp_path / "ledger.sqlite")) as ledger:
        ingest(ledger, find_files(sorted(seeds.glob("*.txt"))))
        settle(ledger)
        before = state(ledger)
        (taken,) = [each.id for each in ledger.documents() if each.id.startswith(f"document/{number}")]
        remove(ledger, taken)
        settle(ledger)
        left = state(ledger)
    said_by_others = {(each.subject, each.property) for each in before.quotes if each.document != taken}
    assert said_by_others < {(each.subject, each.property) for each in before.facts}
    assert {(each.subject, each.property) for each in left.facts} == said_by_others
    assert {each.fact for each in left.quotes} == {each.id for each in left.facts}
    assert {each.id for each in left.quotes} == {each.id for each in before.quotes if each.document != taken}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Iterator[Path]:
    """A data folder with two reports and engines of its own, which are kept."""
    data = tmp_path_factory.mktemp("own")
    sources = [str(each) for each in sorted(seeds.glob("*.txt")) if each.name[:3] in ("000", "004")]
    try:
        for engine in ("neo4j", "oxigraph"):
            assert run([engine, "start", "--data", str(data)]) == 0
        assert run(["ingest", *sources, "--data", str(data)]) == 0
        yield data
    finally:
        for engine in ("neo4j", "oxigraph"):
            run([engine, "stop", "--data", str(data)])


def test_an_export_is_imported_and_comes_out_the_same(comity: Comity, own: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert comity("export", "--output", out, "--data", own).code == 0
    copy = tmp_path / "copy"
    counts = comity("import", out, "--ledger-only", "--json", "--data", copy).json["counts"]
    assert counts == comity("check", "--json", "--data", own).json["counts"]["ledger"]
    assert comity("export", "--data", copy).out.encode() == out.read_bytes()
    assert not list(tmp_path.glob("*.part"))
    again = comity("import", out, "--ledger-only", "--data", copy)
    assert (again.code, "imported before" in again.err) == (0, True)
    refused = comity("import", out, "--ledger-only", "--data", own)
    assert (refused.code, refused.err.count("Error: ")) == (2, 1)
    assert "is not empty" in refused.err


@pytest.mark.parametrize("form", ["turtle", "jsonld", "graphml"])
def test_every_format_is_written_whole(comity: Comity, own: Path, tmp_path: Path, form: str) -> None:
    assert comity("export", "--format", form, "--output", tmp_path / "out", "--data", own).code == 0
    written = (tmp_path / "out").read_text("utf-8")
    again = comity("export", "--format", form, "--data", own).out
    assert sorted(written.splitlines()) == sorted(again.splitlines())  # the library declares prefixes in any order
    assert "joint-sectoral-cooperation-committee" in written


def test_what_cannot_be_is_one_sentence(comity: Comity, own: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"comity":"statements","version":1}\nnonsense\n', "utf-8")
    for code, arguments in (
        (3, ("import", broken, "--data", tmp_path / "new")),
        (3, ("import", tmp_path / "missing", "--data", tmp_path / "new")),
        (4, ("export", "--output", tmp_path / "no" / "folder", "--data", own)),
        (2, ("rebuild", "--known-at", "2025-01-01", "--data", own)),
        (2, ("rebuild", "--known-at", "once", "--into", tmp_path / "then", "--data", own)),
        (2, ("rebuild", "--known-at", "2025-01-01", "--into", own, "--data", own)),
        (2, ("remove", "document/none", "--purge", "--data", own)),
    ):
        result = comity(*arguments)
        assert (result.code, result.err.count("Error: ")) == (code, 1), result.err


def test_what_was_known_before_a_removal_is_rebuilt_and_what_was_purged_is_nowhere(
    comity: Comity, own: Path, seeds: Path, tmp_path: Path
) -> None:
    chairs = ("ask", "who-co-chaired", "--json", "--data")
    before = {engine: comity(*chairs, own, "--engine", engine).json["rows"] for engine in ("cypher", "sparql")}
    instant = datetime.now(UTC).isoformat()
    (stem,) = [path.stem for path in seeds.glob("004*.txt")]
    assert comity("remove", stem, "--data", own).code == 0
    assert comity(*chairs, own, "--engine", "cypher").json["rows"] != before["cypher"]
    assert comity("check", "--data", own).code == 0

    then = tmp_path / "then"
    assert comity("rebuild", "--known-at", instant, "--into", then, "--data", own).code == 0
    assert {engine: comity(*chairs, then, "--engine", engine).json["rows"] for engine in before} == before
    assert comity("check", "--data", then).code == 0
    shutil.rmtree(then)

    said = _words_of(seeds, stem)
    assert _holding(own, said)
    assert comity("remove", stem, "--purge", "--data", own).code == 0
    assert comity("check", "--data", own).code == 0
    assert comity("rebuild", "--known-at", instant, "--into", then, "--data", own).code == 0
    for data in (own, then):
        for engine in ("neo4j", "oxigraph"):
            comity(engine, "stop", "--data", data)
        assert _holding(data, said) == []
    refused = comity("ingest", *seeds.glob("004*.txt"), "--ledger-only", "--json", "--data", own)
    assert refused.code == 3
    assert "--purged-too" in json.loads(refused.out)["refused"][0]["reason"]
    back = comity("ingest", *seeds.glob("004*.txt"), "--ledger-only", "--purged-too", "--json", "--data", own)
    assert (back.code, back.json["new"]) == (0, 1)


def _words_of(seeds: Path, stem: str) -> list[bytes]:
    """Long words that only this report has, in the encodings in which engines keep texts."""
    texts = {path.stem: path.read_text("utf-8") for path in seeds.glob("*.txt")}
    others = " ".join(text for name, text in texts.items() if name != stem)
    words = sorted({word for word in texts[stem].split() if len(word) > 12 and word.isalpha() and word not in others})
    assert words
    return [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le", "utf-16-be")]


def _holding(data: Path, words: list[bytes]) -> list[Path]:
    """The files of a data folder that have one of the words in them."""
    files = [each for each in data.rglob("*") if each.is_file()]
    return [each for each in files if any(word in each.read_bytes() for word in words)]
