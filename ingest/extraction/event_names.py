"""How far the name of an event goes: from its first word over what it is on or for, and the sitting before it."""

from __future__ import annotations

import re
from collections.abc import Collection

from .event_types import event_rules
from .tokens import Token, Words

LONGEST_NAME = 18
SITTING = re.compile(r"(?:(?P<ordinal>O)(?:&t?(?P<other>O))?)?[ob]{0,2}S[fz][tw]?$")
_TAIL_KINDS = frozenset("oAnPLRMKGHS")
_LEVEL = re.compile(r"[ob]{1,2}Sft?$")
_POST_AHEAD = re.compile(r"(?:P?[oM]{0,3}H(?!f)|Ps?[oM]{0,2}H|[oM]{0,3}Hft?P,?(?:hs?){0,4}n)")
_PARTIES = re.compile(r"ft?P(?:,t?P)*,?&t?P(?![sJ])")  # "of Finland, Austria and Sweden"
_SMALL_SUBJECT = re.compile(r"[wb](?:[woJs]|[&,](?=w)|ft?(?=w)|ut?(?=w)|b){0,8}")


_NAME_KINDS = frozenset("oAnPLRMHGKSbi")
_WORD_JOINS = frozenset("Js")
_QUALIFYING = re.compile(r"(?:P(?:J(?:P|o{1,3}))?s?)?(?:[bJ]|&(?=b))*$")  # before a noun written small


def name_start(words: Words, at: int, done: int) -> int:
    """The first token of the name that ends in the head at `at`."""
    kinds, first = words.kinds, at
    while first - 1 >= done and at - first < LONGEST_NAME:
        before = kinds[first - 1]
        if (
            before in _NAME_KINDS
            or (before == "D" and kinds[first] in "PoA" and kinds[first - 2 : first - 1] != "m")
            or (before in _WORD_JOINS and first - 2 >= done)
        ):
            first -= 1
        elif before == "f" and first - 2 >= done and _gathers(words.tokens[first - 2]):
            first -= 2
        elif before == ")" and kinds[first - 3 : first] in ("(A)", "(P)") and first - 3 >= done:
            first -= 3
        elif _joins(words, first - 1) and first - 2 >= done and kinds[first - 2] in "ob" and kinds[first] in "obM&":
            first -= 1
        else:
            break
    while first < at and kinds[first] in "JsSH" and kinds[first - 1 : first + 1] != "OH":
        first += 1
    if words.tokens[at].text[0].islower():
        qualifying = _QUALIFYING.search(kinds, first, at)
        first = at - len(qualifying[0]) if qualifying else at
    return first


def _joins(words: Words, at: int) -> bool:
    """May what stands here join two words of a name: "Trade and Investment", "Trade/Investment"?"""
    return words.kinds[at] in "&," or words.tokens[at].text == "/"


def _gathers(token: Token) -> bool:
    """Does "of" after this word go on with who meets: "the Heads of Government Meeting"?"""
    return token.text[0].isupper() and token.text.casefold() in event_rules().gathers


def name_end(words: Words, at: int) -> int:
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
    if small := small_subject(words, at, inside):
        return small
    if parties := _PARTIES.match(kinds, at):
        return parties.end()
    if (
        _is_of_side(words, inside)
        or words.tokens[at].text in {"from", "under", "between"}
        or kinds[inside : inside + 1] not in _TAIL_KINDS
    ):
        return at
    if (
        (kinds[inside] == "n" and kinds[at : at + 2] != "ft")
        or _POST_AHEAD.match(kinds, inside) is not None
        or (kinds[at] == "f" and kinds[inside] == "P" and kinds[inside + 1 : inside + 2] == "s")
    ):
        return at
    end = inside + 1
    while end < len(kinds) and end - at < LONGEST_NAME:
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


_SIDES = frozenset({"side", "delegation", "part", "team"})


def _is_of_side(words: Words, at: int) -> bool:
    """Is it a side that stands there, not what an event is on: "the Commission on the Finnish side"?"""
    return words.kinds[at : at + 1] == "P" and any(token.text in _SIDES for token in words.tokens[at + 1 : at + 2])


def small_subject(words: Words, at: int, inside: int, joins: Collection[str] = ("on", "for")) -> int:
    """The end of "for cooperation in the power sector": small words up to the verb that follows; 0 for none."""
    match = _SMALL_SUBJECT.match(words.kinds, inside)
    if match is None or words.tokens[at].text not in joins:
        return 0
    texts = [token.text.casefold() for token in words.tokens[inside : match.end()]]
    stops = [number for number, text in enumerate(texts) if text in event_rules().after_subject]
    if not stops and words.kinds[match.end() : match.end() + 1] not in {"", "(", "x", "S"}:
        return 0
    end = inside + (stops[0] if stops else len(texts))
    return end if texts[0] not in event_rules().no_subject and end > inside else 0


def sitting(words: Words, first: int, ordinal_at: int | None) -> tuple[tuple[int, ...], int]:
    """The ordinals before the name, and where the phrase begins: "the 2nd and 3rd …", "fourth meeting of the …"."""
    if ordinal_at is not None:
        start, ordinals = ordinal_at, (words.tokens[ordinal_at].refers,)
        before = words.kinds[:ordinal_at]
        for pattern in ("O&t", "O&"):
            if before.endswith(pattern):
                start = ordinal_at - len(pattern)
                return (words.tokens[start].refers, *ordinals), start
        level = _LEVEL.search(before)
        return ordinals, level.start() if level else start
    if match := SITTING.search(words.kinds[:first]):
        found = tuple(words.tokens[match.start(group)].refers for group in ("ordinal", "other") if match[group])
        return found, match.start()
    return (), first
