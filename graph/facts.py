"""Keeps what fusing gave: facts, the statements for each, and the entities they are about, with new sequence numbers.

Only differences are written, entities before the facts about them, so that a projection that follows the numbers never
draws a relation to a thing it has not heard of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, insert, or_, select, tuple_, update

from . import tables
from .book import Book
from .encoding import interval_text, qualifiers_from, qualifiers_text
from .fuse import Fused
from .model import Fact, Link, Qualifiers, Value, value_from_key, value_key
from .ontology import ontology
from .records import chunks, find_terms

GroupKey = tuple[str, str]  # anchor, property
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
        statements = self._statement_numbers(groups)
        old = self._kept(list(groups))
        self._book.intern(text for fused in groups.values() for each in fused for text in _texts(each.fact))
        new = {key: {each.fact.id: _row(self._book, each, statements) for each in groups[key]} for key in groups}
        changed = [key for key in groups if new[key] != old[key]]
        self._keep_entities(changed, [each.fact for key in changed for each in groups[key]])
        before = {fact: row for key in changed for fact, row in old[key].items()}
        after = {fact: row for key in changed for fact, row in new[key].items()}
        self._replace(before, after)
        emptied = {anchor for anchor, name in changed if not groups[anchor, name]}
        self._drop_orphans(emptied | self._named_by([row for fact, row in before.items() if fact not in after]))

    def _statement_numbers(self, groups: Mapping[GroupKey, Sequence[Fused]]) -> Mapping[str, int]:
        """The statements for all these facts, from their hashes to their numbers in the ledger."""
        columns = tables.statement.c
        hashes = [bytes.fromhex(each) for fused in groups.values() for one in fused for each in one.statements]
        return {
            row.hash.hex(): row.id
            for part in chunks(hashes)
            for row in self._connection.execute(select(columns.hash, columns.id).where(columns.hash.in_(part)))
        }

    def _kept(self, keys: Sequence[GroupKey]) -> dict[GroupKey, dict[str, Row]]:
        """The facts held so far, by group and id, each as a row that also has its statements."""
        kept, by_value = {key: dict[str, Row]() for key in keys}, ontology().anchored_by_value
        self._find([key for key in keys if key[1] not in by_value], "subject", kept)
        self._find([key for key in keys if key[1] in by_value], "value", kept)
        self._add_statements({fact: row for rows in kept.values() for fact, row in rows.items()})
        return kept

    def _find(self, keys: Sequence[GroupKey], end: str, kept: Mapping[GroupKey, dict[str, Row]]) -> None:
        """Add the facts of the groups whose anchors are this end of theirs."""
        texts = {key: f"@{key[0]}" if end == "value" else key[0] for key in keys}
        terms, columns = self._book.intern([*texts.values(), *(name for _, name in keys)]), tables.fact.c
        numbered = {(terms[text], terms[key[1]]): key for key, text in texts.items()}
        group = tuple_(columns[end], columns.property)
        for part in chunks(numbered):
            query = select(tables.fact).where(group.in_(part), columns.gone.is_(False))
            for row in self._connection.execute(query).mappings():
                held = {name: value for name, value in row.items() if name not in ("seq", "gone")}
                kept[numbered[row[end], row["property"]]][row["id"]] = held | {"statements": set[int]()}

    def _add_statements(self, rows: Mapping[str, Row]) -> None:
        columns = tables.support.c
        for part in chunks(rows):
            query = select(columns.fact, columns.statement).where(columns.fact.in_(part), columns.gone.is_(False))
            for fact, statement in self._connection.execute(query):
                rows[fact]["statements"].add(statement)

    def _replace(self, before: Mapping[str, Row], after: Mapping[str, Row]) -> None:
        """Write the difference between two states of some groups."""
        self._end(tables.fact, [fact for fact in before if fact not in after])
        changed = [row for fact, row in after.items() if row != before.get(fact)]
        self._write(tables.fact, [{n: value for n, value in row.items() if n != "statements"} for row in changed])
        was, now = _support(before), _support(after)
        self._end(tables.support, [statement for statement in was if statement not in now])
        moved = {statement: fact for statement, fact in now.items() if was.get(statement) != fact}
        self._remember(moved)
        self._write(tables.support, [{"statement": each, "fact": fact} for each, fact in moved.items()])

    def _remember(self, moved: Mapping[int, str]) -> None:
        """Keep for which other facts these statements spoke until now, whichever group that was in."""
        support, former = tables.support.c, tables.former_support
        for part in chunks(moved):
            spoke = select(support.fact, support.statement).where(support.statement.in_(part))
            pairs = [(row.fact, row.statement) for row in self._connection.execute(spoke)]
            if left := {(fact, statement) for fact, statement in pairs if fact != moved[statement]}:
                remembered = select(former.c.fact, former.c.statement).where(former.c.statement.in_(part))
                left -= {(row.fact, row.statement) for row in self._connection.execute(remembered)}
                if left:
                    self._connection.execute(insert(former), [{"fact": f, "statement": s} for f, s in sorted(left)])

    def _write(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert or replace rows, each with the next sequence number."""
        key = next(iter(table.primary_key))
        numbered = [row | {"seq": self._book.next_number(), "gone": False} for row in rows]
        there = self._there(key, [row[key.name] for row in rows])
        if new := [row for row in numbered if row[key.name] not in there]:
            self._connection.execute(insert(table), new)
        if known := [row | {"this": row[key.name]} for row in numbered if row[key.name] in there]:
            self._connection.execute(update(table).where(key == bindparam("this")), known)

    def _end(self, table: Table, keys: Sequence[Any]) -> None:
        """Mark rows as gone, each with a sequence number of its own."""
        key = next(iter(table.primary_key))
        rows = [{"this": each, "seq": self._book.next_number(), "gone": True} for each in keys]
        if rows:
            self._connection.execute(update(table).where(key == bindparam("this")), rows)

    def _there(self, key: ColumnElement[Any], values: Sequence[Any], *conditions: ColumnElement[bool]) -> set[Any]:
        """Those of the values that the table has in its key."""
        return {
            each
            for part in chunks(values)
            for each in self._connection.execute(select(key).where(key.in_(part), *conditions)).scalars()
        }

    def _keep_entities(self, changed: Iterable[GroupKey], facts: Iterable[Fact]) -> None:
        """Renew the entities that look otherwise now, and make those that are new."""
        renewed = {anchor for anchor, name in changed if _shows_on_node(name)}
        named = renewed | {each for fact in facts for each in (fact.subject, *linked(fact.value, fact.qualifiers))}
        terms, columns = self._book.intern(named), tables.entity.c
        there = self._there(columns.id, [terms[each] for each in named], columns.gone.is_(False))
        wanted = [each for each in sorted(named) if each in renewed or terms[each] not in there]
        self._write(tables.entity, [{"id": terms[each]} for each in wanted])

    def _drop_orphans(self, entities: Iterable[str]) -> None:
        """End the entities about which nothing is left to say."""
        terms, columns = self._book.intern(entities), tables.entity.c
        there = self._there(columns.id, [terms[each] for each in entities], columns.gone.is_(False))
        left = [each for each in sorted(entities) if terms[each] in there and not self._is_needed(each, terms[each])]
        self._end(tables.entity, [terms[each] for each in left])

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

    def _named_by(self, rows: Iterable[Row]) -> set[str]:
        """The subjects of these facts, and the ids in their values and qualifiers."""
        columns = tables.term.c
        named = [(row["subject"], row["value"], row["qualifiers"]) for row in rows]
        texts: dict[int, str] = {}
        for part in chunks({number for numbers in named for number in numbers}):
            query = select(columns.id, columns.text).where(columns.id.in_(part))
            texts |= {row.id: row.text for row in self._connection.execute(query)}
        return {
            each
            for subject, value, qualifiers in named
            for each in (texts[subject], *linked(value_from_key(texts[value]), qualifiers_from(texts[qualifiers])))
        }


def _support(rows: Mapping[str, Row]) -> dict[int, str]:
    """The fact that each statement speaks for."""
    return {statement: fact for fact, row in rows.items() for statement in sorted(row["statements"])}


def _shows_on_node(name: str) -> bool:
    return name == DRAWN_ON_THE_NODE or not ontology().property(name).is_link


def _texts(fact: Fact) -> tuple[str, str, str, str]:
    """What is interned of a fact: subject, property, value, qualifiers."""
    return fact.subject, fact.property, value_key(fact.value), qualifiers_text(fact.qualifiers)


def _row(book: Book, fused: Fused, statements: Mapping[str, int]) -> Row:
    fact = fused.fact
    texts = _texts(fact)
    terms = book.intern(texts)
    subject, name, value, qualifiers = (terms[each] for each in texts)
    return {
        "id": fact.id,
        "subject": subject,
        "property": name,
        "value": value,
        "qualifiers": qualifiers,
        "rank": fact.rank.value,
        "interval": interval_text(fact.interval),
        "confidence": fact.confidence,
        "sources": fact.sources,
        "inferred": fact.inferred,
        "disputed_qualifier": fact.disputed_qualifier,
        "statements": {statements[each] for each in fused.statements},
    }
