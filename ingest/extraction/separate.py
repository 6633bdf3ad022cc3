"""One meeting for each of those who met somebody apart: "held separate meetings with A, B and C"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .beside import beside
from .event_types import EventMention
from .gazetteer import Party
from .persons import PersonMention
from .roles import RoleMatch
from .scenes import Scene
from .skeleton import Item

_ONE_BY_ONE = frozenset({"called-on", "and-called-on"})  # a call is paid on one
_MEETINGS = re.compile(r"\b(?:meetings|calls|conversations|bilaterals)\b", re.IGNORECASE)
_WITH_AGAIN = re.compile(r"\b(?P<word>with|on) (?:the )?<P\d+>[^<>;.]{0,40}(?:,|\band) (?P=word) (?:the )?<P")
_APART = 3  # so many of as many sides do not call on somebody together


def apart(scene: Scene, match: RoleMatch, headline: str = "") -> Iterator[RoleMatch]:
    """The matches that one match stands for: itself, or one for each person who was met, or who met the other, apart.

    Persons are met apart where the words say so or where they are of different sides, none of them that of who met
    them. The parts have in `others` those by whom one meeting is told from the next.
    """
    if match.rule.makes != "call_on" or not match.rule.others:
        yield match
        return
    met = list(match.others)
    meeting = [item for item, _ in match.people if item not in met]
    words = _words(scene, match)
    said = match.rule.id in _ONE_BY_ONE or beside("separately").search(words) is not None
    said = said or _is_plural(scene, match) or _WITH_AGAIN.search(words) is not None
    if beside("as-one").search(words) or beside("as-one").search(headline):
        yield match
        return
    if len(met) > 1 and _are_apart(met, meeting, said):
        for item in met:
            people = tuple((each, role) for each, role in match.people if each not in met or each is item)
            yield replace(match, people=people, others=(item,), is_one_of_several=True)
    elif len(met) == 1 and len(meeting) >= (2 if said else _APART) and _are_apart(meeting, met, said):
        for item in meeting:
            people = tuple((each, role) for each, role in match.people if each in met or each is item)
            yield replace(match, people=people, others=(item,), is_one_of_several=True)
    else:
        yield match


def _is_plural(scene: Scene, match: RoleMatch) -> bool:
    """Is the event inside the match named in the plural?"""
    events = scene.skeleton.items_in(match.start, match.end, "E")
    return any(isinstance(item.thing, EventMention) and _MEETINGS.search(item.thing.name) for item in events)


def _words(scene: Scene, match: RoleMatch) -> str:
    """The words of the match and those right behind it."""
    return scene.skeleton.text[match.start : match.end + 60]


def _are_apart(several: list[Item], others: list[Item], said: bool) -> bool:
    sides = [side for side in map(_side, several) if side]
    different = len(set(sides)) == len(several) and not set(sides) & set(map(_side, others))
    return said or different


def _side(item: Item) -> str:
    parties = [post.party for post in item.thing.posts] if isinstance(item.thing, PersonMention) else []
    return next((party.id for party in parties if isinstance(party, Party)), "")
