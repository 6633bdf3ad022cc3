"""Who "they" are that co-chaired a session: the two whom the words before name."""

from __future__ import annotations

from .acted_at import person_of
from .beside import beside
from .drafts import Role
from .framing import Story
from .names import Person
from .scenes import Scene


def bind_they_chaired(story: Story, scene: Scene) -> None:
    """The two whom the sentence has named, or who lead the sides of the event, are its chairs where it says "they"."""
    match = beside("they-chaired").search(scene.skeleton.text)
    draft = story.event_at(scene, match.end()) if match else None
    if match is None or draft is None:
        return
    leaders = [role for role in draft.roles if role.role in {"head_of_delegation", "attendee", "chair"}]
    named = _two_named(story, scene, match.start())
    if len(leaders) == 2 and not named:
        for role in leaders:
            role.role, role.spans, role.joint = "chair", (scene.span, *role.spans), True
    for person in named:
        role = draft.role_of(person) or Role(person, "chair", "they-chaired", (scene.span,))
        role.role, role.joint = "chair", True
        if draft.role_of(person) is None:
            draft.roles.append(role)


def _two_named(story: Story, scene: Scene, place: int) -> list[Person]:
    """The two persons that the words before name, or those that the sentence before names; none if they are not two."""
    before = scene.skeleton.items_in(0, place, "P")
    if not before:
        earlier = [each for each in story.body if each.sentence.index == scene.sentence.index - 1]
        before = earlier[0].skeleton.of_kind("P") if earlier else []
    people = [person for item in before if (person := person_of(story.report, item, create=False)) is not None]
    unique = list({id(person): person for person in people}.values())
    return unique if len(unique) == 2 else []
