"""Events without a name of their own: nouns such as "courtesy call", sittings told by number, and references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from ...graph.model import Span
from .beside import beside
from .event_names import small_subject
from .event_types import EventMention, event_rules, in_small, parties_in, text_of
from .gazetteer import Party, Place
from .sentences import Sentence
from .tokens import Token, Words


def generic_events(sentence: Sentence, words: Words) -> Iterator[EventMention]:
    """The events that a noun phrase of events.yaml names, with the words that belong to it."""
    for match in event_rules().generic_pattern.finditer(in_small(sentence.text)):
        if _is_vague(match) or _is_chaired_with(match):
            continue
        several = list(_several(sentence, words, match)) if match.group().casefold().endswith("visits to") else []
        yield from several or [_generic(sentence, words, match)]


def _is_vague(match: re.Match[str]) -> bool:
    """Are several events meant that cannot be told from one another: "bilateral meetings with various leaders"?"""
    after = re.sub(r"^ (?=with )", "", match.string[match.end() : match.end() + 60])
    return beside("with-several").match(after.removeprefix("with")) is not None


def _is_chaired_with(match: re.Match[str]) -> bool:
    """Does "with" belong to the verb: "co-chaired the talks with"?"""
    return (
        match.group().casefold().endswith(" with")
        and beside("chaired-the").search(match.string[: match.start()]) is not None
    )


def _generic(sentence: Sentence, words: Words, match: re.Match[str]) -> EventMention:
    rules = event_rules()
    phrase = match.group().casefold().replace("\n", " ")
    kind = rules.generic.get(phrase) or rules.generic.get(phrase.replace("-", " ")) or "session"
    start, end = _start_of(words, match.start() + sentence.span.start, phrase), match.end() + sentence.span.start
    run: list[Token] = _destinations(words, end) if phrase.endswith(" to") else []
    span = Span(start, run[-1].end if len(run) > 1 else _complement_end(words, start, end))
    inside = words.within(span.start, span.end)
    parties = parties_in(inside)
    city = next((token for token in inside if kind == "visit" and isinstance(token.refers, Place)), None)
    if len(run) > 1:
        parties, city = tuple(dict.fromkeys(country for country in map(_country_of, run) if country)), None
    before = sentence.text[: match.start()].split()[-1:]
    turn = rules.turns.get(before[0].casefold(), "") if before else ""
    name = text_of(sentence, span)
    return EventMention(sentence.index, span, name, kind, "generic", phrase, parties=parties, turn=turn, place=city)


def _start_of(words: Words, start: int, phrase: str) -> int:
    """Where the name begins: with the post at whose level it is, "Commerce Secretary level meeting"."""
    at = next((number for number, token in enumerate(words.tokens) if token.start == start), None)
    while " level " in phrase.replace("-", " ") and at and words.kinds[at - 1] in "oM":
        at -= 1
    return words.tokens[at].start if at is not None else start


def _several(sentence: Sentence, words: Words, match: re.Match[str]) -> Iterator[EventMention]:
    """One visit for each of the countries in "visits to Freedonia and Sylvania"."""
    named = _destinations(words, match.end() + sentence.span.start)
    start = match.start() + sentence.span.start
    for number, token in enumerate(named if len(named) > 1 else []):
        noun = match.group().casefold().replace("visits", "visit")
        span = Span(start, token.end) if number == 0 else Span(token.start, token.end)
        party = _country_of(token)
        city = token if isinstance(token.refers, Place) else None
        yield EventMention(
            sentence.index, span, f"{noun} {token.text}", "visit", "generic", noun,
            parties=(party,) if party else (), place=city,
        )  # fmt: skip


def _destinations(words: Words, end: int) -> list[Token]:
    """The countries and cities that are listed from a place in the text on."""
    following = [token for token in words.tokens if token.start >= end]
    run = re.match(r"(?:t?[PL](?:,&?|&)?)+(?<=[PL])", "".join(token.kind for token in following))
    return [token for token in following[: run.end()] if token.kind in "PL"] if run else []


def _country_of(token: Token) -> str:
    """The registry id of a party, or of the country of a city."""
    refers = cast("Party | Place", token.refers)
    return refers.id if isinstance(refers, Party) else refers.country


_NOT_WITH = frozenset({"counterpart", "counterparts", "colleague", "colleagues"})  # whose, not with whom
_POSSESSIVE = frozenset({"his", "her", "their", "its"})


def _complement_end(words: Words, start: int, end: int) -> int:
    """The end of "… with the resident heads of missions", "… to Freedonia": the words that belong to the noun."""
    following = [token for token in words.tokens if token.start >= end]
    if not following:
        return end
    at = [token.start < end for token in words.tokens].index(False) - 1
    last = words.tokens[at]
    if subject := small_subject(words, at, at + 1 + (following[0].kind == "t"), ("on", "for", "with")):
        return words.tokens[subject - 1].end
    already = last.kind in "rz" or last.text in {"by", "of"}
    kinds = "".join(token.kind for token in following)
    match = re.match(
        r"(?:t?[PL](?![HoMR])|t?(?:w(?=[PAoM])){0,1}[PAoMHRJf]{1,8}(?:rt?[PL])?)"
        if already
        else r"(?:rt?[PL]|zt?w?[PAoMHRJf]{1,8}|rt?[PAo]{0,4}R)",
        kinds,
    )
    if match and following[match.end() : match.end() + 1] and following[match.end()].text in _NOT_WITH:
        return end
    if not match or words.kinds[:1] == "" or _POSSESSIVE & {token.text for token in following[: match.end()]}:
        return end
    return following[match.end() - 1].end


_NUMBERED = re.compile(
    r"O(?:[bM]|uJ(?=w)|[wH&Js](?=[bwHJ&sM]{0,6}[bMHs]S)){0,7}(?P<sitting>S)(?P<body>ftK(?![frPoA(bSK]))?(?(body)|(?!ft?[oAPnLRM])(?!ft?K[frPoA(]))"
)
_NUMBERED_OF = re.compile(r"O[bM]{0,3}Sft?(?:P(?:JP)*|A)(?P<office>[oMH]{1,5})(?:f[oH]{1,4})?")
_OF_WHOM = r"ft?[bo]{0,2}K|ft?[oMR]{0,3}H|ft?[oM]{1,3}o(?=[wu])"  # of the Commission, of the Special Representatives
_NEXT_SITTING = re.compile(rf"(?P<word>[ow])(?P<sitting>S(?:{_OF_WHOM})?|[bo]{{0,2}}K)(?:(?P<open>w)|(?![A-Za-qtv-y]))")


_RELATIVES = frozenset({"that", "which", "scheduled", "planned"})
_WAS = frozenset({"was", "were", "took", "had"})


def _sitting(sentence: Sentence, span: Span, **known: Any) -> EventMention:
    """A sitting that is told without the name of a body."""
    return EventMention(sentence.index, span, text_of(sentence, span), "session", "numbered", "meeting", **known)


def meetings_of_offices(sentence: Sentence, words: Words) -> Iterator[EventMention]:
    """Numbered sittings of no body: "the 12th Meeting of the ASEAN-Finland Senior Officials"."""
    offices = event_rules().gathers | event_rules().no_bodies
    for match in _NUMBERED_OF.finditer(words.kinds):
        if offices & {token.text.casefold() for token in words.tokens[match.start("office") : match.end("office")]}:
            span, tokens = Span(*words.span(*match.span())), words.tokens[match.start() : match.end()]
            yield _sitting(sentence, span, ordinals=(tokens[0].refers,), parties=parties_in(tokens))


def numbered_events(sentence: Sentence, words: Words) -> Iterator[EventMention]:
    """Sittings that are told only by their number: "at its 40th meeting", "the third round"."""
    yield from _numbered_alone(sentence, words)
    for match in _NUMBERED.finditer(words.kinds):
        number = words.tokens[match.start()].refers
        before = words.tokens[match.start() - 1].text.casefold() if match.start() else ""
        of_persons = number == 1 and before in {"his", "her", "their", "our"}  # and of no body
        if words.tokens[match.start("sitting")].text != "meet" and not of_persons:
            yield _sitting(sentence, Span(*words.span(*match.span())), ordinals=(number,))


_NUMBER_ALONE = re.compile("(?<=t)O")
_IS_HELD = re.compile(
    r"\s(?:was|is|will be|is to be|is due to be|has been|had been)\s(?:\w+ly\s)?(?:held|hosted|convened|organi[sz]ed)\b"
    r"|\s(?:took|takes|will take|is to take|had taken)\splace\b"
    r"|,\s(?:held\s)?in\s(?:[A-Z][a-z]+\s)?\d{4}\b"
    r"|\sin\s[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)?\s(?:in|on)\s(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\b"
    r"|,?\s(?:held\s)?in\s[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)?,?\s(?:in|on)\s(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?(?:\d{1,2},\s)?\d{4}\b"
)


def _numbered_alone(sentence: Sentence, words: Words) -> Iterator[EventMention]:
    """Sittings that are told by a number without a noun: "The 18th was held there in 2016"."""
    for match in _NUMBER_ALONE.finditer(words.kinds):
        token = words.tokens[match.start()]
        if _IS_HELD.match(sentence.text, token.end - sentence.span.start):
            yield _sitting(sentence, Span(token.start, token.end), ordinals=(token.refers,))


def met_at_other_times(sentence: Sentence, _: Words) -> Iterator[EventMention]:
    """Sittings that are told by a verb alone: "will meet again in May"."""
    for needs, pattern, turn in event_rules().other_times:
        for match in pattern.finditer(sentence.text) if any(word in sentence.text for word in needs) else ():
            start = match.start() - _subject_before(sentence.text, match.start())
            span = Span(start + sentence.span.start, match.end() + sentence.span.start)
            yield _sitting(sentence, span, turn=turn)


_OF_PAIR = re.compile(r"(?<=t)PJP[bo]{0,2}S(?!ft?[KP])")


def sittings_of_pairs(sentence: Sentence, words: Words) -> Iterator[EventMention]:
    """Sittings that are told by their two sides alone: "the Austria-Finland session"."""
    for match in _OF_PAIR.finditer(words.kinds):
        span, tokens = Span(*words.span(*match.span())), words.tokens[match.start() : match.end()]
        name, noun = text_of(sentence, span), tokens[-1].text.casefold()
        yield EventMention(sentence.index, span, name, "session", "generic", noun, parties=parties_in(tokens))


_OF_NEXT_YEAR = re.compile(
    r"\b(?P<turn>[Nn]ext|[Ll]ast) year[’']s (?:edition|meeting|session|round|summit|conference|forum|dialogue)\b"
)
_OF_YEAR = re.compile(r"t(?P<year>D)(?P<sitting>S)(?!ft?K)")


def sittings_of_years(sentence: Sentence, words: Words) -> Iterator[EventMention]:
    """Sittings that are told by their year: "the 2022 round"."""
    for match in _OF_YEAR.finditer(words.kinds):
        year = words.tokens[match.start("year")].text
        if re.fullmatch(r"(?:19|20)\d\d", year):
            yield _sitting(sentence, Span(*words.span(match.start("year"), match.end("sitting"))), day=year)
    for match in _OF_NEXT_YEAR.finditer(sentence.text):
        span = Span(match.start() + sentence.span.start, match.end() + sentence.span.start)
        yield _sitting(sentence, span, turn="later" if match["turn"].casefold() == "next" else "earlier")


def _subject_before(text: str, at: int) -> int:
    """How many characters before a verb say who will meet or had met: "Commission will next"; 0 where none do."""
    match = beside("who-meets").search(text, max(0, at - 100), at)
    return at - match.start("who") if match else 0


def next_sittings(sentence: Sentence, words: Words) -> Iterator[EventMention]:
    """The sittings before and after the one told of: "the next session", "the last meeting was"."""
    for match in _NEXT_SITTING.finditer(words.kinds):
        word, following = words.tokens[match.start()].text.casefold(), words.tokens[match.end() - 1].text
        said_held = word in {"last", "previous"} and following in _WAS
        is_whole = not match["open"] or following in _RELATIVES
        turn = event_rules().turns.get(word, "") if word == "next" or said_held or is_whole else ""
        if word == "following" and words.kinds[match.start() - 1 : match.start()] != "t":
            turn = ""  # "following talks in Vienna" is after them
        if turn:
            start, end = words.span(match.start(), match.end("sitting"))
            start -= _subject_before(sentence.text, start - sentence.span.start)
            yield _sitting(sentence, Span(start, end), turn=turn)


def references(sentence: Sentence) -> Iterator[EventMention]:
    """Definite nouns that stand for an event named before: "the meeting"."""
    for match in event_rules().reference_pattern.finditer(in_small(sentence.text)):
        span = Span(match.start() + sentence.span.start, match.end() + sentence.span.start)
        noun = match["noun"].casefold()
        yield EventMention(sentence.index, span, text_of(sentence, span), "", "reference", noun)
