"""Which event a rule about people speaks of: one of the sentence, the one at hand, or one that only a verb tells of."""

from __future__ import annotations

import re
from typing import cast

from ...graph.model import Span
from .beside import beside
from .chaired import event_of_chair
from .drafts import EventDraft
from .frames import Said
from .framing import Story
from .gazetteer import Party, Place
from .made_names import name_of_made, name_of_one, named_before
from .names import Person
from .persons import PersonMention
from .posts import PostMention
from .roles import RoleMatch
from .scenes import Report, Scene
from .signings import session_signed_at
from .skeleton import Item
from .tokens import Token
from .when_told import day_behind, is_on_another_day

_NEAR = 160  # characters of the marked sentence
_WITH = re.compile(r"<E\d+>\s(?:with\s|on\s)?(?:the\s)?<P(\d+)>")


def person_of(report: Report, item: Item, create: bool = True) -> Person | None:
    """The person that a mark stands for; a bare name becomes a person only where a rule says that one stands there."""
    mention = cast(PersonMention, item.thing)
    found = report.person_at.get(mention.name_span)
    if found is None and create:
        found = next((person for person in report.people if person.name == mention.name), None)
        if found is None:
            found = Person(mention.name, [mention])
        report.person_at[mention.name_span] = found
    return found


def country_or_party(item: Item) -> str:
    """The country of a place, else the party that an item names; empty for other items."""
    refers = getattr(item.thing, "refers", None)
    return refers.country if isinstance(refers, Place) else party_of(item)


def party_of(item: Item | None) -> str:
    """The registry id of a party mark; empty for none."""
    refers = getattr(item.thing, "refers", None) if item else None
    return refers.id if isinstance(refers, Party) else ""


_INVITED = "accepted-to-visit"  # what somebody is invited to is still to come
_STYLES = frozenset({"Ambassador"})  # what is also a style of those who hold another post


def post_in(person: Person, scene: Scene) -> PostMention | None:
    """The post with which a sentence names a person."""
    mention = next((each for each in person.mentions if each.sentence == scene.sentence.index and each.posts), None)
    return next((post for post in mention.posts if post.title not in _STYLES), mention.posts[0]) if mention else None


def event_of(story: Story, scene: Scene, match: RoleMatch, people: list[Person]) -> EventDraft | None:
    """The event that a match speaks of: one inside it, one of its kind beside it, the one at hand, or a new one."""
    places = story.at[scene.sentence.index]
    inside = [draft for place, draft in places if match.start <= place < match.end]
    if match.rule.kind:
        inside = [draft for draft in inside if draft.kind == match.rule.kind]
        if inside and match.where is not None and inside[0].country is None and inside[0].place is None:
            _visited(inside[0], match.where, scene)
        if not inside and "phone" not in scene.skeleton.text[match.start : match.end]:
            return None
    if match.rule.makes:
        return _made_event(story, scene, match, people, inside)
    if match.rule.role == "chair":
        return event_of_chair(story, scene, match, places)
    if inside:
        return inside[-1] if match.rule.passive else inside[0]
    draft = _told_before(story, scene, match) or story.event_at(scene, match.start)
    is_aside = match.rule.role == "head_of_delegation" and draft is not None and draft.turn == "earlier"
    return story.at_hand(scene) if is_aside else draft


def _told_before(story: Story, scene: Scene, match: RoleMatch) -> EventDraft | None:
    """The session that the sentence before tells of, where the main one has those already who lead its sides."""
    if match.rule.role != "head_of_delegation" or story.at[scene.sentence.index] or story.main is None:
        return None
    led = sum(role.role in {"chair", "head_of_delegation"} for role in story.main.roles)
    before = [draft for _, draft in story.at.get(scene.sentence.index - 1, ()) if draft.kind == "session"]
    return before[-1] if led > 1 and before and story.main not in before and not before[-1].turn else None


def _made_event(
    story: Story, scene: Scene, match: RoleMatch, people: list[Person], inside: list[EventDraft]
) -> EventDraft | None:
    kinds = {"call_on", "phone_call"} if match.rule.makes == "call_on" else {match.rule.makes}
    if (session := _session_around(story, scene, match) or session_signed_at(story, scene, match)) is not None:
        return session
    others = _met(story, match)
    same = [draft for draft in inside if draft.kind in kinds | {"roundtable"} and _may_meet(draft, others)]
    if found := same or _near_by(story, scene, match, kinds, others):
        found[0].name = name_of_one(story, match, found[0].name)
        return found[0]
    if match.rule.makes == "signing" and not scene.skeleton.items_in(match.start, match.end, "A"):
        instrument = named_before(story, scene)
        told = [draft for each in _sentence_of(story, instrument) for _, draft in story.at[each]]
        if told:
            return told[0]
    known = [draft for draft in story.events.drafts if draft.kind == match.rule.makes and _all_in(draft, people)]
    known = [draft for draft in known if not match.is_one_of_several or len(draft.roles) <= len(people)]
    known = [draft for draft in known if not _is_elsewhere(draft, match)]
    day = day_behind(scene, match.end, story.day)
    known = [draft for draft in known if not is_on_another_day(draft, day)]
    if match.rule.headlined:
        return next(iter(_headlined(story, kinds)), None)
    if known := known or _headlined(story, kinds):
        return known[0]
    return _first_told(story, scene, match, people, inside)


def _is_elsewhere(draft: EventDraft, match: RoleMatch) -> bool:
    """Was a visit to another country than the one that the match names?"""
    country = country_or_party(match.where) if match.where is not None else ""
    return draft.kind == "visit" and draft.country is not None and bool(country) and draft.country.value != country


def _first_told(
    story: Story, scene: Scene, match: RoleMatch, people: list[Person], inside: list[EventDraft]
) -> EventDraft | None:
    """A new event, unless the match says too little to tell it from others."""
    is_of_one = len(people) < 2 and not match.rule.alone
    if match.rule.makes == "call_on" and (is_of_one or any(draft.kind == "session" for draft in inside)):
        return inside[0] if inside else None
    if match.rule.makes == "visit" and match.where is None:
        return None
    return _new_event(story, scene, match)


def _near_by(story: Story, scene: Scene, match: RoleMatch, kinds: set[str], others: list[Person]) -> list[EventDraft]:
    """The events beside the match that it may speak of; a visit that is named without where it was to is told where."""
    found = [
        draft
        for place, draft in story.at[scene.sentence.index]
        if draft.kind in kinds
        and abs(place - match.start) < _NEAR
        and _may_meet(draft, others)
        and not _with_another(scene, place, match)
        and not _of_another(scene, draft, match)
        and not (place < match.start and beside("before-or-after").search(scene.skeleton.text[:place]))
    ]
    if match.rule.makes == "visit":
        found = [
            draft
            for draft in found
            if draft.place is None and draft.country is None and match.where and draft.first == scene.sentence.index
        ][:1]
        for draft in found:
            _visited(draft, cast(Item, match.where), scene)
    return found


def _of_another(scene: Scene, draft: EventDraft, match: RoleMatch) -> bool:
    """Was another instrument signed at the event than the one that the match names?"""
    if match.rule.makes != "signing" or draft.rule == "named-event" or " of " not in draft.name:
        return False
    named = [getattr(item.thing, "name", "") for item in scene.skeleton.items_in(match.start, match.end, "A")]
    return bool(named) and not any(name and name in draft.name for name in named)


def _with_another(scene: Scene, place: int, match: RoleMatch) -> bool:
    """Is the event at this place said to be with somebody whom the match does not speak of?"""
    if place >= match.end and beside("and-met-others").match(scene.skeleton.text[match.end :]):
        return True
    found = _WITH.match(scene.skeleton.text[place:])
    return found is not None and all(item is not scene.skeleton.item(found[1]) for item, _ in match.people)


def _headlined(story: Story, kinds: set[str]) -> list[EventDraft]:
    """The event that only the headline has named so far; the first that the body tells of is that one."""
    titles = {scene.sentence.index for scene in story.titles}
    found = [draft for draft in story.in_headline if draft.first in titles and draft.kind in kinds and not draft.roles]
    return [draft for draft in found if draft is story.main]


def _met(story: Story, match: RoleMatch) -> list[Person]:
    """Those on whom the verb acts, as far as they are persons of the text."""
    found = (person_of(story.report, item, create=False) for item in match.others)
    return [person for person in found if person is not None]


def _may_meet(draft: EventDraft, others: list[Person]) -> bool:
    """May the event be that at which these were met: is nobody known of it yet, or one of them?"""
    return not draft.roles or not others or any(draft.role_of(person) for person in others)


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
    name = name_of_made(story, scene, match) or " ".join(story.report.document.text[first:last].split())
    draft = EventDraft(
        match.rule.makes,
        name,
        Span(first, last),
        scene.span,
        scene.sentence.index,
        rule=match.rule.id,
        last=scene.sentence.index,
    )
    if match.rule.makes == "call_on" and beside("has-met").search(scene.skeleton.text[match.start : match.end]):
        draft.planned = Said(False, (scene.span,), 0.85, match.rule.id)
    draft.told_day = day_behind(scene, match.end, story.day)
    if match.rule.id == _INVITED:
        draft.planned = Said(True, (scene.span,), 0.85, match.rule.id)
    if match.where is not None:
        _visited(draft, match.where, scene)
        _visited_too(draft, match.where, scene)
    if story.main is None or _comes_before(story, scene, match.start, story.main):
        story.main = draft
    story.events.add(draft)
    story.place(scene, match.start, draft)
    return draft


_AND_ALSO = re.compile(r"^(?:(?:,|,? and) (?:the )?<[CL]\d+>){1,8}")


def _visited_too(draft: EventDraft, where: Item, scene: Scene) -> None:
    """A journey to several countries is to no one of them; each is a side."""
    start = scene.skeleton.place_of(where)[1]
    match = _AND_ALSO.match(scene.skeleton.text[start:])
    others = scene.skeleton.items_in(start, start + match.end(), "CL") if match else []
    first = draft.country.value if draft.country else ""
    for item in others:
        refers = cast(Token, item.thing).refers
        country = refers.country if isinstance(refers, Place) else cast(Party, refers).id
        if country and country != first:
            draft.add_party(country, Said(country, (scene.span,), 0.85, "visited"))
            draft.country, draft.place, draft.is_tour = None, None, True


def _comes_before(story: Story, scene: Scene, at: int, main: EventDraft) -> bool:
    """Does the report tell of this event before the one that was taken for the main one, or put that one beside it?"""
    in_headline = any(other is main for other in story.in_headline)
    if main.is_setting and scene.sentence.index <= main.first + 2:
        return True
    if in_headline or main.first < scene.sentence.index:
        return False
    if main.first > scene.sentence.index:
        return True
    place = next((place for place, draft in story.at[scene.sentence.index] if draft is main), 0)
    if main.rule != "named-event" and place > at:
        return True
    return place > at and beside("aside-of-event").search(scene.skeleton.text[:place]) is not None


def _sentence_of(story: Story, items: list[Item]) -> list[int]:
    """The number of the sentence in which an item stands."""
    return [
        scene.sentence.index
        for item in items
        for scene in story.body
        if scene.span.start <= item.span.start < scene.span.end
    ]


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
