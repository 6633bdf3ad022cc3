"""Missions and initiatives that a text names beside its events: embassies, high commissions; corridors, programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .frames import InitiativeFrame, Mention, MissionFrame, PlaceFrame, Said
from .framing import Story
from .gazetteer import Party, Place
from .lexicon import load_yaml, plain
from .scenes import Scene
from .skeleton import Item, Skeleton
from .tokens import Token

CONFIDENCE = 0.85
# What each is called, and its kind among the institutions of the ontology.
KINDS: Mapping[str, str] = {
    "embassy": "embassy",
    "high commission": "high_commission",
    "permanent mission": "permanent_mission",
    "consulate": "consulate",
    "consulate general": "consulate",
}


@dataclass(frozen=True, slots=True)
class BodyRule:
    """One rule of missions.yaml or initiatives.yaml."""

    id: str
    pattern: re.Pattern[str]
    reads: str
    refuses: str


@cache
def mission_rules() -> tuple[BodyRule, ...]:
    """The rules for missions, their patterns compiled once."""
    return _rules(load_yaml("missions.yaml"))


@cache
def initiative_rules() -> tuple[BodyRule, ...]:
    """The rules for initiatives that are not known by name."""
    return _rules(load_yaml("initiatives.yaml")["rules"])


@cache
def known_initiatives() -> Mapping[str, str]:
    """Each name of a known initiative, and the first of its names."""
    rows = cast("list[list[str]]", load_yaml("initiatives.yaml")["known"])
    return {name: row[0] for row in rows for name in row}


def _rules(rows: Any) -> tuple[BodyRule, ...]:
    listed = cast("list[dict[str, str]]", rows)
    return tuple(BodyRule(row["id"], re.compile(row["pattern"]), row["reads"], row["refuses"]) for row in listed)


def mission_frames(story: Story) -> tuple[MissionFrame, ...]:
    """The missions that the text names, each once, under the words of its first mention."""
    found: dict[str, MissionFrame] = {}
    for scene in story.body:
        for rule in mission_rules():
            for match in rule.pattern.finditer(scene.skeleton.text):
                if frame := _mission(scene, rule, match):
                    found.setdefault(plain(frame.name.value), frame)
    return tuple(found.values())


def _mission(scene: Scene, rule: BodyRule, match: re.Match[str]) -> MissionFrame | None:
    marks = {name: _refers(scene.skeleton, match[name]) for name in ("sender", "party", "place")}
    sender, party, place = marks["sender"], marks["party"], marks["place"]
    if not isinstance(sender, Party):
        return None
    span = written(scene.skeleton, match.start(), match.end())
    name = _text(scene, span)
    host = party.id if isinstance(party, Party) else place.country if isinstance(place, Place) else ""

    def said(value: str) -> Said[str]:
        return Said(value, (scene.span,), CONFIDENCE, rule.id)

    return MissionFrame(
        mention=Mention("institution", span, name),
        name=said(name),
        kind=said(KINDS[match["kind"].casefold()]),
        sender=said(sender.id),
        host=said(host) if host else None,
        place=PlaceFrame(Mention("place", span, place.name), said(place.name)) if isinstance(place, Place) else None,
    )


def initiative_frames(story: Story) -> tuple[InitiativeFrame, ...]:
    """The initiatives that the text names, each once."""
    found: dict[str, InitiativeFrame] = {}
    for scene in story.body:
        for name, span, rule in _initiatives(scene):
            said = Said(name, (scene.span,), CONFIDENCE, rule)
            found.setdefault(plain(name), InitiativeFrame(Mention("initiative", span, name), said))
    return tuple(found.values())


def _initiatives(scene: Scene) -> Iterator[tuple[str, Span, str]]:
    for match in _known_names().finditer(scene.sentence.text):
        start = scene.span.start + match.start()
        yield known_initiatives()[match[0]], Span(start, start + len(match[0])), "known-initiative"
    for rule in initiative_rules():
        for match in rule.pattern.finditer(scene.skeleton.text):
            name = match[0].removeprefix("The ")
            if not any(known in name for known in known_initiatives()):
                yield name, written(scene.skeleton, match.start(), match.end()), rule.id


@cache
def _known_names() -> re.Pattern[str]:
    names = sorted(known_initiatives(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def initiative_in(name: str) -> str:
    """The known initiative that the name of a mechanism says it serves; empty for none."""
    match = _known_names().search(name)
    return known_initiatives()[match[0]] if match else ""


def written(skeleton: Skeleton, start: int, end: int) -> Span:
    """A stretch of the marked text as it stands in the document."""
    return Span(_at(skeleton, start), _at(skeleton, end))


def _at(skeleton: Skeleton, place: int) -> int:
    """Each mark before the place is as long as it is, and stands for something of another length."""
    before = [(item, mark) for item, mark in zip(skeleton.items, skeleton.places, strict=True) if mark[1] <= place]
    longer = sum((item.span.end - item.span.start) - (mark[1] - mark[0]) for item, mark in before)
    return skeleton.sentence.span.start + place + longer


def _refers(skeleton: Skeleton, number: str | None) -> object:
    """What a mark of a party or place refers to."""
    item: Item | None = skeleton.item(number) if number else None
    return item.thing.refers if item and isinstance(item.thing, Token) else None


def _text(scene: Scene, span: Span) -> str:
    """The words of a span, without the genitive and the comma that may end it."""
    text = scene.sentence.text[span.start - scene.span.start : span.end - scene.span.start]
    return " ".join(text.rstrip(" ,").split())
