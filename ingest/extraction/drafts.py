"""Event drafts: what is gathered about one event while the text is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ...graph.model import Span
from .frames import Said
from .gazetteer import Place
from .lexicon import plain
from .names import Person, is_short_for
from .posts import PostMention

_SMALL = frozenset("the of on for and in a an meeting session round with to between joint".split())


# How sure a side is. Where the text does not state it, it is below what is taken unreviewed.
SIDE_CONFIDENCE: Mapping[str, float] = {"side-of-person": 0.8, "other-side": 0.7, "in-order": 0.6, "own-country": 0.55}


SAME_TWO = "same-two"  # the rule of sides that an event has because those of the report are two

MOST = 300  # events of one text; what has more is a calendar or an index, and comparing each with each takes long


@dataclass(slots=True)
class Role:
    """What one person did at the event."""

    person: Person
    role: str
    rule: str
    spans: tuple[Span, ...]
    side: str = ""
    post: PostMention | None = None
    side_rule: str = "side-of-person"
    joint: bool = False  # said to chair with somebody, named or not


@dataclass(slots=True)
class EventDraft:
    """One event; every value keeps the sentence that says it."""

    kind: str
    name: str
    span: Span
    sentence: Span
    first: int  # the sentence of its first mention
    rule: str = "named-event"
    series: str = ""
    series_span: Span | None = None
    acronym: str = ""
    ordinal: Said[int] | None = None
    turn: str = ""
    told_day: str = ""  # the day beside its first mention that has one: another day is of another event
    told_held: bool = False  # first told as held
    planned: Said[bool] | None = None
    put_off_to: Said[str] | None = None  # the day to which it was postponed
    fate: str = ""  # "postponed" or "cancelled" where the text says that it was not held
    past: bool = False
    start: Said[str] | None = None
    end: Said[str] | None = None
    place: tuple[Place, Span, Said[str]] | None = None
    country: Said[str] | None = None
    mode: Said[str] | None = None
    parties: dict[str, Said[str]] = field(default_factory=dict[str, Said[str]])
    roles: list[Role] = field(default_factory=list[Role])
    observers: dict[str, Said[str]] = field(default_factory=dict[str, Said[str]])
    sectors: dict[str, Said[str]] = field(default_factory=dict[str, Said[str]])
    interval: Said[str] | None = None  # how often its mechanism is said to meet
    turns: Said[str] | None = None  # that its sides are said to host by turns
    last: int = 0  # the sentence of its last mention
    aside: bool = False
    is_setting: bool = False  # first told as where or when something else was: "on the sidelines of"
    is_tour: bool = False  # a journey to several countries, which was in no one of them

    @property
    def is_planned(self) -> bool:
        """Is it said to be still to come?"""
        return self.planned is not None and self.planned.value

    @property
    def bodies(self) -> dict[str, Said[str]]:
        """The organisations among its sides."""
        return {party: said for party, said in self.parties.items() if not party.startswith("country/")}

    def role_of(self, person: Person) -> Role | None:
        """The role that this person has here, if any."""
        return next((role for role in self.roles if role.person is person), None)

    def add_party(self, party: str, said: Said[str]) -> None:
        """One more side, with the sentence that names it first."""
        if party:
            self.parties.setdefault(party, said)


@lru_cache(maxsize=4096)
def series_words(series: str) -> frozenset[str]:
    """The words of a mechanism's name, whatever their order."""
    return frozenset(re.findall(r"\w+", plain(series))) - _SMALL


def same_series(one: str, other: str) -> bool:
    """Are two names of mechanisms the same, but for words left out? Both need the same noun at their heart.

    What is called by its initials alone is the same as the name that they are of: "JC" and "Joint Commission".
    """
    if is_short_for(one, other) or is_short_for(other, one):
        return True
    words, others = series_words(one), series_words(other)
    if not words or not others:
        return False
    shorter, longer = sorted((words, others), key=len)
    shared = shorter & longer
    return len(shared) == len(shorter) or (len(shared) >= 3 and len(shared) >= 0.8 * len(shorter))
