"""What the earlier mentions of a block tell, each telling once: what identity compares a new mention with.

A **portrait** is a profile without its mention. The rules of identity look at nothing else, so of all mentions of an
entity that have one portrait the first stands for the others: mentions grow with the documents, portraits hardly. A
mention is read once and its portrait remembered from one document of a run to the next. That is safe, since rules
merge only people, sessions and agreements, and no portrait speaks of those; whatever else changes one lets all be
forgotten: a document that speaks anew of a mention, and whoever else writes between two transactions.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from operator import itemgetter

from sqlalchemy import Connection, func, select

from . import tables
from .identity import Profile, same
from .records import chunks

LIMIT = 20_000  # blocks, entities and portraits that are remembered, some 500 bytes each
Read = Callable[[Sequence[int]], Mapping[int, Profile]]  # what documents say about mentions, by their numbers


@dataclass(slots=True)
class Known:
    """An entity in one block: its portraits, each with the first mention that has it, and mentions not read yet."""

    first: tuple[str, int]  # mention, number
    portraits: dict[Profile, str] = field(default_factory=dict[Profile, str])
    unread: array[int] = field(default_factory=lambda: array("L"))  # numbers, of which there may be many

    def add(self, local: str, number: int) -> None:
        """Take in a mention."""
        self.first = min(self.first, (local, number))
        self.unread.append(number)

    def learn(self, profiles: Mapping[int, Profile]) -> None:
        """Remember the portraits of those mentions that were not read before."""
        for number in self.unread:
            if profile := profiles.get(number):
                self._learn(portrait(profile), profile.local)
        self.unread = array("L", (number for number in self.unread if number not in profiles))

    def absorb(self, other: Known) -> None:
        """Take over what is remembered of an entity that turned out to be this one."""
        self.first = min(self.first, other.first)
        self.unread += other.unread
        for each, local in other.portraits.items():
            self._learn(each, local)

    @property
    def is_met(self) -> bool:
        """Was the first mention read?"""
        return self.first[1] not in self.unread

    def rule(self, profile: Profile, read: Read) -> str:
        """The rule by which a mention is this entity; most are by its first mention, so that others are not read."""
        if not self.is_met:
            self.learn(read([self.first[1]]))
        if self.unread and not same(profile, self._in_order()[0]):
            self.learn(read(self.unread))
        return next((rule for each in self._in_order() if (rule := same(profile, each))), "")

    def _learn(self, each: Profile, local: str) -> None:
        self.portraits[each] = min(local, self.portraits.get(each, local))

    def _in_order(self) -> list[Profile]:
        return [each for each, _ in sorted(self.portraits.items(), key=itemgetter(1))]


Block = dict[str, Known]  # the entities that have mentions in a block


class Portraits:
    """What is remembered of some blocks: those that were asked for last, as many as there is room for."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._blocks: OrderedDict[str, Block] = OrderedDict()
        self._newest: tuple[int, ...] | None = None  # the last rows of the ledger when all here was true

    @contextmanager
    def during(self, connection: Connection) -> Generator[None]:
        """For one writing transaction: forget all if anybody else wrote since the last, or if that one failed."""
        if self._newest != _newest(connection):
            self.clear()
        self._newest = None
        yield
        self._make_room()
        self._newest = _newest(connection)

    def _make_room(self) -> None:
        """Forget the blocks that were not asked for longest."""
        held = sum(map(_size, self._blocks.values()))
        while held > self._limit:
            held -= _size(self._blocks.popitem(last=False)[1])

    def clear(self) -> None:
        """Forget everything."""
        self._blocks.clear()

    def recall(self, connection: Connection, keys: Collection[str], read: Read) -> None:
        """Have these blocks at hand, and what the first mention of each entity in them tells: asked for together."""
        missing = sorted(key for key in keys if key not in self._blocks)
        self._blocks.update({key: {} for key in missing})
        for key, local, number, entity in _mentions_in(connection, missing):
            self.add(key, local, number, entity)
        for key in keys:
            self._blocks.move_to_end(key)
        known = [each for key in keys for each in self._blocks[key].values() if not each.is_met]
        if known:
            profiles = read([each.first[1] for each in known])
            for each in known:
                each.learn(profiles)

    def matches(self, key: str, profile: Profile, apart: Collection[str], read: Read) -> dict[str, str]:
        """The entities of a block that a mention is one with, each with the rule that says so, but for some."""
        found = {
            entity: known.rule(profile, read) for entity, known in self._blocks[key].items() if entity not in apart
        }
        return {entity: rule for entity, rule in found.items() if rule}

    def add(self, key: str, local: str, number: int, entity: str) -> None:
        """A mention in a block that is at hand became an entity."""
        self._blocks[key].setdefault(entity, Known((local, number))).add(local, number)

    def merge(self, gone: str, kept: str) -> None:
        """Two entities became one."""
        for block in self._blocks.values():
            if gone in block:
                other = block.pop(gone)
                block.setdefault(kept, Known(other.first)).absorb(other)

    def forget(self, keys: Iterable[str]) -> None:
        """Let these blocks be read again when they are needed."""
        for key in keys:
            self._blocks.pop(key, None)


def portrait(profile: Profile) -> Profile:
    """What a rule of identity sees of a mention: all but which mention it is."""
    return replace(profile, local="")


def _size(block: Block) -> int:
    return 1 + sum(1 + len(each.portraits) for each in block.values())


def _newest(connection: Connection) -> tuple[int, ...]:
    """The numbers of the last rows of all that portraits are made of."""
    told = (tables.identity, tables.statement, tables.purge)
    query = select(*(select(func.max(each.c.id)).scalar_subquery() for each in told))
    return tuple(number or 0 for number in connection.execute(query).one())


def _mentions_in(connection: Connection, keys: Iterable[str]) -> Iterable[tuple[str, str, int, str]]:
    """The mentions with one of these block keys: key, mention, its number, entity."""
    key, local, entity = (tables.term.alias(name) for name in ("key", "local", "entity"))
    query = (
        select(key.c.text, local.c.text, local.c.id, entity.c.text)
        .select_from(key)
        .join(tables.mention, tables.mention.c.block == key.c.id)
        .join(local, local.c.id == tables.mention.c.local)
        .join(entity, entity.c.id == tables.mention.c.entity)
    )
    for part in chunks(keys):
        yield from (tuple(row) for row in connection.execute(query.where(key.c.text.in_(part))))
