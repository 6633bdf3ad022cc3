"""What an event is called that only a verb tells of: "meeting with" and who was met, "signing of" what was signed."""

from __future__ import annotations

import re
from typing import cast

from .agreements import AgreementMention
from .framing import Story
from .persons import PersonMention
from .roles import RoleMatch
from .scenes import Scene
from .signings import SIGNING_BY
from .skeleton import Item

_MADE = {"call_on": "meeting with", "phone_call": "telephone conversation with", "visit": "visit to"}
_OF_EQUALS = {"call_on": "meeting", "phone_call": "telephone conversation"}
_LONG_POST = 40  # characters


def _short_start(item: Item) -> int:
    """Where the name of a person begins for the name of an event: with the post, unless that is long."""
    thing = item.thing
    if not isinstance(thing, PersonMention):
        return item.span.start
    before = [post.span.start for post in thing.posts if post.span.start < thing.name_span.start]
    start = min(before, default=item.span.start)
    return thing.name_span.start if thing.name_span.start - start > _LONG_POST else start


def name_of_made(story: Story, scene: Scene, match: RoleMatch) -> str:
    """What an event is called that only a verb tells of: "meeting with" and who was met."""
    if match.rule.makes == "signing":
        signed = scene.skeleton.items_in(match.start, match.end, "A")
        if not signed and match.rule.id != SIGNING_BY:
            signed = named_before(story, scene)
        return f"signing of {cast(AgreementMention, signed[0].thing).name}" if signed else "signing"
    named = [match.where] if match.where else match.others
    if not named and match.rule.makes in _OF_EQUALS and match.people:
        first, last = match.people[0][0], match.people[-1][0]
        who = story.report.document.text[_short_start(first) : last.span.end]
        return f"{_OF_EQUALS[match.rule.makes]} of {' '.join(who.split())}"
    if not named or match.rule.makes not in _MADE:
        return ""
    whom = story.report.document.text[_short_start(named[0]) : named[-1].span.end]
    return f"{_MADE[match.rule.makes]} {' '.join(whom.split())}"


_PLURAL = re.compile(r"(?P<noun>(?:[\w-]+ ){0,3}(?:call|meeting|conversation|bilateral))s\b")


def name_of_one(story: Story, match: RoleMatch, name: str) -> str:
    """The name of one of several meetings that the text names together: "courtesy calls" is "courtesy call on" whom."""
    plural = _PLURAL.match(name) if match.is_one_of_several and match.others else None
    if plural is None:
        return name
    whom = story.report.document.text[_short_start(match.others[0]) : match.others[-1].span.end]
    return f"{plural['noun']} {'on' if plural['noun'].endswith('call') else 'with'} {' '.join(whom.split())}"


def named_before(story: Story, scene: Scene) -> list[Item]:
    """The instrument that the sentences before named last."""
    before = [each for each in story.body if each.sentence.index < scene.sentence.index]
    return [item for each in before for item in each.skeleton.of_kind("A")][-1:]
