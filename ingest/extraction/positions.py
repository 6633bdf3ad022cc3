"""Acts and commitments of a story: the clauses of acts.py with their sides, sectors and days bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from ...graph.model import Span
from .acts import ActMatch, directed_at, find_acts, promised_deeds
from .dates import DateMention, resolve
from .drafts import EventDraft
from .frames import ActFrame, AgreementFrame, EventFrame, Mention, PersonFrame, Said
from .framing import Story
from .gazetteer import Party
from .persons import PersonMention
from .scenes import Scene
from .skeleton import Item, Skeleton
from .topics import sectors_in

_DUE = re.compile(r"\b(?:by|before|no later than|not later than|until)(?: the)?(?: end of)? <D(\d+)>")
_WHEN = re.compile(r"\b(?:in|on|during|within|later in) (?:the )?(?:course of )?<D(\d+)>$")
_SHORTEST = 2  # words of a topic; less behind the verb says nothing
_PLURAL = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What acts may speak of: the frozen events and people by the identity of their drafts, and the instruments."""

    events: dict[int, EventFrame]
    people: dict[int, PersonFrame]
    agreements: tuple[AgreementFrame, ...]


def act_frames(story: Story, published: str, told: Told) -> tuple[ActFrame, ...]:
    """What the text says that the sides and persons welcomed, condemned, asked for or promised; each clause once."""
    found: dict[tuple[str, str], ActFrame] = {}
    for scene in story.body:
        if scene.sentence.part == "body":
            for frame in _acts(story, scene, published, told):
                found.setdefault((frame.kind.value, frame.topic.value.casefold()), frame)
    return tuple(found.values())


def _acts(story: Story, scene: Scene, published: str, told: Told) -> Iterator[ActFrame]:
    for match in find_acts(scene.skeleton):
        event = story.event_at(scene, match.start)
        by = _subjects(story, scene, match, event, told.people)
        topic = _text(scene, match.topic)
        if not by or len(topic.split()) < _SHORTEST:
            continue
        said = (scene.span,)
        at = directed_at(scene.skeleton, match)
        yield ActFrame(
            Mention("act", _raw(scene.skeleton, match.start, match.topic[1]), f"{_text(scene, match.verb)} {topic}"),
            Said(match.rule.id, said, 0.85, match.rule.id),
            match.rule.is_promise,
            Said(_text(scene, match.verb), said, 0.9, match.rule.id),
            Said(topic, said, 0.85, match.rule.id),
            by,
            _who(story, scene, at, told.people) if at else None,
            len(by) >= _PLURAL,
            tuple(Said(code, said, 0.7, "sector-words") for code in _sectors(topic)),
            _due(scene, match, published),
            told.events.get(id(event)) if event else None,
            _deed(story, scene, match, told) if match.rule.is_promise else None,
        )


def _deed(story: Story, scene: Scene, match: ActMatch, told: Told) -> EventFrame | AgreementFrame | None:
    """What keeps a promise to hold, or to bring about, once it has come about: the sitting or the instrument named."""
    topic = scene.skeleton.text[match.topic[0] : match.topic[1]]
    for kind, pattern in promised_deeds().items():
        found = pattern.match(topic)
        if found is None:
            continue
        place = match.topic[0] + found.end() - len(found["mark"])
        if kind == "event":
            drafts = [draft for at, draft in story.at[scene.sentence.index] if at == place]
            frame = told.events.get(id(drafts[0])) if drafts else None
            return frame if frame and frame.status.value == "planned" else None
        span = scene.skeleton.item(found["mark"][2:-1]).span
        return next((each for each in told.agreements if span in each.mentions), None)
    return None


def _sectors(topic: str) -> dict[str, None]:
    return dict.fromkeys(code for code, _ in sectors_in(topic))


def _subjects(
    story: Story, scene: Scene, match: ActMatch, event: EventDraft | None, people: dict[int, PersonFrame]
) -> tuple[Said[str] | PersonFrame, ...]:
    """Whose the act is: the persons and parties named, or the sides of the event at hand."""
    if match.subjects:
        found = [_who(story, scene, item, people) for item in match.subjects]
        return tuple(each for each in found if each is not None)
    if event is None or len(event.parties) < _PLURAL:
        return ()
    return tuple(
        Said(party, (scene.span, *said.spans), 0.75, "sides-of-event") for party, said in event.parties.items()
    )


def _who(story: Story, scene: Scene, item: Item, people: dict[int, PersonFrame]) -> Said[str] | PersonFrame | None:
    thing = item.thing
    if isinstance(thing, PersonMention):
        return people.get(id(story.report.person_at.get(thing.name_span)))
    refers = getattr(thing, "refers", None)
    is_side = isinstance(refers, Party) and not _is_adjective_of(scene.skeleton, item, refers)
    return Said(cast(Party, refers).id, (scene.span,), 0.85, "side-named") if is_side else None


def _is_adjective_of(skeleton: Skeleton, item: Item, party: Party) -> bool:
    """Does a demonym only describe somebody else: "Kenyan farmers"?"""
    after = skeleton.text[skeleton.place_of(item)[1] :]
    return party.adjective and not re.match(r" (?:side|delegation|government|Government)\b", after)


def _due(scene: Scene, match: ActMatch, published: str) -> Said[str] | None:
    if not match.rule.is_promise:
        return None
    by, at = (pattern.search(scene.skeleton.text, *match.topic) for pattern in (_DUE, _WHEN))
    found = by or at
    if found is None:
        return None
    day = resolve(cast(DateMention, scene.skeleton.item(found[1]).thing), published, future=True)[0]
    if not day or "X" in day or (not by and day[:4] < published[:4]):
        return None
    return Said(f"../{day}" if by else day, (scene.span,), 0.85, "by-date" if by else "in-date")


def _text(scene: Scene, stretch: tuple[int, int]) -> str:
    """The words of a stretch of the marked sentence, as they are written."""
    span = _raw(scene.skeleton, *stretch)
    return " ".join(scene.sentence.text[span.start - scene.span.start : span.end - scene.span.start].split())


def _raw(skeleton: Skeleton, start: int, end: int) -> Span:
    """The place in the text of a stretch of the marked sentence."""
    return Span(_offset(skeleton, start), _offset(skeleton, end))


def _offset(skeleton: Skeleton, place: int) -> int:
    shift = skeleton.sentence.span.start
    for item, (_, end) in zip(skeleton.items, skeleton.places, strict=True):
        if place < end:
            break
        shift = item.span.end - end
    return place + shift
