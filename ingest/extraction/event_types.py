"""What an event mention is, and the rules of events.yaml that all readers of events share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .gazetteer import Party
from .lexicon import load_yaml
from .sentences import Sentence
from .tokens import Token

_DAY_BEGINS = r"(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|last\s|(?:mon|tue|wed|thu|fri|sat|sun)\w*day)"
_DEFINITE = r"(?:the|this|these|that|today['’]s|yesterday['’]s)"


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event as named in one place.

    `form` is named, body (a mechanism, not said to sit), numbered ("its 40th meeting"), generic, introduced ("a
    meeting of directors") or reference.
    `series` is the name of the mechanism without ordinal and sitting. Two ordinals ("the 2nd and 3rd …") stand for two
    events. `turn` is later or earlier where a word before says so.
    """

    sentence: int
    span: Span
    name: str
    kind: str
    form: str
    head: str = ""
    series: str = ""
    series_span: Span | None = None
    acronym: str = ""
    ordinals: tuple[int, ...] = ()
    parties: tuple[str, ...] = ()
    turn: str = ""
    place: Token | None = None  # the city that a visit is to
    day: str = ""  # on which it was or is to be, where the words beside it say so
    to_come: bool = False  # said beside it to be still to come
    held: bool = False  # said beside it to have been held
    other: bool = False  # said to be another than the one told of: "was preceded by a meeting"


@dataclass(frozen=True, slots=True)
class EventRules:
    """The content of events.yaml with its patterns compiled."""

    heads: Mapping[str, str]
    summit_of: re.Pattern[str]
    bodies: frozenset[str]
    generic: Mapping[str, str]
    references: Mapping[str, list[str]]
    of_the_whole: frozenset[str]
    parts: frozenset[str]
    turns: Mapping[str, str]
    after_number: frozenset[str]
    after_subject: frozenset[str]
    no_subject: frozenset[str]
    of_themselves: frozenset[str]
    gathers: frozenset[str]
    no_bodies: frozenset[str]
    other_times: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]  # what each needs, its pattern, its turn
    generic_pattern: re.Pattern[str]  # these two are matched on small letters
    reference_pattern: re.Pattern[str]


@cache
def event_rules() -> EventRules:
    """The rules, read once."""
    data = cast("dict[str, Any]", load_yaml("events.yaml"))
    generic = sorted(data["generic"], key=len, reverse=True)
    spaced = "|".join(re.escape(phrase.lower()).replace("\\ ", r"[\s-]") for phrase in generic)
    levels, sat = ("|".join(words).replace(" ", r"[\s-]") for words in (data["levels"], data["sat_at_level"]))
    nouns = "|".join(sorted(data["references"], key=len, reverse=True))
    turns = {word: turn for turn in ("later", "earlier") for word in data[turn]}
    return EventRules(
        data["heads"], re.compile(data["summit_of"], re.IGNORECASE), frozenset(data["bodies"]),
        data["generic"], data["references"],
        frozenset(data["of_the_whole"]), frozenset(data["parts"]), turns,
        frozenset(data["after_number"]), frozenset(data["after_subject"]), frozenset(data["no_subject"]),
        frozenset(data["of_themselves"]), frozenset(data["gathers"]),
        frozenset(data["no_bodies"]),
        tuple(
            (tuple(row["needs"]), re.compile(row["pattern"]), turn)
            for turn, rows in data["other_times"].items()
            for row in rows
        ),
        re.compile(rf"\b(?:{spaced}|(?:{levels})[\s-]level\s(?:{sat}))\b"),
        re.compile(rf"\b{_DEFINITE}\s(?:(?:\w+|\w+-day)\s)?(?P<noun>{nouns})\b"
            rf"(?!\s(?:of(?!\s{_DAY_BEGINS})|between|chair\w*|president|secretar\w+|members?)\b)"
        ),
    )  # fmt: skip


def in_small(text: str) -> str:
    """A text in small letters, each at its place: what the two patterns are matched on."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(each.lower()[:1] or each for each in text)


def kind_of_name(name: str, noun: str) -> str:
    """The kind of an event with this name and this noun at its heart; what no rule knows is a session."""
    rules = event_rules()
    return "summit" if rules.summit_of.search(name) else rules.heads.get(noun, "session")


def text_of(sentence: Sentence, span: Span) -> str:
    """The text of a span of a sentence, on one line."""
    return " ".join(sentence.text[span.start - sentence.span.start : span.end - sentence.span.start].split())


def parties_in(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The ids of the parties among some words, each once."""
    return tuple(dict.fromkeys(token.refers.id for token in tokens if isinstance(token.refers, Party)))
