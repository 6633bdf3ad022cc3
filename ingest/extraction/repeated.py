"""Several days of one plural or one verb are several events: "met on 3 May in Rome and on 4 June in Vienna"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from .beside import beside
from .dates import DateMention, resolve
from .drafts import EventDraft
from .framing import Story
from .scenes import Scene
from .when_told import are_apart

_RULE = "and-on-day"
_FEW = 4  # persons who may be meant by "they"
_OF_TWO = frozenset({"call_on", "phone_call", "visit"})


def repeat_events(story: Story) -> None:
    """One more event for each further day that a sentence gives to one, and those who met before for each of them."""
    for scene in story.body:
        events = list(story.at[scene.sentence.index])
        for place, draft in events:
            is_one = [at for at, _ in events].count(place) == 1  # "the 2nd and 3rd sessions" are two already
            if is_one and draft.first == scene.sentence.index:
                for at in _further_days(story, scene, place):
                    story.place(scene, at, story.events.add(_again(draft)))
    _same_people(story)


def _further_days(story: Story, scene: Scene, place: int) -> Iterator[int]:
    """Where the words begin that give another day to the event at a place."""
    match = beside(_RULE).match(scene.skeleton.text, place)
    while match and _is_another_day(story, scene, match):
        yield match.start("more")
        match = _GOES_ON.match(scene.skeleton.text, match.start("more"))


_PLACES = r"(?:,? (?:in|at) (?:the )?<[LC]\d+>)?"
_GOES_ON = re.compile(
    rf"(?:,|,? and){_PLACES},? (?:on |in )?<D(?P<one>\d+)>{_PLACES}"
    rf"(?P<more>(?:,|,? and)(?: then| again| later)?{_PLACES},? (?:on |in )?<D(?P<other>\d+)>)"
)


def _is_another_day(story: Story, scene: Scene, match: re.Match[str]) -> bool:
    days = (_day(story, scene, match[name]) for name in ("one", "other"))
    return are_apart(*days)


def _day(story: Story, scene: Scene, number: str) -> str:
    return resolve(cast(DateMention, scene.skeleton.item(number).thing), story.day)[0]


def _again(draft: EventDraft) -> EventDraft:
    """A further event of the same sides and people, whose day and place are still to be read."""
    return replace(
        draft, ordinal=None, start=None, end=None, place=None, country=None, told_day="",
        parties=dict(draft.parties), roles=list(draft.roles), observers={}, sectors={},
    )  # fmt: skip


def _same_people(story: Story) -> None:
    """Of two who met, what is told as their meeting at another time was one of the same two."""
    main = story.main
    if main is None or main.kind not in _OF_TWO or not 1 < len(main.roles) <= _FEW:
        return
    for draft in story.events.drafts:
        if draft.turn and not draft.series and not draft.roles and draft.first > main.first:
            draft.kind = "call_on" if draft.kind == "session" else draft.kind
            draft.roles = [replace(role, role="attendee", rule="met-at-another-time") for role in main.roles]
