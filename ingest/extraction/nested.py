"""Events told with others: a meeting on a visit, a session that a journey is for, two events in one breath."""

from __future__ import annotations

from itertools import pairwise

from .beside import beside
from .drafts import EventDraft, Role
from .frames import Said
from .framing import Story


def settle_nested(story: Story) -> None:
    """What each event has from the one that it is told with; to be called when dates, places and sides are bound."""
    for scene in story.body:
        events = story.at[scene.sentence.index]
        for (place, draft), (next_place, following) in pairwise(events):
            between = scene.skeleton.text[place:next_place]
            if draft is following or following.first != scene.sentence.index:
                continue
            if draft.kind == "visit" and beside("journey-for").search(between):
                _share(draft, following)
                _same_day(draft, following)
                _same_day(following, draft)
            elif beside("and-also").search(between):
                _share(draft, following)
                _same_day(draft, following)
    for draft in story.events.drafts:
        if draft.kind == "call_on":
            _in_visit(story, draft)


def _share(one: EventDraft, other: EventDraft) -> None:
    """The place that only one of two has been given is that of both."""
    if other.place is None and other.country is None and one.country is not None:
        other.place, other.country = one.place, one.country


def _same_day(one: EventDraft, other: EventDraft) -> None:
    if other.start is None and one.start is not None and not one.end:
        other.start = one.start


def _in_visit(story: Story, draft: EventDraft) -> None:
    """Who meets somebody in a country that he visits is a guest there; the meeting is in the country of the visit."""
    for visit in story.events.drafts:
        if visit.kind != "visit" or visit.country is None or bool(visit.past) != bool(draft.past):
            continue
        where = draft.country.value if draft.country else visit.country.value
        guests = [role for role in draft.roles if _visits(role, visit)]
        hosts = [role for role in draft.roles if role.side == where and role not in guests]
        if not guests or not hosts:
            continue
        for role in [*guests, *hosts]:
            if role.role == "attendee" and role.rule in {"met", "meeting-between", "met-by-group"}:
                role.role = "guest" if role in guests else "host"
        if draft.country is None and draft.place is None and visit.start == draft.start:
            draft.place = visit.place
        if draft.country is None:
            draft.country = Said(visit.country.value, (draft.sentence, *visit.country.spans), 0.7, "in-visit")


def _visits(role: Role, visit: EventDraft) -> bool:
    known = visit.role_of(role.person)
    return known is not None and known.role in {"guest", "head_of_delegation"}
