"""Events that a text introduces by a noun alone: "hosted a meeting of directors", "a ten-day workshop will be held"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .event_types import EventMention, in_small, parties_in, text_of
from .lexicon import load_yaml
from .sentences import Sentence
from .tokens import Words

_NEAR = 90  # characters before the noun


@dataclass(frozen=True, slots=True)
class _Rules:
    """`introduced` of events.yaml, its patterns compiled; they are matched on small letters."""

    kinds: dict[str, str]
    noun: re.Pattern[str]
    unless: re.Pattern[str]  # no event: the words behind the noun
    before: re.Pattern[str]
    behind: re.Pattern[str]
    subject: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = cast("dict[str, Any]", cast("dict[str, Any]", load_yaml("events.yaml"))["introduced"])
    kinds = cast("dict[str, str]", data["nouns"])
    nouns = "|".join(sorted(kinds, key=len, reverse=True))
    phrase = data["phrase"].replace("{noun}", f"(?P<noun>{nouns})")
    return _Rules(kinds, *map(re.compile, (phrase, *(data[key] for key in ("unless", "before", "behind", "subject")))))


def introduced_events(sentence: Sentence, words: Words) -> Iterator[EventMention]:
    """The events that the sentence says were held, attended or are to be, each with what it was of, on or for."""
    rules, small = _rules(), in_small(sentence.text)
    for match in rules.noun.finditer(small):
        subject = rules.subject.match(small, match.end())
        is_bare = match["what"] == match["noun"] and subject is None
        if rules.unless.match(small, match.end()) or not _is_told(small, match, is_bare):
            continue
        end = subject.end() if subject else match.end()
        span = Span(match.start("what") + sentence.span.start, end + sentence.span.start)
        parties, name, noun = parties_in(words.within(span.start, span.end)), text_of(sentence, span), match["noun"]
        yield EventMention(sentence.index, span, name, rules.kinds[noun], "introduced", noun, parties=parties)


_AT = re.compile(r"(?:at|during)\s$")


def _is_told(small: str, match: re.Match[str], is_bare: bool) -> bool:
    """Do the words around say that it was or is to be held? "At a meeting" and "talks" alone say nothing."""
    before, rules = small[max(0, match.start() - _NEAR) : match.start()], _rules()
    if is_bare and (_AT.search(before) or not match.group().startswith(("a ", "an ", "another ", "the "))):
        return False
    return rules.before.search(before) is not None or rules.behind.match(small, match.end()) is not None
