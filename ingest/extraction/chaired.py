"""Which session it was that somebody is said to have chaired."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from .beside import beside
from .drafts import EventDraft
from .event_types import EventMention
from .framing import Story, told_of
from .roles import RoleMatch
from .scenes import Scene


def event_of_chair(
    story: Story, scene: Scene, match: RoleMatch, places: list[tuple[int, EventDraft]]
) -> EventDraft | None:
    """Who "co-chaired X": the event after the verb; what "was co-chaired by": the one before it."""
    first = scene.skeleton.place_of(match.people[0][0])[0] if match.people else 0
    if beside("chaired-before").search(scene.skeleton.text[:first]):
        return None
    unfit = {"visit", "phone_call", "call_on", "signing"}
    sessions = [(place, draft) for place, draft in places if draft.kind not in unfit]
    inside = [draft for place, draft in sessions if match.start <= place < match.end]
    if inside and match.rule.others:
        return inside[-1]
    before = [draft for place, draft in sessions if place < match.start]
    after = [
        draft
        for place, draft in sessions
        if place >= match.end and not re.search(r"[;]", scene.skeleton.text[match.end : place])
    ]
    ordered = [*before[::-1], *after] if match.rule.passive else [*after, *before[::-1]]
    at_hand = _told_before(story, scene) or story.at_hand(scene)
    fits = at_hand is not None and at_hand.kind not in {"visit", "phone_call", "signing"}
    if fits and at_hand is not None and match.rule.standing:
        fits = at_hand.kind not in unfit
    if ordered or fits:
        return ordered[0] if ordered else at_hand
    return None if match.rule.standing else _sitting_of_body(story, scene, match)


def _told_before(story: Story, scene: Scene) -> EventDraft | None:
    """The session that "it" at the head of a sentence is: the last one of the sentence before."""
    before = story.at.get(scene.sentence.index - 1, ()) if scene.skeleton.text.startswith("It ") else ()
    return next((draft for _, draft in reversed(before) if draft.kind == "session" and not draft.turn), None)


def _sitting_of_body(story: Story, scene: Scene, match: RoleMatch) -> EventDraft | None:
    """The sitting of a body of which the text says only that somebody chaired it; of the nearest one."""
    named = [item for item in scene.skeleton.items if getattr(item.thing, "form", "") == "body"]
    behind = [item for item in named if scene.skeleton.place_of(item)[0] >= match.start]
    bodies = [cast(EventMention, item.thing) for item in [*behind, *named]] or story.events.bodies[-1:]
    if not bodies:
        return None
    draft = story.events.resolve(replace(bodies[0], form="named"), scene.span)[0]
    story.place(scene, match.start, draft)
    if story.main is None or (story.main.kind in {"visit", "phone_call"} and not story.main.roles):
        story.main = draft
    return draft


def only_referred(story: Story, scene: Scene, match: RoleMatch) -> EventDraft | None:
    """The event that a text which names none only calls "the meeting", where it tells who led a side or chaired it."""
    if story.events.drafts or match.rule.role not in {"chair", "head_of_delegation"}:
        return None
    for item in scene.skeleton.of_kind("E"):
        if isinstance(item.thing, EventMention) and item.thing.form == "reference":
            story.main = told_of(story, scene, item.thing)
            story.place(scene, scene.skeleton.place_of(item)[0], story.main)
            return story.main
    return None


_BOTH = re.compile(r"<E\d+>(?:\s\([^()]*\))?,?\sand\s(?:the\s|an?\s|its\s)?(?:[a-z]+\s){0,2}(?=<E\d+>)")


def chaired_too(story: Story, scene: Scene, draft: EventDraft) -> list[EventDraft]:
    """The other event of "co-chaired the third session and the second forum"."""
    places = story.at[scene.sentence.index]
    for match in _BOTH.finditer(scene.skeleton.text):
        pair = [other for place, other in places if place in {match.start(), match.end()}]
        if len(pair) == 2 and draft in pair and pair[0].kind == pair[1].kind:
            return [other for other in pair if other is not draft]
    return []
