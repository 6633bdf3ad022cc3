"""What is kept of the ontology is what parsing gives, and is used only for the text that it was read from."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.graph import ontology_cache
from comity.graph.ontology_cache import cached_ontology
from comity.graph.ontology_file import ontology_graph, read_ontology


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMITY_CACHE", str(tmp_path))
    return tmp_path / "ontology"


@pytest.mark.usefixtures("folder")
def test_the_first_and_the_second_reading_are_what_parsing_gives() -> None:
    parsed = read_ontology(ontology_graph())
    assert [cached_ontology(), cached_ontology()] == [parsed, parsed]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"properties": {}}', b"\xff\xfe"])
def test_a_damaged_file_is_replaced(folder: Path, damage: bytes) -> None:
    parsed = cached_ontology()
    (kept,) = folder.glob("*.json")
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert cached_ontology() == parsed
    assert kept.read_bytes() == whole


def test_another_text_is_another_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached_ontology()
    edited = tmp_path / "ontology.ttl"
    edited.write_bytes(ontology_cache.ONTOLOGY_FILE.read_bytes() + b"\n")
    monkeypatch.setattr(ontology_cache, "ONTOLOGY_FILE", edited)
    cached_ontology()
    assert len(list(folder.glob("*.json"))) == 2


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tmp_path / "a-file"
    taken.touch()
    monkeypatch.setenv("COMITY_CACHE", str(taken))
    assert cached_ontology() == read_ontology(ontology_graph())
