"""Events as a sentence names them: sittings of mechanisms, and events with or without a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .beside import beside
from .event_nouns import generic_events, numbered_events, references
from .event_types import EventMention, event_rules, kind_of_name, parties_in, text_of
from .lexicon import load_yaml
from .sentences import Sentence
from .tokens import Token, Words

_NAME_KINDS = frozenset("oAnPLRMHGKSbi")
_JOINS = frozenset("Js")
_TAIL_KINDS = frozenset("oAnPLRKMGHS")
_LONGEST_NAME = 18
_OF_SITTING = re.compile(r"O[ob]{0,2}Sft?[oAnPMJs]{1,8}$")
_OF_SITTING_SMALL = re.compile(r"O[ob]{0,2}Sft?(?:PJP|P|[oAn]J?){1,6}$")
_SITTING = re.compile(r"(?:(?P<ordinal>O)(?:&t?(?P<other>O))?)?[ob]{0,2}S[fz][tw]?$")


def find_events(sentence: Sentence, words: Words, acronyms: Mapping[str, str]) -> tuple[EventMention, ...]:
    """The events named in a sentence, in order, without overlap; `acronyms` are those of mechanisms of the text."""
    found: list[EventMention] = []
    readers = (
        _named(sentence, words, acronyms),
        numbered_events(sentence, words),
        generic_events(sentence, words),
        references(sentence),
    )
    for mention in (mention for reader in readers for mention in reader):
        if all(mention.span.end <= other.span.start or mention.span.start >= other.span.end for other in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda each: each.span))


@cache
def _sitting_words() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in cast("dict[str, Any]", load_yaml("events.yaml"))["meets"])


def said_to_sit(before: str, after: str) -> bool:
    """Do the words before and after the name of a body say that it met?"""
    behind, ahead = _sitting_words()
    return behind.search(after[:60]) is not None or ahead.search(before[-40:]) is not None


def acronyms_of(mentions: Iterator[EventMention]) -> dict[str, str]:
    """The acronyms that the text gives to mechanisms, with the mechanism's name."""
    return {mention.acronym: mention.series for mention in mentions if mention.acronym}


def _named(sentence: Sentence, words: Words, acronyms: Mapping[str, str]) -> Iterator[EventMention]:
    done = 0
    for at, kind in enumerate(words.kinds):
        if at < done or not _is_head(words, at, kind, acronyms):
            continue
        last = _last_head(words, at)
        first = _name_start(words, at, done)
        if mention := _mention(sentence, words, first, last, acronyms):
            end = mention[1]
            done = end
            yield mention[0]


def _is_head(words: Words, at: int, kind: str, acronyms: Mapping[str, str]) -> bool:
    token = words.tokens[at]
    if kind == "A":
        return token.text in acronyms
    if kind == "S" and at > 0:
        last = at - 2 if words.kinds[max(0, at - 2) : at] == "os" else at - 1
        named = words.kinds[last] in "oAKPJnMR" if token.text[0].isupper() else words.kinds[last] == "o"
        return named and words.tokens[last].text[0].isupper()
    if kind == "o":
        return token.text.casefold() in event_rules().after_number and _is_sat_upon(words, at)
    if kind == "P" and not getattr(token.refers, "is_country", True):
        return token.refers.label.casefold().split()[-1] in {"forum", "summit", "conference", "dialogue"}
    if kind == "w" and token.text in event_rules().after_number:
        return _OF_SITTING_SMALL.search(words.kinds[:at]) is not None
    return kind == "K"


def _is_sat_upon(words: Words, at: int) -> bool:
    """Is a sitting said to be one of this body: "the third meeting of the … Partnership"?"""
    return _OF_SITTING.search(words.kinds[:at]) is not None and words.tokens[at].text[0].isupper()


def _last_head(words: Words, at: int) -> int:
    """The last head of a run such as "Joint Commission Forum"."""
    kinds = words.kinds
    while at + 1 < len(kinds) and (kinds[at + 1] == "K" or (kinds[at + 1] in "oPM" and kinds[at + 2 : at + 3] == "K")):
        at += 1 if kinds[at + 1] == "K" else 2
    longer = re.match(r"(?:\([AP]\))?[oJM]{1,5}(?=[KS])", kinds[at + 1 : at + 10])
    if longer and words.tokens[at + 1 + longer.end()].text[0].isupper():
        return at + 1 + longer.end()
    return at


def _name_start(words: Words, at: int, done: int) -> int:
    """The first token of the name that ends in the head at `at`."""
    kinds, first = words.kinds, at
    while first - 1 >= done and at - first < _LONGEST_NAME:
        before = kinds[first - 1]
        if (
            before in _NAME_KINDS
            or (before == "D" and kinds[first] in "PoA" and kinds[first - 2 : first - 1] != "m")
            or (before in _JOINS and first - 2 >= done)
        ):
            first -= 1
        elif before == "f" and first - 2 >= done and _gathers(words.tokens[first - 2]):
            first -= 2
        elif before == ")" and kinds[first - 3 : first] in ("(A)", "(P)") and first - 3 >= done:
            first -= 3
        elif before in "&," and first - 2 >= done and kinds[first - 2] in "ob" and kinds[first] in "obM&":
            first -= 1
        else:
            break
    while first < at and kinds[first] in "JsSH" and kinds[first - 1 : first + 1] != "OH":
        first += 1
    if words.tokens[at].text[0].islower():
        qualifying = re.search(r"(?:P(?:JP)?s?)?(?:[bJ]|&(?=b))*$", kinds[first:at])
        first = at - len(qualifying[0]) if qualifying else at
    return first


def _gathers(token: Token) -> bool:
    """Does "of" after this word go on with who meets: "the Heads of Government Meeting"?"""
    return token.text[0].isupper() and token.text.casefold() in event_rules().gathers


def _mention(
    sentence: Sentence, words: Words, first: int, head: int, acronyms: Mapping[str, str]
) -> tuple[EventMention, int] | None:
    kinds = words.kinds
    ordinal_at = first - 1 if first and kinds[first - 1] == "O" else None
    if not _is_name(words, first, head, ordinal_at is not None, acronyms):
        return None
    end = _name_end(words, head + 1)
    ordinals, start = _sitting(words, first, ordinal_at)
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
            or _SITTING.search(words.kinds[:first]) is not None
            or _taken_part_in(sentence_before(words, first))
        )
    if token.text[0].islower():
        qualified = re.search(r"(?:b|PJ?|A)$", before) is not None or " " in token.text
        if token.text in {"talks", "negotiations"} and not _SITTING.search(words.kinds[:first]):
            qualified = False
        sitting = _SITTING.search(words.kinds[:first])
        return qualified or ((has_ordinal or (sitting is not None and bool(sitting["ordinal"]))) and not before)
    is_sitting = (" " in token.text or words.kinds[head + 1 : head + 2] == "f") and _SITTING.search(
        words.kinds[:first]
    ) is not None
    return has_ordinal or is_sitting or bool(set(before) & set("oAnPLRMKG")) or _has_subject(words, head)


def _has_subject(words: Words, head: int) -> bool:
    """Is the head followed by what it is on or of: "the Working Group on Trade"?"""
    joins = {"on", "for", "of"} if _noun(words, head) in event_rules().of_themselves else {"on", "for"}
    following = words.tokens[head + 1 : head + 2]
    return bool(following) and following[0].text in joins and _name_end(words, head + 1) > head + 1


def sentence_before(words: Words, first: int) -> str:
    """The four words before a token."""
    return " ".join(token.text for token in words.tokens[max(0, first - 4) : first])


def _taken_part_in(before: str) -> bool:
    """A body that is named like a forum is an event where somebody takes part in it, or something comes of it."""
    return beside("taken-part-in").search(before) is not None


def _name_end(words: Words, at: int) -> int:
    """The end of a name after its head: an acronym in brackets, a sitting, and what it is on or for."""
    kinds, tokens = words.kinds, words.tokens
    if tokens[at - 1].text == "Exercise" and (own := re.match(r"[onA](?:[onAJ]|D$|D(?![m])){0,4}", kinds[at:])):
        at += own.end()
    for _ in range(2):
        if kinds[at : at + 3] == "(A)":
            at += 3
        if at < len(kinds) and kinds[at] == "S" and kinds[at + 1 : at + 2] != "f":
            at += 1
        if at < len(kinds) and (kinds[at] in "fz" or tokens[at].text in {"on", "for", "On", "For"}):
            at = _tail_end(words, at)
    return at


def _tail_end(words: Words, at: int) -> int:
    kinds = words.kinds
    inside = at + 1 + (kinds[at + 1 : at + 2] == "t")
    if small := _small_subject(words, at, inside):
        return small
    if words.tokens[at].text in {"from", "under", "between"} or kinds[inside : inside + 1] not in _TAIL_KINDS:
        return at
    if (
        (kinds[inside] == "n" and kinds[at : at + 2] != "ft")
        or (kinds[inside] == "H" and kinds[inside + 1 : inside + 2] != "f")
        or (kinds[at] == "f" and kinds[inside] == "P" and kinds[inside + 1 : inside + 2] == "s")
    ):
        return at
    end = inside + 1
    while end < len(kinds) and end - at < _LONGEST_NAME:
        following = kinds[end + 1 : end + 2]
        if (
            kinds[end] in _TAIL_KINDS
            or (kinds[end] in "Js" and following and following in _TAIL_KINDS)
            or (kinds[end] == "J" and following == "w")
            or (kinds[end] in "&," and following and following in "oA&" and kinds[end - 1] in "oA,")
        ):
            end += 1
        else:
            break
    return end


_SMALL_SUBJECT = re.compile(r"[wb](?:[woJs]|[&,](?=w)|ft?(?=w)|ut?(?=w)|b){0,8}")


def _small_subject(words: Words, at: int, inside: int) -> int:
    """The end of "for cooperation in the power sector": small words up to the verb that follows; 0 for none."""
    match = _SMALL_SUBJECT.match(words.kinds, inside)
    if match is None or words.tokens[at].text not in {"on", "for"}:
        return 0
    texts = [token.text.casefold() for token in words.tokens[inside : match.end()]]
    stops = [number for number, text in enumerate(texts) if text in event_rules().after_subject]
    if not stops and words.kinds[match.end() : match.end() + 1] not in {"", "(", "x", "S"}:
        return 0
    end = inside + (stops[0] if stops else len(texts))
    return end if texts[0] not in event_rules().no_subject and end > inside else 0


def _sitting(words: Words, first: int, ordinal_at: int | None) -> tuple[tuple[int, ...], int]:
    """The ordinals before the name, and where the phrase begins: "the 2nd and 3rd …", "fourth meeting of the …"."""
    if ordinal_at is not None:
        start, ordinals = ordinal_at, (words.tokens[ordinal_at].refers,)
        before = words.kinds[:ordinal_at]
        for pattern in ("O&t", "O&"):
            if before.endswith(pattern):
                start = ordinal_at - len(pattern)
                return (words.tokens[start].refers, *ordinals), start
        return ordinals, start
    if match := _SITTING.search(words.kinds[:first]):
        found = tuple(words.tokens[match.start(group)].refers for group in ("ordinal", "other") if match[group])
        return found, match.start()
    return (), first


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
    series = acronyms.get(words.tokens[head].text, "") if is_acronym else text_of(sentence, series_span)
    acronym = words.tokens[head + 2].text if words.kinds[head + 1 : head + 4] == "(A)" else ""
    rules, noun, name = event_rules(), _noun(words, head), text_of(sentence, span)
    turn = rules.turns.get(words.tokens[start - 1].text.casefold(), "") if start else ""
    is_sitting = bool(ordinals or turn) or start < first or "S" in words.kinds[head:end]
    form = "named" if is_sitting or (noun not in rules.bodies and not is_acronym) else "body"
    return EventMention(
        sentence.index, span, name, kind_of_name(name, noun), form, noun,
        _without_bracket(series), series_span, acronym, ordinals, parties_in(words.tokens[start:end]), turn,
    )  # fmt: skip


def _noun(words: Words, head: int) -> str:
    """The noun at the heart of a name; of a body that is known by its acronym, the last word of its label."""
    label = getattr(words.tokens[head].refers, "label", "").casefold().split()
    return label[-1] if label else words.tokens[head].text.casefold()


def _without_bracket(series: str) -> str:
    return " ".join(re.sub(r"\s*\([^()]{1,20}\)", "", series).split())
