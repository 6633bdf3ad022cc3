"""More of the made-up world: what the questions about pairs, bodies, rhythms and places need.

It adds to `world.py`. For each question there is something that it must tell, and something like it that it must not:
what is only planned, proposed, disputed, superseded or invited, a second meeting of one mechanism, a colleague of the
same side, a membership that had ended or that nobody looked at any more.
"""

from __future__ import annotations

from datetime import date

from comity.graph.model import Datatype, Fact, Interval, Literal, Quote, Rank, digest

from . import world
from .world import (
    ANNA,
    BERO,
    COMMISSION,
    CORA,
    FOURTH,
    FREEDONIA,
    HELD,
    LAKE_PLAN,
    LEAGUE,
    MINISTER,
    PLANNED,
    PROPOSED,
    REPORT,
    RURITANIA,
    STRELSAU,
    SYLVANIA,
    TALKS,
    THIRD,
    TRADE,
    TRADE_TREATY,
    acting,
    entity,
    fact,
)

DARIO = "official/dario-eck"
DEPUTY, MINISTRY = "post/deputy-minister-of-trade", "institution/sylvanian-ministry"
RANK_MINISTER, RANK_DEPUTY = "post-rank/minister", "post-rank/deputy_minister"
SECOND, GROUP_MEETING, GROUP_NEXT = "meeting/joint-commission-2", "meeting/ferry-group-1", "meeting/ferry-group-2"
VISIT, NEXT_VISIT = "meeting/visit-2023", "meeting/visit-2026"
GROUP, FORUM, FORUM_MEETING = "mechanism/ferry-group", "mechanism/forum", "meeting/forum-2"
VISITING = "meeting-kind/visit"
ZENDA = "place/zenda"
UNION = "bloc/hill-union"
FERRY, BRIDGE, SCHOOL, ROAD = "commitment/ferry", "commitment/bridge", "commitment/school", "commitment/road"
FISH_MEMO, TALKED_OVER = "agreement/fish-memo", "agreement-status/under_negotiation"
LAKE_BRIDGE, CORRIDOR = "project/lake-bridge", "initiative/lake-corridor"
OURS, THEIRS, PRESS = "document/ruritanian-release", "document/sylvanian-release", "document/press"


def over(
    first: date | None = None, last: date | None = None, *, ended: date | None = None, seen: date | None = None
) -> Interval:
    return Interval(from_first=first, from_last=last, to_first=ended, to_last=ended, observed_until=seen)


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


LOOKED_UNTIL = date(2014, 12, 31)
MORE_ENTITIES = (
    entity(DARIO, "Dario Eck", "Person"),
    entity(DEPUTY, "Deputy Minister of Trade", "Post"),
    entity(MINISTRY, "Ministry of Sylvania", "Institution"),
    entity(RANK_MINISTER, "minister", "Concept", "PostRank"),
    entity(RANK_DEPUTY, "deputy minister", "Concept", "PostRank"),
    entity(
        SECOND,
        "2nd Joint Commission",
        *("Event", "Meeting"),
        states=("held",),
        session_number=2,
        start_date="2022-03-04",
        end_date="2022-03-05",
    ),
    entity(GROUP_MEETING, "Ferry group", "Event", "Meeting", states=("held",), start_date="2023-06-01"),
    entity(GROUP_NEXT, "Ferry group, next", "Event", "Meeting", states=("planned",), start_date="2025-06"),
    entity(FORUM_MEETING, "2nd Forum", "Event", "Meeting", states=("held",), session_number=2, start_date="2021"),
    entity(VISIT, "Visit of Bero", "Event", "Meeting", states=("held",), start_date="2023-09-18"),
    entity(NEXT_VISIT, "Next visit of Bero", "Event", "Meeting", states=("planned",), start_date="2026-09"),
    entity(GROUP, "Ferry Group", "Mechanism", expected_interval="P1Y6M", host_rotation="alternately"),
    entity(FORUM, "Forum", "Mechanism"),
    entity(VISITING, "visit", "Concept", "MeetingKind"),
    entity(ZENDA, "Zenda", "Place"),
    entity(UNION, "Hill Union", "Bloc", "Organisation", "Party"),
    entity(FERRY, "run a ferry", "Commitment", due_date="../2024-12-31"),
    entity(BRIDGE, "mend the bridge", "Commitment", due_date="../2024-03-31"),
    entity(SCHOOL, "open a school", "Commitment", due_date="2030"),
    entity(ROAD, "pave the road", "Commitment"),
    entity(FISH_MEMO, "Fish Memorandum", "Agreement", states=("under_negotiation",)),
    entity(TALKED_OVER, "under negotiation", "AgreementStatus", "Concept"),
    entity(LAKE_BRIDGE, "Lake Bridge", "Project"),
    entity(CORRIDOR, "Lake Corridor", "Initiative"),
    entity(OURS, "Ruritanian release", "Document", document_kind="report", published="2024-05-20"),
    entity(THEIRS, "Sylvanian release", "Document", document_kind="report", published="2024-06"),
    entity(PRESS, "A paper", "Document", document_kind="report"),
)

SECOND_LED = fact(ANNA, "co_chaired", SECOND, qualifiers=acting(RURITANIA, post=MINISTER))
SECOND_LED_TOO = fact(BERO, "co_chaired", SECOND, qualifiers=acting(SYLVANIA, post=DEPUTY))
GROUP_LED = fact(ANNA, "chaired", GROUP_MEETING, qualifiers=acting(RURITANIA, post=MINISTER))
MEMBER = fact(RURITANIA, "member_of", LEAGUE, interval=over(*year(1990), seen=LOOKED_UNTIL))
MEMBER_ONCE = fact(SYLVANIA, "member_of", LEAGUE, interval=over(*year(1995), ended=date(2000, 6, 30)))
OBSERVER = fact(FREEDONIA, "observer_of", LEAGUE, interval=over(*year(2010), seen=LOOKED_UNTIL))
PARTNER = fact(LEAGUE, "strategic_partner_of", SYLVANIA, interval=over(date(2001, 2, 3), date(2001, 2, 3)))
START_SAID = fact(THIRD, "start_date", Literal("2024-05", Datatype.DATE))
FISH_TALKS = fact(FISH_MEMO, "has_status", TALKED_OVER)
VISITED = fact(BERO, "called_on", VISIT, qualifiers=acting(SYLVANIA, post=DEPUTY))
FERRY_MADE, BRIDGE_MADE = fact(FERRY, "committed_by", RURITANIA), fact(BRIDGE, "committed_by", SYLVANIA)
SCHOOL_MADE, ROAD_MADE = fact(SCHOOL, "committed_by", ANNA), fact(ROAD, "committed_by", FREEDONIA)
OBSERVED = fact(DARIO, "observed_at", TALKS)
BRIDGE_COVERED = fact(LAKE_BRIDGE, "covered", TRADE)


def _held(meeting: str, where: str | None, *parties: str, session_of: str | None = None) -> list[Fact]:
    facts = [fact(meeting, "has_status", HELD), *(fact(party, "took_part_in", meeting) for party in parties)]
    facts += [fact(meeting, "held_in", where)] if where else []
    return facts + ([fact(meeting, "session_of", session_of)] if session_of else [])


SESSIONS = (
    *_held(SECOND, ZENDA, RURITANIA, session_of=COMMISSION),
    fact(SYLVANIA, "took_part_in", SECOND, qualifiers=(("at_level", Literal("head_of_state")),)),
    SECOND_LED,
    SECOND_LED_TOO,
    fact(CORA, "co_chaired", SECOND, rank=Rank.DISPUTED, qualifiers=acting(FREEDONIA, post=MINISTER)),
    fact(CORA, "invited_to", SECOND),
    fact(DARIO, "accompanied", SECOND, qualifiers=acting(RURITANIA)),
    *_held(GROUP_MEETING, None, RURITANIA, SYLVANIA, session_of=GROUP),
    GROUP_LED,
    fact(GROUP_NEXT, "has_status", PLANNED),
    fact(GROUP_NEXT, "session_of", GROUP),
    fact(GROUP_NEXT, "held_in", STRELSAU),
    fact(BERO, "attended", GROUP_NEXT, qualifiers=acting(SYLVANIA)),
    fact(GROUP, "part_of", COMMISSION),
    fact(GROUP, "between", RURITANIA),
    fact(GROUP, "between", SYLVANIA),
    *_held(FORUM_MEETING, STRELSAU, RURITANIA, FREEDONIA, session_of=FORUM),
    *(fact(FORUM, "between", party) for party in (RURITANIA, SYLVANIA, FREEDONIA)),
    fact(FOURTH, "held_in", ZENDA),
    fact(STRELSAU, "located_in", RURITANIA),
    fact(ZENDA, "located_in", SYLVANIA),
    fact(MINISTER, "has_rank", RANK_MINISTER),
    fact(DEPUTY, "has_rank", RANK_DEPUTY),
)
VISITS = (
    *_held(VISIT, STRELSAU, RURITANIA, SYLVANIA),
    VISITED,
    fact(ANNA, "received", VISIT, qualifiers=acting(RURITANIA, post=MINISTER)),
    fact(VISIT, "has_kind", VISITING),
    fact(NEXT_VISIT, "has_kind", VISITING),
    fact(NEXT_VISIT, "has_status", PLANNED),
    fact(NEXT_VISIT, "held_in", STRELSAU),
    fact(BERO, "called_on", NEXT_VISIT, qualifiers=acting(SYLVANIA)),
    fact(SYLVANIA, "observer_at", NEXT_VISIT),
    fact(FREEDONIA, "observer_at", THIRD),
    fact(FREEDONIA, "observer_at", FOURTH),
    fact(CORA, "observed_at", SECOND, qualifiers=acting(LEAGUE)),
    OBSERVED,
)
BODIES = (
    MEMBER,
    MEMBER_ONCE,
    OBSERVER,
    PARTNER,
    fact(FREEDONIA, "member_of", LEAGUE, rank=Rank.DISPUTED),
    fact(LEAGUE, "member_of", UNION, interval=over(*year(1970))),
    fact(RURITANIA, "member_of", UNION, interval=over(*year(1950), ended=date(1999, 12, 31))),
    fact(FREEDONIA, "member_of", UNION, interval=over(*year(1960), seen=LOOKED_UNTIL)),
)
PROMISES = (
    FERRY_MADE,
    fact(FERRY, "committed_to", SYLVANIA),
    fact(FERRY, "fulfilled_by", TRADE_TREATY),
    BRIDGE_MADE,
    fact(BRIDGE, "fulfilled_by", NEXT_VISIT),
    fact(BRIDGE, "adopted_at", THIRD),
    SCHOOL_MADE,
    fact(SCHOOL, "part_of", TRADE_TREATY),
    ROAD_MADE,
    fact(ROAD, "fulfilled_by", LAKE_PLAN),
    fact(BRIDGE, "committed_by", FREEDONIA, rank=Rank.DISPUTED),
    fact(FISH_MEMO, "between", RURITANIA),
    fact(FISH_MEMO, "between", SYLVANIA),
    fact(FISH_MEMO, "covered", TRADE),
    FISH_TALKS,
    fact(FISH_MEMO, "has_status", PROPOSED, rank=Rank.SUPERSEDED),
    fact(SECOND, "covered", TRADE),
    fact(FOURTH, "covered", TRADE),
    BRIDGE_COVERED,
    fact(LAKE_BRIDGE, "part_of", CORRIDOR),
    fact(RURITANIA, "participant_in", LAKE_BRIDGE),
    fact(SYLVANIA, "participant_in", LAKE_BRIDGE),
    fact(FREEDONIA, "invited_to", LAKE_BRIDGE),
)
RELEASES = (
    fact(OURS, "issued_by", RURITANIA),
    fact(THEIRS, "issued_by", MINISTRY),
    fact(MINISTRY, "part_of", SYLVANIA),
    START_SAID,
)
ENTITIES = (*world.ENTITIES, *MORE_ENTITIES)
FACTS = (*world.FACTS, *SESSIONS, *VISITS, *BODIES, *PROMISES, *RELEASES)


def _told(fact: Fact, document: str) -> Quote:
    said = f"{fact.property} in {document}"
    return Quote(digest(said, fact.id), fact.id, fact.subject, fact.property, said, 0, len(said), document, "rules@1")


QUOTES = (
    *world.QUOTES,
    _told(START_SAID, OURS),
    _told(world.DISPUTED_DATE, THEIRS),
    _told(world.DISPUTED_DATE, PRESS),
    _told(world.DISPUTED_CHAIR, OURS),
    _told(FISH_TALKS, REPORT),
    _told(FISH_TALKS, OURS),
    _told(world.PLAN_PROPOSED, PRESS),
    _told(world.FOURTH_PLANNED, REPORT),
    _told(world.TREATY_SIGNED, THEIRS),
    _told(FERRY_MADE, REPORT),
    _told(BRIDGE_MADE, OURS),
    _told(PARTNER, REPORT),
    _told(MEMBER, PRESS),
)
