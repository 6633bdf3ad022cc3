"""Six more named questions worked out in plain Python: bodies, places, projects, promises, persons and rhythms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

from comity.graph.browse import held_for_certain, may_hold
from comity.graph.dates import first_day, last_day
from comity.graph.model import Fact

from .in_python import Facts, Filters, Row, or_none, qualifiers, target, was_held_then

STANDING = {
    *("member_of", "associate_of", "observer_of", "candidate_of", "dialogue_partner_of"),
    *("sectoral_dialogue_partner_of", "development_partner_of", "strategic_partner_of"),
}
HELD = "meeting-status/held"
NOT_YET = {
    *("meeting-status/planned", "meeting-status/postponed", "meeting-status/cancelled"),
    *("agreement-status/proposed", "agreement-status/under_negotiation", "agreement-status/initialled"),
}


def named(facts: Facts, **ids: str | None) -> dict[str, str | None]:
    """Columns of ids, each with its label."""
    return {name: value for key, id in ids.items() for name, value in ((f"{key}_id", id), (key, facts.label(id)))}


def last_part(id: str | None) -> str | None:
    return id.rpartition("/")[2] if id else None


def in_last(asked: Filters, name: str) -> date:
    day = last_day(asked[name])
    assert day
    return day


def members_of_body(facts: Facts, asked: Filters) -> Iterator[Row]:
    for fact in facts.winning:
        ends = fact.subject, target(fact)
        backwards = fact.property == "strategic_partner_of" and ends[0] == asked["body"]
        if fact.property not in STANDING or not (ends[1] == asked["body"] or backwards):
            continue
        if asked.get("relation", fact.property) != fact.property:
            continue
        if "at" in asked and not may_hold(fact.interval, in_last(asked, "at")):
            continue
        days = ("from_first", "from_last", "to_first", "to_last", "observed_until")
        yield {
            **named(facts, party=ends[1] if backwards else ends[0]),
            "relation": fact.property,
            "certain": held_for_certain(fact.interval, in_last(asked, "at")) if "at" in asked else None,
            **{name: str(day) if (day := getattr(fact.interval, name)) else None for name in days},
            "fact": fact.id,
        }


def projects_by_sector(facts: Facts, asked: Filters) -> Iterator[Row]:
    for fact in facts.winning:
        if fact.property != "covered" or not facts.is_a(fact.subject, "Project"):
            continue
        sides = sorted(facts.subjects("participant_in", fact.subject))
        if asked.get("sector", target(fact)) != target(fact) or ("party" in asked and asked["party"] not in sides):
            continue
        initiatives = [each for each in facts.values(fact.subject, "part_of") if facts.is_a(each, "Initiative")]
        for initiative, side in product(or_none(initiatives), or_none(sides)):
            project = named(facts, sector=target(fact), project=fact.subject)
            yield {**project, **named(facts, initiative=initiative, participant=side), "fact": fact.id}


def meetings_at_place(facts: Facts, asked: Filters) -> Iterator[Row]:
    for fact in facts.winning:
        meeting = fact.subject
        if fact.property != "held_in" or not facts.is_a(meeting, "Meeting") or not within(facts, target(fact), asked):
            continue
        states = facts.values(meeting, "has_status")
        if ("status" in asked and f"meeting-status/{asked['status']}" not in states) or not was_then(
            facts, fact, asked
        ):
            continue
        kinds, series = facts.values(meeting, "has_kind"), facts.values(meeting, "session_of")
        for kind, state, mechanism in product(or_none(kinds), or_none(states), or_none(series)):
            yield {
                **named(facts, meeting=meeting, place=target(fact), mechanism=mechanism),
                "kind": facts.label(kind),
                "status": last_part(state),
                "start_date": facts.literal(meeting, "start_date"),
                "fact": fact.id,
            }


def within(facts: Facts, place: str, asked: Filters) -> bool:
    return place == asked["place"] or any(within(facts, each, asked) for each in facts.values(place, "located_in"))


def was_then(facts: Facts, fact: Fact, asked: Filters) -> bool:
    first, last = facts.days(fact.subject)
    since, until = first_day(asked.get("from", "../..")), last_day(asked.get("to", "../.."))
    return not (since and last and last < since) and not (until and first and first > until)


def promises(facts: Facts, asked: Filters) -> Iterator[Row]:
    for fact in facts.winning:
        promise, sides = fact.subject, {asked[name] for name in ("party", "counterpart") if name in asked}
        if fact.property != "committed_by" or not all(concerns(facts, promise, side) for side in sides):
            continue
        if len(sides) == 2 and target(fact) not in sides and facts.is_a(target(fact), "Party"):
            continue
        state = state_of(facts, promise, in_last(asked, "on"))
        if asked.get("state", state) != state:
            continue
        for addressee, deed, meeting in product(
            *(or_none(facts.values(promise, name)) for name in ("committed_to", "fulfilled_by", "adopted_at"))
        ):
            yield {
                **named(facts, promise=promise, promiser=target(fact), addressee=addressee),
                **named(facts, fulfilled_by=deed, meeting=meeting),
                "state": state,
                "due_date": facts.literal(promise, "due_date"),
                "fact": fact.id,
            }


def concerns(facts: Facts, promise: str, side: str) -> bool:
    makers = [*facts.values(promise, "committed_by"), *facts.values(promise, "committed_to")]
    there = [who for meeting in facts.values(promise, "adopted_at") for who in facts.subjects("took_part_in", meeting)]
    texts = [each for each in facts.values(promise, "part_of") if facts.is_a(each, "Agreement")]
    return side in (*makers, *there, *(party for text in texts for party in facts.values(text, "between")))


def state_of(facts: Facts, promise: str, day: date) -> str:
    deeds = facts.values(promise, "fulfilled_by")
    if any(has_come_about(facts, deed) for deed in deeds):
        return "done"
    due = facts.literal(promise, "due_date")
    latest = last_day(str(due)) if due else None
    return "late" if latest and latest < day else "open"


def has_come_about(facts: Facts, deed: str) -> bool:
    stages = set(facts.values(deed, "has_status"))
    return not stages & NOT_YET if stages else not any(facts.is_a(deed, name) for name in ("Meeting", "Agreement"))


def in_several_mechanisms(facts: Facts, asked: Filters) -> Iterator[Row]:
    parts = [
        (fact, side, mechanism)
        for fact in facts.winning
        if was_held_then(facts, target(fact), {})
        for mechanism in facts.values(target(fact), "session_of")
        for side in qualifiers(fact, "on_behalf_of")
    ]
    for fact, side, mechanism in parts:
        several = {series for other, party, series in parts if (other.subject, party) == (fact.subject, side)}
        wanted = asked.get("party", side) == side and asked.get("person", fact.subject) == fact.subject
        if len(several) > 1 and wanted:
            yield {
                **named(facts, official=fact.subject, party=side, mechanism=mechanism, meeting=target(fact)),
                "mechanisms": len(several),
                "role": fact.property,
                "start_date": facts.literal(target(fact), "start_date"),
                "fact": fact.id,
            }


def overdue_mechanisms(facts: Facts, asked: Filters) -> Iterator[Row]:
    by = in_last(asked, "on")
    for mechanism in [asked["mechanism"]] if "mechanism" in asked else [*facts.entities]:
        everything = facts.subjects("session_of", mechanism)
        sessions = {each: days for each in everything if (days := held_by(facts, each, by))}
        months = rhythm(facts, mechanism, sessions)
        if not sessions or months is None or ("party" in asked and not is_side(facts, mechanism, asked["party"])):
            continue
        last = max(end for _, end in sessions.values())
        if months <= 0 or count(by) - count(last) <= months:
            continue
        planned = [each for each in everything if "meeting-status/planned" in facts.values(each, "has_status")]
        parts = [each for each in facts.subjects("part_of", mechanism) if facts.is_a(each, "Mechanism")]
        of_last = [each for each, (_, end) in sessions.items() if end == last]
        for meeting, following, part in product(of_last, or_none(planned), or_none(parts)):
            (session,) = [each.id for each in facts.winning if (each.subject, each.property) == (meeting, "session_of")]
            yield {
                **named(facts, mechanism=mechanism, last_meeting=meeting, planned=following, part=part),
                "rhythm": "stated" if facts.literal(mechanism, "expected_interval") else "inferred",
                "every_months": months,
                "months_since": count(by) - count(last),
                "sessions_held": len(sessions),
                "last_date": facts.literal(meeting, "start_date"),
                "planned_date": facts.literal(following, "start_date") if following else None,
                "fact": session,
            }


def held_by(facts: Facts, meeting: str, by: date) -> tuple[date, date] | None:
    """The first and last day on which a meeting that was held may have begun; None if it was not, or after a day."""
    start = facts.literal(meeting, "start_date")
    if HELD not in facts.values(meeting, "has_status") or not start:
        return None
    first, last = first_day(str(start)), last_day(str(start))
    return (first, last) if first and last and first <= by else None


def rhythm(facts: Facts, mechanism: str, sessions: Mapping[str, tuple[date, date]]) -> int | None:
    if stated := facts.literal(mechanism, "expected_interval"):
        found = re.match(r"P(?:(\d+)Y)?(?:(\d+)M)?", str(stated))
        return 12 * int(found[1] or 0) + int(found[2] or 0) if found else 0
    numbers = [int(number) for each in sessions if (number := facts.literal(each, "session_number"))]
    steps = max(len(sessions) - 1, max(numbers) - min(numbers) if numbers else 0)
    firsts = [first for first, _ in sessions.values()]
    return -((count(min(firsts)) - count(max(firsts))) // steps) if steps > 0 else None


def count(day: date) -> int:
    """The number of its month."""
    return 12 * day.year + day.month


def is_side(facts: Facts, mechanism: str, party: str) -> bool:
    there = [who for each in facts.subjects("session_of", mechanism) for who in facts.subjects("took_part_in", each)]
    return party in (*facts.values(mechanism, "between"), *there)


MORE_IN_PYTHON = {
    "members-of-body": members_of_body,
    "projects-by-sector": projects_by_sector,
    "meetings-at-place": meetings_at_place,
    "promises": promises,
    "in-several-mechanisms": in_several_mechanisms,
    "overdue-mechanisms": overdue_mechanisms,
}
