"""How often a standing body is said to meet, and whether its sides are said to host it by turns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from .drafts import EventDraft
from .frames import Said
from .framing import Story
from .lexicon import load_yaml
from .scenes import Scene

CONFIDENCE = 0.8
ALTERNATELY = "alternately"


@dataclass(frozen=True, slots=True)
class RhythmRule:
    """One rule of rhythm.yaml: about the interval, or (`turns`) about who hosts."""

    id: str
    pattern: re.Pattern[str]
    turns: bool
    in_name: bool  # matched on the mechanism's name
    it: bool  # the subject is "it": the event at hand
    reads: str
    refuses: str


@cache
def _data() -> dict[str, Any]:
    return cast("dict[str, Any]", load_yaml("rhythm.yaml"))


@cache
def rhythm_rules() -> Sequence[RhythmRule]:
    """The rules about intervals, then those about turns."""
    rows = [(row, group == "turns") for group in ("rules", "turns") for row in _data()[group]]
    return tuple(
        RhythmRule(
            row["id"], _compiled(row["pattern"]), turns, row.get("in_name", False), row.get("it", False),
            row["reads"], row["refuses"],
        )
        for row, turns in rows
    )  # fmt: skip


def _compiled(pattern: str) -> re.Pattern[str]:
    phrases = cast("Mapping[str, Mapping[str, str]]", _data()["intervals"]).values()
    for kind in ("every", "regular"):
        pattern = pattern.replace(kind.upper(), f"(?P<{kind}>(?i:{'|'.join(row[kind] for row in phrases)}))")
    return re.compile(pattern)


def duration(words: str) -> str:
    """The duration (ISO 8601) that an adverb or adjective says; empty for no known one."""
    phrases = cast("Mapping[str, Mapping[str, str]]", _data()["intervals"])
    found = (
        every for every, row in phrases.items() for kind in row.values() if re.fullmatch(kind, words, re.IGNORECASE)
    )
    return next(found, "")


def set_rhythms(story: Story) -> None:
    """Give the events of a standing body what the text says of its rhythm and of its turns; the first time counts."""
    for scene in story.body:
        if scene.sentence.part == "body":
            for rule, match in _matches(scene):
                draft = _body(story, scene, rule, match)
                if draft is not None and draft.series:
                    _set(draft, rule, match, scene)
    for draft in story.events.drafts:
        if draft.series and draft.interval is None:
            _of_name(draft)


def _matches(scene: Scene) -> Iterator[tuple[RhythmRule, re.Match[str]]]:
    for rule in rhythm_rules():
        match = None if rule.in_name else rule.pattern.search(scene.skeleton.text)
        if match:
            yield rule, match


def _body(story: Story, scene: Scene, rule: RhythmRule, match: re.Match[str]) -> EventDraft | None:
    """The event that the subject names; that of the sentence before, where the subject is "it"."""
    if rule.it:
        before = story.at.get(scene.sentence.index - 1, [])
        return before[0][1] if before else None
    place = scene.skeleton.places[int(match["body"])][0]
    return next((draft for at, draft in story.at[scene.sentence.index] if at == place), None)


def _set(draft: EventDraft, rule: RhythmRule, match: re.Match[str], scene: Scene) -> None:
    if rule.turns:
        draft.turns = draft.turns or Said(ALTERNATELY, (scene.span,), CONFIDENCE, rule.id)
        return
    groups = match.groupdict()
    if every := duration(groups.get("every") or groups.get("regular") or ""):
        draft.interval = draft.interval or Said(every, (scene.span,), CONFIDENCE, rule.id)


def _of_name(draft: EventDraft) -> None:
    """The rhythm that a mechanism or its sitting has in its name: "Annual Consultations", "annual meeting of"."""
    rule = next(rule for rule in rhythm_rules() if rule.in_name)
    match = rule.pattern.search(draft.series) or rule.pattern.search(draft.name)
    if match and (every := duration(match["regular"])):
        draft.interval = Said(every, (draft.sentence,), CONFIDENCE, rule.id)
