"""A small made-up world for the tests of the named questions, as a store draws it.

Ruritania, Sylvania and Freedonia are invented; so is everything said of them. It holds the odd cases: no date, no
place, a country for a place, two sides for one person, a disputed chair, a planned session, missing posts, an agreement
without sides, awkward characters.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from comity.graph.model import Datatype, Entity, Fact, Interval, Link, Literal, Quote, Rank, Value, digest

RURITANIA, SYLVANIA, FREEDONIA, LEAGUE = (
    "country/ruritania",
    "country/sylvania",
    "country/freedonia",
    "bloc/lake-league",
)
ANNA, BERO, CORA = "official/anna-olm", "official/bero-tan", "official/cora-ruk"
COMMISSION = "mechanism/joint-commission"
THIRD, FOURTH, TALKS = "meeting/joint-commission-3", "meeting/joint-commission-4", "meeting/lake-talks"
MINISTER, ENVOY = "post/minister-of-trade", "post/envoy"
STRELSAU, TRADE, REPORT = "place/strelsau", "sector/trade", "document/lake-report"
HELD, PLANNED = "meeting-status/held", "meeting-status/planned"
TRADE_TREATY, LAKE_PLAN, TREATY = "agreement/trade-treaty", "agreement/lake-plan", "agreement-kind/treaty"
SIGNED, PROPOSED = "agreement-status/signed", "agreement-status/proposed"
DATES = frozenset(("start_date", "end_date", "due_date", "published"))


def entity(id: str, label: str, *classes: str, states: tuple[str, ...] = (), **literals: str | int) -> Entity:
    return Entity(
        id, classes, label, tuple(sorted((name, literal(name, value)) for name, value in literals.items())), states
    )


def literal(name: str, value: str | int) -> Literal:
    if isinstance(value, int):
        return Literal(str(value), Datatype.INTEGER)
    return Literal(value, Datatype.DATE if name in DATES else Datatype.STRING)


def fact(subject: str, name: str, value: str | Literal, **more: Any) -> Fact:
    link: Value = Link(value) if isinstance(value, str) else value
    return Fact(digest(subject, name, str(value)), subject, name, link, **more)


def acting(*parties: str, post: str | None = None) -> tuple[tuple[str, Value], ...]:
    said: list[tuple[str, Value]] = [("in_capacity_as", Link(post))] if post else []
    return (*said, *(("on_behalf_of", Link(party)) for party in parties))


def seen(day: date) -> Interval:
    return Interval(from_last=day, to_first=day)


ENTITIES = (
    entity(RURITANIA, "Ruritania", "Country", "Party"),
    entity(SYLVANIA, "Sylvania", "Country", "Party"),
    entity(FREEDONIA, "Freedonia", "Country", "Party"),
    entity(LEAGUE, "Lake League", "Bloc", "Grouping", "Party"),
    entity(ANNA, 'Anna "Ann" Olm', "Official", "Person"),
    entity(BERO, "Bero Tan’akë \\ 🜁", "Official", "Person"),
    entity(CORA, "Cora Ruk", "Person"),
    entity(COMMISSION, "Ruritania–Sylvania Joint Commission", "Mechanism"),
    entity(THIRD, "3rd Joint Commission", "Event", "Meeting", states=("held",), session_number=3, start_date="2024-05"),
    entity(
        FOURTH, "4th Joint Commission", "Event", "Meeting", states=("planned",), session_number=4, start_date="2026"
    ),
    entity(TALKS, "Lake talks", "Event", "Meeting", states=("held",)),
    entity(MINISTER, "Minister of Trade", "Post"),
    entity(ENVOY, "Envoy", "Post"),
    entity("institution/ministry-of-trade", "Ministry of Trade", "Institution"),
    entity(STRELSAU, "Strelsau", "Place"),
    entity(TRADE, "trade", "Concept", "Sector"),
    entity(HELD, "held", "Concept", "MeetingStatus"),
    entity(PLANNED, "planned", "Concept", "MeetingStatus"),
    entity(TRADE_TREATY, "Trade Treaty", "Agreement", states=("signed",)),
    entity(LAKE_PLAN, "Lake Plan", "Agreement", states=("proposed",)),
    entity(SIGNED, "signed", "AgreementStatus", "Concept"),
    entity(PROPOSED, "proposed", "AgreementStatus", "Concept"),
    entity(TREATY, "treaty", "AgreementKind", "Concept"),
    entity(REPORT, "A report", "Document", document_kind="summary", published="2024-06-01", publisher="The Lake Post"),
)
ANNA_CHAIRED = fact(ANNA, "co_chaired", THIRD, qualifiers=acting(RURITANIA, post=MINISTER))
BERO_CHAIRED = fact(BERO, "co_chaired", THIRD, qualifiers=acting(SYLVANIA))
CORA_CHAIRED = fact(CORA, "co_chaired", TALKS, qualifiers=acting(FREEDONIA, LEAGUE))
BERO_AT_TALKS = fact(BERO, "co_chaired", TALKS)
DISPUTED_CHAIR = fact(CORA, "co_chaired", THIRD, rank=Rank.DISPUTED, qualifiers=acting(FREEDONIA))
DISPUTED_DATE = fact(THIRD, "start_date", Literal("2024-06", Datatype.DATE), rank=Rank.DISPUTED)
DISPUTED_SIDES = Fact(
    digest("disputed", "sides"),
    BERO,
    "co_chaired",
    Link(TALKS),
    rank=Rank.DISPUTED,
    qualifiers=acting(LEAGUE, SYLVANIA),
    disputed_qualifier="on_behalf_of",
)
DISPUTED_TENURE = Fact(
    digest("disputed", "tenure"),
    ANNA,
    "holds",
    Link(MINISTER),
    rank=Rank.DISPUTED,
    qualifiers=(("tenure", Literal("acting")),),
    disputed_qualifier="tenure",
)
PLANNED_CHAIR = fact(ANNA, "co_chaired", FOURTH, qualifiers=acting(RURITANIA))
THIRD_SESSION, FOURTH_SESSION = fact(THIRD, "session_of", COMMISSION), fact(FOURTH, "session_of", COMMISSION)
FOURTH_PLANNED = fact(FOURTH, "has_status", PLANNED)
ANNA_ENVOY = fact(ANNA, "holds", ENVOY, interval=seen(date(2020, 1, 2)))
ANNA_MINISTER = fact(
    ANNA, "holds", MINISTER, interval=seen(date(2024, 5, 31)), qualifiers=(("tenure", Literal("substantive")),)
)
CORA_SPOKE = fact(CORA, "spoke_at", THIRD, qualifiers=acting(FREEDONIA, post=ENVOY))
BERO_AT_FOURTH = fact(BERO, "attended", FOURTH, qualifiers=acting(SYLVANIA))
TREATY_SIGNED = fact(TRADE_TREATY, "has_status", SIGNED, qualifiers=(("as_of", Literal("2024-05", Datatype.DATE)),))
TREATY_PROPOSED = fact(TRADE_TREATY, "has_status", PROPOSED, rank=Rank.SUPERSEDED)
PLAN_PROPOSED = fact(LAKE_PLAN, "has_status", PROPOSED)
FACTS = (
    CORA_SPOKE,
    BERO_AT_FOURTH,
    TREATY_SIGNED,
    TREATY_PROPOSED,
    PLAN_PROPOSED,
    fact(TRADE_TREATY, "has_kind", TREATY),
    fact(TRADE_TREATY, "between", RURITANIA),
    fact(TRADE_TREATY, "between", SYLVANIA),
    fact(TRADE_TREATY, "covered", TRADE),
    fact(TRADE_TREATY, "adopted_at", THIRD),
    ANNA_CHAIRED,
    BERO_CHAIRED,
    CORA_CHAIRED,
    BERO_AT_TALKS,
    DISPUTED_CHAIR,
    DISPUTED_DATE,
    DISPUTED_SIDES,
    DISPUTED_TENURE,
    PLANNED_CHAIR,
    THIRD_SESSION,
    FOURTH_SESSION,
    FOURTH_PLANNED,
    ANNA_ENVOY,
    ANNA_MINISTER,
    fact(THIRD, "has_status", HELD),
    fact(TALKS, "has_status", HELD),
    fact(THIRD, "held_in", STRELSAU),
    fact(TALKS, "held_in", FREEDONIA),
    fact(THIRD, "covered", TRADE),
    fact(RURITANIA, "took_part_in", THIRD),
    fact(SYLVANIA, "took_part_in", THIRD),
    fact(RURITANIA, "took_part_in", TALKS),
    fact(COMMISSION, "between", RURITANIA),
    fact(COMMISSION, "between", SYLVANIA),
    fact(MINISTER, "post_of", RURITANIA),
    fact(MINISTER, "post_in", "institution/ministry-of-trade"),
)
QUOTES = (
    Quote(
        digest("one"),
        ANNA_CHAIRED.id,
        ANNA,
        "co_chaired",
        "Anna\n“Ann” Olm and Bero chaired it.",
        10,
        42,
        REPORT,
        "rules@1",
        0.9,
    ),
    Quote(digest("two"), ANNA_CHAIRED.id, ANNA, "co_chaired", "Both chaired.", 90, 103, REPORT, "rules@1"),
    Quote(digest("other"), BERO_CHAIRED.id, BERO, "co_chaired", "Both chaired.", 90, 103, REPORT, "rules@1"),
)
