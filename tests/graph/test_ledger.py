"""The ledger on each database: nothing twice, all of a transaction or nothing, and clear words for a broken one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from comity.graph import database, tables
from comity.graph.book import LedgerBroken
from comity.graph.changes import count, last_number
from comity.graph.columns import Instant, Text
from comity.graph.errors import InputRefused, StoreUnavailable
from comity.graph.ledger import Ledger
from comity.graph.model import Document
from comity.graph.settle import settle

from .conftest import Open
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


def test_ids_of_one_name_are_numbered_without_a_gap_however_many_there_are(ledger: Ledger) -> None:
    with ledger.writing() as book:
        ids = [book.free_id("official/rudolf") for _ in range(303)]
        assert ids == ["official/rudolf", *(f"official/rudolf-{number}" for number in range(2, 304))]
        book.intern(ids)
    with ledger.writing() as book:
        assert book.free_id("official/rudolf") == "official/rudolf-304"


def test_an_id_that_is_a_text_for_another_reason_is_not_given(ledger: Ledger) -> None:
    with ledger.writing() as book:
        book.look_up(["official/rudolf"])
        book.intern(["official/rudolf", "official/rudolf-3"])
        assert [book.free_id("official/rudolf") for _ in range(2)] == ["official/rudolf-2", "official/rudolf-4"]


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


def test_what_a_kill_left_unfused_is_fused_by_the_next_run(open_ledger: Open) -> None:
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


def test_a_ledger_of_another_version_is_left_alone(open_ledger: Open) -> None:
    with open_ledger("ledger").writing() as book:
        book.set("schema", "99")
    with pytest.raises(LedgerBroken, match="version 99"):
        open_ledger("ledger")


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


def test_a_reader_sees_one_state_however_long_it_reads(ledger: Ledger) -> None:
    query = select(func.count()).select_from(tables.document)
    with ledger.reading() as connection:
        assert connection.execute(query).scalar_one() == 0
        record(ledger, SEVENTH.report())
        assert connection.execute(query).scalar_one() == 0
    assert len(ledger.documents()) == 1


def test_a_writer_waits_for_another_and_not_for_ever(open_ledger: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LOCK_SECONDS", 0.2)
    one, other, elsewhere = open_ledger("ledger"), open_ledger("ledger"), open_ledger("elsewhere")
    with (
        one.writing(),
        elsewhere.writing(),
        pytest.raises(StoreUnavailable, match="in use by another"),
        other.writing(),
    ):
        pytest.fail("two wrote at once")
    with other.writing() as book:
        book.set("who", "other")


@pytest.mark.parametrize("character", ["\0", "\ud800"])
def test_what_no_database_can_keep_is_refused_at_the_door(ledger: Ledger, character: str) -> None:
    for document in (Document("document/a", f"One{character}"), Document("document/a", "One", title=character)):
        with pytest.raises(InputRefused, match=r"^It has the character U\+.* take it out\.$"), ledger.writing() as book:
            book.add_document(document)
    assert ledger.documents() == []


def test_passages_are_cut_by_characters_whatever_stands_before(ledger: Ledger) -> None:
    flags = Session("dove 🕊️ and flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿 and é", body="Joint Commission 🤝 on Trade")
    ingest(ledger, flags)
    document, quotes = flags.report()[0], state(ledger).quotes
    assert len(quotes) > 5
    assert all(each.text == document.text[each.start : each.end] != "" for each in quotes)


def test_texts_of_any_length_are_kept_once_and_sorted_by_their_characters(ledger: Ledger) -> None:
    random = Random(1)
    texts = {"_", "a", "B", "ä", "Ä", "aa", "a b", *("".join(chr(random.randrange(33, 9_000)) for _ in range(20_000)),)}
    with ledger.writing() as book:
        first = dict(book.intern(texts))
    with ledger.writing() as book:
        assert book.intern(texts) == first
    with ledger.reading() as connection:
        columns = tables.term.c
        assert list(connection.execute(select(columns.text).order_by(columns.text)).scalars()) == sorted(texts)
        assert set(connection.execute(select(columns.text).where(columns.text.in_(texts))).scalars()) == texts


def test_instants_come_back_in_utc(ledger: Ledger) -> None:
    with ledger.writing() as book:
        book.now = datetime(2024, 5, 1, 1, 30, tzinfo=timezone(timedelta(hours=5)))
        book.add_document(Document("document/a", "One text."))
        with pytest.raises(StatementError, match="no time zone"):
            book.connection.execute(select(tables.document).where(tables.document.c.recorded_at < datetime(2024, 5, 1)))
    with ledger.reading() as connection:
        moment = tables.document.c.recorded_at
        (found,) = connection.execute(select(moment).where(moment == book.now)).scalars()
    assert (found, found.tzinfo) == (datetime(2024, 4, 30, 20, 30, tzinfo=UTC), UTC)


def test_every_column_means_the_same_on_each_database() -> None:
    types = [column.type for table in tables.metadata.tables.values() for column in table.columns]
    assert all(isinstance(each, Text) for each in types if each.python_type is str)
    assert all(isinstance(each, Instant) for each in types if each.python_type is datetime)
