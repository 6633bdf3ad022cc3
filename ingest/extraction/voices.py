"""Whose claim a sentence is: the report's own, or that of somebody whom it lets say it."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from ...graph.model import Span
from .framing import Story
from .gazetteer import Party
from .lexicon import load_yaml
from .persons import PersonMention
from .scenes import Scene
from .skeleton import Item

NARRATOR = "narrator"
JOINT = "joint text"


def voices(story: Story) -> tuple[tuple[Span, str], ...]:
    """The sentences that are not the report's own words, with whose claim each is."""
    joint = is_joint(story)
    found = [(scene.span, _voice(story, scene) or (JOINT if joint else "")) for scene in story.report.scenes]
    return tuple((span, voice) for span, voice in found if voice)


def is_joint(story: Story) -> bool:
    """Is the report the text of a joint statement or communiqué?"""
    title = story.report.document.title or story.report.page.title
    return re.search(_rules()["joint_title"], title) is not None


@cache
def _rules() -> dict[str, str]:
    return cast("dict[str, str]", load_yaml("voices.yaml"))


def _voice(story: Story, scene: Scene) -> str:
    for rule in ("says", "said-behind", "according-to"):
        match = _pattern(rule).search(scene.skeleton.text)
        mark = next((number for number in match.groups() if number), "") if match else ""
        if mark and (name := _name(story, scene.skeleton.item(mark))):
            return f"attributed to {name}"
    return ""


@cache
def _pattern(rule: str) -> re.Pattern[str]:
    return re.compile(_rules()[rule])


def _name(story: Story, item: Item) -> str:
    if isinstance(item.thing, PersonMention):
        person = story.report.person_at.get(item.thing.name_span)
        return person.name if person else ""
    refers = getattr(item.thing, "refers", None)
    return refers.label if isinstance(refers, Party) else ""
