"""What a report is about that begins without naming an event: a body's sitting, or two who had to do with each other.

Both are read only where the first sentences name no event and nothing else is told as news there.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ...graph.model import Span
from .acted_at import person_of, post_in
from .beside import beside
from .dates import DateMention
from .drafts import EventDraft, Role
from .event_types import EventMention
from .framing import Story
from .home import home_party
from .names import Person
from .scenes import Scene
from .told import drafted

_PHONED = re.compile(r"\b(?:tele)?phone|\bcall(?:ed)? from\b", re.IGNORECASE)


def begin_with_body(story: Story) -> None:
    """The sitting of the body that the first sentences name beside a day, where no event is told of there."""
    if _is_told(story):
        return
    for scene in story.body[:2]:
        has_day = any(isinstance(item.thing, DateMention) and item.thing.is_day for item in scene.skeleton.items)
        for item in scene.skeleton.of_kind("E") if has_day else ():
            mention, at = item.thing, scene.skeleton.place_of(item)[0]
            if isinstance(mention, EventMention) and mention.form == "body" and _may_sit(scene, at):
                draft = drafted(replace(mention, form="named"), mention.series, None, scene.span)
                _begin(story, scene, at, draft)
                return


def begin_with_people(story: Story) -> None:
    """The meeting of two of different sides whom one of the first sentences names, before any event is told of."""
    if _is_told(story):
        return
    for scene in story.body[: 2 if story.main else 3]:
        if story.at[scene.sentence.index]:
            return
        people = _facing(story, scene)
        if people and not beside("no-meeting").search(scene.skeleton.text):
            _begin(story, scene, 0, _meeting(story, scene, people))
            return


def _is_told(story: Story) -> bool:
    """Does the report begin with an event?"""
    main = story.main
    return main is not None and (main.first in story.lead or main in story.in_headline)


def _may_sit(scene: Scene, at: int) -> bool:
    return beside("no-sitting").search(scene.skeleton.text[:at]) is None


def _facing(story: Story, scene: Scene) -> list[Person]:
    """The first two persons of a sentence who are of different sides; one may be of the report's own."""
    found = [person_of(story.report, item, create=False) for item in scene.skeleton.of_kind("P")]
    known = [person for person in found if person is not None and (person.posts() or person.party)]
    people = list({id(person): person for person in known}.values())[:2]
    sides = [{person.party, *person.parties} - {""} for person in people]
    home = home_party(story) if len(people) == 2 and any(sides) and not all(sides) else ""
    sides = [each or {home} for each in sides]
    return people if len(people) == 2 and all(sides) and not sides[0] & sides[1] and {""} not in sides else []


def _meeting(story: Story, scene: Scene, people: list[Person]) -> EventDraft:
    first, last = people[0].first_named, people[1].first_named
    start, end = (each.name_span for each in (first, last))
    kind = "phone_call" if _PHONED.search(scene.skeleton.text) else "call_on"
    what = "telephone conversation" if kind == "phone_call" else "meeting"
    draft = EventDraft(
        kind,
        f"{what} of {people[0].name} with {people[1].name}",
        Span(min(start.start, end.start), max(start.end, end.end)),
        scene.span,
        scene.sentence.index,
        "begins-with-people",
        last=scene.sentence.index,
    )
    draft.roles += [
        Role(person, "attendee", draft.rule, (scene.span,), "", post_in(person, scene)) for person in people
    ]
    return draft


def _begin(story: Story, scene: Scene, at: int, draft: EventDraft) -> None:
    """Make it the event that the report is about."""
    story.events.add(draft)
    story.place(scene, at, draft)
    story.main = draft
