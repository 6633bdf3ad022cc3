"""Meetings that are told by their sides alone: "The foreign ministers of Freedonia and Sylvania met in Vienna"."""

from __future__ import annotations

import re
from typing import cast

from ...graph.model import Span
from .acted_at import country_or_party, party_of
from .agreements import AgreementMention
from .beside import beside
from .drafts import EventDraft
from .frames import Said
from .framing import Story
from .gazetteer import Place
from .scenes import Scene
from .when_told import are_apart, day_behind, day_of

_RULE = "sides-met"
_OF_BODY = re.compile(r"\bof (?:the )?<C\d+> (?:\(|met\b|have\b|also\b|gathered\b|convened\b|held\b)")  # told quickly
_JOURNEY = re.compile(r"\b(?:visit|travel|arriv)\w* (?:to |in )?(?:the )?<[CL]")  # quickly told from other sentences


def bind_meetings_of_sides(story: Story) -> None:
    """One event for each sentence that says so and names no event and no person."""
    for scene in story.body:
        is_open = not story.at[scene.sentence.index] and len(scene.skeleton.of_kind("C")) > 1
        match = beside(_RULE).search(scene.skeleton.text) if is_open else None
        if match and not scene.skeleton.items_in(0, match.end(), "PNA"):
            _meet(story, scene, match, "call_on")
        may_be_body = not story.at[scene.sentence.index] and _OF_BODY.search(scene.skeleton.text) is not None
        match = beside("members-met").search(scene.skeleton.text) if may_be_body else None
        if match and not scene.skeleton.items_in(0, match.end(), "PNA"):
            _meet(story, scene, match, "session")
        text = scene.skeleton.text
        match = (beside("sides-signed").search(text) or beside("sides-signed-there").search(text)) if is_open else None
        if match and not story.at[scene.sentence.index] and not scene.skeleton.items_in(0, match.end(), "PN"):
            _sign(story, scene, match)
        if story.main is None and scene.sentence.index in story.lead and not scene.skeleton.of_kind("PN"):
            _sign_instrument(story, scene)
        if _JOURNEY.search(scene.skeleton.text):
            for match in beside("side-visits").finditer(scene.skeleton.text):
                _visit(story, scene, match)
        for match in beside("side-hosted").finditer(scene.skeleton.text):
            _visit(story, scene, match)


def _sign(story: Story, scene: Scene, match: re.Match[str]) -> None:
    """Sides that signed an instrument at a place or on a day that the sentence names."""
    instrument = scene.skeleton.items_in(match.start(), match.end(), "A")[0]
    sides = scene.skeleton.items_in(match.start("sides"), match.end("sides"), "C")
    name = story.report.document.text[instrument.span.start : instrument.span.end]
    draft = _new(story, scene, "signing", f"signing of {' '.join(name.split())}", instrument.span, "sides-signed")
    for party in dict.fromkeys(map(party_of, sides)):
        draft.add_party(party, Said(party, (scene.span,), 0.8, "sides-signed"))
    _place(story, scene, match.start("sides"), draft)


def _sign_instrument(story: Story, scene: Scene) -> None:
    """A report that begins with what was signed, where or when, and with nobody, is about the signing."""
    if match := beside("instrument-signed").search(scene.skeleton.text):
        mention = cast(AgreementMention, scene.skeleton.item(match["signed"]).thing)
        draft = _new(story, scene, "signing", f"signing of {mention.name}", mention.span, "instrument-signed")
        for party in mention.parties:
            draft.add_party(party, Said(party, (scene.span,), 0.8, "instrument-signed"))
        if day := day_behind(scene, match.end("verb"), story.day):
            draft.start = Said(day, (scene.span,), 0.85, "instrument-signed")
        _place(story, scene, match.start(), draft)


def _visit(story: Story, scene: Scene, match: re.Match[str]) -> None:
    """The journey of an official who is not named."""
    number = match["one"] or match["two"]
    home, where = party_of(scene.skeleton.item(number)), scene.skeleton.item(match["where"][1:])
    refers, country = getattr(where.thing, "refers", None), country_or_party(where)
    known = (
        draft
        for draft in story.events.drafts
        if draft.kind == "visit" and draft.country and draft.country.value == country
    )
    if not country or country == home or next(known, None) is not None:
        return
    words = story.report.document.text[where.span.start : where.span.end]
    draft = _new(story, scene, "visit", f"visit to {words}", where.span, "side-visits")
    draft.country = Said(country, (scene.span,), 0.8, "side-visits")
    for party in (home, country):
        draft.add_party(party, Said(party, (scene.span,), 0.8, "side-visits"))
    if isinstance(refers, Place):
        draft.place = (refers, where.span, Said(refers.name, (scene.span,), 0.8, "side-visits"))
    _place(story, scene, match.start(), draft)


def _new(story: Story, scene: Scene, kind: str, name: str, span: Span, rule: str) -> EventDraft:
    index = scene.sentence.index
    return story.events.add(EventDraft(kind, name, span, scene.span, index, rule, last=index))


def _place(story: Story, scene: Scene, at: int, draft: EventDraft) -> None:
    """Put a new event among those of its sentence; it is the main one where the report tells of it first."""
    story.place(scene, at, draft)
    if story.main is None or story.main.first > scene.sentence.index:
        story.main = draft


def _meet(story: Story, scene: Scene, match: re.Match[str], kind: str) -> None:
    items = scene.skeleton.items_in(match.start("sides"), match.end("sides"), "C")
    parties = tuple(dict.fromkeys(map(party_of, items)))
    if len(parties) < 2 and (not parties or parties[0].startswith("country/")):
        return
    day = next(
        (day_of(scene, str(scene.skeleton.items.index(item)), story.day) for item in scene.skeleton.of_kind("D")), ""
    )
    near = (draft for draft in story.events.drafts if not (day and draft.told_day and are_apart(day, draft.told_day)))
    known = next((draft for draft in near if set(parties) <= _sides(draft)), None)
    story.place(scene, match.start("sides"), known or _made(story, scene, match, parties, kind))


def _sides(draft: EventDraft) -> set[str]:
    return {*draft.parties, *(role.side for role in draft.roles)}


def _made(story: Story, scene: Scene, match: re.Match[str], parties: tuple[str, ...], kind: str) -> EventDraft:
    """A new event; the main one, where the report tells of it first."""
    items = scene.skeleton.items_in(match.start("sides"), match.end("sides"), "C")
    text, start = story.report.document.text, items[0].span.start - len(match["who"] or "")
    sides = re.sub(r"^The\b", "the", " ".join(text[start : items[-1].span.end].split()))
    draft = EventDraft(
        kind,
        f"meeting of {sides}",
        items[0].span,
        scene.span,
        scene.sentence.index,
        _RULE,
        last=scene.sentence.index,
    )
    for party in parties:
        draft.add_party(party, Said(party, (scene.span,), 0.8, _RULE))
    story.events.add(draft)
    if story.main is None or story.main.first > scene.sentence.index:
        story.main = draft
    return draft
