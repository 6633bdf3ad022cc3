"""One writing transaction on the ledger: what it may be told, and how that stands in the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Table, func, insert, inspect, literal, select, update

from . import tables
from .dates import is_date
from .encoding import interval_text, spans_text, unstorable
from .errors import ComityError, InputRefused
from .model import Document, Statement, Verdict
from .names import safe_id
from .records import chunks, document_row, find_document, find_terms, statement_texts

DOCUMENT_FOLDER = "document/"
SCHEMA_VERSION = "4"
_DENSE = 50  # numbers in a row that are tried for an id that is free
_STEPS = (*range(1, _DENSE + 1), *(_DENSE * 2**power for power in range(1, 16)))


class LedgerBroken(ComityError):
    """The ledger's file is damaged or of another version."""

    exit_code = 4


class Book:
    """One writing transaction on the ledger."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.now = datetime.now(UTC)
        self._terms: dict[str, int] = {}
        self._documents: dict[str, int] = {}
        self._given: set[str] = set()  # ids that were given, and perhaps are no text yet
        self._free: set[str] = set()  # ids that are known to be free
        self._number: int | None = None
        self.takes_purged = False  # a text that was purged is refused unless somebody asks for it

    def prepare(self) -> None:
        """Make the tables of a new ledger; refuse one of another version, and what is none."""
        there = tables.metadata.tables.keys() & set(inspect(self.connection).get_table_names())
        version = self.setting("schema") if tables.setting.name in there else ""
        if there and not version:
            raise LedgerBroken(f"The database has a table “{min(there)}” that is none of a ledger: name an empty one.")
        tables.metadata.create_all(self.connection)
        if not version:
            self.set("schema", SCHEMA_VERSION)
            self.set("ledger", uuid4().hex)  # by which a store knows whose it is
        elif version != SCHEMA_VERSION:
            raise LedgerBroken(
                f"The ledger is of version {version}, this Comity reads {SCHEMA_VERSION}: use the one that made it."
            )

    def setting(self, name: str) -> str:
        """A named value, empty where it was never set."""
        query = select(tables.setting.c.value).where(tables.setting.c.name == name)
        return self.connection.execute(query).scalar() or ""

    def set(self, name: str, value: str) -> None:
        """Keep a named value."""
        table = tables.setting
        changed = self.connection.execute(update(table).where(table.c.name == name).values(value=value))
        if not changed.rowcount:
            self.connection.execute(insert(table).values(name=name, value=value))

    def next_number(self) -> int:
        """The next number of the one counter that projections follow."""
        if self._number is None:
            self._number = int(self.setting("seq") or 0)
        self._number += 1
        return self._number

    def finish(self) -> None:
        """Write what is kept in memory during the transaction; the last thing before it is committed."""
        if self._number is not None:
            self.set("seq", str(self._number))

    def intern(self, texts: Iterable[str]) -> Mapping[str, int]:
        """The numbers that stand for these texts in the tables, new ones given to new texts."""
        wanted = sorted({text for text in texts if text not in self._terms})
        for part in chunks(wanted):
            self._terms.update(find_terms(self.connection, part))
            self._add_terms([text for text in part if text not in self._terms])
        return self._terms

    def _add_terms(self, texts: Sequence[str]) -> None:
        """Intern texts that have no number yet."""
        self._free.difference_update(texts)
        added = insert(tables.term).returning(tables.term.c.text, tables.term.c.id)
        if texts:
            rows = self.connection.execute(added, [{"text": text} for text in texts])
            self._terms.update((row.text, row.id) for row in rows)

    def number(self, text: str) -> int:
        """The number that stands for this text."""
        return self.intern([text])[text]

    def add_document(self, document: Document) -> Document:
        """Keep a document, and where it came from; the stored one, which may bear another id, is given back.

        Raises InputRefused for a publication date that is none, which no store could draw, for a text that no ledger
        takes, and for one that was purged.
        """
        for text in (document.text, document.title, document.publisher, document.url, document.origin):
            if reason := unstorable(text):
                raise InputRefused(f"{reason[0].upper()}{reason[1:]}.")
        if document.published and not is_date(document.published):
            raise InputRefused(f"Its publication date “{document.published}” is no date: write 2025-01-24 or 2025-01.")
        self._check_not_purged(document)
        stored = find_document(self.connection, tables.document.c.hash == document.hash)
        if stored is None:
            stored = replace(document, id=self.free_id(safe_id(document.id)))
            self.connection.execute(insert(tables.document).values(document_row(stored, self.now)))
            entity = {"id": self.number(stored.id), "seq": self.next_number(), "gone": False}
            self.connection.execute(insert(tables.entity).values(entity))
        self._add_missing(tables.origin, document=self._document_number(stored.id), path=document.origin)
        return stored

    def _check_not_purged(self, document: Document) -> None:
        columns = tables.purge.c
        query = select(columns.recorded_at).where(columns.hash == document.hash).order_by(columns.id.desc())
        purged = None if self.takes_purged else self.connection.execute(query).scalar()
        if purged:
            raise InputRefused(f"It was purged on {purged.date()}: it is read again only with --purged-too.")

    def was_read(self, document: Document, method: str) -> bool:
        """Was this document read to its end by this method?"""
        table = tables.reading
        number = self._document_number(document.id)
        found = select(table.c.document).where(table.c.document == number, table.c.method == method)
        return self.connection.execute(found).first() is not None

    def add_reading(self, document: Document, method: str, statements: Sequence[Statement]) -> int:
        """Keep the statements that a method read in a document; how many of them were new is given back."""
        new = self.add_statements(document, statements)
        number = self._document_number(document.id)
        self._add_missing(tables.reading, document=number, method=method, extra={"recorded_at": self.now})
        return new

    def add_statements(self, document: Document, statements: Sequence[Statement]) -> int:
        """Keep statements whose passages are in a document; how many of them were new is given back."""
        number, new = self._document_number(document.id), self._new_rows(document, statements)
        if new:
            self.intern(text for each in new.values() for text in statement_texts(each))
            rows = [self._statement_row(each, hashed, number) for hashed, each in new.items()]
            self.connection.execute(insert(tables.statement), rows)
        self._add_premises({hashed: each.premises for hashed, each in new.items() if each.premises})
        return len(new)

    def _add_premises(self, conclusions: Mapping[bytes, tuple[str, ...]]) -> None:
        columns = tables.statement.c
        for part in chunks(conclusions):
            rows = [
                {"statement": row.id, "drawn_from": bytes.fromhex(each)}
                for row in self.connection.execute(select(columns.id, columns.hash).where(columns.hash.in_(part)))
                for each in conclusions[row.hash]
            ]
            self.connection.execute(insert(tables.premise), rows)

    def decide(self, chosen: ColumnElement[bool], verdict: Verdict, by: str) -> None:
        """Give a verdict to the statements that a condition chooses: of several on one statement the newest counts."""
        table = tables.verdict
        row = {"verdict": verdict.value, "by": by, "recorded_at": self.now}
        values = [literal(value, table.c[name].type) for name, value in row.items()]
        rows = select(tables.statement.c.id, *values).where(chosen).order_by(tables.statement.c.id)
        self.connection.execute(insert(table).from_select(["statement", *row], rows))

    def decide_on(self, ids: Iterable[str], verdict: Verdict, by: str) -> None:
        """Give a verdict to the statements with these ids."""
        for part in chunks([bytes.fromhex(each) for each in ids]):
            self.decide(tables.statement.c.hash.in_(part), verdict, by)

    def mark_stale(self, groups: Iterable[tuple[int, int]]) -> None:
        """Note groups (anchor, property) that are to be fused again."""
        table = tables.stale
        for part in chunks(sorted(set(groups))):
            # By the anchor alone, of which the key begins: SQLite looks no pair of columns up in an index.
            near = select(table).where(table.c.anchor.in_({anchor for anchor, _ in part}))
            known = {(row.anchor, row.property) for row in self.connection.execute(near)}
            rows = [{"anchor": anchor, "property": name} for anchor, name in part if (anchor, name) not in known]
            if rows:
                self.connection.execute(insert(table), rows)

    def _new_rows(self, document: Document, statements: Sequence[Statement]) -> dict[bytes, Statement]:
        text_hash = document.hash  # worked out once: a text may be long
        hashed = {bytes.fromhex(each.id(text_hash)): each for each in statements}
        column = tables.statement.c.hash
        for part in chunks(list(hashed)):
            for (known,) in self.connection.execute(select(column).where(column.in_(part))):
                del hashed[known]
        return hashed

    def _statement_row(self, statement: Statement, hashed: bytes, document: int) -> dict[str, Any]:
        texts = statement_texts(statement)
        terms = self.intern(texts)
        subject, name, value, qualifiers, method = (terms[each] for each in texts)
        return {
            "hash": hashed,
            "document": document,
            "subject": subject,
            "property": name,
            "value": value,
            "qualifiers": qualifiers,
            "start": statement.reference.spans[0].start,
            "end": statement.reference.spans[0].end,
            "spans": spans_text(statement.reference.spans),
            "valid": interval_text(statement.valid),
            "voice": statement.voice,
            "modality": statement.modality.value,
            "method": method,
            "confidence": statement.confidence,
            "recorded_at": self.now,
        }

    def _document_number(self, name: str) -> int:
        if name not in self._documents:
            query = select(tables.document.c.id).where(tables.document.c.name == name)
            self._documents[name] = self.connection.execute(query).scalar_one()
        return self._documents[name]

    def look_up(self, ids: Iterable[str]) -> None:
        """Ask together which ids are free, so that each need not be asked for when it is given."""
        asked = sorted({each for each in ids if each not in self._terms})
        self._terms.update(find_terms(self.connection, asked))
        self._free.update(each for each in asked if each not in self._terms)

    def free_id(self, wanted: str) -> str:
        """The wanted id, or with a number from 2 on: never one that was given before."""
        free = next(each for each in self._unused(wanted) if not self._is_of_purged(each))
        self._given.add(free)
        return free

    def _unused(self, wanted: str) -> Iterator[str]:
        """The wanted id and those with a number that no text is yet, in order."""
        yield from (wanted,) if not self._taken([wanted]) else ()
        number = 1
        while True:
            number = self._unused_number(wanted, number)
            yield f"{wanted}-{number}"

    def _unused_number(self, wanted: str, last: int) -> int:
        """A number behind the last one with which the id is free: the next, where they were given without a gap.

        The steps in which is asked grow, so that of thousands of namesakes no more than some are looked at.
        """
        while True:
            ids = [f"{wanted}-{last + step}" for step in _STEPS]
            given = len([*takewhile(self._taken(ids).__contains__, ids)])
            if given < _DENSE:
                return last + given + 1
            last += _STEPS[given - 1]

    def _taken(self, ids: Collection[str]) -> set[str]:
        """Those of these ids that were given, or are a text for another reason."""
        self.look_up(each for each in ids if each not in self._free)
        return {each for each in ids if each in self._given or each in self._terms}

    def _is_of_purged(self, id: str) -> bool:
        query = select(tables.purge.c.id).where(tables.purge.c.document == id)
        return id.startswith(DOCUMENT_FOLDER) and self.connection.execute(query).first() is not None

    def _add_missing(self, table: Table, *, extra: Mapping[str, Any] | None = None, **key: Any) -> None:
        found = select(func.count()).where(*(table.c[name] == value for name, value in key.items()))
        if not self.connection.execute(found).scalar():
            self.connection.execute(insert(table).values(**key, **(extra or {})))
