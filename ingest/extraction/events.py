"""Events as a sentence names them: sittings of mechanisms, and events with or without a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .beside import beside
from .event_names import SITTING, name_end, name_start, sitting
from .event_nouns import (
    generic_events,
    meetings_of_offices,
    met_at_other_times,
    next_sittings,
    numbered_events,
    references,
    sittings_of_pairs,
    sittings_of_years,
)
from .event_types import EventMention, event_rules, kind_of_name, parties_in, text_of
from .introduced import introduced_events
from .lexicon import load_yaml
from .sentences import Sentence
from .titled import titled_events
from .tokens import Words

_TAIL_KINDS = frozenset("oAnPLRKMGHS")
_OF_SITTING = re.compile(r"O[ob]{0,2}Sft?[oAnPMJs]{1,8}$")
_OF_THE_SITTING = re.compile(r"O[ob]{0,2}Sft[oAnPMJs]{1,8}$")  # a person's name has no article
_SITTING_OF = re.compile(r"O[ob]{0,2}Sft?$")  # "the third meeting of the ABCD"
_SITTING_SMALL = re.compile(r"PJP$")  # "the Austria-Finland session"
_OF_SITTING_SMALL = re.compile(r"O[ob]{0,2}Sft?(?:PJP|P|[oAn]J?){1,6}$")


def find_events(sentence: Sentence, words: Words, acronyms: Mapping[str, str]) -> tuple[EventMention, ...]:
    """The events named in a sentence, in order, without overlap; `acronyms` are those of mechanisms of the text."""
    found: list[EventMention] = []
    readers = (
        _named(sentence, words, acronyms),
        meetings_of_offices(sentence, words),
        numbered_events(sentence, words),
        met_at_other_times(sentence, words),
        next_sittings(sentence, words),
        sittings_of_years(sentence, words),
        sittings_of_pairs(sentence, words),
        generic_events(sentence, words),
        titled_events(sentence, words),
        introduced_events(sentence, words),
        references(sentence),
    )
    for mention in (mention for reader in readers for mention in reader):
        if all(mention.span.end <= other.span.start or mention.span.start >= other.span.end for other in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda each: each.span))


def find_acronyms(sentences: Iterable[tuple[Sentence, Words]]) -> dict[str, str]:
    """The acronyms that a text gives to mechanisms, with the mechanism's name."""
    named = (mention for each, words in sentences if "(A)" in words.kinds for mention in _named(each, words, {}))
    return {mention.acronym: mention.series for mention in named if mention.acronym}


@cache
def _sitting_words() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in cast("dict[str, Any]", load_yaml("events.yaml"))["meets"])


def said_to_sit(before: str, after: str) -> bool:
    """Do the words before and after the name of a body say that it met?"""
    behind, ahead = _sitting_words()
    return behind.search(after[:60]) is not None or ahead.search(before[-40:]) is not None


def _named(sentence: Sentence, words: Words, acronyms: Mapping[str, str]) -> Iterator[EventMention]:
    done = 0
    for at, kind in enumerate(words.kinds):
        if at < done or not _is_head(words, at, kind, acronyms) or _is_sitting_of_numbered(words, at, kind):
            continue
        last = _last_head(words, at)
        first = name_start(words, at, done)
        if mention := _mention(sentence, words, first, last, acronyms):
            end = mention[1]
            done = end
            yield mention[0]


_NUMBERED_BEHIND = re.compile(r"ft?O[oAnPMJs]{1,12}K")


def _is_sitting_of_numbered(words: Words, at: int, kind: str) -> bool:
    """Is this the level at which a numbered session sat: "the Ministerial Meeting of the 7th Joint Commission"?"""
    return kind == "S" and _NUMBERED_BEHIND.match(words.kinds, at + 1) is not None


def _is_head(words: Words, at: int, kind: str, acronyms: Mapping[str, str]) -> bool:
    token = words.tokens[at]
    if kind == "A" and token.text in acronyms:
        return True
    if kind == "S" and at > 0:
        last = at - 2 if words.kinds[max(0, at - 2) : at] == "os" else at - 1
        kinds = "oAKPJnMR" if token.text[0].isupper() else "o"
        is_one = token.text not in {"meetings", "sessions"} and _SITTING_SMALL.search(words.kinds, 0, at) is not None
        named = words.kinds[last] in kinds or is_one
        return named and words.tokens[last].text[0].isupper()
    if kind == "A" and _is_sitting_of_acronym(words, at):
        return True
    if (kind in "oA" and _is_sat_upon(words, at)) or (kind in "nR" and _is_sat_upon(words, at, _OF_THE_SITTING)):
        return token.text.casefold() in event_rules().after_number or _ends_name(words, at)
    if kind == "o":
        return False
    if kind == "P" and not getattr(token.refers, "is_country", True):
        return token.refers.label.casefold().split()[-1] in {"forum", "summit", "conference", "dialogue"}
    if kind == "w" and token.text in event_rules().after_number:
        return _OF_SITTING_SMALL.search(words.kinds[:at]) is not None
    return kind == "K"


_GOES_ON = re.compile(r"(?:[&x]|,&?)(?:[oAnM](?:[J&x]|,&?(?=o))?){1,6}K")  # "the Joint Economic and Trade Commission"


def _is_sitting_of_acronym(words: Words, at: int) -> bool:
    """Is a numbered sitting one of what is only called by an acronym: "the third meeting of the ABCD"?"""
    if words.kinds[at - 1 : at] == "O":
        return words.kinds[at + 1 : at + 2] == "S"
    return _SITTING_OF.search(words.kinds, 0, at) is not None and _ends_name(words, at)


def _ends_name(words: Words, at: int) -> bool:
    """Is this the last word of a name, and none of those who only gather: "of the Defence Policy Group (DPG)"?"""
    rules, noun = event_rules(), words.tokens[at].text.casefold()
    following = words.kinds[at + 1 : at + 2]
    if noun in rules.gathers or noun in rules.no_bodies or following in set("oAnPMKHRGSJfs"):
        return False
    return _GOES_ON.match(words.kinds, at + 1) is None


def _is_sat_upon(words: Words, at: int, sitting: re.Pattern[str] = _OF_SITTING) -> bool:
    """Is a sitting said to be one of this body: "the third meeting of the … Partnership"?"""
    return sitting.search(words.kinds[:at]) is not None and words.tokens[at].text[0].isupper()


def _last_head(words: Words, at: int) -> int:
    """The last head of a run such as "Joint Commission Forum"."""
    kinds = words.kinds
    while at + 1 < len(kinds) and (kinds[at + 1] == "K" or (kinds[at + 1] in "oPM" and kinds[at + 2 : at + 3] == "K")):
        at += 1 if kinds[at + 1] == "K" else 2
    longer = re.match(r"(?:\([AP]\))?[oJM]{1,5}(?=[KS])", kinds[at + 1 : at + 10])
    if longer and (words.tokens[at + 1 + longer.end()].text[0].isupper() or kinds[at + 1 + longer.end()] == "S"):
        return at + 1 + longer.end()
    return at


def _mention(
    sentence: Sentence, words: Words, first: int, head: int, acronyms: Mapping[str, str]
) -> tuple[EventMention, int] | None:
    kinds = words.kinds
    ordinal_at = first - 1 if first and kinds[first - 1] == "O" else None
    if not _is_name(words, first, head, ordinal_at is not None, acronyms):
        return None
    end = name_end(words, head + 1)
    ordinals, start = sitting(words, first, ordinal_at)
    return _built(sentence, words, (start, first, head, end), ordinals, acronyms), end


def _is_name(words: Words, first: int, head: int, has_ordinal: bool, acronyms: Mapping[str, str]) -> bool:
    """Does the run name an event, rather than use the noun as any word?"""
    token = words.tokens[head]
    before = words.kinds[first:head]
    following = words.tokens[head + 1 : head + 2]
    if following and following[0].text.casefold().startswith("partner"):
        return False
    if words.kinds[head] == "A":
        return True
    if words.kinds[head] == "P":
        return (
            has_ordinal
            or SITTING.search(words.kinds[:first]) is not None
            or _taken_part_in(sentence_before(words, first))
            or said_to_sit("", _behind(words, head))
        )
    if token.text[0].islower():
        qualified = (
            re.search(r"(?:b|PJ?|PJo{1,3}|A)$", before) is not None
            or " " in token.text
            or _is_two_plus_two(words, head)
            or _is_after_name(words, first, head)
        )
        if token.text in {"talks", "negotiations"} and not SITTING.search(words.kinds[:first]):
            qualified = False
        sitting = SITTING.search(words.kinds[:first])
        return qualified or ((has_ordinal or (sitting is not None and bool(sitting["ordinal"]))) and not before)
    if token.text == "Exercise" and words.kinds[head + 1 : head + 2] in set("onA"):
        return True
    is_sitting = (" " in token.text or words.kinds[head + 1 : head + 2] == "f") and SITTING.search(
        words.kinds[:first]
    ) is not None
    return has_ordinal or is_sitting or bool(set(before) & set("oAnPLRMKG")) or _has_subject(words, head)


def _is_two_plus_two(words: Words, head: int) -> bool:
    """Is it called by who sits on each side: "the 2+2 dialogue"?"""
    return head > 0 and "+" in words.tokens[head - 1].text


def _behind(words: Words, head: int) -> str:
    """The words behind a token, each after a space."""
    return "".join(f" {token.text}" for token in words.tokens[head + 1 : head + 6])


def _is_after_name(words: Words, first: int, head: int) -> bool:
    """Does a noun of gatherings that is written small end a name of capitals: "the Arctic Lakes conference"?"""
    is_name = re.search(r"t[onA]{1,4}$", words.kinds[:head]) is not None and words.kinds[first - 1 : first] == "t"
    return is_name and words.tokens[head].text in event_rules().heads


def _has_subject(words: Words, head: int) -> bool:
    """Is the head followed by what it is on or of: "the Working Group on Trade"?"""
    joins = {"on", "for", "of"} if _noun(words, head) in event_rules().of_themselves else {"on", "for"}
    following = words.tokens[head + 1 : head + 2]
    return bool(following) and following[0].text in joins and name_end(words, head + 1) > head + 1


def sentence_before(words: Words, first: int) -> str:
    """The four words before a token."""
    return " ".join(token.text for token in words.tokens[max(0, first - 4) : first])


def _taken_part_in(before: str) -> bool:
    """A body that is named like a forum is an event where somebody takes part in it, or something comes of it."""
    return beside("taken-part-in").search(before) is not None


def _built(
    sentence: Sentence,
    words: Words,
    at: tuple[int, int, int, int],
    ordinals: tuple[int, ...],
    acronyms: Mapping[str, str],
) -> EventMention:
    start, first, head, end = at
    span = Span(*words.span(start, end))
    series_span = Span(*words.span(first, end - 1 if words.kinds[end - 1] == "S" and end - 1 > head else end))
    is_acronym = words.kinds[head] == "A"
    called = words.tokens[head].text
    series = acronyms.get(called, called) if is_acronym else text_of(sentence, series_span)
    acronym = _acronym(words, head, end)
    rules, noun, name = event_rules(), _noun(words, head), text_of(sentence, span)
    turn = rules.turns.get(words.tokens[start - 1].text.casefold(), "") if start else ""
    is_sitting = bool(ordinals or turn) or start < first or "S" in words.kinds[head:end]
    form = "named" if is_sitting or (noun not in rules.bodies and not is_acronym) else "body"
    if start and words.tokens[start - 1].text == "current":
        form = "body"  # "who chairs the current session of the Council" tells of an office
    return EventMention(
        sentence.index, span, name, kind_of_name(name, noun), form, noun,
        _without_bracket(series), series_span, acronym, ordinals, parties_in(words.tokens[start:end]), turn,
    )  # fmt: skip


def _acronym(words: Words, head: int, end: int) -> str:
    """The acronym in brackets behind the head of a name or behind the whole name."""
    if words.kinds[head + 1 : head + 4] == "(A)":
        return words.tokens[head + 2].text
    return words.tokens[end - 2].text if words.kinds[end - 3 : end] == "(A)" else ""


def _noun(words: Words, head: int) -> str:
    """The noun at the heart of a name; of a body that is known by its acronym, the last word of its label."""
    label = getattr(words.tokens[head].refers, "label", "").casefold().split()
    return label[-1] if label else words.tokens[head].text.casefold()


def _without_bracket(series: str) -> str:
    return " ".join(re.sub(r"\s*\([^()]{1,20}\)", "", series).split())
