"""Whom somebody met, where a sentence tells it by their countries alone: "met with officials from Freedonia"."""

from __future__ import annotations

import re

from .acted_at import party_of, person_of
from .beside import beside
from .drafts import EventDraft, Role
from .frames import Said
from .framing import Story
from .groups import members_of
from .names import Person
from .scenes import Scene

_RULE = "met-officials"


def bind_officials_met(story: Story, scene: Scene) -> None:
    """One meeting for each such clause of a sentence, with those who met the officials and the sides of all."""
    for match in beside(_RULE).finditer(scene.skeleton.text):
        people = _who_met(story, scene, match)
        if people:
            draft = _named_within(story, scene, match) or _new(story, scene, match)
            _join(draft, people, scene)
            for item in scene.skeleton.items_in(*match.span("sides"), "C"):
                draft.add_party(party_of(item), Said(party_of(item), (scene.span,), 0.8, _RULE))


def bind_met_by_officials(story: Story, scene: Scene) -> None:
    """One meeting for each person whom the officials of a state or body are said to have met."""
    for match in beside("officials-met").finditer(scene.skeleton.text):
        for number in (match["met"], match["then"]):
            person = person_of(story.report, scene.skeleton.item(number)) if number else None
            if person is not None and not _is_told(story, scene, person):
                _met_by(story, scene, match, person)


def _is_told(story: Story, scene: Scene, person: Person) -> bool:
    """Does another rule tell of a meeting of the person in this sentence?"""
    return any(draft.role_of(person) for _, draft in story.at[scene.sentence.index])


def _met_by(story: Story, scene: Scene, match: re.Match[str], person: Person) -> None:
    item, index = scene.skeleton.item(match["who"]), scene.sentence.index
    draft = EventDraft(
        "call_on", f"meeting with {person.name}", item.span, scene.span, index, "officials-met", last=index
    )
    draft.add_party(party_of(item), Said(party_of(item), (scene.span,), 0.8, "officials-met"))
    _join(draft, [person], scene)
    story.events.add(draft)
    story.place(scene, match.start(), draft)


def _who_met(story: Story, scene: Scene, match: re.Match[str]) -> list[Person]:
    """The person before the verb, those of the delegation, or whom the sentence begins with ("…, and also met")."""
    if match["group"]:
        return members_of(story, scene, match.start())
    named = scene.skeleton.of_kind("P") if match["then"] else scene.skeleton.items_in(*match.span(), "P")
    person = person_of(story.report, named[0])
    return [person] if person else []


def _named_within(story: Story, scene: Scene, match: re.Match[str]) -> EventDraft | None:
    """The event that the clause names itself: "held bilateral talks with"."""
    places = story.at[scene.sentence.index]
    return next((draft for at, draft in places if match.start() <= at < match.end() and draft.kind == "call_on"), None)


def _new(story: Story, scene: Scene, match: re.Match[str]) -> EventDraft:
    sides = scene.skeleton.items_in(*match.span("sides"), "C")
    words = story.report.document.text[sides[0].span.start : sides[-1].span.end]
    name, index = f"meeting with officials of {' '.join(words.split())}", scene.sentence.index
    draft = story.events.add(EventDraft("call_on", name, sides[0].span, scene.span, index, _RULE, last=index))
    story.place(scene, match.start("whom"), draft)
    return draft


def _join(draft: EventDraft, people: list[Person], scene: Scene) -> None:
    draft.roles += [
        Role(person, "attendee", _RULE, (scene.span,)) for person in people if draft.role_of(person) is None
    ]
