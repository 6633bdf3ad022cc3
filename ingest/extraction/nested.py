"""Events told with others: a meeting on a visit, a session that a journey is for, two events in one breath."""

from __future__ import annotations

import re
from itertools import pairwise

from .beside import beside
from .drafts import EventDraft, Role
from .frames import Said
from .framing import Story
from .signed_together import SIGNED_TOGETHER

_LISTED = re.compile(r"<E\d+>(?:,|,? and) (?:the )?$")
_AS_EQUALS = frozenset({"met", "meeting-between"})
_TALKS = frozenset({"call_on", "session", "summit", "conference", "forum", "roundtable"})


def settle_nested(story: Story) -> None:
    """What each event has from the one that it is told with; to be called when dates, places and sides are bound."""
    for scene in story.body:
        events = story.at[scene.sentence.index]
        for (place, draft), (next_place, following) in pairwise(events):
            between = scene.skeleton.text[place:next_place]
            if _LISTED.match(between) and draft.kind == following.kind == "visit":
                _same_day(draft, following)
                _same_day(following, draft)
                draft.past = following.past = draft.past or following.past
            elif _LISTED.match(between) and {draft.kind, following.kind} <= _SITTINGS:
                _as_one(draft, following)
                _as_one(following, draft)
            if draft is not following and following.first == scene.sentence.index:
                _settle_pair(draft, following, scene.skeleton.text[:place], between)
    for draft in story.events.drafts:
        _settle_bare(draft)
    _settle_parts(story)
    _settle_occasions(story)
    _settle_signings(story)
    for draft in story.events.drafts:
        if draft.kind == "call_on":
            _in_visit(story, draft)


_SITTINGS = frozenset({"session", "summit", "conference", "forum", "roundtable"})


def _as_one(one: EventDraft, other: EventDraft) -> None:
    """Two sittings that are told in one breath share the day, the place and the sides that only one has."""
    if one is other or one.past != other.past or one.is_planned != other.is_planned:
        return
    _share(one, other)
    if other.start is None:
        other.start, other.end = one.start, one.end
    for party, said in one.parties.items() if not other.parties else ():
        other.add_party(party, said)


_BARE = re.compile(r"(?:bilateral |brief |working |short )?meeting$", re.IGNORECASE)
_FEW = 4  # persons
_NO_LEADERS = frozenset({"attendee", "host", "guest", "speaker"})


def _settle_bare(draft: EventDraft) -> None:
    """ "A meeting" of no body, at which few persons of two sides met as equals, is talks."""
    is_bare = draft.kind == "session" and not draft.series and not draft.turn and _BARE.match(draft.name)
    is_of_few = len(draft.parties) == 2 and 1 < len(draft.roles) <= _FEW
    if is_bare and is_of_few and all(role.role in _NO_LEADERS for role in draft.roles):
        draft.kind = "call_on"


def _settle_pair(draft: EventDraft, following: EventDraft, before: str, between: str) -> None:
    """What two events of one sentence share by the words before them and between them."""
    if draft.kind == "visit" and beside("journey-for").search(between):
        _share(draft, following)
        _same_day(draft, following)
        _same_day(following, draft)
    elif draft.kind == "call_on" and beside("aside-of-event").search(between):
        _share(following, draft)
    elif following.kind == "call_on" and beside("aside-of-event").search(before):
        _share(draft, following)
    elif beside("and-also").search(between):
        _share(draft, following)
        _same_day(draft, following)


def _settle_occasions(story: Story) -> None:
    """What a sentence tells as of the same occasion as the one before."""
    for scene in story.body:
        for _, draft in story.at[scene.sentence.index]:
            if draft.first == scene.sentence.index and beside("same-occasion").search(scene.skeleton.text):
                _as_before(story, draft)
            if story.main not in (None, draft) and beside("same-venue").search(scene.skeleton.text):
                _share(story.main, draft)


def _settle_parts(story: Story) -> None:
    """Meetings of one person with several others, told in one sentence, were on one day and in one place."""
    for scene in story.body:
        told = [draft for _, draft in story.at[scene.sentence.index] if draft.first == scene.sentence.index]
        talks = [draft for draft in told if draft.kind == "call_on"]
        for one in talks:
            for other in talks:
                if one is not other and {id(role.person) for role in one.roles} & {
                    id(role.person) for role in other.roles
                }:
                    _share(one, other)
                    _same_day(one, other)


def _settle_signings(story: Story) -> None:
    """What those who are told by their post alone signed, they signed at the event at which they are named."""
    for signing in story.events.drafts:
        if signing.rule == SIGNED_TOGETHER:
            people = {id(role.person) for role in signing.roles}
            for other in story.events.drafts:
                if other.rule != SIGNED_TOGETHER and people <= {id(role.person) for role in other.roles}:
                    _share(other, signing)
                    _same_day(other, signing)


def _as_before(story: Story, draft: EventDraft) -> None:
    """What follows "on the same day", "also" and the like is where and when the last event of the same persons was."""
    people = {id(role.person) for role in draft.roles}
    before = [
        other
        for other in story.events.drafts
        if other.first < draft.first
        and other.kind in _TALKS
        and (other.country is not None or other.start is not None)
        and people & {id(role.person) for role in other.roles}
        and not (draft.past or other.past)
    ]
    if draft.kind in _TALKS and before:
        _share(before[-1], draft)
        _same_day(before[-1], draft)


def _share(one: EventDraft, other: EventDraft) -> None:
    """The place that only one of two has been given is that of both."""
    if other.place is None and other.country is None and one.country is not None:
        other.place, other.country = one.place, one.country


def _same_day(one: EventDraft, other: EventDraft) -> None:
    if other.start is None and one.start is not None and not one.end:
        other.start = one.start


def _in_visit(story: Story, draft: EventDraft) -> None:
    """A meeting on a visit is in the country of it; where the report is about a visit, who came is a guest at each."""
    for visit in story.events.drafts:
        if visit.kind != "visit" or visit.past != draft.past or (visit.is_planned and not draft.is_planned):
            continue
        where = draft.country or visit.country
        if where is None or (visit.country is None and where.value not in visit.parties):
            continue
        guests = [role for role in draft.roles if _visits(role, visit)]
        hosts = [role for role in draft.roles if role.side == where.value and role not in guests]
        if not guests or not hosts:
            continue
        is_part = _is_part(story, visit, draft)
        for role in [*guests, *hosts]:
            if role.role == "attendee" and (role.rule == "met-by-group" or (is_part and role.rule in _AS_EQUALS)):
                role.role = "guest" if role in guests else "host"
        if draft.country is None and draft.place is None and visit.start == draft.start:
            draft.place = visit.place
        if draft.country is None:
            draft.country = Said(where.value, (draft.sentence, *where.spans), 0.7, "in-visit")


def _is_part(story: Story, visit: EventDraft, draft: EventDraft) -> bool:
    """Does the report tell of a meeting as of a part of a visit, rather than of a visit beside a meeting?"""
    if story.main is None or story.main.kind == "visit":
        return True
    return visit.first <= draft.first and story.main.kind == "call_on" and not visit.is_setting


def _visits(role: Role, visit: EventDraft) -> bool:
    known = visit.role_of(role.person)
    return known is not None and known.role in {"guest", "head_of_delegation"}
