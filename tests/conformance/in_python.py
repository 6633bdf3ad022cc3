"""Three named questions worked out in plain Python, from the fused facts alone and without any query language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from comity.graph.changes import changes_since
from comity.graph.dates import first_day, last_day
from comity.graph.ledger import Ledger
from comity.graph.model import Entity, Fact, Link

Row = Mapping[str, Any]
Filters = Mapping[str, str]
ANY_DAY = "../.."


class Facts:
    """What the ledger holds now, by plain look-ups."""

    def __init__(self, ledger: Ledger) -> None:
        self.entities: dict[str, Entity] = {}
        held: dict[str, Fact] = {}
        for changes in changes_since(ledger, 0):
            for id in (*changes.gone_entities, *changes.gone_facts):
                self.entities.pop(id, None)
                held.pop(id, None)
            self.entities |= {each.id: each for each in changes.entities}
            held |= {each.id: each for each in changes.facts}
        self.every = list(held.values())
        self.winning = [each for each in self.every if each.rank.wins and isinstance(each.value, Link)]

    def label(self, id: str | None) -> str | None:
        return self.entities[id].label if id else None

    def literal(self, id: str, name: str) -> str | int | None:
        return next((value.native for literal, value in self.entities[id].literals if literal == name), None)

    def days(self, meeting: str) -> tuple[date | None, date | None]:
        """The first day on which it may have begun, and the last on which it may have ended."""
        start, end = (self.literal(meeting, name) for name in ("start_date", "end_date"))
        last = (last_day(str(end)) if end else None) or (last_day(str(start)) if start else None)
        return (first_day(str(start)) if start else None), last

    def values(self, subject: str, name: str) -> list[str]:
        return [target(each) for each in self.winning if each.subject == subject and each.property == name]

    def subjects(self, name: str, value: str) -> set[str]:
        return {each.subject for each in self.winning if each.property == name and target(each) == value}

    def place(self, meeting: str) -> str | None:
        held_in = self.values(meeting, "held_in")
        return next(
            (self.label(each) for kind in ("Place", "Country") for each in held_in if self.is_a(each, kind)), None
        )

    def is_a(self, id: str, name: str) -> bool:
        return name in self.entities[id].classes


def target(fact: Fact) -> str:
    assert isinstance(fact.value, Link)
    return fact.value.id


def qualifiers(fact: Fact, name: str) -> list[str]:
    return [value.id if isinstance(value, Link) else value.text for key, value in fact.qualifiers if key == name]


def or_none(found: Iterable[str]) -> list[str | None]:
    return [*found] or [None]


def who_co_chaired(facts: Facts, asked: Filters) -> Iterator[Row]:
    for fact in facts.winning:
        meeting = target(fact)
        if fact.property != "co_chaired" or not was_held_then(facts, meeting, asked):
            continue
        sides = qualifiers(fact, "on_behalf_of")
        if not (chaired_as_asked(facts, fact, asked) and ("counterpart" not in asked or met(facts, fact, asked))):
            continue
        for side, mechanism in product(
            [asked["party"]] if "party" in asked else or_none(sides), or_none(facts.values(meeting, "session_of"))
        ):
            yield {
                **acted(facts, fact, side),
                "mechanism_id": mechanism,
                "mechanism": facts.label(mechanism),
                "session_number": facts.literal(meeting, "session_number"),
            }


def was_held_then(facts: Facts, meeting: str, asked: Filters) -> bool:
    if "meeting-status/held" not in facts.values(meeting, "has_status"):
        return False
    first, last = facts.days(meeting)
    since, until = first_day(asked.get("from", ANY_DAY)), last_day(asked.get("to", ANY_DAY))
    return not (since and last and last < since) and not (until and first and first > until)


def chaired_as_asked(facts: Facts, fact: Fact, asked: Filters) -> bool:
    found = {
        "party": qualifiers(fact, "on_behalf_of"),
        "person": [fact.subject],
        "mechanism": facts.values(target(fact), "session_of"),
        "sector": facts.values(target(fact), "covered"),
    }
    return all(asked[name] in values for name, values in found.items() if name in asked)


def met(facts: Facts, fact: Fact, asked: Filters) -> bool:
    """Was the counterpart another side of that meeting?"""
    side = asked["counterpart"]
    there = facts.values(side, "took_part_in")
    there += [target(each) for each in facts.winning if side in qualifiers(each, "on_behalf_of")]
    return target(fact) in there and side not in qualifiers(fact, "on_behalf_of")


def acted(facts: Facts, fact: Fact, side: str | None) -> dict[str, Any]:
    """The columns that tell how somebody took part in a meeting."""
    meeting, post = target(fact), next(iter(qualifiers(fact, "in_capacity_as")), None)
    return {
        "official_id": fact.subject,
        "official": facts.label(fact.subject),
        "on_behalf_of_id": side,
        "on_behalf_of": facts.label(side),
        "post_id": post,
        "post": facts.label(post),
        "meeting_id": meeting,
        "meeting": facts.label(meeting),
        "start_date": facts.literal(meeting, "start_date"),
        "place": facts.place(meeting),
        "fact": fact.id,
    }


def who_acted_for(facts: Facts, asked: Filters) -> Iterator[Row]:
    for fact in facts.winning:
        if not (facts.is_a(target(fact), "Meeting") and was_held_then(facts, target(fact), asked)):
            continue
        for side in qualifiers(fact, "on_behalf_of"):
            if asked.get("party", side) == side and asked.get("role", fact.property) == fact.property:
                yield {**acted(facts, fact, side), "role": fact.property}


def agreements_by_status(facts: Facts, asked: Filters) -> Iterator[Row]:
    for fact in facts.winning:
        agreement = fact.subject
        if fact.property != "has_status" or not facts.is_a(agreement, "Agreement"):
            continue
        sides, kinds = facts.values(agreement, "between"), facts.values(agreement, "has_kind")
        wanted = {asked[name] for name in ("party", "counterpart") if name in asked}
        if len(wanted) < len(asked.keys() & {"party", "counterpart"}) or not wanted <= set(sides):
            continue
        if asked.get("status", target(fact)) != target(fact):
            continue
        if "sector" in asked and asked["sector"] not in facts.values(agreement, "covered"):
            continue
        for kind, side, meeting in product(
            or_none(kinds), or_none(sides), or_none(facts.values(agreement, "adopted_at"))
        ):
            yield {
                "agreement_id": agreement,
                "agreement": facts.label(agreement),
                "kind": facts.label(kind),
                "status_id": target(fact),
                "status": facts.label(target(fact)),
                "as_of": next(iter(qualifiers(fact, "as_of")), None),
                "party_id": side,
                "party": facts.label(side),
                "meeting_id": meeting,
                "meeting": facts.label(meeting),
                "fact": fact.id,
            }


IN_PYTHON = {
    "who-co-chaired": who_co_chaired,
    "who-acted-for": who_acted_for,
    "agreements-by-status": agreements_by_status,
}
