"""Meetings that are told by their sides alone: "The foreign ministers of Freedonia and Sylvania met in Vienna"."""

from __future__ import annotations

import re

from .beside import beside
from .drafts import EventDraft
from .frames import Said
from .framing import Story
from .scenes import Scene
from .taking_part import party_of

_RULE = "sides-met"


def bind_meetings_of_sides(story: Story) -> None:
    """One event for each sentence that says so and names no event and no person."""
    for scene in story.body:
        match = beside(_RULE).search(scene.skeleton.text)
        if match and not story.at[scene.sentence.index] and not scene.skeleton.items_in(0, match.end(), "PNA"):
            _meet(story, scene, match)


def _meet(story: Story, scene: Scene, match: re.Match[str]) -> None:
    items = scene.skeleton.items_in(match.start("sides"), match.end("sides"), "C")
    parties = tuple(dict.fromkeys(map(party_of, items)))
    if len(parties) < 2:
        return
    known = next((draft for draft in story.events.drafts if set(parties) <= _sides(draft)), None)
    story.at[scene.sentence.index].append((match.start("sides"), known or _made(story, scene, match, parties)))


def _sides(draft: EventDraft) -> set[str]:
    return {*draft.parties, *(role.side for role in draft.roles)}


def _made(story: Story, scene: Scene, match: re.Match[str], parties: tuple[str, ...]) -> EventDraft:
    """A new event; the main one, where the report tells of it first."""
    items = scene.skeleton.items_in(match.start("sides"), match.end("sides"), "C")
    text, start = story.report.document.text, items[0].span.start - len(match["who"] or "")
    sides = re.sub(r"^The\b", "the", " ".join(text[start : items[-1].span.end].split()))
    draft = EventDraft(
        "call_on",
        f"meeting of {sides}",
        items[0].span,
        scene.span,
        scene.sentence.index,
        _RULE,
        last=scene.sentence.index,
    )
    for party in parties:
        draft.add_party(party, Said(party, (scene.span,), 0.8, _RULE))
    story.events.add(draft)
    if story.main is None or story.main.first > scene.sentence.index:
        story.main = draft
    return draft
