"""Which of the events that a text speaks of are told, so that they can be told from others."""

from __future__ import annotations

from .drafts import SAME_TWO, EventDraft
from .event_types import event_rules
from .framing import Story


def worth_telling(draft: EventDraft, story: Story) -> bool:
    """An event that can be told from others: by a number, a day, its people, or its name and place."""
    if draft is story.main:
        return True
    if _is_told_again(draft, story):
        return False
    if draft.ordinal or draft.roles or draft.aside:
        return True
    named = sum(said.rule != SAME_TWO for said in draft.parties.values())
    if draft.series:
        return bool(draft.start or draft.country or draft.turn or (named > 1 and not draft.past))
    if draft.turn == "later" and draft.parties:
        return True
    if draft.is_planned and named > 1:
        return True
    return bool((draft.start and _is_placed(draft)) or (draft.kind == "visit" and named))


def _is_placed(draft: EventDraft) -> bool:
    """Has a nameless event a day, or with its month or year a place or sides?"""
    is_day = draft.start is not None and len(draft.start.value) == len("2024-05-20")
    return is_day or bool(draft.told_day) or draft.place is not None or bool(draft.country or draft.parties)


def _is_told_again(draft: EventDraft, story: Story) -> bool:
    """Is it named by a bare noun ("in bilateral talks"), and was another meeting of all its people, or on its day?"""
    people = {id(role.person) for role in draft.roles}
    is_bare = draft.kind == "call_on" and draft.name.casefold() in event_rules().generic
    others = [other for other in story.events.drafts if other is not draft and other.kind == "call_on"]
    if draft.start:
        days = {other.start.value for other in others if other.start and other.roles}
        return is_bare and not people and draft.start.value in days
    return is_bare and bool(people) and any(people <= {id(role.person) for role in other.roles} for other in others)
