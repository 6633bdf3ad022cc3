"""Who chairs an event and who leads a side of it: frames of clauses, matched on the letters of their words.

A frame (leaders.yaml) has a trigger ("was co-chaired by", "led", "under the chairmanship of"); who leads is looked for
on one side of it, and what is led on the other: a delegation, an event or nothing. What stands between (posts that were
not read to their end, places, days, clauses in commas) is passed over, up to what cannot stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, cast

from .clauses import Clause, clause_of, leader_rules
from .led import NOTHING, Led, led_after, led_before, led_between, led_inside
from .roles import RoleMatch, Rule
from .skeleton import Skeleton
from .subjects import Group, group_after, group_before, group_behind, in_parallel, own_sides, stands_for, together_with


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of leaders.yaml; `roles` are what it gives for each kind of thing that is led."""

    id: str
    trigger: re.Pattern[str]
    people: str
    object: str
    roles: Mapping[str, str]
    shared: bool  # who stands behind "with" does the same
    standing: bool  # it may tell only what somebody is
    reads: str
    refuses: str


@cache
def frames() -> tuple[Frame, ...]:
    """The frames in the order of the file."""
    return tuple(
        Frame(
            row["id"], re.compile(row["trigger"]), row["people"], row["object"], row["roles"],
            row.get("with", False), row.get("standing", False), row["reads"], row["refuses"],
        )
        for row in cast("list[dict[str, Any]]", leader_rules()["frames"])
    )  # fmt: skip


@cache
def _rule(frame: str, role: str, passive: bool, standing: bool) -> Rule:
    return Rule(id=frame, role=role, others="chair" if role == "chair" else "", passive=passive, standing=standing)


def find_leaders(skeleton: Skeleton) -> Iterator[RoleMatch]:
    """Who is said to chair or lead in a marked sentence."""
    clause = clause_of(skeleton)
    if clause is None:
        return
    for frame in frames():
        for trigger in frame.trigger.finditer(clause.letters):
            yield from _matches(clause, frame, trigger)


def _matches(clause: Clause, frame: Frame, trigger: re.Match[str]) -> Iterator[RoleMatch]:
    """One match for the persons of each side."""
    led, group = _led_and_group(clause, frame, trigger)
    role = "chair" if _is_part(clause, led) else frame.roles.get(led.kind, "")
    if group is None or not role or _is_denied(clause, trigger, led):
        return
    shared = together_with(clause, max(trigger.end(), led.end), group) if frame.shared and role == "chair" else ()
    shared = tuple(place for place in shared if place not in group.places)
    places = (*group.places, *shared)
    span = _span_of_chair(trigger, shared) if role == "chair" else _span(trigger, places, led)
    start, end = clause.at[span[0]][0], clause.at[span[1] - 1][1]
    rule = _rule(frame.id, role, frame.people == "after", frame.standing or _is_of_body(clause, trigger, led))
    runs = groupby(_with_sides(clause, frame, trigger, led, places), key=lambda pair: pair[1])
    part = _part_led(clause, trigger, led) if role == "chair" else ""
    for sides, run in [(sides, [place for place, _ in run]) for sides, run in runs] or [(led.sides, [])]:
        people = tuple((item, role) for item in clause.people(run))
        others = clause.people([place for place in run if place in shared])
        yield RoleMatch(rule, people, others, clause.people(sides), None, group.pronoun, start, end, part)


def _is_part(clause: Clause, led: Led) -> bool:
    """Is it the part of a commission that is led? Who leads it is one of the chairs."""
    return led.kind == "side" and any(clause.word(place).endswith("part") for place in range(led.start, led.end))


_BODIES = frozenset({"commission", "committee", "council", "mechanism", "group", "task force"})
_STANDING = frozenset({"is", "will", "shall", "would"})


def _is_of_body(clause: Clause, trigger: re.Match[str], led: Led) -> bool:
    """Is it a body of which it is told who heads it: "the Council will be chaired by"?"""
    between = range(led.end, trigger.start())
    named = clause.items.get(led.end - 1)
    noun = getattr(named.thing, "head", "") if named else clause.word(led.end - 1) if led.end else ""
    is_body = (
        led.kind in {"event", "meeting"} and noun in _BODIES and getattr(named and named.thing, "form", "") != "named"
    )
    return is_body and any(clause.word(place) in _STANDING for place in between)


_WHICH = re.compile(r"M(?=(?:,?pt?[DLC]|,?D)*,?W[PNhOz&,]{1,6}[xv]*$)")


def _part_led(clause: Clause, trigger: re.Match[str], led: Led) -> str:
    """The noun of what is led, if it is only a part of an event: "the energy group", "the session on human rights"."""
    which = _WHICH.search(clause.letters, 0, trigger.start()) if led.kind == "none" else None
    noun = which.start() if which else led.end - 1
    is_named = which or (led.kind in {"event", "meeting"} and clause.letters[noun : noun + 1] == "M")
    is_on = re.match(r"pt?[zO]", clause.letters[noun + 1 :]) and clause.word(noun + 1) == "on"
    if not is_named:
        referred = noun in clause.items and getattr(clause.items[noun].thing, "form", "") == "reference"
        return "session on" if referred and is_on else ""
    before = {clause.word(place) for place in range(max(0, noun - 3), noun)}
    if kinds := before.intersection(leader_rules()["before_parts"]):
        return f"{min(kinds)} {clause.word(noun)}"
    if clause.word(noun) in leader_rules()["parts"]:
        return clause.word(noun)
    return f"{clause.word(noun)} on" if is_on else ""


def _with_sides(
    clause: Clause, frame: Frame, trigger: re.Match[str], led: Led, places: Sequence[int]
) -> Iterator[tuple[int, Sequence[int]]]:
    """Each person with the side that the clause names for it; and who does the same for another side."""
    is_chair = _is_part(clause, led) or frame.roles[led.kind] == "chair"
    alone = len(places) == 1 and frame.people == "before"
    end = max(trigger.end(), led.end if led.kind in {"event", "it"} else 0)
    named = led.sides or (stands_for(clause, end) if alone else ())
    yield from zip(places, own_sides(clause, places, named, not is_chair), strict=True)
    if frame.people == "before":
        behind = led.end if led.kind in {"side", "event", "it", "meeting"} else 0
        for place, side in in_parallel(clause, max(trigger.end(), behind)):
            if place not in places:
                yield place, (side,)


def _span(trigger: re.Match[str], places: Sequence[int], led: Led) -> tuple[int, int]:
    """The words of who leads, the verb and what is led."""
    ends = [place + 1 for place in places]
    end = max(trigger.end(), *ends, led.end if led.kind in {"side", "event"} else 0)
    return min(trigger.start(), *places, led.start), end


def _span_of_chair(trigger: re.Match[str], shared: Sequence[int]) -> tuple[int, int]:
    """The words of the verb, and those up to the persons with whom somebody chairs: the event stands beside them."""
    return trigger.start(), max([trigger.end(), *(place + 1 for place in shared)])


_DENIED = re.compile(r"![xvt]{0,3}$|~t?$")  # also who is handed the chair, which is that of the next term


def _is_denied(clause: Clause, trigger: re.Match[str], led: Led) -> bool:
    """Is it said not to be so, or only what somebody is: "who chairs the board"?"""
    is_standing = led.kind == "other" and trigger.group() == "k"
    return is_standing or _DENIED.search(clause.letters[: trigger.start()]) is not None


def _led_and_group(clause: Clause, frame: Frame, trigger: re.Match[str]) -> tuple[Led, Group | None]:
    """What is led, and who leads it."""
    if frame.people == "before" and frame.object == "before":
        group = group_before(clause, trigger.start())
        before = led_between(clause, group.places, trigger.start()) if group else NOTHING
        return before or led_before(clause, min(group.places, default=0) if group else 0, frame.roles), group
    led = _led(clause, frame, trigger)
    group = _group(clause, frame, trigger, led)
    if group and led is NOTHING and frame.people == "after" and frame.object == "before":
        behind = led_after(clause, group.end, fronted=True)
        led = behind if behind.kind in frame.roles else led
    return led, group


def _led(clause: Clause, frame: Frame, trigger: re.Match[str]) -> Led:
    """What the trigger says to be led."""
    if frame.object == "before":
        return led_before(clause, trigger.start(), frame.roles)
    if frame.object == "after":
        return led_after(clause, trigger.end())
    return led_inside(clause, *trigger.span()) if frame.object == "inside" else NOTHING


def _group(clause: Clause, frame: Frame, trigger: re.Match[str], led: Led) -> Group | None:
    """Who leads, on the side of the trigger that the frame says."""
    end = max(trigger.end(), led.end)
    if frame.people == "after":
        return group_after(clause, trigger.end())
    if frame.people == "behind":
        return group_behind(clause, end)
    named_behind = clause.letters[end : end + 1] == ":"  # "those who co-chair the Commission: A and B"
    return group_before(clause, trigger.start()) or (group_after(clause, end) if named_behind else None)
