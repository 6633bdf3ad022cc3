"""Purging: nothing of a document is left in any table or file; the rest is as if it had never been read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, select

from comity.graph import curate, tables
from comity.graph.audit import damage
from comity.graph.errors import InputRefused, UsageError
from comity.graph.ledger import Ledger
from comity.graph.model import Document
from comity.graph.purge import purge, purgeable
from comity.graph.settle import settle

from .exchange.test_lines import decided, exported
from .reports import RURITANIA, SYLVANIA, Chair, Session, ingest, record, state
from .test_conclusions import concluded, plans, succession

Open = Callable[[str], Ledger]
SECRET = "Zephyrine"
ONE = Session("one", chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)),), published="2023-09-20")
SPOKEN_OF = Session(
    "secret",
    chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)), Chair(f"{SECRET} Quill", SYLVANIA)),
    published="2023-09-21",
    place=f"{SECRET}ville",
    origin="secret.txt",
)
ID = "document/secret"


def texts(ledger: Ledger) -> Iterator[str]:
    """Every text in every table."""
    with ledger.reading() as connection:
        for table in tables.metadata.tables.values():
            for row in connection.execute(select(table)):
                yield from (value for value in row if isinstance(value, str))


def test_nothing_is_left_but_a_row_that_says_so(open_ledger: Open, place: Callable[[str], Path | URL]) -> None:
    ours, never = open_ledger("ours"), open_ledger("never")
    for ledger in (ours, never):
        ingest(ledger, ONE)
    ingest(ours, SPOKEN_OF)
    assert any(SECRET in text for text in texts(ours))
    purge(ours, ID)
    found = [text for text in texts(ours) if SECRET.casefold() in text.casefold() or "secret" in text]
    assert found == [ID]
    assert state(ours) == state(never)
    assert decided(ours) == decided(never)
    assert list(damage(ours)) == []
    where = place("ours")
    if isinstance(where, Path):
        files = list(where.parent.glob(f"{where.name}*"))
        assert files
        assert not [each for each in files if SECRET.encode() in each.read_bytes()]


def test_a_removed_document_can_be_purged_and_purging_again_only_clears_the_files(ledger: Ledger) -> None:
    ingest(ledger, ONE, SPOKEN_OF)
    curate.remove(ledger, ID)
    settle(ledger)
    for _ in range(2):
        assert purgeable(ledger, "secret") == ID
        purge(ledger, ID)
    assert [each.id for each in ledger.documents()] == ["document/one"]


def test_other_documents_that_were_removed_come_back_all_the_same(ledger: Ledger) -> None:
    ingest(ledger, ONE, SPOKEN_OF)
    before = state(ledger)
    curate.remove(ledger, "document/one")
    settle(ledger)
    purge(ledger, ID)
    with ledger.writing() as book:
        assert curate.restore(book, "document/one")
    settle(ledger)
    assert state(ledger).ids("official") == ["official/rudolf-rassendyll"]
    assert state(ledger) != before


def test_a_merge_that_rested_on_it_leaves_no_id_behind(ledger: Ledger) -> None:
    ingest(ledger, ONE, SPOKEN_OF)
    (other,) = [each for each in state(ledger).ids("official") if SECRET.lower() in each]
    curate.merge(ledger, "official/rudolf-rassendyll", other)
    settle(ledger)
    purge(ledger, ID)
    assert decided(ledger)[1] == []
    assert not any(SECRET.casefold() in text.casefold() for text in texts(ledger))
    assert list(damage(ledger)) == []


def test_a_purged_text_is_refused_unless_asked_for_and_gets_an_id_of_its_own(ledger: Ledger) -> None:
    ingest(ledger, ONE, SPOKEN_OF)
    purge(ledger, ID)
    with pytest.raises(InputRefused, match="was purged on .* only with --purged-too"):
        record(ledger, SPOKEN_OF.report())
    with ledger.writing() as book:
        book.takes_purged = True
        assert book.add_document(SPOKEN_OF.report()[0]).id == f"{ID}-2"
        assert book.add_document(Document(ID, "Another text under the same name.\n")).id == f"{ID}-3"


def test_what_was_concluded_from_it_goes_too(ledger: Ledger) -> None:
    plans(ledger)
    concluded(ledger)
    assert succession(state(ledger))
    purge(ledger, "document/old")
    assert not succession(state(ledger))
    with ledger.reading() as connection:
        assert connection.execute(select(tables.premise)).first() is None
    assert not any("document/old#" in text for text in texts(ledger))


def test_internal_purges_are_in_no_export(ledger: Ledger) -> None:
    document, reading = SPOKEN_OF.report()
    ingest(ledger, ONE)
    record(ledger, (Document(ID, document.text, internal=True), reading))
    purge(ledger, ID)
    assert "secret" not in exported(ledger)


def test_what_never_was_and_what_belongs_to_comity_is_refused(ledger: Ledger) -> None:
    ingest(ledger, ONE)
    with pytest.raises(UsageError, match="no document"):
        purgeable(ledger, "nowhere")
    with pytest.raises(UsageError, match="no document"):
        purge(ledger, "document/nowhere")
