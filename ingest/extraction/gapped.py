"""Clauses without their verb: "met A in Vienna on 3 May and B in Oslo on 6 May"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .beside import beside
from .roles import RoleMatch
from .scenes import Scene

_MOST = 5  # such clauses behind one verb


def with_gapped(scene: Scene, match: RoleMatch) -> Iterator[RoleMatch]:
    """The match, and one for each clause behind it that has another person or country with its own place or day."""
    yield match
    rule = "and-whom" if match.others else "and-where" if match.where is not None else ""
    at = match.end
    for _ in range(_MOST if rule and match.rule.makes else 0):
        found = beside(rule).match(scene.skeleton.text, at)
        if found is None:
            return
        yield _elsewhere(scene, match, found)
        at = found.end()


def _elsewhere(scene: Scene, match: RoleMatch, found: re.Match[str]) -> RoleMatch:
    """The same deed of the same persons with somebody else or elsewhere; its words begin at "and"."""
    item, place = scene.skeleton.item(found["item"]), {"start": found.start("clause"), "end": found.end()}
    if match.where is not None:
        return replace(match, where=item, is_one_of_several=True, **place)
    met = [each for each, _ in match.people if each in match.others]
    role = next((role for each, role in match.people if each in met), match.rule.others)
    people = tuple((each, done) for each, done in match.people if each not in met)
    return replace(match, people=(*people, (item, role)), others=(item,), is_one_of_several=True, **place)
