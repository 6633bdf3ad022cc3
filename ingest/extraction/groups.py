"""Groups of persons: who "the delegation" or "they" are, and lists of participants that stand line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from .beside import beside
from .drafts import EventDraft
from .framing import Story
from .names import Person
from .persons import PersonMention
from .scenes import Scene
from .skeleton import Item

_HEADS = frozenset({"guest", "head_of_delegation"})
_MOST = 60  # lines of one list of participants
_LINE = re.compile(
    r"^(?:\W|\d{1,2}[.)]\s|[a-z][.)]\s)*(?:(?:[Ff]or )?(?:the )?<C\d+> ?[,:–—-] )?"
    r"<[PN]\d+>[^<>]{0,60}(?:<[CL]\d+>[^<>]{0,20}){0,3}$"
)


def members_of(story: Story, scene: Scene, place: int) -> list[Person]:
    """Who went where the words at this place say "the delegation" or "they": the visitors of the visit at hand."""
    before = [draft for at, draft in story.at[scene.sentence.index] if at <= place and draft.kind == "visit"]
    visits = [draft for draft in story.events.drafts if draft.kind == "visit" and draft.roles]
    for draft in [*before[::-1], *([story.main] if story.main else []), *visits]:
        if draft.kind == "visit" and (found := list(_visitors(draft))):
            return found
    return [role.person for role in story.main.roles if role.role == "head_of_delegation"] if story.main else []


def _visitors(draft: EventDraft) -> Iterator[Person]:
    return (role.person for role in draft.roles if role.role in _HEADS)


def listed(story: Story) -> Iterator[tuple[Scene, Item, str]]:
    """The persons in the lines below "The following took part:", each with its line and what was done by them.

    Lines that nothing announces, two or more of which name a person with a post and nothing else, tell who was there.
    """
    role = ""
    for is_line, scenes in groupby(story.body, lambda scene: _LINE.match(scene.skeleton.text) is not None):
        run = list(scenes)
        if is_line:
            people = [(scene, _first_person(scene), role or "attendee") for scene in run[:_MOST]]
            if role or (len(run) > 1 and all(_has_post(person) for _, person, _ in people)):
                yield from people
        role = "" if is_line else _role_of_list(run[-1].sentence.text.rstrip())


def _has_post(item: Item) -> bool:
    return isinstance(item.thing, PersonMention) and bool(item.thing.posts)


def _role_of_list(text: str) -> str:
    """What those did who stand in the lines below these words; empty where no list of persons begins."""
    if not text.endswith(":"):
        return ""
    if beside("list-of-signatories").search(text):
        return "signatory"
    return "attendee" if beside("list-of-participants").search(text) else ""


def _first_person(scene: Scene) -> Item:
    return next(item for item in scene.skeleton.items if isinstance(item.thing, PersonMention))
