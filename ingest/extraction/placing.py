"""Where each event was: the place and country that its sentence names, else where the report was written."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import cast

from ...graph.model import Span
from .acted_at import country_or_party
from .beside import beside
from .drafts import EventDraft
from .frames import Said
from .framing import Story
from .gazetteer import Party, Place, capitals
from .scenes import Scene
from .skeleton import Item
from .tokens import Token

_OUTSIDE = re.compile(r"^(?:[’']s\s|\s(?:side|delegation|government|foreign|minister|officials?)\b)")
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile(r"(?:[’']s)? capital\b(?!(?: city)?(?: of)?,? <[LC])")
_PLACE_LINE = re.compile(r"L(?:,?[PLA])?x?")


def place_of_dateline(story: Story, published: str) -> None:
    """What happened about the day of a report is where the report was written, if the text says nothing else."""
    main, written = story.main, written_at(story)
    if main is None or written is None or main.mode or main.kind == "phone_call" or not _is_of_report(main, published):
        return
    item, span = written
    country = country_or_party(item)
    if _is_with_day(story) and _is_told_late(story, main) and _may_be_there(main, country):
        main.place = main.country = None
    if main.place:
        return
    fits = _may_be_there(main, country) if main.country is None else country == main.country.value
    if fits:
        _set_place(main, item, span)


def _is_with_day(story: Story) -> bool:
    """Does the head of the text name a day too, so that it tells where something was, not only who writes?"""
    line = story.report.page.dateline
    return bool(story.heads) or (
        line is not None and _DIGIT.search(story.report.document.text, line.start, line.end) is not None
    )


def _is_told_late(story: Story, main: EventDraft) -> bool:
    """Is it only by the headline or by a sentence far down that a place is given?"""
    said = main.place[2] if main.place else main.country
    lead = [scene.span for scene in story.body if scene.sentence.index in story.lead]
    return said is not None and not any(span in lead for span in said.spans)


def _may_be_there(draft: EventDraft, country: str) -> bool:
    """May it have been in a country: if it is a visit, do the texts say whose visit it is, and is that another's?"""
    visitors = {post.party.id for role in draft.roles for post, _ in role.person.posts() if post.party}
    return draft.kind != "visit" or (bool(visitors) and visitors != {country})


def _is_of_report(main: EventDraft, published: str) -> bool:
    """Was it held in the month of the report, as far as the text says?"""
    if main.is_planned:
        return False
    if main.start is None:
        return not main.past and not main.aside
    return bool(published) and main.start.value[:7] == published[:7]


def place_in_first_sentence(story: Story) -> None:
    """An event was in the only city of the sentence that names it first, and it alone, if nothing else is said."""
    for scene in story.body:
        told = {id(draft): draft for _, draft in story.at[scene.sentence.index]}
        for draft in told.values() if len(told) == 1 else ():
            is_more = draft is story.main or draft.start or draft.roles or draft.parties  # than a name in passing
            if is_more and draft.first == scene.sentence.index and draft.kind != "phone_call":
                _place_alone(story, scene, draft)


def _place_alone(story: Story, scene: Scene, draft: EventDraft) -> None:
    cities = [item for item in scene.skeleton.of_kind("L") if not _is_dateline(story, item)]
    if draft.place or draft.country or draft.mode or draft.is_tour or len(cities) != 1:
        return
    if not _NOT_THERE.search(scene.skeleton.text[: scene.skeleton.place_of(cities[0])[0]]):
        _set_place(draft, cities[0], scene.span)


_NOT_THERE = re.compile(r"\b(?:from|via|of|to|by|between|and|than|like) (?:the )?$")


def _is_dateline(story: Story, item: Item) -> bool:
    line = story.report.page.dateline
    return line is not None and line.start <= item.span.start < line.end


def written_at(story: Story) -> tuple[Item, Span] | None:
    """The place of the dateline, or that a line of its own at the head of the text names."""
    line = story.report.page.dateline
    for scene in story.report.scenes:
        for item in scene.skeleton.of_kind("L"):
            if line is not None and line.start <= item.span.start < line.end:
                return item, scene.span
    for scene in [*story.heads, *story.body[:3]]:
        is_line = scene.is_head or _PLACE_LINE.fullmatch(scene.words.kinds)
        if is_line and (places := scene.skeleton.of_kind("L") or [*filter(_is_city_too, scene.skeleton.of_kind("C"))]):
            return places[0], scene.span
    return None


def bind_places(story: Story, scene: Scene) -> None:
    """Give the events of a sentence the places and countries that it says they were in."""
    skeleton = scene.skeleton
    for item, place in zip(skeleton.items, skeleton.places, strict=True):
        if item.kind not in "LC" or _OUTSIDE.match(skeleton.text[place[1] : place[1] + 20]):
            continue
        is_capital = _is_capital(item, skeleton.text, place)
        if not is_capital and not _is_place(item, skeleton.text, place):
            continue
        draft = _told_at(story, scene, place[0])
        if draft is not None and not draft.is_tour:
            (_set_capital if is_capital else _set_place)(draft, item, scene.span)


def _is_place(item: Item, text: str, place: tuple[int, int]) -> bool:
    """Do the words around a name say that something was there, or that it is the host?"""
    before = text[max(0, place[0] - 60) : place[0]]
    hosted = _is_host(item, text[place[1] :]) or _is_said_host(text, place)
    hosted = hosted or (_hosts_by(text, place) if item.kind == "L" else _is_sole_host(text, place))
    if hosted or beside("where-they").match(text[place[0] :]):
        return True
    return beside("place-before").search(before) is not None and not beside("invited-to").search(text[: place[0]])


def _is_capital(item: Item, text: str, place: tuple[int, int]) -> bool:
    """Is a city called by its country: "in the Freedonian capital"?"""
    is_capital = item.kind == "C" and _CAPITAL.match(text[place[1] :]) is not None
    return is_capital and beside("in-its-capital").search(text[: place[0]]) is not None


def _told_at(story: Story, scene: Scene, at: int) -> EventDraft | None:
    """The event that the words at this place tell of; of none named, the main one, where the report begins."""
    if story.at[scene.sentence.index]:
        return _place_of(story, scene, at)
    return story.main if is_lead(story, scene) or scene.sentence.part == "title" else None


def _place_of(story: Story, scene: Scene, at: int) -> EventDraft | None:
    """The event that a place belongs to: one that follows as "… during the session", else the one at hand."""
    text = scene.skeleton.text
    is_clause = beside("where-they").match(text[at:]) is not None
    ahead = [
        draft
        for place, draft in story.at[scene.sentence.index]
        if place > at and (is_clause or beside("at-event").match(text[at:place]))
    ]
    told = story.event_at(scene, at)
    behind = [place for place, draft in story.at[scene.sentence.index] if place <= at and draft is told]
    is_told = bool(behind) and beside("was-held").match(text[behind[-1] : at]) is not None
    return ahead[0] if ahead and not is_told else told


def _is_host(item: Item, after: str) -> bool:
    """Is the place, or the country, said to be host of the event that follows?"""
    if item.kind == "L":
        return beside("hosted-by-place").match(after) is not None
    return beside("hosted-by-country").match(after) is not None


def _is_sole_host(text: str, place: tuple[int, int]) -> bool:
    """Is the event said to be hosted by this country alone?"""
    after = text[place[1] : place[1] + 12]
    return _hosts_by(text, place) and not re.match(r",? and <C|, <C", after)


def _is_said_host(text: str, place: tuple[int, int]) -> bool:
    """Does a clause behind an event say whose it is: "the third session, which Freedonia is to host"?"""
    is_clause = beside("event-which").search(text[: place[0]]) is not None
    return is_clause and beside("hosts-it").match(text[place[1] :]) is not None


def _hosts_by(text: str, place: tuple[int, int]) -> bool:
    """Do the words before a place say that it is a host?"""
    return beside("hosted-by").search(text[: place[0]]) is not None


def is_lead(story: Story, scene: Scene) -> bool:
    """Is it one of the sentences that a report begins with?"""
    return scene.sentence.index in story.lead


def _set_place(draft: EventDraft, item: Item, span: Span) -> None:
    refers = cast(Token, item.thing).refers
    if isinstance(refers, Place):
        if draft.place is None and (draft.country is None or refers.country in {"", draft.country.value}):
            draft.place = (refers, item.span, Said(refers.name, (span,), 0.85, "place-of-event"))
            if refers.country and draft.country is None:
                draft.country = Said(refers.country, (span,), 0.85, "place-of-event")
    elif isinstance(refers, Party) and refers.is_country and not refers.adjective and draft.country is None:
        draft.country = Said(refers.id, (span,), 0.8, "country-of-event")
        if draft.place is None and _is_city_too(item):
            city = Place(refers.label, refers.id)
            draft.place = (city, item.span, Said(city.name, (span,), 0.7, "place-of-event"))


def _set_capital(draft: EventDraft, item: Item, span: Span) -> None:
    """The city that a text calls by its country: "in the Freedonian capital"."""
    country = country_or_party(item)
    city = capitals().get(country, "")
    if city and draft.place is None and (draft.country is None or draft.country.value == country):
        draft.place = (Place(city, country), item.span, Said(city, (span,), 0.7, "capital-of-country"))
        draft.country = draft.country or Said(country, (span,), 0.8, "capital-of-country")


def _is_city_too(item: Item) -> bool:
    """Is a country called as its capital is: "Luxembourg"?"""
    token = cast(Token, item.thing)
    party = token.refers
    return isinstance(party, Party) and not party.adjective and capitals().get(party.id) == party.label == token.text


_ON_VISIT = re.compile(
    r"\b(?:during|on|as part of|in the course of|within the framework of) (?:his|her|their|the|an?) "
)


def place_on_visits(story: Story) -> None:
    """What somebody held "during his visit to Freedonia" was held there."""
    for scene in story.body:
        places = story.at[scene.sentence.index]
        for (at, draft), (then, visit) in pairwise(places):
            said = _ON_VISIT.search(scene.skeleton.text[at:then])
            if said and visit.kind == "visit" and draft.kind != "visit" and visit.country and draft.country is None:
                draft.place = draft.place or visit.place
                draft.country = Said(visit.country.value, (scene.span,), 0.75, "on-visit")
