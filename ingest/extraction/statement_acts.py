"""Statements of acts and commitments: who did or promised what, in which words, towards whom and about what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...graph import dates
from ...graph.model import Link, Literal, Modality, Statement
from .frames import ActFrame, EventFrame, PersonFrame, Said
from .saying import Saying
from .statement_values import concept, date, name_of, strength


def act_statements(writer: Saying, frame: ActFrame) -> Iterator[Statement]:
    """The statements of one act or promise."""
    yield from _commitment(writer, frame) if frame.is_promise else _act(writer, frame)


def _act(writer: Saying, frame: ActFrame) -> Iterator[Statement]:
    act = writer.local(frame.mention)
    yield from writer.named_thing(act, "Act", frame.topic, name_of(frame))
    yield writer.say(act, "has_kind", Link(f"act-kind/{frame.kind.value}"), frame.kind)
    jointness = Literal("joint" if frame.joint else "unilateral")
    yield writer.say(act, "jointness", jointness, frame.verb)
    yield from _words(writer, frame, act)
    for whose in frame.by:
        yield from _whose(writer, act, "by", whose, frame)
    if frame.towards:
        yield from _whose(writer, act, "towards", frame.towards, frame)
    for sector in frame.sectors:
        yield writer.say(act, "about", concept("sector", sector), sector)
    if frame.event:
        yield writer.say(act, "part_of", Link(writer.meeting_id(frame.event)), frame.topic)


def _commitment(writer: Saying, frame: ActFrame) -> Iterator[Statement]:
    promise = writer.local(frame.mention)
    yield from writer.named_thing(promise, "Commitment", frame.topic, name_of(frame))
    yield from _words(writer, frame, promise)
    yield writer.say(promise, "strength", Literal(strength(frame.verb.value)), frame.verb)
    for whose in frame.by:
        yield from _whose(writer, promise, "committed_by", whose, frame)
    for sector in frame.sectors:
        yield writer.say(promise, "covered", concept("sector", sector), sector)
    if frame.due and dates.is_date(frame.due.value):
        yield writer.say(promise, "due_date", date(frame.due), frame.due)
    if frame.event and frame.event.status.value != "planned":
        yield writer.say(promise, "adopted_at", Link(writer.meeting_id(frame.event)), frame.topic)
    if frame.deed:
        deed = writer.meeting_id(frame.deed) if isinstance(frame.deed, EventFrame) else writer.local(frame.deed.mention)
        kept = writer.say(promise, "fulfilled_by", Link(deed), frame.topic)
        yield replace(kept, modality=Modality.PLANNED)


def _words(writer: Saying, frame: ActFrame, local: str) -> Iterator[Statement]:
    """The verb, the topic and the passage, as the text has them."""
    yield writer.say(local, "verb", Literal(frame.verb.value), frame.verb)
    yield writer.say(local, "topic", Literal(frame.topic.value), frame.topic)
    span = frame.mention.span
    wording = " ".join(writer.document.text[span.start : span.end].split())
    yield writer.say(local, "wording", Literal(wording), frame.topic)


def _whose(
    writer: Saying, local: str, name: str, whose: Said[str] | PersonFrame, frame: ActFrame
) -> Iterator[Statement]:
    if isinstance(whose, PersonFrame):
        yield writer.say(local, name, Link(writer.local(whose.mention)), frame.topic)
        return
    yield from writer.introduce(whose)
    yield writer.say(local, name, Link(writer.party(whose.value)), whose)
