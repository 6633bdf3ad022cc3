"""Drafts → the frozen Reading: each person and event once, the main event first, each value with its sentences."""

from __future__ import annotations

import re

from ...graph.model import Span
from .bodies import initiative_frames, mission_frames
from .drafts import SIDE_CONFIDENCE, EventDraft, Role
from .event_types import event_rules
from .frames import (
    EventFrame,
    MechanismFrame,
    Mention,
    ParticipationFrame,
    PersonFrame,
    PlaceFrame,
    PostFrame,
    Reading,
    Said,
)
from .framing import Story
from .home import home_party
from .in_order import HEAD
from .instruments import AgreementDraft, agreement_frames
from .issuer import issuers
from .names import Person
from .persons import PersonMention
from .positions import Told, act_frames
from .posts import PostMention
from .projects import project_frames
from .standing import relation_frames
from .voices import voices


def freeze(story: Story, published: Said[str] | None, instruments: list[AgreementDraft]) -> Reading:
    """The Reading of a story and of the instruments that it tells of."""
    drafts = [draft for draft in story.events.drafts if _worth_telling(draft, story)]
    drafts.sort(key=lambda draft: draft is not story.main)
    sides, home = _sides(drafts), home_party(story)
    people = {id(person): _person(story, person, sides.get(id(person)), home) for person in _everybody(story, drafts)}
    frames = {id(draft): _event(story, draft, people) for draft in drafts}
    day = published.value if published else ""
    agreements = agreement_frames(instruments, frames)
    return Reading(
        events=tuple(frames.values()),
        agreements=agreements,
        relations=relation_frames(story, day),
        people=tuple(people.values()),
        projects=project_frames(story),
        acts=act_frames(story, day, Told(frames, people, agreements)),
        issuers=issuers(story),
        voices=voices(story),
        missions=mission_frames(story),
        initiatives=initiative_frames(story),
        title=story.report.document.title or story.report.page.title,
        published=published,
        refused=(*story.report.refused, *story.events.refused, *dict.fromkeys(story.refused)),
    )


def _worth_telling(draft: EventDraft, story: Story) -> bool:
    """An event that can be told from others: by a number, a day, its people, or its name and place."""
    if draft is story.main:
        return True
    if _is_told_again(draft, story):
        return False
    if draft.ordinal or draft.roles or draft.aside:
        return True
    if draft.series:
        return bool(
            draft.start or draft.country or draft.turn or (draft.parties and len(draft.parties) > 1 and not draft.past)
        )
    if draft.turn == "later" and draft.parties:
        return True
    if draft.is_planned and len(draft.parties) > 1:
        return True
    return bool((draft.start and _is_placed(draft)) or (draft.kind == "visit" and draft.parties))


def _is_placed(draft: EventDraft) -> bool:
    """Has a nameless event a day, or with its month or year a place or sides?"""
    is_day = draft.start is not None and len(draft.start.value) == len("2024-05-20")
    return is_day or bool(draft.told_day) or draft.place is not None or bool(draft.country or draft.parties)


def _is_told_again(draft: EventDraft, story: Story) -> bool:
    """Is it named by a bare noun ("in bilateral talks"), and was another meeting of all its people, or on its day?"""
    people = {id(role.person) for role in draft.roles}
    is_bare = draft.kind == "call_on" and draft.name.casefold() in event_rules().generic
    others = [other for other in story.events.drafts if other is not draft and other.kind == "call_on"]
    if draft.start:
        days = {other.start.value for other in others if other.start and other.roles}
        return is_bare and not people and draft.start.value in days
    return is_bare and bool(people) and any(people <= {id(role.person) for role in other.roles} for other in others)


def _sides(drafts: list[EventDraft]) -> dict[int, Role]:
    """The role that shows best which side each person stands for, where all events agree on it."""
    found: dict[int, list[Role]] = {}
    for draft in drafts:
        for role in draft.roles:
            if role.side:
                found.setdefault(id(role.person), []).append(role)
    return {
        key: max(roles, key=lambda role: SIDE_CONFIDENCE[role.side_rule])
        for key, roles in found.items()
        if len({role.side for role in roles}) == 1
    }


def _everybody(story: Story, drafts: list[EventDraft]) -> list[Person]:
    named = [*story.report.people, *(role.person for draft in drafts for role in draft.roles)]
    unique = {id(person): person for person in named}
    return sorted(unique.values(), key=lambda person: person.first_named.name_span)


def _sentence(story: Story, mention: PersonMention) -> Span:
    return story.report.scenes[mention.sentence].span


def _person(story: Story, person: Person, acted: Role | None, home: str) -> PersonFrame:
    first = person.first_named
    posts = tuple(_post(story, post, mention, _side_of(person, post, acted, home)) for post, mention in person.posts())
    styled = next((each.styled for each in person.mentions if each.styled != each.name), first.styled)
    return PersonFrame(
        Mention("person", first.name_span, person.name),
        Said(
            person.name,
            (_sentence(story, first),),
            *((0.95, "person-beside-post") if first.certain else (0.8, "person-by-name")),
        ),
        styled if styled != person.name else "",
        posts,
    )


def _side_of(person: Person, post: PostMention, acted: Role | None, home: str) -> tuple[str, str]:
    """Whose the post is, and by which rule: what it says, else the side its holder acted for, else the report's own."""
    if post.party:
        return post.party.id, "party-in-post"
    if acted:
        return acted.side, acted.side_rule
    if person.party:
        return person.party, "in-order"
    return _home(post, home), "own-country"


def _home(post: PostMention, home: str) -> str:
    """An official whose country is not said is of the report's own; a head of state may be of any."""
    own = home.startswith("country/") and _OF_A_STATE.search(post.title) and not HEAD.search(post.title)
    return home if own else ""


_POST_CONFIDENCE = {
    "party-in-post": 0.9,
    "side-of-person": 0.7,
    "other-side": 0.7,
    "in-order": 0.6,
    "own-country": 0.55,
}
_OF_A_STATE = re.compile(
    r"\b(?:minister|secretary|ambassador|high commissioner|director[ -]general|member of parliament|senator|advis[eo]r"
    r"|chief of|commander|coordinator|spokes\w+|attorney[ -]general|envoy)\b",
    re.IGNORECASE,
)


def _post(story: Story, post: PostMention, mention: PersonMention, side: tuple[str, str]) -> PostFrame:
    spans = (_sentence(story, mention),)
    party, rule = side
    return PostFrame(
        Said(post.title, spans, 0.9, "post-beside-name"),
        Said(party, spans, _POST_CONFIDENCE[rule], rule) if party else None,
        Said(post.institution, spans, 0.85, "institution-in-post") if post.institution else None,
        post.former,
        post.whole,
    )


def _event(story: Story, draft: EventDraft, people: dict[int, PersonFrame]) -> EventFrame:
    said = (draft.sentence,)
    planned = draft.planned
    status = draft.fate or ("planned" if draft.is_planned else "held")
    chairs = sum(role.role == "chair" for role in draft.roles)
    return EventFrame(
        Mention("meeting", draft.span, draft.name),
        Said(draft.name, said, 0.9, draft.rule),
        Said(draft.kind, said, 0.85, draft.rule),
        Said(status, planned.spans if planned else said, 0.85, "tense"),
        news=not draft.past,
        mechanism=_mechanism(draft),
        ordinal=draft.ordinal,
        start=draft.start,
        end=draft.end,
        place=PlaceFrame(Mention("place", draft.place[1], draft.place[0].name), draft.place[2])
        if draft.place
        else None,
        country=draft.country,
        mode=draft.mode,
        parties=tuple(said for party, said in draft.parties.items() if party not in draft.observers),
        people=tuple(_participation(role, people[id(role.person)], chairs) for role in draft.roles),
        observers=tuple(draft.observers.values()),
        sectors=tuple(draft.sectors.values()),
    )


_ONCE = frozenset({"conference", "roundtable", "exercise", "other"})  # what is numbered only where it recurs


def _mechanism(draft: EventDraft) -> MechanismFrame | None:
    if (
        not draft.series
        or (draft.series.islower() and " " not in draft.series)
        or draft.series_span is None
        or (draft.kind in _ONCE and draft.ordinal is None)
    ):
        return None
    name = Said(draft.series, (draft.sentence,), 0.9, draft.rule)
    return MechanismFrame(
        Mention("mechanism", draft.series_span, draft.series), name, draft.acronym, draft.interval, draft.turns
    )


def _participation(role: Role, person: PersonFrame, chairs: int) -> ParticipationFrame:
    name = "co_chair" if role.role == "chair" and (chairs > 1 or role.joint) else role.role
    post = next((each for each in person.posts if role.post and each.title.value == role.post.title), None)
    return ParticipationFrame(
        person,
        Said(name, role.spans, 0.9, role.rule),
        Said(role.side, role.spans, SIDE_CONFIDENCE[role.side_rule], role.side_rule) if role.side else None,
        post or (person.posts[0] if person.posts else None),
    )
