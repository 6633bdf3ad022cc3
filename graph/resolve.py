"""Applies identity to a document that has just been read: every mention in it becomes an entity, old or new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy import Connection, Select, delete, insert, select, update

from . import tables
from .book import Book
from .identity import COMPARED, EQUAL_KEY, KINDS, Profile, block, proposed_id, same
from .mentions import Draft, document_of, said_near
from .model import Statement
from .records import chunks, find_terms

_LOCAL = tables.term.alias("local")
PERSON = "Person"
SAME, DIFFERENT = "same", "different"  # what can be decided about two mentions
Entities = dict[str, str]  # local id -> entity id; an id that is not in it is its own entity (a registry code)


def _in_document(profile: Profile, known: Iterable[tuple[str, str]]) -> set[str]:
    """The people of whom a mention's own document speaks already: it would not mention one of them as another."""
    own = document_of(profile.local)
    return {entity for local, entity in known if profile.kind == PERSON and document_of(local) == own}


class Resolver:
    """Gives every mention of one document its entity, within one writing transaction."""

    def __init__(self, book: Book, statements: Sequence[Statement]) -> None:
        self._book = book
        self._draft = Draft(statements)
        self.entities: Entities = {}
        self.merged: list[tuple[str, str]] = []  # (gone, kept)
        self._assigned: list[tuple[str, str, str, str]] = []  # not yet written: local, entity, block, rule

    def resolve(self) -> Entities:
        """Map each mention that has no entity yet; mentions that have one keep it."""
        self.entities.update(entities_of(self._book.connection, self._draft.mentions))
        for kind in KINDS:
            for local in sorted(self._draft.kinds):
                if self._draft.kinds[local] == kind and local not in self.entities:
                    self._resolve(self._draft.profile(local, self.entities))
        self._write()
        return self.entities

    def _resolve(self, profile: Profile) -> None:
        key = block(profile)
        found = self._matches(profile, key)
        if len(found) > 1:
            self._write()
        if found and not (len(found) > 1 and self._are_apart(list(found), profile.kind)):
            kept, *gone = sorted(found, key=self._age) if len(found) > 1 else found
            for each in gone:
                self._merge(each, kept, found[each])
            self._assign(profile.local, kept, key, found[kept])
        else:
            self._assign(profile.local, self._book.free_id(proposed_id(profile)), key, "new")

    def _matches(self, profile: Profile, key: str) -> dict[str, str]:
        """The entities that a mention is one with, each with the rule that says so."""
        if profile.kind not in COMPARED:
            return {entity: EQUAL_KEY for _, entity in self._known(key, limit=1)}
        found: dict[str, str] = {}
        known = self._known(key)
        apart = _in_document(profile, known)
        first = {entity: local for local, entity in reversed(known)}
        for is_first in (True, False):  # most entities are known by the first of their mentions: others are not loaded
            wanted = [each for each in known if (first[each[1]] == each[0]) is is_first and each[1] not in found]
            profiles = self._profiles([local for local, entity in wanted if entity not in apart])
            for local, entity in wanted:
                if entity not in found and local in profiles and (rule := same(profile, profiles[local])):
                    found[entity] = rule
        return found

    def _are_apart(self, entities: Sequence[str], kind: str) -> bool:
        """Was it decided that two of these are not one, or does a source speak of two of them as two people?"""
        connection = self._book.connection
        if kept_apart(connection, entities):
            return True
        named = [{document_of(each) for each in mentions_of(connection, entity)} for entity in entities]
        return kind == PERSON and sum(map(len, named)) > len(set[str]().union(*named))

    def _known(self, key: str, limit: int | None = None) -> list[tuple[str, str]]:
        """The mentions with this block key, each with its entity."""
        if any(each[2] == key for each in self._assigned):
            self._write()
        number = select(tables.term.c.id).where(tables.term.c.text == key).scalar_subquery()
        query = _mention_query().where(tables.mention.c.block == number).limit(limit)
        return sorted((row.local, row.entity) for row in self._book.connection.execute(query))

    def _profiles(self, mentions: Sequence[str]) -> dict[str, Profile]:
        """What their own documents say about mentions; those of other documents are asked for together."""
        connection = self._book.connection
        own = [local for local in mentions if local in self._draft.kinds]
        others = [local for local in mentions if local not in self._draft.kinds]
        draft = Draft(said_near(connection, others) if others else ())
        entities = entities_of(connection, draft.mentions)
        return {local: self._draft.profile(local, self.entities) for local in own} | {
            local: draft.profile(local, entities) for local in others
        }

    def _age(self, entity: str) -> tuple[int, str]:
        number = self._book.number(entity)
        first = select(tables.identity.c.id).where(tables.identity.c.entity == number).order_by(tables.identity.c.id)
        return self._book.connection.execute(first).scalar() or 0, entity

    def _assign(self, local: str, entity: str, key: str, rule: str) -> None:
        self._assigned.append((local, entity, key, rule))
        self.entities[local] = entity

    def _write(self) -> None:
        """Keep what was assigned: many rows at once, but before anything looks for them."""
        terms = self._book.intern(text for local, entity, key, _ in self._assigned for text in (local, entity, key))
        rows = [{"local": terms[a], "entity": terms[b], "block": terms[c]} for a, b, c, _ in self._assigned]
        if rows:
            decided = [{"rule": rule, "recorded_at": self._book.now} for *_, rule in self._assigned]
            identities = [row | said for row, said in zip(rows, decided, strict=True)]
            self._book.connection.execute(insert(tables.identity), identities)
            self._book.connection.execute(insert(tables.mention), rows)
        self._assigned.clear()

    def _merge(self, gone: str, kept: str, rule: str) -> None:
        join(self._book, gone, kept, rule)
        self.entities.update({local: kept for local, entity in self.entities.items() if entity == gone})
        self.merged.append((gone, kept))


def join(book: Book, gone: str, kept: str, rule: str) -> None:
    """Make two entities one: the mentions of the one that ceases move, and its id leads to the other."""
    terms, redirect = book.intern([gone, kept]), tables.redirect
    move(book, mentions_of(book.connection, gone), kept, rule)
    book.connection.execute(update(redirect).where(redirect.c.kept == terms[gone]).values(kept=terms[kept]))
    book.connection.execute(delete(redirect).where(redirect.c.gone == terms[kept]))
    book.connection.execute(insert(redirect).values(gone=terms[gone], kept=terms[kept]))


def move(book: Book, mentions: Sequence[str], entity: str, rule: str, block: str = "") -> None:
    """Decide that these mentions are that entity from now on, found by the same key as before unless one is given."""
    terms, table = book.intern([*mentions, entity, block]), tables.mention
    said = {"rule": rule, "recorded_at": book.now}
    for part in chunks([terms[each] for each in mentions]):
        changed = {"entity": terms[entity]} | ({"block": terms[block]} if block else {})
        book.connection.execute(update(table).where(table.c.local.in_(part)).values(changed))
        moved = book.connection.execute(select(table).where(table.c.local.in_(part)).order_by(table.c.local)).mappings()
        if rows := [{**row, **said} for row in moved]:
            book.connection.execute(insert(tables.identity), rows)


def mentions_of(connection: Connection, entity: str) -> list[str]:
    """The mentions that are this entity, sorted."""
    number = find_terms(connection, [entity]).get(entity)
    rows = connection.execute(_mention_query().where(tables.mention.c.entity == number))
    return sorted(row.local for row in rows)


def kept_apart(connection: Connection, entities: Sequence[str]) -> bool:
    """Has it been decided that two of these entities are not one?"""
    return bool(decided_apart(connection, list(find_terms(connection, entities).values())))


def decided_apart(connection: Connection, among: Sequence[int] | None = None) -> set[frozenset[str]]:
    """The pairs of entities, of all or of some by their numbers, of which two mentions were judged to be different.

    Of several judgements on two mentions the newest counts.
    """
    one, other = tables.mention.alias(), tables.mention.alias()
    first, second = tables.term.alias(), tables.term.alias()
    judged = tables.judgement.c
    query = (
        select(judged.one, judged.other, judged.judgement, first.c.text, second.c.text)
        .join(one, one.c.local == judged.one)
        .join(other, other.c.local == judged.other)
        .join(first, first.c.id == one.c.entity)
        .join(second, second.c.id == other.c.entity)
        .where(one.c.entity != other.c.entity)
        .order_by(judged.id)
    )
    if among is not None:
        query = query.where(one.c.entity.in_(among), other.c.entity.in_(among))
    newest = {(row[0], row[1]): row for row in connection.execute(query)}
    return {frozenset((row[3], row[4])) for row in newest.values() if row[2] == DIFFERENT}


def entities_of(connection: Connection, mentions: Sequence[str]) -> Entities:
    """The entity of each mention that has one."""
    return {
        row.local: row.entity
        for part in chunks(mentions)
        for row in connection.execute(_mention_query().where(_LOCAL.c.text.in_(part)))
    }


@cache
def _mention_query() -> Select[str, str]:
    entity = tables.term.alias("entity")
    return (
        select(_LOCAL.c.text.label("local"), entity.c.text.label("entity"))
        .select_from(tables.mention)
        .join(_LOCAL, _LOCAL.c.id == tables.mention.c.local)
        .join(entity, entity.c.id == tables.mention.c.entity)
    )
