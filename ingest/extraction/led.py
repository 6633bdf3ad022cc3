"""What is led where somebody is said to lead: a side ("the Finnish delegation"), a country, an event, or nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from .clauses import Clause

# Where and when may stand in commas between a verb and its object: "led today, in the Town Hall, the session".
_AFTER = re.compile(
    r"(?:[vD]*,p[^,;:.\"PNKGcT]{1,8},)?[vtsznODLCF\-]*?"
    r"(?:T(?:[op]t?(?P<of>C)(?:,?&t?C)?)?|Wot?(?P<that>C)|[EM]|(?P<country>C|F)(?![tsOznCF-]*T)|(?=[wu,;.:&]|$))"
)
_OF_PART = re.compile(r"CTot?[OzC]{0,4}$")  # "the Finnish part of the"
_OF_SIDES = re.compile(r"T[op]t?(?:C,?&t?)?$")  # "the delegations of Finland and"


_OF_OTHERS = re.compile(r"z{1,2}ot?(?:C,?&t?)?$")  # "consultations between the ministries of Finland and"


@dataclass(frozen=True, slots=True)
class Led:
    """What is led: its kind, where it stands, and the parties that are named with it."""

    kind: str  # side, country, event, none, other
    start: int
    end: int
    sides: list[int] = field(default_factory=list[int])


NOTHING = Led("none", 10_000, 0)
_OTHER = Led("other", 10_000, 0)
_KINDS = {"T": "side", "E": "event", "M": "event", "C": "country", "F": "country"}
_INNER = re.compile(r"t?z{1,2}o[tsOzn]{0,5}[EM]")  # "the closing of the third session"
_SENDS = re.compile(r"(?P<side>C)(?P<side2>)(?:x?z|Y|T?,?(?:xv*R)?b)t?[nzO\-]{0,5}$")  # "Finland sent a four-member"
_OWN = re.compile(r"(?P<side>C)s?(?:&t?(?P<side2>C)s?)?[OzntF\-s]{0,5}$")


def led_after(clause: Clause, at: int, fronted: bool = False) -> Led:
    """What stands behind a verb, as its object; or, behind a clause that a sentence begins with, as its subject."""
    letters = clause.letters
    start = at + (fronted and letters.startswith(",", at))
    match = _AFTER.match(letters, start)
    if match is None:
        inner = _INNER.match(letters, start)
        return Led("other", start, inner.end()) if inner else _OTHER
    head = letters[match.end() - 1 : match.end()] if match.end() > start else ""
    if match["of"] or match["that"]:
        head = "T"
    kind = _KINDS.get(head, "none")
    if kind == "none":
        return NOTHING if match.end() == start or not fronted else _OTHER
    if head == "M":
        kind = _kind_of_meeting(clause, start, match.end() - 1)
    sides = [place for place in range(start, match.end()) if letters[place] == "C"]
    return Led(kind, start, match.end(), sides if kind in {"side", "country"} else [])


def _kind_of_meeting(clause: Clause, start: int, at: int) -> str:
    """An event only if it is named as known: not "a discussion" or "technical talks"; "it" may be a delegation."""
    if clause.word(at) == "it":
        return "it"
    is_one = any(clause.word(place) in {"a", "an"} for place in range(start, at))
    return "meeting" if is_one or re.search("[zOnC]", clause.letters[start:at]) else "event"


def led_before(clause: Clause, at: int, wanted: Container[str]) -> Led:
    """What stands before a passive verb, as its subject: the delegation, or the event, next to it."""
    letters = clause.letters
    first = max(letters.rfind(stop, 0, at) for stop in ';"') + 1
    found = NOTHING
    for place in range(at - 1, max(first, at - 26) - 1, -1):
        kind = _KINDS.get(letters[place], "")
        if kind == "country" and (_OF_SIDES.search(letters[:place]) or _OF_OTHERS.search(letters[:place])):
            continue
        if kind == "country" and letters[place - 3 : place].rstrip("t").endswith("Wo"):
            kind = "side"  # "that of Freedonia"
        if kind == "event" and _OF_PART.search(letters[:place]):
            continue
        if kind == "side":
            return Led("side", place, place + 1, _sides_of(letters, place))
        if kind in wanted and found is NOTHING and (kind != "country" or place == at - 1 or letters[place + 1] in "xR"):
            found = Led(kind, place, place + 1, [place] if letters[place] == "C" else [])
            if not _is_place(letters, place):
                return found
        if letters[place] in "KcGRPN":
            break
    return found


def led_inside(clause: Clause, start: int, end: int) -> Led:
    """The side that the words of a trigger themselves name."""
    side = clause.letters.find("T", start, end)
    sides = [place for place in range(start, end) if clause.letters[place] == "C"]
    return Led("side", start, end, sides or (_sides_of(clause.letters, side) if side >= 0 else []))


def led_between(clause: Clause, people: Sequence[int], end: int) -> Led | None:
    """The side that is named behind somebody: "spoke for the Finnish one as its leader"."""
    sides = [place for place in range(max(people, default=end), end) if clause.letters[place] == "C"]
    return Led("side", end - 1, end, sides[-1:]) if sides else None


def _is_place(letters: str, place: int) -> bool:
    """Does what stands there only say where or to what: "the delegation to the session was led by"?"""
    return re.search(r"[pio]t?[OznC&-]{0,6}$", letters[:place]) is not None


def _sides_of(letters: str, place: int) -> list[int]:
    """The parties that a delegation is said to be of."""
    after = re.match(r"T(?:o|p)t?(C)(?:,?&t?(C))?", letters[place : place + 8])
    if after:
        return [place + after.start(number) for number in (1, 2) if after[number]]
    own = _OWN.search(letters[:place]) or _SENDS.search(letters[:place])
    return [own.start(name) for name in ("side", "side2") if own[name]] if own else []
