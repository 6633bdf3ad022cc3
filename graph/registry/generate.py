"""Makes the generated tables out of public data and the hand-kept ones; SOURCES.md names every source.

    python -m comity.graph.registry.generate SHARED_DATA_DIR [OUTPUT_DIR]

Reads i18n-iso-countries (names), CLDR (codes) and the World Factbook (long names, demonyms, capitals), then applies
corrections.csv row by row and adds cities.csv; `generate_time` makes states.csv and codes.csv. The files are committed;
a test asserts that they equal a new run.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .files import FOLDER, SEPARATOR, read_table
from .forms import fold
from .generate_time import CODE_COLUMNS, STATE_COLUMNS, Country, time_tables, write_table

LISTS = ("names", "demonyms")
DEMONYM_COLUMNS = ("demonym_adjective", "demonym_noun")
UNUSABLE = re.compile(r"[,(;/]|^none$")  # inverted, glossed or absent names, which no text is written with
DEMONYM_BREAK = re.compile(r"[,;/]| or ")
NO_DEMONYM = frozenset({"", "none", "NA"})


@dataclass
class Draft:
    """A country while it is put together: the fields that are one value, and those that are lists."""

    alpha2: str
    values: dict[str, str]
    lists: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in LISTS})
    not_places: set[str] = field(default_factory=set[str])


@dataclass(frozen=True)
class Correction:
    """One row of corrections.csv: `=` sets a field, `+` and `-` add to and take from a list."""

    alpha2: str
    field: str
    change: str
    value: str

    @property
    def items(self) -> list[str]:
        return [item for item in self.value.split(SEPARATOR) if item]


@dataclass(frozen=True)
class Sources:
    """The public data that is read, by ISO alpha-2 code; the Factbook by its own GEC code (which is not ISO's)."""

    names: Mapping[str, str | list[str]]
    codes: Mapping[str, Mapping[str, str]]
    factbook: Mapping[str, Mapping[str, str]]


def read_sources(shared_data: Path) -> Sources:
    """Read the three sources from the shared data folder. Raises FileNotFoundError where one is missing."""
    reference = shared_data / "country_reference"
    with (shared_data / "factbook" / "countries.csv").open(encoding="utf-8", newline="") as table:
        factbook = {row["gec"].upper(): row for row in csv.DictReader(table)}
    return Sources(
        names=_read_json(reference / "country_names_i18n.json.gz")["en"],
        codes=_read_json(reference / "cldr_codeMappings.json.gz")["supplemental"]["codeMappings"],
        factbook=factbook,
    )


def _read_json(path: Path) -> dict[str, Any]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return json.load(stream)


def draft_country(alpha2: str, sources: Sources, corrections: Iterable[Correction]) -> Draft:
    """One country from the three sources, corrected by its rows of corrections.csv."""
    rows = list(corrections)
    said = sources.names[alpha2]
    usual = [name for name in ([said] if isinstance(said, str) else said) if not UNUSABLE.search(name)]
    facts = factbook_row(alpha2, sources, rows)
    code = sources.codes.get(alpha2, {}).get("_alpha3", "")
    label = next((row.value for row in rows if row.field == "label"), usual[0] if usual else "")
    capital = re.split(r" ?[(;,]", facts.get("capital", ""))[0]
    draft = Draft(alpha2, {"id": f"country/{code}", "code": code, "label": label, "capital": capital})
    draft.lists["names"] = [re.sub(r"^[Tt]he ", "", name) for name in (label, *usual, *_factbook_names(facts))]
    draft.lists["demonyms"] = [word for column in DEMONYM_COLUMNS for word in _demonyms(facts.get(column, ""))]
    for row in rows:
        _correct(draft, row)
    return _finish(draft)


def factbook_row(alpha2: str, sources: Sources, rows: Iterable[Correction]) -> Mapping[str, str]:
    """What the Factbook has of a country; CLDR leaves its code out where it equals the ISO code."""
    mapped = sources.codes.get(alpha2, {}).get("_fips10", alpha2)
    gec = next((row.value for row in rows if row.field == "gec"), mapped)
    return sources.factbook.get(gec, {})


def _factbook_names(facts: Mapping[str, str]) -> list[str]:
    names = [facts.get(column, "").split("; note")[0] for column in ("name", "long_name")]
    return [name for name in names if name and not UNUSABLE.search(name)]


def _demonyms(text: str) -> list[str]:
    """Read the Factbook's "Afghan(s)", "Thai (singular and plural)", "Saudi or Saudi Arabian" as the words in use."""
    found: list[str] = []
    for part in DEMONYM_BREAK.split(text.split("; note")[0]):
        word = re.sub(r" ?\([^)]*\)?", "", part).strip()
        if word in NO_DEMONYM or word.endswith(")"):
            continue
        found += [word, f"{word}s"] if "(s)" in part else [word]
    return found


def _correct(draft: Draft, row: Correction) -> None:
    if row.field == "place":
        draft.not_places.update(row.items)
    elif row.field not in LISTS:
        draft.values[row.field] = row.value
    elif row.change == "-":
        draft.lists[row.field] = [item for item in draft.lists[row.field] if item not in row.items]
    else:
        kept = draft.lists[row.field] if row.change == "+" else []
        draft.lists[row.field] = [*kept, *row.items]


def _finish(draft: Draft) -> Draft:
    """List everything once, and leave out a demonym that is also the name ("Singapore", "New Zealand")."""
    names = list(dict.fromkeys(draft.lists["names"]))
    draft.lists["names"] = names
    draft.lists["demonyms"] = [word for word in dict.fromkeys(draft.lists["demonyms"]) if word not in names]
    return draft


def drop_shared(drafts: Iterable[Draft]) -> None:
    """Take out every name and demonym that two countries share: "Congo" or "Dominican" alone says neither."""
    drafts = list(drafts)
    for kind in LISTS:
        uses = Counter(fold(word) for draft in drafts for word in {fold(word) for word in draft.lists[kind]})
        for draft in drafts:
            draft.lists[kind] = [word for word in draft.lists[kind] if uses[fold(word)] == 1]


def country_drafts(sources: Sources) -> list[Draft]:
    """Every ISO 3166-1 country and Kosovo, in the order of their ids."""
    drafts = [draft_country(code, sources, _corrections(code)) for code in sources.names]
    drop_shared(drafts)
    return sorted(drafts, key=lambda draft: draft.values["id"])


def _corrections(alpha2: str) -> list[Correction]:
    return [Correction(**row) for row in read_table("corrections.csv") if row["alpha2"] == alpha2]


def known_countries(drafts: Iterable[Draft], sources: Sources) -> list[Country]:
    """What the tables of time are made from, a country each."""
    return [
        Country(
            alpha2=draft.alpha2,
            id=draft.values["id"],
            label=draft.values["label"],
            names=tuple(draft.lists["names"]),
            independence=factbook_row(draft.alpha2, sources, _corrections(draft.alpha2)).get("independence", ""),
            codes=sources.codes.get(draft.alpha2, {}),
        )
        for draft in drafts
    ]


def place_rows(drafts: Iterable[Draft]) -> list[dict[str, str]]:
    """Every capital that may be read as one, and the cities of cities.csv, with their country's id and variants."""
    by_code = {draft.values["code"]: draft for draft in drafts}
    places: dict[tuple[str, str], str] = {}
    for draft in by_code.values():
        capital = draft.values["capital"]
        if capital and capital not in draft.not_places:
            places[draft.values["id"], capital] = ""
    for row in read_table("cities.csv"):
        country = by_code[row["code"]].values["id"] if row["code"] else ""
        places[country, row["name"]] = row["variants"]
    listed = [{"country": country, "name": name, "variants": said} for (country, name), said in places.items()]
    return sorted(listed, key=lambda row: (row["country"], row["name"]))


def generate(shared_data: Path, output: Path) -> None:
    """Write countries.csv, places.csv, states.csv and codes.csv into `output`."""
    sources = read_sources(shared_data)
    drafts = country_drafts(sources)
    countries = [{**draft.values, **{name: SEPARATOR.join(draft.lists[name]) for name in LISTS}} for draft in drafts]
    write_table(output / "countries.csv", ("id", "code", "label", "names", "demonyms", "capital"), countries)
    write_table(output / "places.csv", ("country", "name", "variants"), place_rows(drafts))
    states, codes = time_tables(known_countries(drafts, sources), shared_data)
    write_table(output / "states.csv", STATE_COLUMNS, states)
    write_table(output / "codes.csv", CODE_COLUMNS, codes)


def main() -> None:
    """Read the two folders from the command line."""
    parser = argparse.ArgumentParser(prog="python -m comity.graph.registry.generate", description=__doc__)
    parser.add_argument("shared_data", type=Path, help="the folder with country_reference/ and factbook/")
    parser.add_argument("output", type=Path, nargs="?", default=FOLDER, help="where to write (default: this package)")
    given = parser.parse_args()
    generate(given.shared_data, given.output)


if __name__ == "__main__":
    main()
