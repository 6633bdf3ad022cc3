"""Heads of two states named side by side, whose states only the sentence names: "the Ruritania-Sylvania summit of
President Berg and Prime Minister Stone"."""

from __future__ import annotations

import re
from itertools import pairwise

from .acted_at import party_of
from .agreements import AgreementMention
from .event_types import EventMention
from .framing import Story
from .names import Person
from .persons import PersonMention
from .scenes import Scene
from .skeleton import Item

HEAD = re.compile(r"\b(?:president|prime minister|king|queen|emir|sultan|premier|chancellor|pm)\b", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(r"^(?: and|,? with|’s (?:\w+ ){1,3}with|'s (?:\w+ ){1,3}with)(?: the)? $")


def settle_in_order(story: Story) -> None:
    """Give two heads of states, of whom no post says the state, the two sides of their event in its order."""
    for scene in story.report.scenes:
        people = scene.skeleton.of_kind("P")
        for one, other in pairwise(people):
            gap = scene.skeleton.text[scene.skeleton.place_of(one)[1] : scene.skeleton.place_of(other)[0]]
            if _SIDE_BY_SIDE.match(gap):
                _settle(story, scene, one, other)


def settle_shared_sides(story: Story) -> None:
    """Give each of "A and B of Finland and C and D of Austria" the side that stands behind the pair."""
    for scene in story.report.scenes:
        items = scene.skeleton.of_kind("P")
        for number in range(len(items) - 3):
            four = items[number : number + 4]
            people = [_person(story, item) for item in four]
            if _is_two_pairs(scene, four) and all(people):
                _share([person for person in people if person is not None])


def _person(story: Story, item: Item) -> Person | None:
    mention = item.thing
    return story.report.person_at.get(mention.name_span) if isinstance(mention, PersonMention) else None


def _is_two_pairs(scene: Scene, four: list[Item]) -> bool:
    places = [scene.skeleton.place_of(item) for item in four]
    gaps = [scene.skeleton.text[one[1] : other[0]] for one, other in pairwise(places)]
    return gaps[0] == gaps[2] == " and " and gaps[1] in {" and ", ", and "}


def _share(people: list[Person]) -> None:
    """The side of the second and of the fourth is that of who stands before, if these have none."""
    for one, other in ((people[0], people[1]), (people[2], people[3])):
        if not one.party and not one.parties and len(other.parties) == 1:
            one.party = next(iter(other.parties))


def _settle(story: Story, scene: Scene, one: Item, other: Item) -> None:
    pair = [_head_without_party(story, item) for item in (one, other)]
    parties = _named_in(scene)
    if len(parties) == 2 and pair[0] is not None and pair[1] is not None:
        for person, party in zip(pair, parties, strict=True):
            if person is not None:
                person.party = party


def _named_in(scene: Scene) -> list[str]:
    """The sides that the sentence names, itself or in the names of its events and instruments, in their order."""
    found: dict[str, None] = {}
    for item in scene.skeleton.items:
        if isinstance(item.thing, EventMention | AgreementMention):
            found.update(dict.fromkeys(item.thing.parties))
        elif party := party_of(item) if item.kind == "C" else "":
            found[party] = None
    return list(found)


def _head_without_party(story: Story, item: Item) -> Person | None:
    person = _person(story, item)
    if person is None or person.party or person.parties:
        return None
    return person if any(HEAD.search(post.title) for post, _ in person.posts()) else None
