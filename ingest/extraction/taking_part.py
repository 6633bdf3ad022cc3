"""Who did what: role rules bound to events, with the sides and observers that a sentence names beside them."""

from __future__ import annotations

import re
from typing import cast

from ...graph.model import Span
from .beside import beside
from .drafts import EventDraft, Role
from .frames import Said
from .framing import Story
from .gazetteer import Party, Place
from .names import Person, PersonMention
from .posts import PostMention
from .roles import ORDER, RoleMatch, own_side
from .scenes import Report, Scene
from .skeleton import Item
from .tokens import Token

_JOINTLY = re.compile(r"\b(?:co-?\s?chair|co-?led|co-?presid|joint)", re.IGNORECASE)
_RANK = {role: number for number, role in enumerate(ORDER)}


def bind_people(story: Story) -> None:
    """Give every person that a rule speaks of a role in an event."""
    speaker: Person | None = None
    for scene in story.body:
        matches = story.roles[scene.sentence.index]
        for match in matches:
            _bind_match(story, scene, match, speaker)
        named = [item for item in scene.skeleton.items if item.kind == "P"]
        speaker = _person(story.report, named[0], create=False) if named else speaker
        _they_chaired(story, scene)
        _bind_parties(story, scene)


def _they_chaired(story: Story, scene: Scene) -> None:
    """ "They co-chaired the meeting" of the two who are said to lead the sides of the main event."""
    if story.main is None or not beside("they-chaired").search(scene.skeleton.text):
        return
    leaders = [role for role in story.main.roles if role.role in {"head_of_delegation", "attendee", "chair"}]
    if len(leaders) == 2:
        for role in leaders:
            role.role, role.spans, role.joint = "chair", (scene.span, *role.spans), True


def bind_protagonist(story: Story) -> None:
    """A main event that is told of without saying who came is that of the official whom the report begins with."""
    main = story.main
    if main is None or main.roles or main.kind not in {"call_on", "roundtable", "visit"}:
        return
    for scene in story.body[: main.first + 1][:2]:
        named = [item for item in scene.skeleton.items if item.kind == "P"]
        person = _person(story.report, named[0], create=False) if named else None
        if person is not None and person.posts():
            role = "guest" if main.kind == "visit" else "attendee"
            main.roles.append(Role(person, role, "protagonist", (scene.span,), "", _post_in(person, scene)))
            return


def _person(report: Report, item: Item, create: bool = True) -> Person | None:
    """The person that a mark stands for; a bare name becomes a person only where a rule says that one stands there."""
    mention = cast(PersonMention, item.thing)
    found = report.person_at.get(mention.name_span)
    if found is None and create:
        found = next((person for person in report.people if person.name == mention.name), None)
        if found is None:
            found = Person(mention.name, [mention])
        report.person_at[mention.name_span] = found
    return found


def _bind_match(story: Story, scene: Scene, match: RoleMatch, speaker: Person | None) -> None:
    strong = match.rule.role == "chair" or match.rule.makes != "" or match.rule.role in {"head_of_delegation", "lead"}
    pairs = [
        (person, role, item)
        for item, role in match.people
        if (person := _person(story.report, item, create=strong)) is not None
    ]
    draft = _event_of(story, scene, match, [person for person, _, _ in pairs])
    if draft is None:
        return
    if match.pronoun and speaker is not None:
        _add(draft, speaker, match.rule.role, match, scene, "")
    _visit_all(story, scene, match, draft, [person for person, _, _ in pairs])
    for number, (person, role, item) in enumerate(pairs):
        side = own_side(scene.skeleton, item) or _side_of_match(match, role, number, len(pairs))
        _add(draft, person, _lead(role, len(pairs)), match, scene, party_of(side))


def _side_of_match(match: RoleMatch, role: str, number: int, people: int) -> Item | None:
    """The side that a rule names for a person: the one of the rule, or, of as many as there are people, its own."""
    if role != match.rule.role or not match.sides:
        return None
    if len(match.sides) == 1:
        return match.sides[0]
    return match.sides[number] if len(match.sides) == people else None


def _visit_all(story: Story, scene: Scene, match: RoleMatch, draft: EventDraft, people: list[Person]) -> None:
    """Who travels to A, B and C is the guest in each."""
    if match.rule.makes != "visit":
        return
    for place, other in story.at[scene.sentence.index]:
        if other.kind == "visit" and other is not draft and place >= match.start:
            for person in people:
                _add(other, person, "guest", match, scene, "")


def _lead(role: str, number: int) -> str:
    """Two who lead a session chair it; one who does leads a delegation."""
    return role if role != "lead" else ("chair" if number > 1 else "head_of_delegation")


def party_of(item: Item | None) -> str:
    """The registry id of a party mark; empty for none."""
    refers = cast(Token, item.thing).refers if item else None
    return refers.id if isinstance(refers, Party) else ""


def _event_of(story: Story, scene: Scene, match: RoleMatch, people: list[Person]) -> EventDraft | None:
    """The event that a match speaks of: one inside it, one of its kind beside it, the one at hand, or a new one."""
    places = story.at[scene.sentence.index]
    inside = [draft for place, draft in places if match.start <= place < match.end]
    if match.rule.kind:
        inside = [draft for draft in inside if draft.kind == match.rule.kind]
        if not inside and "phone" not in scene.skeleton.text[match.start : match.end]:
            return None
    if match.rule.makes:
        return _made_event(story, scene, match, people, inside)
    if match.rule.role == "chair":
        return _event_of_chair(story, scene, match, places)
    if inside:
        return inside[-1] if match.rule.passive else inside[0]
    return story.event_at(scene, match.start)


def _event_of_chair(
    story: Story, scene: Scene, match: RoleMatch, places: list[tuple[int, EventDraft]]
) -> EventDraft | None:
    """Who "co-chaired X": the event after the verb; what "was co-chaired by": the one before it."""
    unfit = {"visit", "phone_call", "call_on"}
    sessions = [(place, draft) for place, draft in places if draft.kind not in unfit]
    inside = [draft for place, draft in sessions if match.start <= place < match.end]
    if inside and match.rule.others:
        return inside[-1]
    before = [draft for place, draft in sessions if place < match.start]
    after = [
        draft
        for place, draft in sessions
        if place >= match.end and not re.search(r"[;]", scene.skeleton.text[match.end : place])
    ]
    ordered = [*before[::-1], *after] if match.rule.passive else [*after, *before[::-1]]
    at_hand = story.at_hand(scene)
    return ordered[0] if ordered else (at_hand if at_hand and at_hand.kind not in {"visit", "phone_call"} else None)


def _made_event(
    story: Story, scene: Scene, match: RoleMatch, people: list[Person], inside: list[EventDraft]
) -> EventDraft | None:
    kinds = {"call_on", "roundtable", "phone_call"} if match.rule.makes == "call_on" else {match.rule.makes}
    same = [draft for draft in inside if draft.kind in kinds]
    if (session := _session_around(story, scene, match)) is not None:
        return session
    near_by = [
        draft
        for place, draft in story.at[scene.sentence.index]
        if draft.kind in kinds and abs(place - match.start) < 160
    ]
    if same or (near_by and match.rule.makes != "visit"):
        return (same or near_by)[0]
    known = [draft for draft in story.events.drafts if draft.kind == match.rule.makes and _all_in(draft, people)]
    if known:
        return known[0]
    if match.rule.makes == "call_on" and (len(people) < 2 or any(d.kind == "session" for d in inside)):
        return inside[0] if inside else None
    if match.rule.makes == "visit" and match.where is None:
        return None
    return _new_event(story, scene, match)


def _session_around(story: Story, scene: Scene, match: RoleMatch) -> EventDraft | None:
    """The session during which people are said to have met: "met with … in Vienna during the third session"."""
    if match.rule.makes != "call_on":
        return None
    text = scene.skeleton.text
    during = [
        draft
        for place, draft in story.at[scene.sentence.index]
        if draft.kind == "session" and place >= match.end and beside("during-session").match(text[match.end : place])
    ]
    return during[0] if during else None


def _all_in(draft: EventDraft, people: list[Person]) -> bool:
    return bool(people) and all(draft.role_of(person) for person in people)


def _new_event(story: Story, scene: Scene, match: RoleMatch) -> EventDraft:
    items = scene.skeleton.items_in(match.start, match.end, "PNACLD")
    first, last = items[0].span.start, items[-1].span.end
    name = " ".join(story.report.document.text[first:last].split())
    draft = EventDraft(
        match.rule.makes,
        name,
        Span(first, last),
        scene.span,
        scene.sentence.index,
        rule=match.rule.id,
        last=scene.sentence.index,
    )
    if match.where is not None:
        _visited(draft, match.where, scene)
    story.events.add(draft)
    story.at[scene.sentence.index].append((match.start, draft))
    story.at[scene.sentence.index].sort(key=lambda each: each[0])
    if story.main is None:
        story.main = draft
    return draft


def _visited(draft: EventDraft, item: Item, scene: Scene) -> None:
    refers = cast(Token, item.thing).refers
    country = refers.country if isinstance(refers, Place) else cast(Party, refers).id
    said = Said(country, (scene.span,), 0.85, "visited")
    if isinstance(refers, Place):
        draft.place = (refers, item.span, Said(refers.name, (scene.span,), 0.85, "visited"))
    if country:
        draft.add_party(country, said)
        if country.startswith("country/"):
            draft.country = said


def _add(draft: EventDraft, person: Person, role: str, match: RoleMatch, scene: Scene, side: str) -> None:
    post = _post_in(person, scene)
    joint = role == "chair" and _JOINTLY.search(scene.skeleton.text[match.start : match.end]) is not None
    known = draft.role_of(person)
    if known is None:
        draft.roles.append(Role(person, role, match.rule.id, (scene.span,), side, post, joint=joint))
        return
    known.joint = known.joint or joint
    if _RANK[role] < _RANK[known.role]:
        known.role, known.rule, known.spans = role, match.rule.id, (scene.span, *known.spans)
    known.side = known.side or side
    known.post = known.post or post


def _post_in(person: Person, scene: Scene) -> PostMention | None:
    mention = next((each for each in person.mentions if each.sentence == scene.sentence.index and each.posts), None)
    return mention.posts[0] if mention else None


def _bind_parties(story: Story, scene: Scene) -> None:
    """Sides that a sentence names beside an event: "between X and Y", "X and Y held …"; and observers."""
    skeleton = scene.skeleton
    for rule in ("between", "subjects", "convened-by"):
        for match in beside(rule).finditer(skeleton.text):
            draft = story.event_at(scene, match.start())
            if draft is None or not (story.at[scene.sentence.index] or rule == "convened-by"):
                continue
            for number in (group for group in match.groups() if group):
                draft.add_party(
                    party_of(skeleton.items[int(number)]),
                    Said(party_of(skeleton.items[int(number)]), (scene.span,), 0.85, rule),
                )
    for match in beside("observer").finditer(skeleton.text):
        draft = story.event_at(scene, match.start())
        party = party_of(skeleton.items[int(match[1] or match[2])])
        if draft is not None and party:
            draft.observers.setdefault(party, Said(party, (scene.span,), 0.85, "observer"))
