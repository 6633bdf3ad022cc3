"""Deletes a document for good: its text, all that it said and what was concluded from that, for every instant.

One row of `purge` stays, with the document's id and the hash of its text, so that it does not come back unasked. Names
and ids that nothing else has go too. The ledger gets a new identity, so that every store is made anew: a store that is
only told of what went may keep it in its files.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import ColumnElement, CompoundSelect, Table, delete, insert, select, union

from . import tables
from .book import Book
from .curate import CURATOR, remove
from .database import delete_securely
from .errors import UsageError
from .ledger import Ledger
from .premises import drawn_from_document
from .records import chunks
from .replay import replay
from .settle import settle

FOLDER = "document/"
ABOUT_STATEMENTS = (tables.premise, tables.verdict, tables.former_support, tables.support)
ABOUT_DOCUMENTS = (tables.reading, tables.origin, tables.withdrawal)
AFTERWARDS = (tables.support, tables.fact)  # their rows that are gone told the stores what went


def purge(ledger: Ledger, document: str, by: str = CURATOR) -> None:
    """Delete a document, by its id; one that was purged before is only looked for in the files again.

    Raises UsageError for a document that never was, and for a table of the registry; StoreUnavailable where another
    process keeps the ledger's files from being cleared.
    """
    while not _is_purged(ledger, document) and not _erased(ledger, document, by):
        remove(ledger, document, by)
        settle(ledger)
    ledger.clear_files()


def purgeable(ledger: Ledger, text: str) -> str:
    """The id of the document that a user means, also of one that was withdrawn or purged before. Raises UsageError."""
    with ledger.reading() as connection:
        for column in (tables.document.c.name, tables.purge.c.document):
            if connection.execute(select(column).where(column.in_((text, f"{FOLDER}{text}")))).first() is not None:
                return text if text.startswith(FOLDER) else f"{FOLDER}{text}"
    raise UsageError(f"{text} is no document: `comity status --documents` lists them.")


def _is_purged(ledger: Ledger, document: str) -> bool:
    with ledger.reading() as connection:
        query = select(tables.purge.c.id).where(tables.purge.c.document == document)
        return connection.execute(query).first() is not None


def _erased(ledger: Ledger, document: str, by: str) -> bool:
    """Delete it, once it does not count and nothing is left to be fused; False where that is not so."""
    with ledger.writing() as book:
        found = book.connection.execute(select(tables.document).where(tables.document.c.name == document)).first()
        if found is None:
            raise UsageError(f"{document} is no document: `comity status --documents` lists them.")
        if _counts(book, document) or book.connection.execute(select(tables.stale)).first() is not None:
            return False
        delete_securely(book.connection)
        row = {"document": document, "hash": found.hash, "internal": found.internal, "by": by, "recorded_at": book.now}
        book.connection.execute(insert(tables.purge).values(row))
        _erase_statements(book, found.id, document)
        _erase_decisions(book, document)
        _erase_document(book, found.id, document)
        replay(book)
        _erase_unused_terms(book)
        book.set("ledger", uuid4().hex)
    return True


def _counts(book: Book, document: str) -> bool:
    entity = tables.entity.c
    query = select(entity.id).where(entity.id == book.number(document), entity.gone.is_(False))
    return book.connection.execute(query).first() is not None


def _erase_statements(book: Book, number: int, document: str) -> None:
    columns = tables.statement.c
    concluded = [bytes.fromhex(each.id) for each in drawn_from_document(book.connection, document)]
    doomed = set(book.connection.execute(select(columns.id).where(columns.document == number)).scalars())
    for part in chunks(concluded):
        doomed |= set(book.connection.execute(select(columns.id).where(columns.hash.in_(part))).scalars())
    for table in ABOUT_STATEMENTS:
        _delete(book, table, table.c.statement, doomed)
    _delete(book, tables.statement, columns.id, doomed)


def _erase_decisions(book: Book, document: str) -> None:
    """What was decided about its mentions."""
    columns, judgement = tables.term.c, tables.judgement
    query = select(columns.id).where(columns.text.startswith(f"{document}#", autoescape=True))
    mentions = list(book.connection.execute(query).scalars())
    _delete(book, tables.mention, tables.mention.c.local, mentions)
    _delete(book, tables.identity, tables.identity.c.local, mentions)
    _delete(book, judgement, judgement.c.one, mentions)
    _delete(book, judgement, judgement.c.other, mentions)


def _erase_document(book: Book, number: int, document: str) -> None:
    """The document itself, and what is gone: of entities, other documents that were withdrawn stay known."""
    for table in AFTERWARDS:
        book.connection.execute(delete(table).where(table.c.gone))
    for table in ABOUT_DOCUMENTS:
        book.connection.execute(delete(table).where(table.c.document == number))
    book.connection.execute(delete(tables.document).where(tables.document.c.id == number))
    others = select(tables.term.c.id).join(tables.document, tables.document.c.name == tables.term.c.text)
    entity = tables.entity.c
    book.connection.execute(delete(tables.entity).where(entity.gone, entity.id.not_in(others)))


def _erase_unused_terms(book: Book) -> None:
    """The texts that no row has any more."""
    book.connection.execute(delete(tables.term).where(tables.term.c.id.not_in(_used_terms())))


def _used_terms() -> CompoundSelect[int]:
    leading = [
        column
        for table in tables.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table is tables.term
    ]
    return union(*(select(column) for column in leading))


def _delete(book: Book, table: Table, column: ColumnElement[int], numbers: Iterable[int]) -> None:
    for part in chunks(numbers):
        book.connection.execute(delete(table).where(column.in_(part)))
