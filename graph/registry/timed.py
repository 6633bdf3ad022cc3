"""What the registry says of time: which state a code meant on a day, what a state was called then, since when it is.

A code's validity and a state's life are different things (docs/reference): both are kept, each with its source. Days
are told as precisely as the tables have them, so that an answer for a day is what *may* hold then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from ..dates import UNKNOWN, extent
from ..model import Interval
from .files import items, read_table

STATES, CODES, NAMES = "states.csv", "codes.csv", "names_by_date.csv"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a state; its scheme is a property: `iso_alpha2`, `iso_alpha3`, `iso_numeric`, `cow_code`…"""

    id: str
    scheme: str
    code: str
    valid: Interval
    source: str


@dataclass(frozen=True, slots=True)
class DatedName:
    """What a party was called over an interval."""

    id: str
    name: str
    valid: Interval
    source: str


@dataclass(frozen=True, slots=True)
class Life:
    """When a party existed (EDTF intervals), how a state stands, which ones it came after, and who says so."""

    id: str
    exists: tuple[str, ...]
    standing: str
    succeeds: tuple[str, ...]
    source: str


Timed = TypeVar("Timed", Code, DatedName)
NO_LIFE = Life("", (), "", (), "")


@dataclass(frozen=True, slots=True)
class History:
    """The tables of time, by id and by code."""

    lives: Mapping[str, Life]
    _codes: Mapping[str, tuple[Code, ...]]
    _holders: Mapping[tuple[str, str], tuple[Code, ...]]
    _names: Mapping[str, tuple[DatedName, ...]]

    def exists(self, id: str) -> tuple[str, ...]:
        """The EDTF intervals in which it existed; empty where no source is followed."""
        return self.lives.get(id, NO_LIFE).exists

    def codes(self, id: str) -> tuple[Code, ...]:
        """All codes it ever bore, by scheme and time."""
        return self._codes.get(id, ())

    def by_code_at(self, scheme: str, code: str, day: date) -> str:
        """The id of the state that bore this code on that day, the newer on a day of change; empty for none."""
        held = _at(self._holders.get((scheme, code), ()), day)
        return held[-1].id if held else ""

    def holders(self, scheme: str, code: str, first: date, last: date) -> tuple[Code, ...]:
        """Who may have borne this code between two days, the latest to begin last."""
        held = self._holders.get((scheme, code), ())
        wanted = Interval(from_first=first, to_last=last)
        return tuple(sorted((each for each in held if each.valid.overlaps(wanted)), key=_since))

    def names_at(self, id: str, day: date) -> tuple[str, ...]:
        """What it may have been called on that day, the newest name last; empty where its name never changed."""
        return tuple(each.name for each in _at(self._names.get(id, ()), day))


def _at(things: Iterable[Timed], day: date) -> list[Timed]:
    """Those that may hold on a day, the latest to begin last."""
    holding = [
        each for each in things if (each.valid.from_first or date.min) <= day <= (each.valid.to_last or date.max)
    ]
    return sorted(holding, key=_since)


def _since(thing: Code | DatedName) -> date:
    return thing.valid.from_first or date.min


def valid(row: Mapping[str, str]) -> Interval:
    """The interval of a row's columns `from`, `to` (EDTF) and `observed_until`."""
    began = extent(row["from"]) if row["from"] else UNKNOWN
    ended = extent(row["to"]) if row["to"] else UNKNOWN
    seen = row.get("observed_until")
    observed = date.fromisoformat(seen) if seen else None
    return Interval(began.first, began.last, ended.first, ended.last, observed)


@cache
def history() -> History:
    """The tables, read once."""
    codes = [Code(row["id"], row["scheme"], row["code"], valid(row), row["source"]) for row in read_table(CODES)]
    names = [DatedName(row["id"], row["name"], valid(row), row["source"]) for row in read_table(NAMES)]
    lives = (
        Life(row["id"], items(row["exists"]), row["standing"], items(row["succeeds"]), row["source"])
        for row in read_table(STATES)
    )
    return History(
        lives={each.id: each for each in lives},
        _codes=_grouped(codes, lambda each: each.id),
        _holders=_grouped(codes, lambda each: (each.scheme, each.code)),
        _names=_grouped(names, lambda each: each.id),
    )


Key = TypeVar("Key", str, tuple[str, str])


def _grouped(things: Iterable[Timed], key: Callable[[Timed], Key]) -> Mapping[Key, tuple[Timed, ...]]:
    groups: dict[Key, list[Timed]] = defaultdict(list)
    for each in things:
        groups[key(each)].append(each)
    return {name: tuple(group) for name, group in groups.items()}
