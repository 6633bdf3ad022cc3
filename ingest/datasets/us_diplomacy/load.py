"""Visits of foreign leaders, travels of the President and the Secretary of State, and chiefs of American missions."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from ....graph import dates
from ....graph.errors import InputRefused
from ....graph.model import ALWAYS, Datatype, Interval, Link, Literal, Statement, Value, qualifiers_of
from ....graph.names import slug
from ....graph.registry import registry
from ....graph.sheets import Row
from ...extraction.ranks import rank_rule
from ..release import Sheet, data_set

FOLDER = Path(__file__).resolve().parent
VISITS, TRAVELS, PEOPLE, CHIEFS = "visits_to_us.csv", "travels_abroad.csv", "people.csv", "chiefs_of_mission.csv"
USA = "country/USA"
TRAVELLERS = {"president": "President of the United States", "secretary": "Secretary of State"}
SAME_VISITOR_YEARS = 12  # one name of one country: the same person if no more years lie between two visits
AD_INTERIM = "ad-interim"
SEVERAL = re.compile(r"[,;/|]| and ")


@cache
def _table(name: str) -> tuple[Mapping[str, str], ...]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def _date(text: str) -> Literal:
    if not dates.is_date(text):
        raise InputRefused(f"“{text}” is no date")
    return Literal(text, Datatype.DATE)


def _country(sheet: Sheet, row: Row, key: str, name: str, day: str) -> tuple[str, list[Statement]]:
    """The country that a word of the data set means on a day; what is said of one that no registry has."""
    when = (dates.last_day(_date(day).text) if day else None) or date.max
    for each in _table("countries.csv"):
        first, last = each["from"] or str(date.min), each["to"] or str(date.max)
        if each["slug"] == key and first <= when.isoformat() <= last:
            return each["id"], []
    entry = registry().by_name(key.replace("-", " ")) or registry().by_name(name)
    if entry:
        return entry.id, []
    party = sheet.local(f"party-{key}")
    return party, _new(sheet, row, party, "Country", name or key.replace("-", " ").title())


def _new(sheet: Sheet, row: Row, local: str, kind: str, name: str, **links: str) -> list[Statement]:
    """What a thing is and is called, and what it belongs to, where it is spoken of for the first time."""
    if not sheet.is_new(local):
        return []
    said: list[tuple[str, Value]] = [("type", Literal(kind)), ("name", Literal(name))]
    said += [(property_name, Link(value)) for property_name, value in links.items()]
    return [sheet.say(row, local, property_name, value) for property_name, value in said]


def _post(sheet: Sheet, row: Row, local: str, title: str, party: str, rank: str, **links: str) -> Iterator[Statement]:
    """A post of a party where it is spoken of for the first time, and its rank where one is known."""
    said = _new(sheet, row, local, "Post", title, post_of=party, **links)
    yield from said
    if said and rank:
        yield sheet.say(row, local, "has_rank", Link(f"post-rank/{rank}"))


def _rank(title: str, party: str) -> str:
    """The rank that the rules of reading give a title; empty where they give none."""
    rule = rank_rule(title, party)
    return rule.rank if rule else ""


def visit(sheet: Sheet, row: Row) -> Iterator[Statement]:
    """A visit to the United States: who came, from where, in which post, from when to when."""
    meeting = sheet.local(f"visit-{row['id']}")
    country, said = _country(sheet, row, row["from_id"], row["from_name"], row["start_date"])
    yield from said
    name = f"Visit of {row['visitor']} ({row['from_name']}) to the United States"
    yield from _event(sheet, row, meeting, name, (USA, country))
    yield sheet.say(row, meeting, "held_in", Link(USA))
    title, tenure, who = _title(row["visitor"])
    person = _visitor(sheet, row, country, who)
    yield from _new(sheet, row, person, "Official" if title else "Person", who)
    capacity: dict[str, Value] = {"on_behalf_of": Link(country)}
    if title:
        post = sheet.local(f"post-{slug(country)}-{slug(title)}")
        yield from _post(sheet, row, post, title, country, _rank(title, country))
        yield _in_office(sheet, row, person, post, tenure)
        capacity["in_capacity_as"] = Link(post)
    yield sheet.say(row, person, "called_on", Link(meeting), qualifiers=qualifiers_of(capacity))


def travel(sheet: Sheet, row: Row) -> Iterator[Statement]:
    """A journey of the President or the Secretary of State to a country."""
    if row["role"] not in TRAVELLERS:
        raise InputRefused(f"“{row['role']}” is neither president nor secretary")
    meeting = sheet.local(f"travel-{row['id']}")
    country, said = _country(sheet, row, row["country_id"], row["country"], row["start_date"])
    yield from said
    yield from _event(sheet, row, meeting, f"Visit of {row['name']} to {row['country']}", (USA, country))
    yield from _where(sheet, row, meeting, country)
    person, post = sheet.local(f"person-{row['who']}"), sheet.local(f"post-{row['role']}")
    yield from _new(sheet, row, person, "Official", row["name"])
    title = TRAVELLERS[row["role"]]
    yield from _post(sheet, row, post, title, USA, _rank(title, USA))
    yield _in_office(sheet, row, person, post, "")
    capacity = qualifiers_of({"on_behalf_of": Link(USA), "in_capacity_as": Link(post)})
    yield sheet.say(row, person, "called_on", Link(meeting), qualifiers=capacity)


def _event(sheet: Sheet, row: Row, meeting: str, name: str, sides: tuple[str, str]) -> Iterator[Statement]:
    start, end = _date(row["start_date"]), row["end_date"]
    yield sheet.say(row, meeting, "type", Literal("Meeting"))
    yield sheet.say(row, meeting, "name", Literal(name))
    yield sheet.say(row, meeting, "has_kind", Link("meeting-kind/visit"))
    yield sheet.say(row, meeting, "has_status", Link("meeting-status/held"))
    yield sheet.say(row, meeting, "start_date", start)
    if end and end != start.text:
        yield sheet.say(row, meeting, "end_date", _date(end))
    for side in sides:
        yield sheet.say(row, side, "took_part_in", Link(meeting))


def _where(sheet: Sheet, row: Row, meeting: str, country: str) -> Iterator[Statement]:
    """The city, if one is named; else the country."""
    city = row["locale"]
    if not city or SEVERAL.search(city):
        yield sheet.say(row, meeting, "held_in", Link(country))
        return
    place = sheet.local(f"place-{slug(country)}-{slug(city)}")
    yield from _new(sheet, row, place, "Place", city, located_in=country)
    yield sheet.say(row, meeting, "held_in", Link(place))


def _title(visitor: str) -> tuple[str, str, str]:
    """The post, how it is held, and the name in one text; no post where it begins with none that is known."""
    known = sorted(_table("titles.csv"), key=lambda each: -len(each["written"]))
    for each in known:
        if visitor.startswith(f"{each['written']} "):
            return each["post"], each["tenure"], visitor[len(each["written"]) :].strip()
    return "", "", visitor


def _visitor(sheet: Sheet, row: Row, country: str, who: str) -> str:
    """The person: a name of a country, told apart from an earlier bearer by the years between their visits."""
    key, year = f"visitor-{slug(country)}-{slug(who)}", int(row["start_date"][:4])
    first, last = (int(each) for each in sheet.memory.get(key, f"{year} {year}").split())
    if year - last > SAME_VISITOR_YEARS:
        first = year
    sheet.memory[key] = f"{first} {year}"
    return sheet.local(f"{key}-{first}")


def _in_office(sheet: Sheet, row: Row, person: str, post: str, tenure: str) -> Statement:
    qualifiers = qualifiers_of({"tenure": Literal(tenure)}) if tenure else ()
    valid = dates.observed_on(row["start_date"])
    return sheet.say(row, person, "holds", Link(post), qualifiers=qualifiers, valid=valid)


def person(sheet: Sheet, row: Row) -> Iterator[Statement]:
    """A name, which is said of a person where a row of the next table tells of a post."""
    sheet.memory[row["person_id"]] = " ".join(filter(None, (row["forename"], row["surname"], row["gen"])))
    yield from ()


def chief(sheet: Sheet, row: Row) -> Iterator[Statement]:
    """A tenure at the head of a mission."""
    host, said = _host(sheet, row)
    yield from said
    mission, post = sheet.local(f"mission-{row['mission']}"), sheet.local(f"post-{row['mission']}-{row['role']}")
    yield from _mission(sheet, row, mission)
    role, rank = _role(row["role"])
    yield from _post(sheet, row, post, role, USA, rank, post_in=mission)
    if host and sheet.is_new(f"{mission} {host}"):
        yield sheet.say(row, mission, "accredited_to", Link(host))
    qualifiers = qualifiers_of({"tenure": Literal("ad_interim")}) if AD_INTERIM in row["role"] else ()
    holder = sheet.local(f"person-{row['person_id']}")
    yield from _new(sheet, row, holder, "Official", sheet.memory.get(row["person_id"]) or _words(row["person_id"]))
    yield sheet.say(row, holder, "holds", Link(post), qualifiers=qualifiers, valid=_tenure(row))


def _host(sheet: Sheet, row: Row) -> tuple[str, list[Statement]]:
    """The country or organisation that a mission is accredited to; empty where none is known."""
    if row["kind"] == "country":
        return _country(sheet, row, row["mission"], "", row["started"] or row["appointed"])
    return next((each["id"] for each in _table("organisations.csv") if each["mission"] == row["mission"]), ""), []


def _mission(sheet: Sheet, row: Row, mission: str) -> list[Statement]:
    name = f"Mission of the United States: {_words(row['mission'])}"
    return _new(sheet, row, mission, "Mission", name, sent_by=USA, part_of=USA)


def _role(role: str) -> tuple[str, str]:
    """The title of a chief of mission, and its rank; a Minister headed a legation and has no minister's rank."""
    return next(
        ((each["post"], each["rank"]) for each in _table("roles.csv") if each["role"] == role), (_words(role), "")
    )


def _words(key: str) -> str:
    return key.replace("-", " ").title()


def _tenure(row: Row) -> Interval:
    """From the credentials to the departure; who was appointed began no earlier, where no beginning is told."""
    began, appointed, ended = (row[each] and _date(row[each]).text for each in ("started", "appointed", "ended"))
    first = dates.extent(began) if began else dates.UNKNOWN
    last = dates.extent(ended) if ended else dates.UNKNOWN
    if not (began or appointed or ended):
        return ALWAYS
    earliest = first.first or (dates.first_day(appointed) if appointed else None)
    return Interval(earliest, first.last, last.first, last.last)


DATA_SET = data_set(FOLDER, {VISITS: visit, TRAVELS: travel, PEOPLE: person, CHIEFS: chief})
