"""Keeps what fusing gave: facts, the statements for each, and the entities they are about, with new sequence numbers.

Only differences are written, entities before the facts about them, so that a projection that follows the numbers never
draws a relation to a thing it has not heard of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, or_, select, update

from . import tables
from .encoding import interval_text, qualifiers_from, qualifiers_text
from .fuse import Fused
from .ledger import Book
from .model import Fact, Link, Qualifiers, Value, value_from_key, value_key
from .ontology import ontology
from .records import chunks, find_terms

GroupKey = tuple[str, str]  # subject, property
Row = dict[str, Any]
DRAWN_ON_THE_NODE = "has_status"  # a relation that is also a label of its subject


def linked(value: Value, qualifiers: Qualifiers) -> list[str]:
    """The ids that a value and qualifiers lead to."""
    values = [value, *(each for _, each in qualifiers)]
    return [each.id for each in values if isinstance(each, Link)]


class FactKeeper:
    """Writes groups of facts within one transaction."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._connection = book.connection

    def keep(self, groups: Mapping[GroupKey, Sequence[Fused]]) -> None:
        """Replace the facts of these groups by the given ones."""
        old = {key: self._kept(key) for key in groups}
        changed = [key for key, fused in groups.items() if self._rows(fused) != old[key]]
        self._keep_entities(changed, [each.fact for key in changed for each in groups[key]])
        leavers: set[str] = set()
        for key in changed:
            leavers |= self._replace(old[key], groups[key]) | (set() if groups[key] else {key[0]})
        self._drop_orphans(leavers)

    def _kept(self, key: GroupKey) -> dict[str, Row]:
        terms = self._book.intern(key)
        columns = tables.fact.c
        condition = (columns.subject == terms[key[0]]) & (columns.property == terms[key[1]]) & columns.gone.is_(False)
        rows = self._connection.execute(select(tables.fact).where(condition)).mappings()
        kept: dict[str, Row] = {row["id"]: dict(row) for row in rows}
        for fact, row in kept.items():
            del row["seq"], row["gone"]
            row["statements"] = self._statements_for(fact)
        return kept

    def _statements_for(self, fact: str) -> frozenset[str]:
        columns = tables.support.c
        query = select(tables.statement.c.hash).join(tables.support, columns.statement == tables.statement.c.id)
        found = self._connection.execute(query.where(columns.fact == fact, columns.gone.is_(False))).scalars()
        return frozenset(hashed.hex() for hashed in found)

    def _rows(self, fused: Iterable[Fused]) -> dict[str, Row]:
        return {each.fact.id: _row(self._book, each.fact, each.statements) for each in fused}

    def _replace(self, old: Mapping[str, Row], fused: Sequence[Fused]) -> set[str]:
        """Write the facts of one group; gives back the ids that facts which are gone led to."""
        new = self._rows(fused)
        gone = [fact for fact in old if fact not in new]
        for fact in gone:
            self._end(tables.fact, tables.fact.c.id == fact)
            self._end(tables.support, tables.support.c.fact == fact)
        for fact, row in new.items():
            if row != old.get(fact):
                self._write(tables.fact, "id", {name: value for name, value in row.items() if name != "statements"})
                self._keep_statements(fact, row["statements"])
        return {each for fact in gone for each in self._led_to(old[fact])}

    def _keep_statements(self, fact: str, hashes: frozenset[str]) -> None:
        columns = tables.statement.c
        wanted = [bytes.fromhex(each) for each in sorted(hashes)]
        found = (
            row
            for part in chunks(wanted)
            for row in self._connection.execute(select(columns.id).where(columns.hash.in_(part)).order_by(columns.hash))
        )
        numbers = [row.id for row in found]
        support = tables.support.c
        self._end(tables.support, (support.fact == fact) & support.statement.not_in(numbers) & support.gone.is_(False))
        for number in numbers:
            self._write(tables.support, "statement", {"statement": number, "fact": fact})

    def _write(self, table: Table, key: str, row: Row) -> None:
        """Insert or replace a row, with the next sequence number."""
        values = row | {"seq": self._book.next_number(), "gone": False}
        if not self._connection.execute(update(table).where(table.c[key] == row[key]).values(**values)).rowcount:
            self._connection.execute(insert(table).values(**values))

    def _end(self, table: Table, condition: Any) -> None:
        """Mark rows as gone, each with a sequence number of its own."""
        key = next(iter(table.primary_key))
        for value in self._connection.execute(select(key).where(condition)).scalars().all():
            number = self._book.next_number()
            self._connection.execute(update(table).where(key == value).values(gone=True, seq=number))

    def _keep_entities(self, changed: Iterable[GroupKey], facts: Iterable[Fact]) -> None:
        """Renew the entities that look otherwise now, and make those that are new."""
        renewed = {subject for subject, name in changed if _shows_on_node(name)}
        named = renewed | {each for fact in facts for each in (fact.subject, *linked(fact.value, fact.qualifiers))}
        terms = self._book.intern(named)
        for entity in sorted(named):
            if entity in renewed or not self._is_there(terms[entity]):
                self._write(tables.entity, "id", {"id": terms[entity]})

    def _is_there(self, entity: int) -> bool:
        columns = tables.entity.c
        return (
            self._connection.execute(select(columns.id).where(columns.id == entity, columns.gone.is_(False))).first()
            is not None
        )

    def _drop_orphans(self, entities: Iterable[str]) -> None:
        """End the entities about which nothing is left to say."""
        for entity in sorted(entities):
            number = self._book.number(entity)
            if self._is_there(number) and not self._is_needed(entity, number):
                self._end(tables.entity, tables.entity.c.id == number)

    def _is_needed(self, entity: str, number: int) -> bool:
        """Is there a fact left that is about the entity, leads to it, or names it in a qualifier?"""
        columns, qualifiers = tables.fact.c, tables.term.alias("qualifiers")
        value = find_terms(self._connection, [f"@{entity}"]).get(f"@{entity}")
        live = select(columns.id).where(columns.gone.is_(False)).limit(1)
        named = live.join(qualifiers, qualifiers.c.id == columns.qualifiers)
        return any(
            self._connection.execute(query).first() is not None
            for query in (
                live.where(or_(columns.subject == number, columns.value == value)),
                named.where(qualifiers.c.text.contains(f'"@{entity}"', autoescape=True)),
            )
        )

    def _led_to(self, row: Row) -> list[str]:
        columns = tables.term.c
        texts = {
            each.id: each.text
            for each in self._connection.execute(
                select(columns.id, columns.text).where(columns.id.in_([row["value"], row["qualifiers"]]))
            )
        }
        return linked(value_from_key(texts[row["value"]]), qualifiers_from(texts[row["qualifiers"]]))


def _shows_on_node(name: str) -> bool:
    return name == DRAWN_ON_THE_NODE or not ontology().property(name).is_link


def _row(book: Book, fact: Fact, statements: Iterable[str]) -> Row:
    value, qualifiers = value_key(fact.value), qualifiers_text(fact.qualifiers)
    terms = book.intern([fact.subject, fact.property, value, qualifiers])
    return {
        "id": fact.id,
        "subject": terms[fact.subject],
        "property": terms[fact.property],
        "value": terms[value],
        "qualifiers": terms[qualifiers],
        "rank": fact.rank.value,
        "interval": interval_text(fact.interval),
        "confidence": fact.confidence,
        "sources": fact.sources,
        "statements": frozenset(statements),
    }
