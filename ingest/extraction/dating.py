"""On which days each event was: the days that its sentences name, and those at the head of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import cast

from ...graph.model import Span
from .beside import beside
from .dates import DateMention, first_day, resolve
from .drafts import EventDraft
from .frames import Said
from .framing import Story
from .lasting import may_begin
from .scenes import Scene
from .skeleton import Item
from .tenses import says

_FULL = len("2024-05-20")


def month_of_text(story: Story) -> str:
    """The month of the first day that a text without a day of its own names in full; it says the year of others."""
    named = [cast(DateMention, item.thing) for scene in story.report.scenes for item in scene.skeleton.of_kind("D")]
    return next((resolve(each, "")[0][:7] for each in named if each.year and each.month and each.day), "")


def day_of_dateline(story: Story, published: str) -> None:
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


def bind_dates(story: Story, scene: Scene, published: str) -> None:
    """Give each day that a sentence names to the event that it is of."""
    skeleton = scene.skeleton
    dates = [] if scene.is_head else skeleton.of_kind("D")
    taken: dict[int, int] = {}
    end = 0
    for item in dates:
        at = skeleton.place_of(item)[0]
        is_of_next_verb = end > 0 and beside("next-verb").search(skeleton.text[end:at]) is not None
        end = skeleton.place_of(item)[1]
        mention = cast(DateMention, item.thing)
        is_dateline = _is_of_dateline(story, item) and len(dates) > 1
        if is_dateline or _is_of_no_event(skeleton.text[:at], mention) or _belongs_elsewhere(story, scene, at):
            continue
        if drafts := _drafts_for(story, scene, at):
            number = taken.get(id(drafts[0]), 0)
            if number and is_of_next_verb:
                continue
            taken[id(drafts[0])] = number + 1
            draft = drafts[min(number, len(drafts) - 1)] if len(dates) > 1 else drafts[0]
            _bind_date(story, scene, draft, item, published)


def _bind_date(story: Story, scene: Scene, draft: EventDraft, item: Item, published: str) -> None:
    """Make a day the first or the last of an event, or the one that it was put off to."""
    mention = cast(DateMention, item.thing)
    before = scene.skeleton.text[: scene.skeleton.place_of(item)[0]]
    if mention.days_beside is not None:
        published = _day_before(story, scene, draft) or published
    _refuse_impossible(story, mention)
    if mention.is_day and beside("until").search(before):
        _set_end(draft, mention, scene.span, published)
    elif draft.fate == "postponed" and beside("put-off-to").search(before):
        _put_off(draft, mention, scene.span, published)
    else:
        _set_date(draft, mention, scene.span, published, _is_to_come(story, scene))


def _day_before(story: Story, scene: Scene, draft: EventDraft) -> str:
    """The day of the last event that is told before one, from which "the next day" is counted; else of the main one."""
    near = [story.at.get(scene.sentence.index - back, []) for back in (1, 0)]
    told = [other for places in near for _, other in places if other is not draft]
    told = [*([story.main] if story.main and story.main is not draft else []), *told]
    days = [other.start.value for other in told if other.start is not None and len(other.start.value) == _FULL]
    return days[-1] if days else ""


def _is_of_no_event(before: str, mention: DateMention) -> bool:
    """Do the words before a day say that it is that of a plan, of a foundation, of a theme?"""
    if not mention.month and mention.year and beside("for-a-period").search(before):
        return beside("foreseen-for").search(before) is None
    is_range = mention.is_range and before.casefold().endswith("from ")
    is_range = is_range or (bool(mention.day or mention.year) and beside("dated").search(before) is not None)
    return not is_range and beside("not-its-date").search(before) is not None


def _put_off(draft: EventDraft, mention: DateMention, span: Span, published: str) -> None:
    """The day or month to which an event was postponed."""
    start = resolve(mention, published, True)[0]
    draft.put_off_to = Said(start, (span,), 0.85, "put-off-to") if start else None


def _is_to_come(story: Story, scene: Scene) -> bool:
    """Is what a sentence tells, which names no event, still to come: "On Monday the ministers will gather"?"""
    return not story.at[scene.sentence.index] and says("planned", scene.skeleton.text)


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
                (main.start is None and (scene.sentence.index in first or says("held", scene.skeleton.text[:at])))
                or (main.end is None and beside("it-lasts").match(scene.skeleton.text[:at]))
            )
            else []
        )
    before = [place for place, _ in places if place <= at]
    after = [place for place, _ in places if place > at and beside("at-event").match(scene.skeleton.text[at:place])]
    if before and after and beside("was-held").match(scene.skeleton.text[before[-1] : at]):
        after = []
    if len(before) > 1 and beside("came-before").match(scene.skeleton.text[before[-2] : before[-1]]):
        before.pop()
    chosen = after[0] if after else before[-1] if before else _main_clause(scene, [place for place, _ in places])
    return [draft for place, draft in places if place == chosen]


def _main_clause(scene: Scene, places: list[int]) -> int:
    """Of the events behind a date at the head of a sentence, the first that is not only what the other was part of."""
    is_part = len(places) > 1 and beside("within-visit").search(scene.skeleton.text[: places[0]])
    return places[1] if is_part else places[0]


def _set_date(draft: EventDraft, mention: DateMention, span: Span, published: str, to_come: bool = False) -> None:
    future = to_come or draft.is_planned or _is_soon(mention, published)
    start, end = resolve(mention, published, future)
    if mention.is_ahead and not (to_come or draft.is_planned):
        return
    is_this_year = mention.years_away == 0 and not mention.month
    if not start or (is_this_year and not future) or (draft.end and not may_begin(start, draft.end.value)):
        return
    if (
        draft.start is None
        or _reaches_over(draft, start, end)
        or (start.startswith(draft.start.value) and len(start) > len(draft.start.value))
    ):
        draft.start = Said(start, (span,), *((0.9, "date-of-event") if mention.is_day else (0.8, "month-of-event")))
        kept = draft.end if draft.end and draft.end.value > start else None  # told before its first day
        draft.end = Said(end, (span,), 0.9, "date-of-event") if end else kept


def _reaches_over(draft: EventDraft, start: str, end: str) -> bool:
    """Do days told later begin before the day of an event that is known, and end on it or after: "15 to 16 May"?"""
    known = draft.start.value if draft.start and not draft.end else ""
    return bool(end) and len(known) == len(start) and start < known <= end


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
