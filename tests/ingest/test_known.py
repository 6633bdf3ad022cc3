"""Texts that were read before: told by their hash, and not extracted again."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from comity.graph.ledger import Ledger
from comity.graph.model import Document
from comity.ingest.extraction.statements import METHOD
from comity.ingest.known import KnownTexts
from comity.ingest.pipeline import Read, ReadTask, ingest
from comity.ingest.reading import READER
from comity.ingest.reading.files import find_files

from .reading.samples import REPORT


@given(st.sets(st.text()), st.text())
def test_exactly_the_texts_given_are_known(texts: set[str], other: str) -> None:
    known = KnownTexts(Document("document/x", text).hash for text in texts if text != other)
    assert all(Document("document/y", text) in known for text in texts if text != other)
    assert Document("document/y", other) not in known


def test_what_a_ledger_has_read_is_not_extracted_again(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    ledger = Ledger(tmp_path / "ledger.sqlite")
    assert ingest(ledger, find_files([path])).new == 1
    hashes = list(ledger.hashes_read_by(METHOD))
    assert hashes == [READER.read(path).hash]
    read = ReadTask(READER, known=KnownTexts(hashes))(path)
    assert isinstance(read, Read)
    assert read.reading is None
    assert (ingest(ledger, find_files([path])).known, list(ledger.hashes_read_by("another@1"))) == (1, [])
