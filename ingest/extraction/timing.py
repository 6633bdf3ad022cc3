"""When: the status of each event by its tense, then its dates and mode; where it was is told in placing.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .beside import beside
from .dates import DateMention, resolve
from .drafts import EventDraft
from .frames import Said
from .framing import Story
from .lasting import first_day, may_begin, settle_days
from .lexicon import load_yaml
from .placing import bind_places, is_lead, place_in_first_sentence, place_of_dateline, place_on_visits
from .scenes import Scene
from .skeleton import Item


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    listed = cast("dict[str, Any]", load_yaml("events.yaml"))[name]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in listed)


def _says(name: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(name))


def time_events(story: Story, published: str) -> None:
    """Status, dates, places and mode of every event of the story."""
    known = published or _month_of_text(story)
    for scene in story.headline_last:
        for place, draft in story.at[scene.sentence.index]:
            _tense(story, scene, place, draft)
        _bind_dates(story, scene, known)
        bind_places(story, scene)
        _bind_mode(story, scene)
    place_on_visits(story)
    _settle_all(story, published)
    _day_of_dateline(story, published)
    place_in_first_sentence(story)
    place_of_dateline(story, published)


def _month_of_text(story: Story) -> str:
    """The month of the first day that a text without a day of its own names in full; it says the year of others."""
    named = [cast(DateMention, item.thing) for scene in story.report.scenes for item in scene.skeleton.of_kind("D")]
    return next((resolve(each, "")[0][:7] for each in named if each.year and each.month and each.day), "")


def _settle_all(story: Story, published: str) -> None:
    """The status of each event; of a report without a day, in view of the day of its main event."""
    main = story.main
    if main is not None:
        _settle(story, main, published)
        is_held = main.start is not None and not main.is_planned
        published = published or (main.start.value[:7] if main.start and is_held else "")
    for draft in story.events.drafts:
        if draft is not main:
            _settle(story, draft, published)


def _day_of_dateline(story: Story, published: str) -> None:
    """What the first sentence tells as held, and does not say when, was held on the day that the report begins with."""
    main = story.main
    if main is None or main.start or main.end or main.past or main.aside or main.is_planned:
        return
    for mention, span, reach in _days_of_head(story):
        if main.first in story.lead[:reach]:
            _set_date(main, mention, span, published)


def _days_of_head(story: Story) -> Iterator[tuple[DateMention, Span, int]]:
    """The days at the head of a text, with the number of sentences behind that may tell of them."""
    line = story.report.page.dateline
    for scene in story.report.scenes if line else ():
        for item in scene.skeleton.of_kind("D"):
            if line and line.start <= item.span.start < line.end and cast(DateMention, item.thing).is_day:
                yield cast(DateMention, item.thing), scene.span, 2 if _is_line_of_its_own(story) else 1
    for scene in story.heads:
        yield from ((cast(DateMention, item.thing), scene.span, 2) for item in scene.skeleton.of_kind("D"))


def _is_line_of_its_own(story: Story) -> bool:
    """Do place and day stand in a line before the first sentence?"""
    line, first = story.report.page.dateline, next(iter(story.body), None)
    return line is not None and first is not None and first.span.start <= line.start and first.span.end <= line.end + 20


def _window(story: Story, scene: Scene, place: int, before: int = 90, after: int = 110) -> tuple[str, str]:
    """The marked text before and after an event, up to the next events."""
    others = sorted(each for each, _ in story.at[scene.sentence.index])
    start = max([each for each in others if each < place], default=0)
    end = min([each for each in others if each > place], default=len(scene.skeleton.text))
    return scene.skeleton.text[max(start, place - before) : place], scene.skeleton.text[place : min(end, place + after)]


def _tense(story: Story, scene: Scene, place: int, draft: EventDraft) -> None:
    before, after = _window(story, scene, place)
    draft.fate = draft.fate or _fate(before, after)
    if draft.planned is None or (not draft.planned.value and draft.turn == "later"):
        phrase = f"{before[-30:]}{draft.name} {after.partition('>')[2][:30]}"
        planned = (
            _says("planned", re.split(r"[;:]", before)[-1]) or _says("planned", after[:70]) or _says("planned", phrase)
        )
        planned = planned or _attached_to_planned(story, scene, place)
        said_held = _is_said_held(after[:60])
        value = draft.turn == "later" or (planned and not said_held)
        draft.planned = Said(value, (scene.span,), 0.85, "tense")
    elif not draft.planned.value and draft.start is None and beside("will-be-held").match(after):
        draft.planned = Said(True, (scene.span,), 0.85, "tense")
    if draft.first == scene.sentence.index and (_says("past", before[-45:]) or _is_before(story, scene, place, draft)):
        draft.past = True


def _is_before(story: Story, scene: Scene, place: int, draft: EventDraft) -> bool:
    """Is it told in the pluperfect, or as recent: "she had called on", "who recently visited"?"""
    before, after = scene.skeleton.text[max(0, place - 60) : place], scene.skeleton.text[place : place + 60]
    said = beside("told-as-before").search(before) or beside("had-behind").match(after)
    return said is not None and draft is not story.main


def _fate(before: str, after: str) -> str:
    """What became of an event that was not held, by the words around its name; empty where it was or is to be."""
    for fate in ("postponed", "cancelled"):
        if beside(f"{fate}-after").match(after) or beside(f"{fate}-before").search(before):
            return fate
    return ""


def _is_said_held(after: str) -> bool:
    """Do the words after an event say that it took place, rather than that it is to?"""
    found = [match.end() for pattern in _patterns("held") if (match := pattern.search(after))]
    return bool(found) and not re.search(r"\b(?:to|will|be|being)\b", after[: min(found)])


def _attached_to_planned(story: Story, scene: Scene, place: int) -> bool:
    """Who will travel to X *for* a session goes to one that is still to come."""
    before = [(at, draft) for at, draft in story.at[scene.sentence.index] if at < place]
    if not before or not before[-1][1].is_planned:
        return False
    return beside("attached-to-visit").search(scene.skeleton.text[before[-1][0] : place]) is not None


def _bind_dates(story: Story, scene: Scene, published: str) -> None:
    skeleton = scene.skeleton
    if scene.is_head:
        return
    dates = [(place, item) for item, place in zip(skeleton.items, skeleton.places, strict=True) if item.kind == "D"]
    taken: dict[int, int] = {}
    for place, item in dates:
        before = skeleton.text[: place[0]]
        mention = cast(DateMention, item.thing)
        if _is_of_dateline(story, item) and len(dates) > 1:
            continue
        is_range = (mention.is_range and before.casefold().endswith("from ")) or (
            (mention.day or mention.year) and beside("dated").search(before)
        )
        is_for = not mention.month and mention.year and beside("for-a-period").search(before)
        if is_for and not beside("foreseen-for").search(before):
            continue
        if (not is_range and beside("not-its-date").search(before)) or _belongs_elsewhere(story, scene, place[0]):
            continue
        drafts = _drafts_for(story, scene, place[0])
        if not drafts:
            continue
        number = taken.get(id(drafts[0]), 0)
        taken[id(drafts[0])] = number + 1
        draft = drafts[min(number, len(drafts) - 1)] if len(dates) > 1 else drafts[0]
        _refuse_impossible(story, mention)
        if mention.is_day and beside("until").search(before):
            _set_end(draft, mention, scene.span, published)
        elif draft.fate == "postponed" and beside("put-off-to").search(before):
            _put_off(draft, mention, scene.span, published)
        else:
            _set_date(draft, mention, scene.span, published, _is_to_come(story, scene))


def _put_off(draft: EventDraft, mention: DateMention, span: Span, published: str) -> None:
    """The day or month to which an event was postponed."""
    start = resolve(mention, published, True)[0]
    draft.put_off_to = Said(start, (span,), 0.85, "put-off-to") if start else None


def _is_to_come(story: Story, scene: Scene) -> bool:
    """Is what a sentence tells, which names no event, still to come: "On Monday the ministers will gather"?"""
    return not story.at[scene.sentence.index] and _says("planned", scene.skeleton.text)


def _is_of_dateline(story: Story, item: Item) -> bool:
    """Is it the day on which the report was written, at the head of the sentence?"""
    line = story.report.page.dateline
    return line is not None and line.start <= item.span.start < line.end


def _refuse_impossible(story: Story, mention: DateMention) -> None:
    if mention.day and mention.month and not resolve(mention, "2000-12-31")[0]:
        written = story.report.document.text[mention.span.start : mention.span.end]
        story.refused.append((f"No calendar has the day “{written}”.", mention.span))


def _belongs_elsewhere(story: Story, scene: Scene, at: int) -> bool:
    """Is the date nearer to an instrument than to an event, and not the day of a signing?"""
    if any(draft.kind == "signing" for place, draft in story.at[scene.sentence.index] if place <= at):
        return False
    before = scene.skeleton.text[:at]
    agreement, event = before.rfind("<A"), before.rfind("<E")
    return (
        agreement > event
        and re.search(r"\b(?:signed|initial+ed|adopted|concluded|ratified|of)\b", before[agreement:]) is not None
    )


def _drafts_for(story: Story, scene: Scene, at: int) -> list[EventDraft]:
    """The event, or the events named by one mark, that a date at this place belongs to."""
    places = story.at[scene.sentence.index]
    if not places:
        main = story.main
        first = story.lead[:1]
        return (
            [main]
            if main
            and (
                (main.start is None and (scene.sentence.index in first or _says("held", scene.skeleton.text[:at])))
                or (main.end is None and beside("it-lasts").match(scene.skeleton.text[:at]))
            )
            else []
        )
    before = [place for place, _ in places if place <= at]
    after = [place for place, _ in places if place > at and beside("at-event").match(scene.skeleton.text[at:place])]
    if before and after and beside("was-held").match(scene.skeleton.text[before[-1] : at]):
        after = []
    chosen = after[0] if after else before[-1] if before else _main_clause(scene, [place for place, _ in places])
    return [draft for place, draft in places if place == chosen]


def _main_clause(scene: Scene, places: list[int]) -> int:
    """Of the events behind a date at the head of a sentence, the first that is not only what the other was part of."""
    is_part = len(places) > 1 and beside("within-visit").search(scene.skeleton.text[: places[0]])
    return places[1] if is_part else places[0]


def _set_date(draft: EventDraft, mention: DateMention, span: Span, published: str, to_come: bool = False) -> None:
    future = to_come or draft.is_planned or _is_soon(mention, published)
    start, end = resolve(mention, published, future)
    is_this_year = mention.years_away == 0 and not mention.month
    if not start or (is_this_year and not future) or (draft.end and not may_begin(start, draft.end.value)):
        return
    if draft.start is None or (start.startswith(draft.start.value) and len(start) > len(draft.start.value)):
        draft.start = Said(start, (span,), *((0.9, "date-of-event") if mention.is_day else (0.8, "month-of-event")))
        kept = draft.end if draft.end and draft.end.value > start else None  # told before its first day
        draft.end = Said(end, (span,), 0.9, "date-of-event") if end else kept


_SOON, _LONG_AGO = timedelta(days=60), timedelta(days=240)


def _is_soon(mention: DateMention, published: str) -> bool:
    """Is a day or month without a year, whatever the tense, far nearer in what is to come than in what was?"""
    if not mention.month or mention.year or mention.year2 or mention.years_away is not None:
        return False
    ahead, before = (first_day(resolve(mention, published, future)[0]) for future in (True, False))
    today = first_day(published)
    if ahead is None or before is None or today is None:
        return False
    return ahead - today <= _SOON and today - before >= _LONG_AGO


def _set_end(draft: EventDraft, mention: DateMention, span: Span, published: str) -> None:
    """The last day of an event that is said to run until it or to have ended then."""
    start = draft.start.value if draft.start else ""
    days = (resolve(mention, published, future)[0] for future in (False, True))
    day = next((day for day in days if day > start), "")
    if day and draft.end is None:
        draft.end = Said(day, (span,), 0.85, "last-day")


def _bind_mode(story: Story, scene: Scene) -> None:
    for mode in ("hybrid", "virtual", "in_person"):
        for pattern in _patterns(mode):
            match = pattern.search(scene.skeleton.text)
            draft = story.event_at(scene, match.start()) if match else None
            if (
                match
                and draft is not None
                and draft.mode is None
                and (story.at[scene.sentence.index] or is_lead(story, scene))
            ):
                draft.mode = Said(mode, (scene.span,), 0.85, "mode-words")


def _settle(story: Story, draft: EventDraft, published: str) -> None:
    """Planned or held in view of the dates; and whether it is this text's news."""
    settle_days(story, draft)
    start = draft.start.value if draft.start else ""
    known = published[: len(start)] if start and "X" not in start else ""
    told = start[: len(known)]
    planned = draft.is_planned
    if known and told > known:
        planned = True
    elif known and told < known:
        planned = False
    if draft.fate:  # the day that it was to be held on is not its day
        planned, draft.start, draft.end = True, None, None
    if draft.put_off_to is not None and draft.fate == "postponed":
        draft.start = draft.put_off_to
    spans = draft.planned.spans if draft.planned else (draft.sentence,)
    draft.planned = Said(planned, spans, 0.85, "tense")
    if planned:
        draft.past = False
        return
    draft.past = (
        draft.aside if draft is story.main else draft.past or _is_past(draft, story.main, start, known, published)
    )


def _is_past(draft: EventDraft, main: EventDraft | None, start: str, known: str, published: str) -> bool:
    """Does the text only refer back to it: an earlier sitting than the main one, or one of an earlier month?"""
    same_series = main is not None and draft.series == main.series and draft.ordinal and main.ordinal
    if same_series and main and main.ordinal and draft.ordinal and draft.ordinal.value < main.ordinal.value:
        return True
    old = bool(known) and (start[:7] < published[:7] if len(start) >= 7 else start < known)
    return draft.aside or draft.turn == "earlier" or old
