"""How long an event lasted: the first or the last of its days, from the other and their number."""

from __future__ import annotations

from datetime import timedelta

from .beside import beside
from .dates import first_day
from .drafts import EventDraft
from .frames import Said
from .framing import Story
from .lexicon import load_yaml

_LONGEST = timedelta(days=31)
_LEAD = 3  # sentences at the head of a report, which tell its main event


def settle_days(story: Story, draft: EventDraft) -> None:
    """What ended on a day began on it too, or as many days before as it lasted; what began so ended so long after."""
    if draft.end and not draft.start and not draft.is_planned:
        _begin_before(draft, draft.end, _days(story, draft))
    elif draft.start and not draft.end and beside("opened").search(_sentence(story, draft)):
        _end_after(draft, draft.start, _days(story, draft))


def may_begin(start: str, end: str) -> bool:
    """Can what ended on one day have begun on the other?"""
    first, last = first_day(start), first_day(end)
    return first is not None and last is not None and len(start) == len(end) and first <= last <= first + _LONGEST


def _begin_before(draft: EventDraft, end: Said[str], days: int) -> None:
    last = first_day(end.value)
    if last is not None:
        draft.start = Said(str(last - timedelta(days=days - 1)), end.spans, 0.8, "last-day")
        draft.end = end if days > 1 else None


def _end_after(draft: EventDraft, start: Said[str], days: int) -> None:
    first = first_day(start.value) if len(start.value) == len("2024-05-20") else None
    if first is not None and days > 1:
        draft.end = Said(str(first + timedelta(days=days - 1)), start.spans, 0.8, "first-day")


def _days(story: Story, draft: EventDraft) -> int:
    """How many days it is said to have lasted, where it is named or, of the main event, at the head of the report."""
    text = story.report.document.text
    head = [scene.span for scene in story.report.scenes[:_LEAD]] if draft is story.main else []
    for span in (draft.sentence, *head):
        if lasted := beside("lasted-days").search(text[span.start : span.end]):
            return load_yaml("numbers.yaml")["cardinals"].get(lasted["days"].casefold()) or int(lasted["days"])
    return 1


def _sentence(story: Story, draft: EventDraft) -> str:
    return story.report.document.text[draft.sentence.start : draft.sentence.end]
