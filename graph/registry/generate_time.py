"""Makes states.csv and codes.csv: since when states are, how they stand, and which code meant which of them when.

Called by `generate`. What is hand-kept comes first: lives.csv (states that came and went, or whose sources differ),
iso_codes.csv (codes that were given or withdrawn) and code_holders.csv (numbers that more than one state bore, and
names that the registry does not know). The rest is read: the World Factbook, the state lists of the Correlates of War
and of Gleditsch and Ward, the COW list of organisations, CLDR.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .files import items, read_rows, read_table
from .forms import fold

Row = dict[str, str]
STATE_COLUMNS = ("id", "label", "exists", "standing", "succeeds", "source")
CODE_COLUMNS = ("id", "scheme", "code", "from", "to", "observed_until", "source")
ISO_SCHEMES = {"alpha2": "iso_alpha2", "alpha3": "iso_alpha3", "numeric": "iso_numeric"}
CLDR_FIELDS = {"alpha3": "_alpha3", "numeric": "_numeric"}
CLDR_READ = "2025-10-29"  # the release of CLDR 48: what was so then is known, what came later is not
ISO = "ISO 3166-1, as in CLDR 48"
LIST_BEGINS = "1816-01-01"  # in both lists of states: they were there by then, since when is not said
FACTBOOK_DAY = re.compile(r"(\d{1,2} [A-Z][a-z]+ \d{4})( \(from )?")


@dataclass(frozen=True)
class StateList:
    """One list of states: its file, the names of its columns, the last day it covers."""

    scheme: str
    source: str
    file: str
    code: str
    name: str
    last_day: str


LISTS = (
    StateList("cow_code", "COW State System Membership v2016", "cow_states.csv", "ccode", "statenme", "2016-12-31"),
    StateList("gleditsch_ward_code", "Gleditsch-Ward to 2017", "gw_states.csv", "gwcode", "statename", "2017-12-31"),
)


@dataclass(frozen=True)
class Country:
    """A country of countries.csv with what the generator knows of it besides."""

    alpha2: str
    id: str
    label: str
    names: tuple[str, ...]
    independence: str  # the Factbook's words
    codes: Mapping[str, str]  # CLDR's


def time_tables(countries: Iterable[Country], shared_data: Path) -> tuple[list[Row], list[Row]]:
    """The rows of states.csv and codes.csv, each sorted. Raises KeyError for a state that nothing says an id of."""
    countries = list(countries)
    codes = [*_list_codes(countries, shared_data / "country_reference"), *_iso_codes(countries)]
    states = [*_known_lives(countries), *_read_lives(countries, codes), *_bodies(shared_data / "igo_membership")]
    return (
        sorted(states, key=lambda row: row["id"]),
        sorted(codes, key=lambda row: (row["id"], row["scheme"], row["from"].removeprefix("../"), row["code"])),
    )


def _known_lives(countries: Iterable[Country]) -> Iterator[Row]:
    labels = {each.id: each.label for each in countries} | {row["id"]: row["label"] for row in read_table("bodies.csv")}
    for row in read_table("lives.csv"):
        yield {**row, "label": row["label"] or labels[row["id"]]}


def _read_lives(countries: Iterable[Country], codes: Iterable[Row]) -> Iterator[Row]:
    """Countries that no row of lives.csv speaks of: since the Factbook's day, with the lists that have the same day."""
    told = {row["id"] for row in read_table("lives.csv")}
    listed: defaultdict[str, list[Row]] = defaultdict(list)
    for row in codes:
        if row["scheme"] in {each.scheme for each in LISTS}:
            listed[row["id"]].append(row)
    for country in countries:
        if country.id not in told and listed[country.id]:
            day, sources = _began(country.independence, listed[country.id])
            exists = f"{day}/.." if day else ""
            yield _state(country.id, country.label, exists, "current", sources or listed[country.id][0]["source"])


def _began(independence: str, listed: Iterable[Row]) -> tuple[str, str]:
    """The day of independence and who says so; empty where the Factbook tells another kind of day that no list has."""
    if not (match := FACTBOOK_DAY.match(independence)):
        return "", ""
    day = datetime.strptime(match[1], "%d %B %Y").date().isoformat()
    agreeing = [row["source"] for row in listed if row["from"] == day]
    said = "; ".join(dict.fromkeys(["World Factbook", *agreeing]))
    return (day, said) if agreeing or (match[2] and day > LIST_BEGINS) else ("", "")


def _bodies(folder: Path) -> Iterator[Row]:
    """Since when a body is, as the COW list of organisations has the one of its name."""
    told = {row["id"] for row in read_table("lives.csv")}
    years = dict(_organisation_years(folder / "igos.csv"))
    for row in read_table("bodies.csv"):
        names = [fold(name) for name in (row["label"], *items(row["names"]))]
        year = next((years[name] for name in names if name in years), "")
        if year and row["id"] not in told:
            yield _state(row["id"], row["label"], f"{year}/..", "", "COW IGO v3")


def _organisation_years(path: Path) -> Iterator[tuple[str, str]]:
    for row in read_rows(path):
        if not row["deaddate"] and row["sdate"]:
            for name in (row["orgname"], row["longorgname"].split(" (")[0]):
                if " " in name:  # an acronym alone may be another body's
                    yield fold(name), row["sdate"]


def _state(id: str, label: str, exists: str, standing: str, source: str) -> Row:
    return {"id": id, "label": label, "exists": exists, "standing": standing, "succeeds": "", "source": source}


def _list_codes(countries: Iterable[Country], folder: Path) -> Iterator[Row]:
    by_name = {fold(name): each.id for each in countries for name in (each.label, *each.names)}
    for listing in LISTS:
        for row in read_rows(folder / listing.file):
            for holder in _holders(listing.scheme, row[listing.code], fold(row[listing.name]), by_name):
                yield from _held(listing, row, holder)


def _holders(scheme: str, code: str, name: str, by_name: Mapping[str, str]) -> list[Row]:
    """Who bore the number in turn: rows of code_holders.csv, else the country of that name for all time."""
    rows = [row for row in read_table("code_holders.csv") if row["code"] == code and scheme in items(row["scheme"])]
    return rows or [{"id": by_name[name], "from": "", "to": ""}]


def _held(listing: StateList, row: Row, holder: Row) -> Iterator[Row]:
    """The part of a spell of the list in which this one was the holder of its number."""
    began, ended = _spell(row)
    start = max(began, holder["from"])
    end = min(ended, holder["to"] or ended)
    if start > end:
        return
    is_open = end == listing.last_day
    yield {
        "id": holder["id"],
        "scheme": listing.scheme,
        "code": row[listing.code],
        "from": f"../{start}" if start == LIST_BEGINS else start,
        "to": "" if is_open else end,
        "observed_until": listing.last_day if is_open else "",
        "source": listing.source,
    }


def _spell(row: Row) -> tuple[str, str]:
    if "startdate" in row:
        return row["startdate"], row["enddate"]
    first, last = (
        "-".join((row[f"{edge}year"], row[f"{edge}month"].zfill(2), row[f"{edge}day"].zfill(2)))
        for edge in ("st", "end")
    )
    return first, last


def _iso_codes(countries: Iterable[Country]) -> Iterator[Row]:
    told: set[tuple[str, str]] = set()
    for row in read_table("iso_codes.csv"):
        for column, scheme in ISO_SCHEMES.items():
            if row[column]:
                told.add((row["id"], scheme))
                until = "" if row["to"] else CLDR_READ
                yield _iso(row["id"], scheme, row[column], row["source"]) | {
                    "from": row["from"],
                    "to": row["to"],
                    "observed_until": until,
                }
    for country in countries:
        codes = {"alpha2": country.alpha2} | {name: country.codes.get(key, "") for name, key in CLDR_FIELDS.items()}
        for column, scheme in ISO_SCHEMES.items():
            # Kosovo's numeric code is the Unicode consortium's own.
            if codes[column] and (country.id, scheme) not in told and country.alpha2 != "XK":
                yield _iso(country.id, scheme, codes[column], ISO) | {"observed_until": CLDR_READ}


def _iso(id: str, scheme: str, code: str, source: str) -> Row:
    return {"id": id, "scheme": scheme, "code": code, "from": "", "to": "", "observed_until": "", "source": source}


def write_table(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Write rows as CSV, other columns left out; a row is a line."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
