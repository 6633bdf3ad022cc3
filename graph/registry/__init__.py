"""The parties and cities that a text may name: countries of today and of former times, and the bodies of diplomacy.

Names are those of English texts. What they are matched with (word borders, the longest first, capitals) is the
reader's affair; here a text is only looked up. Where each column comes from is said in SOURCES.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from .files import FOLDER, SEPARATOR, items, read_table
from .forms import fold, name_key
from .timed import Code, History, history

__all__ = [
    "FOLDER",
    "SEPARATOR",
    "Code",
    "Registry",
    "RegistryEntry",
    "RegistryPlace",
    "fold",
    "name_key",
    "read_table",
    "registry",
]


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """A country, organisation or grouping.

    `names` are what a text may call it, acronyms in their own case, the label first where it is safe in a text;
    `demonyms` its adjectives and nouns of people ("Dutch", "Azeris"); `capital` is empty where there is none.
    """

    id: str
    classes: tuple[str, ...]
    label: str
    code: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    is_former: bool = False  # a state that is no more: a text names it by `names` alone, not by its label or code


@dataclass(frozen=True, slots=True)
class RegistryPlace:
    """A city under its usual English name, and its country's id, which is empty for a city that states contest."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Registry:
    """All entries in the order of the files (countries first), and the indexes over them."""

    entries: tuple[RegistryEntry, ...]
    places: Mapping[str, RegistryPlace]  # by the folded name; most are to be read only where written with a capital
    _by_id: Mapping[str, RegistryEntry]
    _by_code: Mapping[str, RegistryEntry]
    _by_name: Mapping[str, RegistryEntry]
    _history: History

    def get(self, id: str) -> RegistryEntry | None:
        """The entry with this id, as `country/PAK` or `bloc/ASEAN`."""
        return self._by_id.get(id)

    def by_code(self, code: str) -> RegistryEntry | None:
        """The entry with this code: ISO alpha-3, XKX for Kosovo, or a body's usual acronym, as written."""
        return self._by_code.get(code)

    def by_name(self, text: str) -> RegistryEntry | None:
        """The entry of this name, whatever its case and accents; but "us" is not US, nor "who" WHO."""
        return self._by_name.get(name_key(text))

    def codes(self, id: str) -> tuple[Code, ...]:
        """All codes that a state ever bore, each with its validity and source, by scheme and time."""
        return self._history.codes(id)

    def by_code_at(self, scheme: str, code: str, day: date) -> str:
        """The id of the state that bore a code on a day (`cow_code` 345 in 1990: country/YUG); empty for none."""
        return self._history.by_code_at(scheme, code, day)

    def holders(self, scheme: str, code: str, first: date, last: date) -> tuple[Code, ...]:
        """The states that may have borne a code between two days, each with its validity, the latest to begin last."""
        return self._history.holders(scheme, code, first, last)

    def names_at(self, id: str, day: date) -> tuple[str, ...]:
        """What a party may have been called on a day, the newest name last; its label where its name never changed."""
        entry = self.get(id)
        return self._history.names_at(id, day) or ((entry.label,) if entry else ())

    def exists(self, id: str) -> tuple[str, ...]:
        """The intervals (EDTF) in which a party existed; empty where no source is followed."""
        return self._history.exists(id)


@cache
def registry() -> Registry:
    """The registry, read from the files beside this module once."""
    entries = (*_countries(), *_former_states(), *_bodies())
    return Registry(
        entries=entries,
        places=dict(_places()),
        _by_id={entry.id: entry for entry in entries},
        _by_code={entry.code: entry for entry in entries if entry.code},
        _by_name={name_key(name): entry for entry in entries for name in _names_in_texts(entry)},
        _history=history(),
    )


def _countries() -> Iterable[RegistryEntry]:
    for row in read_table("countries.csv"):
        names, demonyms = items(row["names"]), items(row["demonyms"])
        yield RegistryEntry(row["id"], ("Country",), row["label"], row["code"], names, demonyms, row["capital"])


def _former_states() -> Iterable[RegistryEntry]:
    known = {row["id"] for row in read_table("countries.csv")}
    for row in read_table("lives.csv"):
        if row["id"].startswith("country/") and row["id"] not in known:
            names, demonyms = items(row["names"]), items(row["demonyms"])
            yield RegistryEntry(row["id"], ("Country",), row["label"], row["code"], names, demonyms, is_former=True)


def _names_in_texts(entry: RegistryEntry) -> tuple[str, ...]:
    return entry.names if entry.is_former else (entry.label, *entry.names)


def _bodies() -> Iterable[RegistryEntry]:
    for row in read_table("bodies.csv"):
        names = (row["label"], *items(row["names"]))
        yield RegistryEntry(row["id"], items(row["classes"]), row["label"], row["code"], tuple(dict.fromkeys(names)))


def _places() -> Iterable[tuple[str, RegistryPlace]]:
    for row in read_table("places.csv"):
        place = RegistryPlace(row["name"], row["country"])
        for name in (place.name, *items(row["variants"])):
            yield fold(name), place
