"""Who chaired where the words before name them: "they co-chaired it", "the two co-chairs", "and B did the same"."""

from __future__ import annotations

from collections.abc import Iterator

from .acted_at import party_of, person_of
from .beside import beside
from .chairs_by_post import make_chair, session_without_chair
from .drafts import EventDraft, Role
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


def bind_co_chairs(story: Story) -> None:
    """The two who lead the sides of the main event chaired it, or its only two, where "the co-chairs" are spoken of."""
    main = session_without_chair(story)
    scene = next((each for each in story.body if beside("co-chairs-said").search(each.skeleton.text)), None)
    if main is None or scene is None:
        return
    for known in _heads(main) or _two_there(main):
        said = (scene.span, *known.spans)
        make_chair(main, Role(known.person, "chair", "co-chairs-said", said, known.side, known.post, joint=True))


def _heads(main: EventDraft) -> list[Role]:
    heads = [role for role in main.roles if role.role == "head_of_delegation"]
    return heads if len(heads) == 2 else []


def _two_there(main: EventDraft) -> list[Role]:
    """The two of an event of which the text names no others."""
    return list(main.roles) if len(main.roles) == 2 else []


def bind_same_for_another(story: Story, scene: Scene) -> None:
    """Who "did the same for" another side has the role there of whom the words before tell."""
    for match in beside("same-for-another").finditer(scene.skeleton.text):
        person = person_of(story.report, scene.skeleton.item(match["who"] or match["who2"]))
        draft, role = next(_led_before(story, scene, person), (None, None))
        if draft is not None and role is not None and person is not None:
            side = party_of(scene.skeleton.item(match["side"] or match["side2"]))
            known = draft.role_of(person)
            if known is None:
                draft.roles.append(Role(person, role.role, "same-for-another", (scene.span,), side, joint=role.joint))
            else:
                known.role, known.side = role.role, side


def _led_before(story: Story, scene: Scene, person: Person | None) -> Iterator[tuple[EventDraft, Role]]:
    """Who chaired or led by this sentence or the one before it, the last one first."""
    spans = [each.span for each in story.body if 0 <= scene.sentence.index - each.sentence.index <= 1]
    for draft in reversed(story.events.drafts):
        for role in reversed(draft.roles):
            if role.role in {"chair", "head_of_delegation"} and role.person is not person and role.spans[0] in spans:
                yield draft, role
