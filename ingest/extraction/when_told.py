"""When the words right beside an event say that it was: what is told of another day is another event."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import cast

from .beside import beside
from .dates import DateMention, first_day, resolve
from .drafts import EventDraft
from .event_types import EventMention
from .scenes import Scene

_YEAR_AWAY = re.compile(r"(next|last) year[’']s", re.IGNORECASE)
_LONG = timedelta(days=60)  # before the day of a report: what was then is not its news
_FEW = timedelta(days=10)  # what lasted so long may be told by any of its days


def with_time(mention: EventMention, scene: Scene, place: tuple[int, int], published: str) -> EventMention:
    """The mention with its own day: "the talks of 3 May", "a session will be held in Vienna in June"."""
    before, after = scene.skeleton.text[: place[0]], scene.skeleton.text[place[0] :]
    behind = beside("its-time-behind").match(after)
    found = behind or beside("its-time-before").search(before)
    to_come = mention.turn == "later" or beside("still-to-come").match(after) is not None
    year = _YEAR_AWAY.match(mention.name)
    if year and not found and published:
        mention = replace(mention, day=str(int(published[:4]) + (1 if year[1].casefold() == "next" else -1)))
    day = day_of(scene, _number(found), published, to_come) if found else mention.day
    return replace(
        mention,
        day=day,
        to_come=to_come or _is_after(day, published),
        held=not to_come and _is_held(before, after),
        other=beside("preceded-by").search(before) is not None,
    )


def _is_held(before: str, after: str) -> bool:
    return beside("held-before").search(before) is not None or beside("held-behind").match(after) is not None


def day_behind(scene: Scene, at: int, published: str) -> str:
    """The day right behind a verb that ends at a place: "was launched in Vienna on 3 May"; empty for none."""
    found = beside("its-time-behind").match(f"<E0>{scene.skeleton.text[at:]}")
    return day_of(scene, found["day"], published) if found else ""


def _number(found: re.Match[str]) -> str:
    return next(number for name, number in found.groupdict().items() if name.startswith("day") and number)


def day_of(scene: Scene, number: str, published: str, to_come: bool = False) -> str:
    """The day of a mark, as precise as it is; empty where its year is not known."""
    day = resolve(cast(DateMention, scene.skeleton.item(number).thing), published, to_come)[0]
    return "" if "X" in day else day


def _is_after(day: str, published: str) -> bool:
    return bool(day and published) and day > published[: len(day)]


def is_of_another_time(draft: EventDraft, mention: EventMention, published: str) -> bool:
    """Is a mention of another day than the event, or still to come where that was held?"""
    if mention.other:
        return True
    if draft.told_day and mention.day:
        return is_on_another_day(draft, mention.day)
    if mention.to_come:
        return draft.told_held or (bool(draft.told_day) and not _is_after(draft.told_day, published))
    return draft.told_held and bool(mention.day) and _is_long_before(mention.day, published)


def is_on_another_day(draft: EventDraft, day: str) -> bool:
    """Is a day that is told of an event another than the one that is told already?"""
    return bool(day and draft.told_day) and are_apart(draft.told_day, day)


def _is_long_before(day: str, published: str) -> bool:
    """Is a day, or all of a month or year, more than some weeks before that of the report?"""
    then, now = first_day(day if len(day) > len("2024") else f"{day}-12"), first_day(published)
    return then is not None and now is not None and now - then > _LONG


def are_apart(one: str, other: str) -> bool:
    """Are two days, as precise as they are, of different weeks, months or years?"""
    shorter = min(len(one), len(other))
    if one[:shorter] == other[:shorter]:
        return False
    first, second = first_day(one), first_day(other)
    return shorter < 10 or first is None or second is None or abs(first - second) > _FEW
