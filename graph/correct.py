"""Corrections: what a person says that a passage means, in place of what was read out of it.

A correction is two decisions in one transaction: the statement is rejected, and the same passage speaks, by method
`curated`, for what is right, which is accepted. No reader says `curated`, so a newer version of the rules supersedes
neither, and what it reads wrong again is rejected again (`heed_rejections`). Each is undone by its opposite.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from . import tables
from .book import Book
from .curate import CURATOR
from .door import admit, stated_types
from .errors import NotFound, UsageError
from .ledger import Ledger
from .lookup import resolve_id
from .mentions import document_of, is_local
from .model import Document, Link, Literal, Recorded, Statement, Value, Verdict, qualifiers_of, value_key
from .ontology import ontology
from .records import find_document, recorded, statements_of
from .registry.introduce import introduce
from .resolve import mentions_of
from .settle import mark_statements


def correct(
    ledger: Ledger, id: str, value: str | None = None, qualifiers: Mapping[str, str] | None = None, by: str = CURATOR
) -> str:
    """Say what a statement should have been: its value, qualifiers, or both; gives back what was done.

    Entities are told by their ids. A qualifier that is told replaces all of its name, told as empty it goes. Raises
    NotFound for an unknown statement or entity, UsageError for what cannot be, or is said already.
    """
    said = _statement(ledger, id)
    given = {name: text for name, text in (qualifiers or {}).items() if text}
    values = {text: resolve_id(ledger, text) for text in _ids(said.statement, value, given)}
    with ledger.writing() as book:
        right = _corrected(book.connection, said.statement, value, qualifiers or {}, values)
        document = _document(book.connection, right)
        if right.id(document.hash) == said.id:
            raise UsageError("That is what it says already: name another value, or another qualifier.")
        _admit(book.connection, document, right)
        book.add_statements(document, [right])
        introduce(book, [right])
        book.decide_on([said.id], Verdict.REJECTED, by)
        book.decide_on([right.id(document.hash)], Verdict.ACCEPTED, by)
        mark_statements(book, [said.statement, right])
    return f"{said.statement.property}: {shown(said.statement)} is corrected to {shown(right)}."


def heed_rejections(book: Book, document: Document, said: Sequence[Statement]) -> int:
    """Reject what was rejected of this document before and is read anew, from other passages; how many that were.

    The same subject, property, value and qualifiers are meant: ids of mentions stay as readers change.
    """
    if not _has_rejected(book.connection, document.id):
        return 0
    known = recorded(book.connection, tables.document.c.name == document.id)
    rejected = {_meaning(each.statement) for each in known if each.verdict is Verdict.REJECTED}
    ids = {each.id(document.hash) for each in said if _meaning(each) in rejected}
    again = [each for each in known if each.id in ids and each.verdict is Verdict.PROPOSED]
    book.decide_on([each.id for each in again], Verdict.REJECTED, CURATOR)
    mark_statements(book, [each.statement for each in again])
    return len(again)


def _has_rejected(connection: Connection, document: str) -> bool:
    verdict, statement = tables.verdict.c, tables.statement.c
    query = (
        select(verdict.id)
        .join(tables.statement, statement.id == verdict.statement)
        .join(tables.document, tables.document.c.id == statement.document)
        .where(tables.document.c.name == document, verdict.verdict == Verdict.REJECTED.value)
    )
    return connection.execute(query.limit(1)).first() is not None


def shown(statement: Statement) -> str:
    """A statement's value and qualifiers in one line."""
    named = [f"{name} {_plain(value)}" for name, value in statement.qualifiers]
    return ", ".join([str(_plain(statement.value)), *named])


def _plain(value: Value) -> str | int:
    return value.id if isinstance(value, Link) else value.native


def _meaning(statement: Statement) -> tuple[str, ...]:
    said = [f"{name}={value_key(value)}" for name, value in statement.qualifiers]
    return statement.subject, statement.property, value_key(statement.value), *said


def _statement(ledger: Ledger, id: str) -> Recorded:
    try:
        hashed = bytes.fromhex(id)
    except ValueError:
        hashed = b""
    with ledger.reading() as connection:
        found = recorded(connection, tables.statement.c.hash == hashed)
    if not found:
        raise NotFound(f"There is no statement “{id}”: `comity review` and the evidence of a fact have their ids.")
    if found[0].statement.premises:
        raise UsageError(f"{id} is a conclusion of Comity: correct a statement that it is drawn from, or reject it.")
    return found[0]


def _ids(statement: Statement, value: str | None, qualifiers: Mapping[str, str]) -> list[str]:
    """What was told as the id of an entity."""
    told = [*qualifiers.items(), *([(statement.property, value)] if value is not None else [])]
    return [text for name, text in told if ontology().property(name).is_link]


def _corrected(
    connection: Connection,
    said: Statement,
    value: str | None,
    qualifiers: Mapping[str, str],
    entities: Mapping[str, str],
) -> Statement:
    def read(name: str, text: str) -> Value:
        if text in entities and ontology().property(name).is_link:
            return Link(_mention(connection, entities[text], said.reference.document))
        return Literal(text, ontology().property(name).datatype)

    kept = [(name, each) for name, each in said.qualifiers if name not in qualifiers]
    told = [(name, read(name, text)) for name, text in qualifiers.items() if text]
    right = said.value if value is None else read(said.property, value)
    return replace(said, value=right, qualifiers=qualifiers_of([*kept, *told]), method=CURATOR, confidence=1.0)


def _mention(connection: Connection, entity: str, document: str) -> str:
    """How a document names an entity: by a mention of it there, else by any; what the registry gives, by its id."""
    mentions = mentions_of(connection, entity)
    return next((each for each in mentions if document_of(each) == document), mentions[0] if mentions else entity)


def _document(connection: Connection, statement: Statement) -> Document:
    document = find_document(connection, tables.document.c.name == statement.reference.document)
    assert document  # statements refer to it
    return document


def _admit(connection: Connection, document: Document, right: Statement) -> None:
    """Raises UsageError for what the door does not let in."""
    ends = [right.value, *(value for _, value in right.qualifiers)]
    elsewhere = {document_of(each.id) for each in ends if isinstance(each, Link) and is_local(each.id)}
    said = [each for name in sorted({document.id, *elsewhere}) for each in statements_of(connection, name)]
    _, refused = admit(document, [right], stated_types(said))
    if refused:
        raise UsageError(f"It cannot be corrected so: {refused[0].reason}.")
