"""Instruments gathered over a text: one draft each, with its states as they were told, its period and its sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from ...graph.model import Span
from .agreements import AgreementMention
from .at_event import SIGNED, reached_at
from .drafts import EventDraft, series_words
from .frames import AgreementFrame, EventFrame, Mention, Said, StateFrame
from .framing import Story
from .periods import read_period
from .scenes import Scene
from .sides_of_instrument import sides_by_event, sides_told
from .states import rank_of, state_by_name, state_of_list, states_at
from .states_beside import state_before_it, state_behind_it, state_of_several, state_referred_to
from .topics import sectors_in

_LISTED = SIGNED | {"proposed", "under_negotiation"}  # states that all items of a list have


@dataclass(slots=True)
class AgreementDraft:
    """One instrument while the text is read."""

    mention: AgreementMention
    scene: Scene
    states: dict[str, StateFrame] = field(default_factory=dict[str, StateFrame])
    parties: tuple[Said[str], ...] = ()
    event: EventDraft | None = None
    period: Said[str] | None = None
    mentions: list[Span] = field(default_factory=list[Span])

    @property
    def ordered(self) -> list[StateFrame]:
        """The states, the one that is furthest on first."""
        return sorted(self.states.values(), key=rank_of)

    @property
    def newest(self) -> StateFrame | None:
        """The state that is furthest on."""
        return next(iter(self.ordered), None)


def gather_instruments(story: Story, published: str) -> list[AgreementDraft]:
    """The instruments of the text. An event at which one was reached dealt with what that one is about."""
    drafts: list[AgreementDraft] = []
    for scene in story.headline_last:
        for item, place in zip(scene.skeleton.items, scene.skeleton.places, strict=True):
            if isinstance(item.thing, AgreementMention):
                _gather(drafts, story, scene, item.thing, place, published)
    for draft in drafts:
        if not draft.states and draft.parties and (state := state_referred_to(draft.scene, draft.mention, published)):
            draft.states[state.status.value] = state
        if draft.event is not None:
            for code in _sectors(draft):
                draft.event.sectors.setdefault(code, Said(code, (draft.scene.span,), 0.7, "sector-of-instrument"))
    return drafts


def _sectors(draft: AgreementDraft) -> dict[str, None]:
    return dict.fromkeys(code for code, _ in sectors_in(draft.mention.name))


def agreement_frames(drafts: list[AgreementDraft], frames: dict[int, EventFrame]) -> tuple[AgreementFrame, ...]:
    """What is kept of each instrument; `frames` are the frozen events by the identity of their drafts."""
    return tuple(_frozen(draft, frames) for draft in drafts)


def _gather(
    drafts: list[AgreementDraft],
    story: Story,
    scene: Scene,
    mention: AgreementMention,
    place: tuple[int, int],
    published: str,
) -> None:
    period, rule = read_period(mention.name, scene.sentence.text[mention.span.end - scene.span.start :][:150])
    known = next((each for each in drafts if _same(each, mention, period)), None)
    if known is None and scene.sentence.part == "title" and drafts:
        return
    draft = known or AgreementDraft(mention, scene)
    if known is None:
        drafts.append(draft)
    elif len(mention.name) > len(draft.mention.name):
        draft.mention, draft.scene = mention, scene
    draft.mentions.append(mention.span)
    if period and draft.period is None:
        draft.period = Said(period, (scene.span,), 0.9, rule)
    _states(draft, drafts, story, scene, mention, place, published)
    draft.parties = draft.parties or _parties(draft, story, scene, mention, place)


def _same(draft: AgreementDraft, mention: AgreementMention, period: str) -> bool:
    """Is it the instrument named before: of one kind, one name within the other, and not for other years?"""
    if draft.mention.kind != mention.kind or (period and draft.period and draft.period.value != period):
        return False
    words, others = _words_beside(draft.mention.name, mention.name), _words_beside(mention.name, draft.mention.name)
    return (words <= others or others <= words) and min(len(words), len(others)) > 0


def _words_beside(name: str, other: str) -> frozenset[str]:
    """The words of a name; an acronym at its head is no word where the other name begins with what it stands for."""
    first, _, rest = name.partition(" ")
    letters = "".join(word[0] for word in re.findall(r"[^\W_]+", other))
    first = first.strip("():,")
    is_short = len(first) > 2 and first.isupper() and bool(rest) and letters.upper().startswith(first)
    return series_words(rest if is_short else name)


def _states(
    draft: AgreementDraft,
    drafts: list[AgreementDraft],
    story: Story,
    scene: Scene,
    mention: AgreementMention,
    place: tuple[int, int],
    published: str,
) -> None:
    """What the words around this mention say has become of it."""
    before, lead = draft.newest, _lead(story, scene)
    told = list(states_at(scene, place, mention, published))
    if not told and lead:
        told = list(state_of_list(lead, scene))
    if not told and before is None:
        told = list(_told_beside(drafts, story, scene, place, published))
    if not told and before is None:
        told = list(state_by_name(scene, place, draft.mention, published))
    for state in told:
        known = draft.states.get(state.status.value)
        if known is None or (state.date and not known.date) or (state.until and not known.until):
            draft.states[state.status.value] = state
    newest = draft.newest
    if newest is None or (before and before.status == newest.status):
        return
    if lead:
        end = len(lead.skeleton.text)
        _reach(draft, story, lead, (end, end), newest)
    else:
        _reach(draft, story, scene, place, newest)


def _told_beside(
    drafts: list[AgreementDraft], story: Story, scene: Scene, place: tuple[int, int], published: str
) -> Iterator[StateFrame]:
    """What the words about other instruments, or the next sentence, say of one of which its own words say nothing."""
    number = state_before_it(scene, place)
    span = number is not None and cast(AgreementMention, scene.skeleton.items[number].thing).span
    known = next((each.newest for each in drafts if span and span in each.mentions), None)
    if known is not None and known.status.value in _LISTED:
        yield StateFrame(Said(known.status.value, (scene.span,), 0.7, "as-before-it"), known.date, None, None)
        return
    yield from state_of_several(story, scene, place)
    yield from state_behind_it(story, scene, published)


def _reach(draft: AgreementDraft, story: Story, scene: Scene, place: tuple[int, int], newest: StateFrame) -> None:
    """Lead an instrument to the event at which it reached its newest state, whose day that is where none is told."""
    status = newest.status.value
    if newest.status.rule == "made-by-name" and scene.sentence.part != "title":
        return
    draft.event = reached_at(story, scene, place, status, newest.date.value if newest.date else "")
    start = _day_of(story, draft.event) if draft.event else None
    if start and not newest.date and status in SIGNED:
        day = Said(start.value, (scene.span, *start.spans), 0.7, "date-of-event")
        draft.states[status] = StateFrame(newest.status, day, None, newest.until)


def _day_of(story: Story, event: EventDraft) -> Said[str] | None:
    """The day of the event; that of the main one for a signing of which none is told."""
    is_aside = event.kind == "signing" and not event.past and not event.is_planned
    return event.start or (story.main.start if is_aside and story.main else None)


_ITEM_OF_LIST = re.compile(r"^\W*(?:(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)?\W*(?:(?:The|An?)\s)?<A\d+>")
_MOST_ITEMS = 40


def _lead(story: Story, scene: Scene) -> Scene | None:
    """The words over the list of instruments that a line is one of: "The following agreements were signed:"."""
    if not _ITEM_OF_LIST.match(scene.skeleton.text):
        return None
    at = scene.sentence.index
    for before in reversed(story.report.scenes[max(0, at - _MOST_ITEMS) : at]):
        if before.sentence.text.rstrip().endswith(":"):
            return before
        if not _ITEM_OF_LIST.match(before.skeleton.text):
            return None
    return None


def _parties(
    draft: AgreementDraft, story: Story, scene: Scene, mention: AgreementMention, place: tuple[int, int]
) -> tuple[Said[str], ...]:
    status = draft.newest.status.value if draft.newest else ""
    return sides_told(scene, mention, place) or sides_by_event(story, scene, draft.mention, draft.event, status)


def _frozen(draft: AgreementDraft, frames: dict[int, EventFrame]) -> AgreementFrame:
    mention, spans = draft.mention, (draft.scene.span,)
    newest = draft.newest
    return AgreementFrame(
        Mention("agreement", mention.span, mention.name),
        Said(mention.name, spans, 0.85, "named-agreement"),
        Said(mention.kind, spans, 0.85, "agreement-noun"),
        newest.status if newest else None,
        newest.date if newest else None,
        draft.parties,
        tuple(Said(code, spans, 0.7, "sector-words") for code in _sectors(draft)),
        frames.get(id(draft.event)) if draft.event else None,
        newest,
        tuple(state for state in draft.ordered if state is not newest),
        draft.period,
        tuple(draft.mentions),
    )
