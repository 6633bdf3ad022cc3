"""A newer version of a reader supersedes what an earlier one said, and erases nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from comity.graph.changes import changes_since
from comity.graph.ledger import Ledger
from comity.graph.model import Link, Statement
from comity.graph.review import accept
from comity.graph.update import update
from comity.ingest.extraction import read_report
from comity.ingest.extraction.statements import METHOD, statements
from comity.ingest.pipeline import ingest
from comity.ingest.reading import read_file
from comity.ingest.reading.files import find_files
from comity.ingest.recording import record

TEXT = """Ruritania and Sylvania hold third Joint Commission

Published: 2024-05-30

The third session of the Ruritania-Sylvania Joint Commission on Trade was held in Strelsau on 29 May 2024.
"""
EARLIER = "rules@1"


@pytest.fixture
def read_before(tmp_path: Path) -> tuple[Ledger, Path, Statement]:
    """A ledger whose report an earlier version has read: it said the same, and that a session was about defence."""
    path, ledger = tmp_path / "session.txt", Ledger(tmp_path / "ledger.sqlite")
    path.write_text(TEXT, "utf-8")
    document = read_file(path)
    with ledger.writing() as book:
        stored = book.add_document(document)
        said = [replace(each, method=EARLIER) for each in statements(read_report(document), stored)]
        held = next(each for each in said if each.property == "has_status")
        wrong = replace(held, property="covered", value=Link("sector/defence"))
        record(book, stored, [*said, wrong])
        book.add_reading(stored, EARLIER, ())
    update(ledger)
    return ledger, path, wrong


def covered(ledger: Ledger) -> set[str]:
    """The sectors that the stores are told of."""
    update(ledger)
    facts = {fact.id: fact for changes in changes_since(ledger, 0) for fact in changes.facts}
    return {fact.value.id for fact in facts.values() if fact.property == "covered" and isinstance(fact.value, Link)}


def test_what_a_newer_version_does_not_say_is_withdrawn(read_before: tuple[Ledger, Path, Statement]) -> None:
    ledger, path, _ = read_before
    assert "sector/defence" in covered(ledger)
    outcome = ingest(ledger, find_files([path]))
    assert (outcome.new, outcome.statements) == (1, 0)  # all else it had said already
    assert "sector/defence" not in covered(ledger)
    with ledger.reading() as connection:
        kept = connection.exec_driver_sql("select count(*) from statement").scalar_one()
    assert ingest(ledger, find_files([path])).known == 1
    with ledger.reading() as connection:
        assert connection.exec_driver_sql("select count(*) from statement").scalar_one() == kept


def test_what_a_person_accepted_stays(read_before: tuple[Ledger, Path, Statement]) -> None:
    ledger, path, wrong = read_before
    accept(ledger, wrong.id(read_file(path).hash))
    ingest(ledger, find_files([path]))
    assert "sector/defence" in covered(ledger)


def test_the_methods_differ() -> None:
    assert METHOD != EARLIER
