"""When: the status of each event by its tense, then its dates and mode; where it was is told in placing.py."""

from __future__ import annotations

import re

from .beside import beside
from .dating import bind_dates, day_of_dateline, month_of_text
from .drafts import EventDraft
from .frames import Said
from .framing import Story
from .lasting import settle_days
from .placing import bind_places, is_lead, place_in_first_sentence, place_of_dateline, place_on_visits
from .scenes import Scene
from .tenses import says, tense_patterns


def time_events(story: Story, published: str) -> None:
    """Status, dates, places and mode of every event of the story."""
    known = published or month_of_text(story)
    for scene in story.headline_last:
        for place, draft in story.at[scene.sentence.index]:
            _tense(story, scene, place, draft)
        bind_dates(story, scene, known)
        bind_places(story, scene)
        _bind_mode(story, scene)
    place_on_visits(story)
    _settle_all(story, published)
    day_of_dateline(story, published)
    place_in_first_sentence(story)
    place_of_dateline(story, published)


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
            says("planned", re.split(r"[;:]", before)[-1]) or says("planned", after[:70]) or says("planned", phrase)
        )
        planned = planned or _attached_to_planned(story, scene, place)
        said_held = _is_said_held(after[:60])
        value = draft.turn == "later" or (planned and not said_held)
        draft.planned = Said(value, (scene.span,), 0.85, "tense")
    elif not draft.planned.value and draft.start is None and beside("will-be-held").match(after):
        draft.planned = Said(True, (scene.span,), 0.85, "tense")
    if draft.first == scene.sentence.index and (says("past", before[-45:]) or _is_before(story, scene, place, draft)):
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
    found = [match.end() for pattern in tense_patterns("held") if (match := pattern.search(after))]
    return bool(found) and not re.search(r"\b(?:to|will|be|being)\b", after[: min(found)])


def _attached_to_planned(story: Story, scene: Scene, place: int) -> bool:
    """Who will travel to X *for* a session goes to one that is still to come."""
    before = [(at, draft) for at, draft in story.at[scene.sentence.index] if at < place]
    if not before or not before[-1][1].is_planned:
        return False
    return beside("attached-to-visit").search(scene.skeleton.text[before[-1][0] : place]) is not None


def _bind_mode(story: Story, scene: Scene) -> None:
    for mode in ("hybrid", "virtual", "in_person"):
        for pattern in tense_patterns(mode):
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
