"""Organisations, and in which of them a state was a member, associate or observer, from year to year."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path

from ....graph.errors import InputRefused
from ....graph.model import Interval, Link, Literal, Statement
from ....graph.registry import Code, registry
from ....graph.sheets import Row
from ..release import Sheet, data_set

FOLDER = Path(__file__).resolve().parent
ORGANISATIONS, SPELLS = "igos.csv", "igo_membership_spells.csv"
RELATIONS = {"full": "member_of", "associate": "associate_of", "observer": "observer_of"}
SCHEME = "cow_code"
_YEAR = re.compile(r"[12][0-9]{3}")
_ACRONYM = re.compile(r"\s*\(([A-Z][\w-]{1,11})\)$")
_BEYOND_ASCII = re.compile(r"[\x80-\xff]")


@cache
def _known_bodies() -> dict[str, str]:
    """The organisations that the registry has, by their short names in the data set."""
    with (FOLDER / "organisations.csv").open(encoding="utf-8", newline="") as stream:
        return {row["ioname"]: row["id"] for row in csv.DictReader(stream)}


def _body(sheet: Sheet, name: str) -> str:
    return _known_bodies().get(name) or sheet.local(name, ORGANISATIONS)


def organisation(sheet: Sheet, row: Row) -> Iterator[Statement]:
    """Its number; of one that the registry has not, also what it is, its names and its life."""
    body = _body(sheet, row["ioname"])
    yield sheet.say(row, body, "cow_igo_code", Literal(row["ionum"]))
    if registry().get(body):
        return
    name = _mended(row["longorgname"])
    yield sheet.say(row, body, "type", Literal("Organisation"))
    yield sheet.say(row, body, "name", Literal(_ACRONYM.sub("", name)))
    if acronym := _ACRONYM.search(name):
        yield sheet.say(row, body, "acronym", Literal(acronym[1]))
    if row["sdate"]:
        life = Literal(f"{row['sdate']}/{row['deaddate'] or '..'}")
        seen = Interval(observed_until=None if row["deaddate"] else sheet.about.observed_until)
        yield sheet.say(row, body, "exists", life, valid=seen)


def _mended(name: str) -> str:
    """A name whose letters with accents were written in Mac OS Roman and read as Latin-1, as letters again."""
    if _BEYOND_ASCII.search(name):
        name = name.encode("latin-1", "replace").decode("mac_roman")
    return " ".join(name.split())


def membership(sheet: Sheet, row: Row) -> Iterator[Statement]:
    """The relation of each state that bore the number in these years, one after the other."""
    relation = RELATIONS.get(row["status"])
    if not relation:
        raise InputRefused(f"“{row['status']}” is no kind of membership: full, associate or observer")
    body = Link(_body(sheet, row["ioname"]))
    for state, valid in spells(
        row["ccode"], _year(row["start_year"]), _year(row["end_year"]), sheet.about.observed_until
    ):
        yield sheet.say(row, state, relation, body, valid=valid)


def _year(text: str) -> int:
    if not _YEAR.fullmatch(text):
        raise InputRefused(f"“{text}” is no year")
    return int(text)


def spells(number: str, first: int, last: int, observed: date | None) -> Iterator[tuple[str, Interval]]:
    """The states that bore a number from one year to another, each with the interval in which it was a member.

    A year counts for the state that bore the number at its end, and a membership goes on where one state follows
    another. What lasts to the year to which the data go has no end. Raises InputRefused for a number without a state.
    """
    if last < first:
        raise InputRefused(f"it ends in {last}, before it begins in {first}")
    held = [(year, _holder(number, year)) for year in range(first, last + 1)]
    for state, run in groupby(held, key=lambda each: each[1].id):
        years = list(run)
        (begin, earliest), (end, latest) = years[0], years[-1]
        began = _within(begin, earliest) if begin == first else (earliest.valid.from_first, earliest.valid.from_last)
        if observed and end == observed.year:
            yield state, Interval(*began, observed_until=observed)
        else:
            ended = _within(end, latest) if end == last else (latest.valid.to_first, latest.valid.to_last)
            yield state, Interval(*began, *ended)


@cache
def _holder(number: str, year: int) -> Code:
    held = registry().holders(SCHEME, number, date(year, 1, 1), date(year, 12, 31))
    if not held:
        raise InputRefused(f"no state had the number {number} in {year}")
    return held[-1]


def _within(year: int, holder: Code) -> tuple[date, date]:
    """The days of a year on which a state bore its number."""
    first, last = holder.valid.from_first or date.min, holder.valid.to_last or date.max
    return max(date(year, 1, 1), first), min(date(year, 12, 31), last)


DATA_SET = data_set(FOLDER, {ORGANISATIONS: organisation, SPELLS: membership})
