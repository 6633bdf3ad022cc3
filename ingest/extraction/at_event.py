"""At which event an instrument reached its status: only where the text says that it was signed or agreed there."""

from __future__ import annotations

import re

from .beside import beside
from .drafts import EventDraft
from .framing import Story, nearest
from .scenes import Scene

SIGNED = frozenset({"signed", "adopted"})
_UNDER_WAY = frozenset({"proposed", "under_negotiation"})
_ASIDE = re.compile(r", (?:which|that|covering|including|providing)\b|\bthat\b")  # what it is on follows
_CLAUSE = re.compile(r"[;:]|, (?:which|who|where|while)\b")


def reached_at(story: Story, scene: Scene, place: tuple[int, int], status: str, date: str) -> EventDraft | None:
    """The event at which an instrument that is named at `place` reached the status; None where no event is meant.

    `date` is the day of the status, empty where the text names none. "Recently adopted", another day than the event's
    and "in line with …" lead to no event; what is only under way was agreed at one if the text says "agreed".
    """
    before, after = scene.skeleton.text[: place[0]], scene.skeleton.text[place[1] :]
    if status not in SIGNED | _UNDER_WAY or _is_earlier(before, after):
        return None
    if status in _UNDER_WAY and not beside("agreed-there").search(before):
        return None
    draft = _at(story, scene, place)
    return draft if draft and _fits(draft, status, date) else None


def _at(story: Story, scene: Scene, place: tuple[int, int]) -> EventDraft | None:
    """The event at hand where an instrument is named, but for those of a clause that only tells what it is on."""
    after = scene.skeleton.text[place[1] :]
    aside = _ASIDE.search(after)
    end = place[1] + (aside.start() if aside else len(after))
    return nearest([each for each in story.at[scene.sentence.index] if each[0] < end], place[0]) or story.main


def _is_earlier(before: str, after: str) -> bool:
    """Do the words around a name say that it is older than the event?"""
    clause = re.sub(r"<[A-Z]\d+>", "it", _CLAUSE.split(before)[-1])
    return beside("earlier-before").search(clause) is not None or beside("earlier-after").search(after) is not None


def _fits(draft: EventDraft, status: str, date: str) -> bool:
    """Was the event held, and is the day of the status one of its days?"""
    if status in SIGNED and draft.is_planned:
        return False
    if not date:
        return True
    start = draft.start.value if draft.start else ""
    end = draft.end.value if draft.end else start
    return bool(start) and (start.startswith(date) or start <= date <= end)
