"""Which event of a text a mention speaks of: one told before, or a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from ...graph.model import Span
from .drafts import EventDraft, same_series, series_words
from .event_types import EventMention, event_rules
from .frames import Said
from .gazetteer import Place
from .tokens import Token
from .when_told import is_of_another_time

MOST = 300  # events of one text; what has more is a calendar or an index, and comparing each with each takes long


class Events:
    """The events of one text, in the order in which they come up."""

    def __init__(self, published: str = "") -> None:
        self.published = published
        self.drafts: list[EventDraft] = []
        self.bodies: list[EventMention] = []  # mechanisms named, but not as sitting
        self.headline: tuple[EventMention, ...] = ()  # the events that the headline names
        self.refused: list[tuple[str, Span]] = []

    def resolve(self, mention: EventMention, sentence: Span) -> list[EventDraft]:
        """The events that a mention speaks of; new ones are added. None for a reference to nothing."""
        if len(self.drafts) >= MOST:
            self.refused.append((f"More than {MOST} events: this one is not read.", mention.span))
            return []
        readers = {
            "named": self._named,
            "numbered": self._numbered,
            "generic": self._generic,
            "introduced": self._introduced,
        }
        if mention.form == "reference":
            found = self._referred(mention)
            drafts = [found] if found else []
        elif mention.form == "body":
            drafts = self._body(mention)
        else:
            drafts = readers[mention.form](mention, sentence)
        for draft in drafts:
            draft.last = mention.sentence
        return drafts

    def known(self, mention: EventMention) -> list[EventDraft]:
        """The events told before of which a mention in the headline may speak; none is added."""
        number = mention.ordinals[0] if mention.ordinals else None
        for draft in self.drafts:
            by_series = draft.series and mention.series and same_series(draft.series, mention.series)
            if by_series and _may_be(draft, number, mention.turn):
                return [draft]
            if not draft.series and draft.kind == mention.kind and draft.name.casefold() in mention.name.casefold():
                return [draft]
        return []

    def _of_its_time(self, mention: EventMention) -> list[EventDraft]:
        """The events that are not of another time than the one that a mention speaks of."""
        return [draft for draft in self.drafts if not is_of_another_time(draft, mention, self.published)]

    def add(self, draft: EventDraft) -> EventDraft:
        """One more event."""
        self.drafts.append(draft)
        return draft

    def _named(self, mention: EventMention, sentence: Span) -> list[EventDraft]:
        return [self._one_named(mention, number, sentence) for number in mention.ordinals or (None,)]

    def _one_named(self, mention: EventMention, number: int | None, sentence: Span) -> EventDraft:
        if number is None and (whole := self._whole(mention)):
            return whole
        series = self._fullest(mention)
        number = number if number is not None or mention.turn else self._number_in_headline(mention)
        known = [draft for draft in self._of_its_time(mention) if draft.series and same_series(draft.series, series)]
        for draft in known:
            if _may_be(draft, number, mention.turn):
                if number is not None and draft.ordinal is None:
                    draft.ordinal = _said(number, sentence)
                if len(mention.series) > len(draft.series) and not mention.acronym:
                    draft.series, draft.series_span = series, mention.series_span
                return draft
        return self.add(drafted(mention, series, number, sentence))

    def _number_in_headline(self, mention: EventMention) -> int | None:
        """The number that the headline gives to a sitting which the body names first without one."""
        if any(draft.series and same_series(draft.series, mention.series) for draft in self.drafts):
            return None
        same = (each for each in self.headline if len(each.ordinals) == 1 and same_series(each.series, mention.series))
        return next((each.ordinals[0] for each in same if each.ordinals[0] > 1), None)

    def _whole(self, mention: EventMention) -> EventDraft | None:
        """The sitting of which a mention names a part: "the Ministerial Session"."""
        if mention.turn or not series_words(mention.series) <= event_rules().parts:
            return None
        sittings = (draft for draft in self._of_its_time(mention) if draft.kind in _SITTINGS and not draft.turn)
        return next((draft for draft in sittings if not series_words(draft.series) <= event_rules().parts), None)

    def _fullest(self, mention: EventMention) -> str:
        """The fullest name that the text gives to the mechanism."""
        names = [draft.series for draft in self.drafts if draft.series and same_series(draft.series, mention.series)]
        names += [body.series for body in self.bodies if same_series(body.series, mention.series)]
        return max([*names, mention.series], key=lambda name: len(series_words(name)))

    def _numbered(self, mention: EventMention, sentence: Span) -> list[EventDraft]:
        number = mention.ordinals[0] if mention.ordinals else None
        main = next((draft for draft in self.drafts if draft.series and draft.kind in _SITTINGS), None)
        if number == 1 and main is not None and _OPENS.match(mention.name) and main.ordinal and main.ordinal.value > 1:
            return [main]
        if main is None:
            body = self.bodies[-1] if self.bodies else None
            if body is None:
                if number is None and mention.turn != "later" and not mention.day:
                    return []
                return [self.add(drafted(mention, "", number, sentence))]
            draft = drafted(mention, body.series, number, sentence)
            draft.series_span, draft.acronym = body.series_span, body.acronym
            for party in body.parties:
                draft.add_party(party, _said(party, sentence))
            return [self.add(draft)]
        mention = replace(mention, kind=main.kind)
        for draft in self._of_its_time(mention):
            if draft.series == main.series and _may_be(draft, number, mention.turn):
                draft.ordinal = draft.ordinal or (_said(number, sentence) if number is not None else None)
                return [draft]
        draft = drafted(mention, main.series, number, sentence)
        draft.series_span, draft.acronym = main.series_span, main.acronym
        return [self.add(draft)]

    def _generic(self, mention: EventMention, sentence: Span) -> list[EventDraft]:
        for draft in self._of_its_time(mention):
            if draft.kind == mention.kind and not draft.series and _same_generic(draft, mention):
                return [draft]
        return [self.add(drafted(mention, "", None, sentence))]

    def _introduced(self, mention: EventMention, sentence: Span) -> list[EventDraft]:
        """What "a meeting" is, where the text has told of none yet that it may be; else the one told of."""
        told = [
            draft
            for draft in self._of_its_time(mention)
            if mention.head in draft.name.casefold()
            or (draft.kind == mention.kind and (not mention.day or draft.told_day == mention.day))
        ]
        if len(mention.day) == len("2024-05-20"):
            told = [
                draft for draft in told if draft.told_day in {"", mention.day} or not mention.name.startswith("meeting")
            ]
        return told[-1:] or [self._of_known_body(self.add(drafted(mention, "", None, sentence)))]

    def _of_known_body(self, draft: EventDraft) -> EventDraft:
        """A new event as one of the body told of, if its name ends in it: "a special meeting of the Commission"."""
        name = draft.name.casefold()
        known = (each for each in self.drafts if each.series and name.endswith(f"of the {_noun(each.series)}"))
        if (body := next(known, None)) is not None:
            draft.series, draft.series_span, draft.acronym = body.series, body.series_span, body.acronym
        return draft

    def _referred(self, mention: EventMention) -> EventDraft | None:
        kinds = event_rules().references.get(mention.head, [])
        first = next((draft for draft in self.drafts if not draft.is_setting), next(iter(self.drafts), None))
        fitting = [
            draft
            for draft in self._of_its_time(mention)
            if draft.kind in kinds and (draft is first or not _sibling(draft, first))
        ]
        if mention.head in event_rules().of_the_whole and first in fitting:
            return first
        near = [draft for draft in fitting if mention.sentence - draft.last <= 1]
        news = [draft for draft in near if not draft.past and not draft.turn and not draft.is_setting]
        return (news or near or fitting or [None])[-1 if near else 0]

    def _body(self, mention: EventMention) -> list[EventDraft]:
        if len(self.bodies) < MOST:
            self.bodies.append(mention)
        return [draft for draft in self.drafts if draft.series and same_series(draft.series, mention.series)][:1]


def _noun(series: str) -> str:
    return series.casefold().split()[-1]


_OPENS = re.compile(r"(?:the )?inaugural sitting$", re.IGNORECASE)  # of a numbered one: its opening
_SITTINGS = frozenset({"session", "summit", "conference", "forum"})


def _sibling(draft: EventDraft, main: EventDraft | None) -> bool:
    """Is this another sitting of the main event's mechanism? "The meeting" is then the main one."""
    return main is not None and bool(draft.series) and draft.series == main.series


def _may_be(draft: EventDraft, number: int | None, turn: str) -> bool:
    """May a mention with this number and turn speak of the draft?"""
    if number is not None:
        return (draft.ordinal is None and not draft.turn) or (
            draft.ordinal is not None and draft.ordinal.value == number
        )
    return draft.turn == turn


def _same_generic(draft: EventDraft, mention: EventMention) -> bool:
    if draft.name.casefold() == mention.name.casefold():
        return True
    shared = set(mention.parties) & set(draft.parties)
    return draft.first == mention.sentence and bool(shared) and draft.kind == "visit"


T = TypeVar("T")


def _said(value: T, sentence: Span) -> Said[T]:
    return Said(value, (sentence,), 0.9, "named-event")


_OF_WHOM = re.compile(r"\b(?:of|by) .* to ")  # "visit of the President of Freedonia to Sylvania"


def drafted(mention: EventMention, series: str, number: int | None, sentence: Span) -> EventDraft:
    """A new event of which a mention tells."""
    draft = EventDraft(
        mention.kind, mention.name, mention.span, sentence, mention.sentence, series=series,
        series_span=mention.series_span, acronym=mention.acronym, turn=mention.turn, last=mention.sentence,
    )  # fmt: skip
    if number is not None:
        draft.ordinal = _said(number, sentence)
    if mention.form == "numbered" and len(mention.day) == len("2024"):  # that its name says: "the 2022 round"
        draft.start = _said(mention.day, sentence)
    for party in mention.parties:
        draft.add_party(party, _said(party, sentence))
    if mention.kind == "visit" and " to " in f"{mention.head} {mention.name}":
        visited = [party for party in mention.parties if party.startswith("country/")]
        visited = visited[-1:] if _OF_WHOM.search(mention.name) else visited
        draft.country = _said(visited[-1], sentence) if len(visited) == 1 else None
        draft.is_tour = len(visited) > 1
    if mention.place is not None:
        _visited(draft, mention.place, sentence)
    return draft


def _visited(draft: EventDraft, city: Token, sentence: Span) -> None:
    """The city that a visit is to, and its country."""
    place: Place = city.refers
    draft.place = (place, Span(city.start, city.end), _said(place.name, sentence))
    if place.country:
        draft.country = draft.country or _said(place.country, sentence)
        draft.add_party(place.country, _said(place.country, sentence))


def nearest(drafts: Sequence[tuple[int, EventDraft]], at: int) -> EventDraft | None:
    """Of drafts with places, the one that stands last before `at`, else the first after it."""
    before = [draft for place, draft in drafts if place <= at]
    return before[-1] if before else (drafts[0][1] if drafts else None)
