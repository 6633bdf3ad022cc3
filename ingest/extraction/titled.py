"""Events that are called by capitals alone: "COP28", "Northern Shield 2024", "the Northern Lakes Convention"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .event_types import EventMention, parties_in
from .lexicon import load_yaml
from .sentences import Sentence
from .tokens import Words

_NEAR = 60  # characters before the name


@dataclass(frozen=True, slots=True)
class _Rules:
    """`titled` of events.yaml: the names, what none of them has, and the words before or behind one."""

    names: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]  # with what stands in each
    unless: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    military: re.Pattern[str]
    kinds: dict[str, str]


@cache
def _rules() -> _Rules:
    data = cast("dict[str, Any]", cast("dict[str, Any]", load_yaml("events.yaml"))["titled"])
    names = tuple((tuple(row["needs"]), re.compile(row["pattern"])) for row in data["names"])
    unless, before, behind, military = (re.compile(data[key]) for key in ("unless", "before", "behind", "military"))
    return _Rules(names, unless, before, behind, military, data["kinds"])


def titled_events(sentence: Sentence, words: Words) -> Iterator[EventMention]:
    """The events that a sentence calls by such a name and says to be held or attended."""
    rules, text = _rules(), sentence.text
    for needs, pattern in rules.names:
        for match in pattern.finditer(text) if any(word in text for word in needs) else ():
            if rules.unless.search(match.group()) or not _is_told(text, match):
                continue
            span = Span(match.start() + sentence.span.start, match.end() + sentence.span.start)
            parties = parties_in(words.within(span.start, span.end))
            name = " ".join(match.group().split())
            yield EventMention(
                sentence.index, span, name, _kind(text, name), "introduced", name.casefold(), parties=parties
            )


def _is_told(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _NEAR) : match.start()]
    return _rules().before.search(before) is not None or _rules().behind.match(text, match.end()) is not None


def _kind(text: str, name: str) -> str:
    """The kind by the last word of the name; where soldiers are spoken of, an exercise."""
    last = [word for word in re.findall(r"[^\W\d]+", name.casefold()) if word in _rules().kinds]
    if last:
        return _rules().kinds[last[-1]]
    return "exercise" if _rules().military.search(text) else "conference"
