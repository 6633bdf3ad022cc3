"""The ledger on a real file: nothing twice, all of a transaction or nothing, and clear words for a broken one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from comity.graph import tables
from comity.graph.book import LedgerBroken
from comity.graph.changes import count, last_number
from comity.graph.errors import InputRefused, StoreUnavailable
from comity.graph.ledger import Ledger
from comity.graph.model import Document
from comity.graph.settle import settle

from .reports import FREEDONIA, RURITANIA, SYLVANIA, Chair, Session, ingest, record, state

SEVENTH = Session(
    "seventh",
    chairs=(Chair("Rudolf Elphberg Rassendyll", RURITANIA, ("Envoy",)), Chair("Flavia Strelsau", SYLVANIA)),
    sectors=("trade",),
)
EIGHTH = Session("eighth", ordinal=8, start="2024-10-02", sides=(RURITANIA, FREEDONIA))


def rows(ledger: Ledger) -> dict[str, int]:
    with ledger.reading() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.metadata.tables.items()
        }


def test_the_same_report_twice_adds_nothing(ledger: Ledger) -> None:
    assert ingest(ledger, SEVENTH) > 20
    before, held = rows(ledger), state(ledger)
    with ledger.reading() as connection:
        number = last_number(connection)
    assert ingest(ledger, SEVENTH) == 0
    assert rows(ledger) == before
    assert state(ledger) == held
    with ledger.reading() as connection:
        assert last_number(connection) == number


def test_the_same_text_from_two_files_is_one_document_with_two_origins(ledger: Ledger) -> None:
    with ledger.writing() as book:
        first = book.add_document(Document("document/a", "One text.", origin="a.txt"))
        second = book.add_document(Document("document/b", "One text.", origin="b.txt"))
        book.add_document(Document("document/a", "One text.", origin="a.txt"))
    assert first.id == second.id == "document/a"
    assert [each.id for each in ledger.documents()] == ["document/a"]
    with ledger.reading() as connection:
        assert sorted(connection.execute(select(tables.origin.c.path)).scalars()) == ["a.txt", "b.txt"]


def test_another_text_under_the_same_name_gets_an_id_of_its_own(ledger: Ledger) -> None:
    with ledger.writing() as book:
        book.add_document(Document("document/a", "One text."))
        assert book.add_document(Document("document/a", "Another text.")).id == "document/a-2"


def test_a_publication_date_that_is_none_is_refused(ledger: Ledger) -> None:
    with pytest.raises(InputRefused, match="“Thursday” is no date"), ledger.writing() as book:
        book.add_document(Document("document/a", "One text.", published="Thursday"))
    assert ledger.documents() == []


def test_a_document_is_read_once_by_each_method(ledger: Ledger) -> None:
    with ledger.writing() as book:
        stored = book.add_document(Document("document/a", "One text."))
        book.add_reading(stored, "rules@1", [])
        assert book.was_read(stored, "rules@1")
        assert not book.was_read(stored, "rules@2")


def test_a_transaction_that_fails_leaves_nothing(ledger: Ledger) -> None:
    ingest(ledger, SEVENTH)
    before = rows(ledger)
    document, _ = EIGHTH.report()

    def fail() -> None:
        with ledger.writing() as book:
            book.add_document(document)
            book.intern(["nothing of this is kept"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert rows(ledger) == before
    assert ingest(ledger, EIGHTH) > 0


def test_what_a_kill_left_unfused_is_fused_by_the_next_run(open_ledger: Callable[[str], Ledger]) -> None:
    stopped, undisturbed = open_ledger("stopped"), open_ledger("undisturbed")
    record(stopped, SEVENTH.report())
    stopped.close()
    reopened = open_ledger("stopped")
    assert count(reopened)["facts"] == 0
    assert ingest(reopened, EIGHTH) > 0
    ingest(undisturbed, SEVENTH, EIGHTH)
    assert state(reopened) == state(undisturbed)
    assert settle(reopened) == 0


def test_a_file_that_is_no_ledger_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"This is no database. " * 100)
    with pytest.raises(LedgerBroken, match=r"cannot be read.*put back a copy"):
        Ledger(path)


def test_a_ledger_of_another_version_is_left_alone(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.writing() as book:
        book.set("schema", "99")
    ledger.close()
    with pytest.raises(LedgerBroken, match="version 99"):
        Ledger(tmp_path / "ledger.sqlite")


def test_a_ledger_that_cannot_be_made_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(StoreUnavailable, match="cannot be made"):
        Ledger(tmp_path / "file" / "ledger.sqlite")
    (tmp_path / "ledger.sqlite").mkdir()
    with pytest.raises(StoreUnavailable, match="unable to open"):
        Ledger(tmp_path / "ledger.sqlite")


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "what? 100% #1" / "ledger.sqlite"
    ledger = Ledger(path)
    ingest(ledger, SEVENTH)
    ledger.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (1,)


def test_a_reader_sees_the_last_committed_state(ledger: Ledger) -> None:
    ingest(ledger, SEVENTH)
    with ledger.writing() as book:
        book.add_document(EIGHTH.report()[0])
        assert count(ledger)["documents"] == 1
    assert count(ledger)["documents"] == 2
