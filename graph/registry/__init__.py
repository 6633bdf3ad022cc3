"""The parties and cities that a text may name: every country of ISO 3166-1, Kosovo, and the bodies of diplomacy.

Names are those of English texts. What they are matched with (word borders, the longest first, capitals) is the
reader's affair; here a text is only looked up. Where each column comes from is said in SOURCES.md.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SEPARATOR = "|"  # between the items of a list in one cell
LETTERS_NOT_DECOMPOSED = str.maketrans({"’": "'", "‘": "'", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "–": "-"})
SHORT_ACRONYM = 3  # "US", "WHO" and "ECO" are words of English when written small


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

    def get(self, id: str) -> RegistryEntry | None:
        """The entry with this id, as `country/PAK` or `bloc/ASEAN`."""
        return self._by_id.get(id)

    def by_code(self, code: str) -> RegistryEntry | None:
        """The entry with this code: ISO alpha-3, XKX for Kosovo, or a body's usual acronym, as written."""
        return self._by_code.get(code)

    def by_name(self, text: str) -> RegistryEntry | None:
        """The entry of this name, whatever its case and accents; but "us" is not US, nor "who" WHO."""
        return self._by_name.get(name_key(text))


def fold(text: str) -> str:
    """A text without case, accents, leading article and extra space; typographic apostrophes and dashes made plain."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS_NOT_DECOMPOSED))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"^the ", "", " ".join(plain.casefold().split()))


def name_key(text: str) -> str:
    """What a name is looked up by: an acronym of up to three letters as it is, any other text folded."""
    letters = [letter for letter in text if letter.isalpha()]
    is_short_acronym = len(letters) <= SHORT_ACRONYM and all(letter.isupper() for letter in letters)
    return text.strip() if is_short_acronym else fold(text)


@cache
def registry() -> Registry:
    """The registry, read from the files beside this module once."""
    entries = (*_countries(), *_bodies())
    return Registry(
        entries=entries,
        places=dict(_places()),
        _by_id={entry.id: entry for entry in entries},
        _by_code={entry.code: entry for entry in entries},
        _by_name={name_key(name): entry for entry in entries for name in (entry.label, *entry.names)},
    )


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one of the CSV files of this folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _items(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(SEPARATOR)) if cell else ()


def _countries() -> Iterable[RegistryEntry]:
    for row in read_table("countries.csv"):
        names, demonyms = _items(row["names"]), _items(row["demonyms"])
        yield RegistryEntry(row["id"], ("Country",), row["label"], row["code"], names, demonyms, row["capital"])


def _bodies() -> Iterable[RegistryEntry]:
    for row in read_table("bodies.csv"):
        names = (row["label"], *_items(row["names"]))
        yield RegistryEntry(row["id"], _items(row["classes"]), row["label"], row["code"], tuple(dict.fromkeys(names)))


def _places() -> Iterable[tuple[str, RegistryPlace]]:
    for row in read_table("places.csv"):
        place = RegistryPlace(row["name"], row["country"])
        for name in (place.name, *_items(row["variants"])):
            yield fold(name), place
