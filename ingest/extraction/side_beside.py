"""The side of a person whose post names none, where it stands right beside the name: "for Austria, Minister Berg"."""

from __future__ import annotations

import re

from .acted_at import party_of, person_of
from .beside import beside
from .drafts import EventDraft, Role
from .framing import Story
from .scenes import Scene
from .skeleton import Item

_BEFORE = ("side-before-name", "side-of-next")


def settle_beside_names(story: Story) -> None:
    """Give each person of whom no post says the side the one that stands beside the name."""
    for scene in story.body:
        for item in scene.skeleton.of_kind("PN") if scene.skeleton.of_kind("C") else ():
            person = person_of(story.report, item, create=False)
            if person is not None and not person.party and not person.parties:
                person.party = side_beside(scene, item)


def side_beside(scene: Scene, item: Item) -> str:
    """The side that the words before a person or behind say that he is of; empty where they say none."""
    start, end = scene.skeleton.place_of(item)
    before, after = scene.skeleton.text[:start], scene.skeleton.text[end:]
    found = [beside(rule).search(before) for rule in _BEFORE]
    found += [beside("side-behind-name").match(after), *list(beside("on-a-side").finditer(before))[-1:]]
    return next((_party(scene, match) for match in found if match), "")


def _party(scene: Scene, match: re.Match[str]) -> str:
    return party_of(scene.skeleton.item(next(group for group in match.groups() if group)))


_AT_SIDE = re.compile(r",? at (?:his|her) side\b")


def side_of_other(story: Story, draft: EventDraft, role: Role) -> str:
    """The side of who is said to be accompanied or assisted by somebody, who is then of the same side."""
    for scene in story.body:
        items = scene.skeleton.of_kind("PN") if scene.span == role.spans[0] else []
        for item in items:
            if person_of(story.report, item, create=False) is role.person:
                return _beside(story, draft, scene, item)
    return ""


def _beside(story: Story, draft: EventDraft, scene: Scene, item: Item) -> str:
    start, end = scene.skeleton.place_of(item)
    match = beside("beside-another").search(scene.skeleton.text[:start])
    if match is None or (match["other2"] and not _AT_SIDE.match(scene.skeleton.text[end:])):
        return ""
    person = person_of(story.report, scene.skeleton.item(match["other"] or match["other2"]), create=False)
    known = draft.role_of(person) if person is not None else None
    if known is not None and known.side:
        return known.side
    return next(iter(person.parties)) if person is not None and len(person.parties) == 1 else ""
