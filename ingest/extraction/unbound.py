"""Persons whom no rule of roles gave anything to do: who acts or speaks in the report of an event was there.

Only who is named with a post, acts in a sentence of the body, and is of a side of the event; or who stands in a list
with those who took part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .acted_at import person_of, post_in
from .beside import beside
from .drafts import EventDraft, Role
from .framing import Story
from .lists import is_list, whole_list
from .names import Person
from .persons import PersonMention
from .scenes import Scene
from .skeleton import Item

_LISTED = frozenset({"attendee", "speaker", "guest", "signatory"})  # what all of a list did where one of them did


def bind_the_rest(story: Story) -> None:
    """Give those who took part by all that is told, though no rule says what they did, a role at the event at hand."""
    for scene in story.body:
        _complete_lists(story, scene)
    for scene in story.body if story.main is not None else []:
        for item in scene.skeleton.of_kind("P"):
            person = person_of(story.report, item, create=False)
            if person is not None and not _is_bound(story, person) and (person.posts() or _is_styled(item)):
                _bind_actor(story, scene, item, person)


def _is_styled(item: Item) -> bool:
    """Does a mark of honour make a name a person's, though no post is read beside it: "for Malta, Mr. Borg"?"""
    return isinstance(item.thing, PersonMention) and item.thing.certain and " " in item.thing.name


def _is_bound(story: Story, person: Person) -> bool:
    return any(draft.role_of(person) for draft in story.events.drafts)


def _complete_lists(story: Story, scene: Scene) -> None:
    """Who stands in one list with a person who took part did so too; the list is gone through both ways."""
    pairs = list(pairwise(scene.skeleton.of_kind("PN")))
    joined = [pair for pair in pairs if is_list(scene.skeleton, *pair)]
    for one, other in [*joined, *((other, one) for one, other in reversed(joined))]:
        known, person = (person_of(story.report, item, create=False) for item in (one, other))
        if known is not None and person is not None and person.posts() and not _is_bound(story, person):
            draft, role = next(_listed_roles(story, scene, known), (None, ""))
            if draft is not None:
                draft.roles.append(Role(person, role, "in-list", (scene.span,), "", post_in(person, scene)))


def _listed_roles(story: Story, scene: Scene, person: Person) -> Iterator[tuple[EventDraft, str]]:
    """What the sentence says that a person did which all of a list may have done."""
    for draft in story.events.drafts:
        role = draft.role_of(person)
        if role is not None and scene.span in role.spans and role.role in _LISTED and draft.kind != "visit":
            yield draft, role.role


def _bind_actor(story: Story, scene: Scene, item: Item, person: Person) -> None:
    """The role of somebody who acts or speaks in a sentence, if it is one of the event's own story."""
    start, end = _of_subject(scene, item)
    before, after = scene.skeleton.text[:start], scene.skeleton.text[end:]
    if beside("only-named").search(before):
        return
    speaks = beside("says-behind").match(after) or beside("said-before").search(before)
    acts = beside("clause-begins").search(before) and beside("acts").match(after)
    if not speaks and not acts and not _is_placed(scene, item, before):
        return
    told = (story.event_at(scene, start), story.main)
    draft = next((each for each in told if each is not None and _is_told(each) and _may_be_there(each, person)), None)
    if draft is None:
        return
    role = _role(draft, before, bool(speaks))
    draft.roles.append(Role(person, role, "acts-in-report", (scene.span,), "", post_in(person, scene)))


_AND_NEXT = re.compile(
    r",? and (?:(?:his|her|the|visiting) ){0,2}(?:<C\d+>(?:[’']s)? (?:(?:counterpart|colleague),? )?)?$"
)


def _of_subject(scene: Scene, item: Item) -> tuple[int, int]:
    """Where those stand who are one subject with a person: "Paul Stone and his Finnish colleague Anna Berg"."""
    text, people = scene.skeleton.text, scene.skeleton.of_kind("PN")
    places = [scene.skeleton.place_of(each) for each in people]
    first = last = people.index(item)
    while last + 1 < len(people) and _AND_NEXT.fullmatch(text, places[last][1], places[last + 1][0]):
        last += 1
    while first and _AND_NEXT.fullmatch(text, places[first - 1][1], places[first][0]):
        first -= 1
    return places[first][0], places[last][1]


def _role(draft: EventDraft, before: str, speaks: bool) -> str:
    """What somebody did by the words before the name: came as a guest, stood for a side, spoke, or was there."""
    if beside("as-guests").search(before):
        return "guest"
    if draft.kind in {"call_on", "phone_call", "visit"}:
        return "attendee"
    if beside("leads-side-before").search(before):
        return "head_of_delegation"
    return "speaker" if speaks else "attendee"


_BEING_THERE = ("was-there-before", "side-before-name", "side-of-next")


def _is_placed(scene: Scene, item: Item, before: str) -> bool:
    """Does the person stand behind a verb of being there ("Round the table sat …"), or in a list of persons?"""
    listed = whole_list(scene.skeleton, [item])
    start, end = scene.skeleton.place_of(listed[0])[0], scene.skeleton.place_of(listed[-1])[1]
    text = scene.skeleton.text
    if any(beside(rule).search(each) for rule in _BEING_THERE for each in (before, text[:start])):
        return True
    is_told_of = any(beside(rule).search(text[:start]) for rule in ("only-belongs", "in-that-clause"))
    return len(listed) > 1 and not is_told_of and not _OWNS.match(text[end:])


_OWNS = re.compile(r"['’]s?\s")


def _is_told(draft: EventDraft) -> bool:
    return not draft.past and not draft.aside and not draft.is_planned


def _may_be_there(draft: EventDraft, person: Person) -> bool:
    """Is the person of a side of the event, as far as it and the sides are known, and nobody who only informs?"""
    if any(beside("informs").search(post.title) for post, _ in person.posts()):
        return False
    is_of_states = len(draft.parties) > 1 and not draft.bodies
    return not person.parties or not is_of_states or bool(person.parties & draft.parties.keys())
