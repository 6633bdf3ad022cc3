"""Events without a name of their own: nouns such as "courtesy call", sittings told by number, and references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.model import Span
from .event_types import EventMention, event_rules, parties_in, text_of
from .gazetteer import Party, Place
from .sentences import Sentence
from .tokens import Words


def generic_events(sentence: Sentence, words: Words) -> Iterator[EventMention]:
    """The events that a noun phrase of events.yaml names, with the words that belong to it."""
    for match in event_rules().generic_pattern.finditer(sentence.text):
        several = list(_several(sentence, words, match)) if match.group().casefold().endswith(" to") else []
        yield from several or [_generic(sentence, words, match)]


def _generic(sentence: Sentence, words: Words, match: re.Match[str]) -> EventMention:
    rules = event_rules()
    phrase = match.group().casefold().replace("\n", " ")
    kind = rules.generic.get(phrase) or rules.generic.get(phrase.replace("-", " ")) or "other"
    start, end = match.start() + sentence.span.start, match.end() + sentence.span.start
    span = Span(start, _complement_end(words, start, end))
    inside = [token for token in words.tokens if span.start <= token.start < span.end]
    parties = parties_in(inside)
    city = next((token for token in inside if kind == "visit" and isinstance(token.refers, Place)), None)
    before = sentence.text[: match.start()].split()[-1:]
    turn = rules.turns.get(before[0].casefold(), "") if before else ""
    name = text_of(sentence, span)
    return EventMention(sentence.index, span, name, kind, "generic", phrase, parties=parties, turn=turn, place=city)


def _several(sentence: Sentence, words: Words, match: re.Match[str]) -> Iterator[EventMention]:
    """One visit for each of the countries in "visits to Freedonia and Sylvania"."""
    end = match.end() + sentence.span.start
    following = [token for token in words.tokens if token.start >= end]
    run = re.match(r"(?:t?[PL](?:,&?|&)?)+(?<=[PL])", "".join(token.kind for token in following))
    named = [token for token in following[: run.end()] if token.kind in "PL"] if run else []
    start = match.start() + sentence.span.start
    for number, token in enumerate(named if len(named) > 1 else []):
        noun = match.group().casefold().replace("visits", "visit")
        span = Span(start, token.end) if number == 0 else Span(token.start, token.end)
        party = token.refers.id if isinstance(token.refers, Party) else token.refers.country
        city = token if isinstance(token.refers, Place) else None
        yield EventMention(
            sentence.index, span, f"{noun} {token.text}", "visit", "generic", noun,
            parties=(party,) if party else (), place=city,
        )  # fmt: skip


_POSSESSIVE = frozenset({"his", "her", "their", "its"})


def _complement_end(words: Words, start: int, end: int) -> int:
    """The end of "… with the resident heads of missions", "… to Freedonia": the words that belong to the noun."""
    following = [token for token in words.tokens if token.start >= end]
    if not following:
        return end
    already = words.tokens[[token.start < end for token in words.tokens].index(False) - 1].kind in "rz"
    kinds = "".join(token.kind for token in following)
    match = re.match(
        r"(?:t?[PL]|t?(?:w(?=[PAoM])){0,1}[PAoMHRJf]{1,8})"
        if already
        else r"(?:rt?[PL]|zt?w?[PAoMHRJf]{1,8}|rt?[PAo]{0,4}R)",
        kinds,
    )
    if not match or words.kinds[:1] == "" or _POSSESSIVE & {token.text for token in following[: match.end()]}:
        return end
    return following[match.end() - 1].end


_NUMBERED = re.compile(r"O(?P<sitting>S)(?!ft?[oAPnLRM])")
_NEXT_SITTING = re.compile(r"(?P<word>[ow])(?P<sitting>S)(?:(?P<open>w)|(?![A-Za-z]))")


def numbered_events(sentence: Sentence, words: Words) -> Iterator[EventMention]:
    """Sittings that are told only by their number: "at its 40th meeting", "the third round", "the next session"."""
    for match in _NUMBERED.finditer(words.kinds):
        span = Span(*words.span(match.start(), match.end()))
        number = words.tokens[match.start()].refers
        yield EventMention(
            sentence.index, span, text_of(sentence, span), "session", "numbered", "meeting", ordinals=(number,)
        )
    for match in _NEXT_SITTING.finditer(words.kinds):
        word = words.tokens[match.start()].text.casefold()
        turn = event_rules().turns.get(word, "") if word == "next" or not match["open"] else ""
        if turn:
            span = Span(*words.span(match.start(), match.end("sitting")))
            yield EventMention(
                sentence.index, span, text_of(sentence, span), "session", "numbered", "meeting", turn=turn
            )


def references(sentence: Sentence) -> Iterator[EventMention]:
    """Definite nouns that stand for an event named before: "the meeting"."""
    for match in event_rules().reference_pattern.finditer(sentence.text):
        span = Span(match.start() + sentence.span.start, match.end() + sentence.span.start)
        noun = match["noun"].casefold()
        yield EventMention(sentence.index, span, match.group(), "", "reference", noun)
