"""Where an event was that no words place: in the country that such events are in more often than not."""

from __future__ import annotations

from .drafts import EventDraft
from .frames import Said
from .framing import Story

_RULE = "assumed-country"
_OF_MANY = frozenset({"session", "summit", "conference", "forum"})


def assume_countries(story: Story) -> None:
    """Give the events that are left without a place the country of the chair, of who was visited, or of the report."""
    for draft in story.events.drafts:
        if draft.country is None and draft.place is None and not draft.mode and not draft.fate and not draft.is_tour:
            country = _of_chair(draft) or _of_visited(draft) or _of_report(story, draft)
            draft.country = Said(country, (draft.sentence,), 0.6, _RULE) if country else None


def _of_chair(draft: EventDraft) -> str:
    """The country whose minister presided alone over a sitting of many: "Minister Stone chaired the sixth summit"."""
    chairs = {role.side if role.side_rule == "side-of-person" else "" for role in draft.roles if role.role == "chair"}
    is_of_one = draft.kind in _OF_MANY and len(chairs) == 1 and len(draft.parties) != 2
    return _country(chairs) if is_of_one else ""


def _of_visited(draft: EventDraft) -> str:
    """Of the two sides of a visit, the one that did not come."""
    guests = {role.side for role in draft.roles if role.role == "guest"}
    rest = draft.parties.keys() - guests
    is_open = draft.kind == "visit" and len(draft.parties) == 2 and guests
    return _country(rest) if is_open and len(rest) == 1 else ""


def _of_report(story: Story, draft: EventDraft) -> str:
    """The country of the main event, where two met beside it or another event was on its day."""
    main = story.main
    if main is None or main.country is None or draft.past or draft.is_planned or main.past or main.is_planned:
        return ""
    is_same_day = draft.start is not None and main.start is not None and draft.start.value == main.start.value
    sides = {role.side for role in draft.roles}
    is_among_own = len(draft.roles) > 1 and len(sides) == 1 and "" not in sides
    is_beside = (draft.kind == "call_on" and not is_among_own) or (is_same_day and draft.kind in _OF_MANY)
    return main.country.value if is_beside else ""


def _country(sides: set[str]) -> str:
    return next((side for side in sides if side.startswith("country/")), "")
