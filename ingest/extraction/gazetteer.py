"""Names of parties and places as a text writes them, from the registry: by first word, the longest name first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from ...graph.registry import RegistryEntry, registry
from .lexicon import phrase_key, plain


@dataclass(frozen=True, slots=True)
class Party:
    """A country or body of the registry as it was named; `adjective` where by its demonym ("Pakistani")."""

    id: str
    label: str
    adjective: bool = False

    @property
    def is_country(self) -> bool:
        return self.id.startswith("country/")


@dataclass(frozen=True, slots=True)
class Place:
    """A city and the id of the country it is in (empty where that is contested)."""

    name: str
    country: str


Named: TypeAlias = tuple[tuple[str, ...], tuple[Party | Place, bool]]  # words, (what it is, is it an acronym?)


@cache
def named_places_and_parties() -> Mapping[str, tuple[Named, ...]]:
    """Every name of the registry by its first word, the longest first.

    A country comes before a city of its name, and for what stands in capitals an acronym before both: "GUAM".
    """
    listed: dict[str, dict[tuple[tuple[str, ...], bool], Party | Place]] = {}
    for name, refers in _all_names():
        if words := phrase_key(plain(name)):
            listed.setdefault(words[0], {}).setdefault((words, name.isupper()), refers)
    return {first: tuple(_sorted(found)) for first, found in listed.items()}


def _sorted(found: Mapping[tuple[tuple[str, ...], bool], Party | Place]) -> Iterator[Named]:
    for words, is_acronym in sorted(found, key=lambda each: (-len(each[0]), not each[1])):
        yield words, (found[words, is_acronym], is_acronym)


def _all_names() -> Iterator[tuple[str, Party | Place]]:
    for entry in registry().entries:
        for name in _names(entry):
            yield name, Party(entry.id, entry.label)
        for demonym in entry.demonyms:
            yield demonym, Party(entry.id, entry.label, adjective=True)
    for name, place in registry().places.items():
        yield name, Place(place.name, place.country)


def _names(entry: RegistryEntry) -> tuple[str, ...]:
    if entry.is_former:
        return entry.names
    return tuple(dict.fromkeys((entry.label, *entry.names, *([entry.code] if len(entry.code) > 2 else []))))


@cache
def codes() -> Mapping[str, str]:
    """The printed code of each registry id: ISO alpha-3, the usual acronym, or the label where there is neither."""
    return {entry.id: entry.code or entry.label for entry in registry().entries}


@cache
def capitals() -> Mapping[str, str]:
    """The capital of each country that has one."""
    return {entry.id: entry.capital for entry in registry().entries if entry.capital}
