"""Instruments as a sentence names them, and the status that the words around a name give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .each_of_several import each_of_several
from .event_types import EventMention
from .gazetteer import Party
from .lexicon import load_yaml
from .meant import MADE, MANY, is_named
from .papers import papers_in
from .sentences import Sentence
from .tokens import Words

_NAME_KINDS = frozenset("oAnPLRMKHJs")
_HEAD = r"(?i:memorand|agreement|protocol|treaty|declaration|convention|arrangement|plan\b|mou\b)"
_TAIL = re.compile(
    r"(?:\s?\((?:MoU|MOU|[A-Z]{2,8})s?\))?"
    r"(?:\sbetween\s[^.;,()]{3,80}?(?=\s(?:on|for|concerning|regarding|in the fields? of)\b))?"
    r"(?:\s(?:on|for|concerning|regarding|relat(?:ed|ing) to|pertaining to|establishing|governing|cementing"
    r"|covering|creating|pairing|[Ee]stablishing|(?:fix|amend|extend|lift|regulat|defin|delimit|abolish|facilitat|allow|open|provid|mark"
    r"|set|launch|renew|enabl|replac|end|promot|establish)(?:t)?ing|(?:between|with)(?=\s(?:the\s)?[A-Z])|to|of|in"
    r"|in the fields? of)"
    r"\s(?!behalf|be\b|\d|th(?:is|ese|at)\b)(?:the\s)?"
    r"(?:[^.;,()]|(?<=\b[A-Z])\.){2,160}?"
    r"(?=\s(?:was|were|is|are|has|have|had|that|which|who|will|would|as|during|signed|took|takes|to|by|in \d+"
    r"|enter\w*|came|"
    r"remains?|in view|and (?:enhanc|explor|expand|continue|promote|facilitate|encourage|exchange|increase|improve|"
    r"finali[sz]e|organi[sz]e|"
    r"conclude|celebrate|strengthen|deepen|discussed|agreed|reviewed|exchanged|decided|noted|took"
    r"|welcomed|signed|expressed|looked)|with a view|while|since|between the two|on the|at)\b"
    r"|\sand to\b"
    r"|\sand (?:one|another|a (?:second|third)) (?:on|for)\b"
    rf"|\sand (?:an?|the|two|three|another) (?:[\w-]+ ){{0,3}}?{_HEAD}"
    r"|(?<!\b[A-Z])\.|[;,()]|$))?"
    r"(?:\s?\((?:MoU|MOU|[A-Z]{2,8})\))?(?:\s?:\s[A-Z][\w ]{5,60})?"
    r"(?:\s?\(\d{4}\s?[-–]\s?\d{2,4}\)|\sfor the (?:period|years?) \d{4}(?:\s?[-–]\s?\d{2,4})?"
    r"|\sfor \d{4}\s?[-–]\s?\d{2,4})?"
)


@dataclass(frozen=True, slots=True)
class AgreementMention:
    """An instrument as named in one place."""

    sentence: int
    span: Span
    name: str
    kind: str
    head: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusRule:
    """One row of the status rules: the words before or after a name that give it the status."""

    id: str
    status: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@cache
def _rules() -> dict[str, Any]:
    return cast("dict[str, Any]", load_yaml("agreements.yaml"))


@cache
def kinds() -> Mapping[str, str]:
    """The kind of instrument that each noun makes."""
    return _rules()["kinds"]


@cache
def _also() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(noun).replace("\\ ", r"\s") for noun in _rules()["also"]), re.IGNORECASE)


@cache
def _sorted() -> re.Pattern[str]:
    """The words of a sort of instrument right before its noun in small letters, with an article or the like before."""
    sorts = {sort.strip() for line in _rules()["sorts"] for sort in line.split(",")}
    told = "|".join(sorted(map(re.escape, sorts), key=len, reverse=True))
    return re.compile(
        rf"\b(?:[Aa]n?|[Tt]he|its|their|this|that|of|for|on|inked|signed)\s(?:[\w’'–-]+\s){{0,2}}?"
        rf"(?P<what>(?:(?:{told})(?:,? and (?:{told}))?)\s)$"
    )


@cache
def status_rules() -> tuple[StatusRule, ...]:
    """The status rules in their order."""
    compiled = [(row, {key: _compiled(row.get(key)) for key in ("before", "after")}) for row in _rules()["status"]]
    return tuple(StatusRule(row["id"], row["status"], **patterns) for row, patterns in compiled)


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern else None


def status_of(before: str, after: str) -> StatusRule | None:
    """The first rule that fits the text before and after a name."""
    for rule in status_rules():
        if (rule.before and rule.before.search(before[-60:])) or (rule.after and rule.after.search(after[:130])):
            return rule
    return None


def all_states(after: str) -> Iterator[StatusRule]:
    """Every rule that fits the text after a name and gives a status that has its own verb."""
    for rule in status_rules():
        if rule.status in verbs() and rule.after and rule.after.search(after[:130]):
            yield rule


def made_by_name() -> frozenset[str]:
    """The kinds of instrument that are adopted when they have a name: a joint statement is one when it is issued."""
    return frozenset(_rules()["made_by_name"])


def verbs() -> Mapping[str, str]:
    """The words of each status beside which its day stands, as a pattern."""
    return _rules()["verbs"]


def find_agreements(sentence: Sentence, words: Words) -> tuple[AgreementMention, ...]:
    """The instruments named in a sentence, in order, without overlap."""
    found: list[AgreementMention] = []
    for mention in (
        *_several(sentence, words),
        *_other(sentence, words),
        *_headed(sentence, words),
        *_made(sentence, words),
    ):
        if all(mention.span.end <= other.span.start or mention.span.start >= other.span.end for other in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda each: each.span))


def _headed(sentence: Sentence, words: Words) -> Iterator[AgreementMention]:
    for at, kind in enumerate(words.kinds):
        if kind == "G":
            named = _start(words, at)
            head = words.tokens[at]
            is_small = head.text[0].islower() and words.tokens[named].text[0].islower()
            told = _start_unnamed(sentence, words, at) if is_small else at
            first = min(told, named)
            tail = _TAIL.match(sentence.text, head.end - sentence.span.start)
            end = (tail.end() if tail else head.end - sentence.span.start) + sentence.span.start
            end = _before_circumstances(words, at, end)
            if (told < at and head.text.casefold() not in MANY) or is_named(sentence, words, first, at, end):
                yield _mention(sentence, words, words.tokens[first].start, end, head.text)


def before_session(mention: AgreementMention, sentence: Sentence, events: Iterable[EventMention]) -> Span:
    """The words of a mention without the meeting that a text of its own is of: "the minutes of the 4th session"."""
    if mention.kind not in _OF_A_MEETING:
        return mention.span
    starts = [each.span.start for each in events if mention.span.start < each.span.start < mention.span.end]
    if not starts:
        return mention.span
    own = sentence.text[mention.span.start - sentence.span.start : min(starts) - sentence.span.start]
    return Span(mention.span.start, mention.span.start + len(_LINK.sub("", own)))


_OF_A_MEETING = frozenset({"joint_statement", "protocol", "other"})
_LINK = re.compile(r"\s*(?:\b(?:on|of|from|following|after|at|for)\b)?(?:\s+the)?\s*$")


def _before_circumstances(words: Words, at: int, end: int) -> int:
    """The end of a name without where and when it was signed: "in Montevideo on 7 March"."""
    for number in range(at + 1, len(words.tokens) - 1):
        token, following = words.tokens[number], words.kinds[number + 1]
        if token.start >= end:
            break
        is_day = following == "m" or words.kinds[number + 1 : number + 3] == "Dm"
        if (token.text in {"in", "on", "at"} and (following == "L" or is_day)) or (
            token.text in {"of", "dated"} and is_day
        ):
            return words.tokens[number - 1].end
    return end


def _start(words: Words, at: int) -> int:
    first = at
    while first and at - first < 14 and _goes_on(words, first) and not _is_dash(words, first - 1):
        if words.kinds[first - 1] == "s" and words.kinds[first - 2 : first - 1] not in ("P",):
            break
        first -= 1
    while first < at and words.kinds[first] in "JsH":
        first += 1
    return first


def _goes_on(words: Words, first: int) -> bool:
    """Is the word before part of the name too: one with a capital, or "and" between two?"""
    is_and = words.kinds[first - 2 : first + 1] in {"o&o", "o&b", "b&o"} and words.tokens[first].text[0].isupper()
    return words.kinds[first - 1] in _NAME_KINDS or (is_and and words.tokens[first - 2].text[0].isupper())


def _is_dash(words: Words, number: int) -> bool:
    """A dash between two parts of a headline: spaces stand around it."""
    token = words.tokens[number]
    return words.kinds[number] == "J" and token.start > words.tokens[number - 1].end


def _start_unnamed(sentence: Sentence, words: Words, first: int) -> int:
    """Where the words begin that say what is signed: "signed a loan agreement"."""
    before = sentence.text[: words.tokens[first].start - sentence.span.start]
    match = _SIGNED_WHAT.search(before) or _ALSO_SIGNED_WHAT.search(before) or _sorted().search(before)
    return first - len(_WORD.findall(match["what"])) if match else first


# What is signed, told in small words alone: "signed a loan agreement", "…, and a gas supply contract".
_WHAT = (
    r"(?:new |recently signed |separate |\S+ (?:million|billion) )?"
    r"(?P<what>(?:(?!(?:and|an?|the|of|in|on|for|to|by|with|is|was|this|two|three|four|five|six|seven|eight|several) )"
    r"(?:[a-z]+ and (?=[a-z]+ $))?(?:[a-z]+|\d+)(?:-[a-z]+)*[ -]){1,4})$"
)
_SIGNED_WHAT = re.compile(
    rf"\b{MADE}(?: also)? (?:(?:are|include|is|was|were)(?: also)? )?(?:(?:an?|the|its|their|another) )?{_WHAT}"
)
_ALSO_SIGNED_WHAT = re.compile(rf"\b{MADE}\b[^.;]*(?:,|\band|\bas well as|\bin addition to) (?:an?|another) {_WHAT}")
_WORD = re.compile(r"\w+|-")


def _other(sentence: Sentence, words: Words) -> Iterator[AgreementMention]:
    for match in _also().finditer(sentence.text):
        start, end = match.start() + sentence.span.start, match.end() + sentence.span.start
        at = next((number for number, token in enumerate(words.tokens) if token.end > start), 0)
        first = _colon_start(words, at)
        if first == at and sentence.text[match.start()].islower():
            continue
        tail = re.compile(r"\s?\(\d{4}\s?[-–]\s?\d{2,4}\)|\s(?:for the period )\d{4}\s?[-–]\s?\d{2,4}").match(
            sentence.text, match.end()
        )
        end = tail.end() + sentence.span.start if tail else end
        yield _mention(sentence, words, words.tokens[first].start, end, match.group())


def _several(sentence: Sentence, words: Words) -> Iterator[AgreementMention]:
    at = sentence.span.start
    for start, end, name in each_of_several(sentence.text):
        mention = _mention(sentence, words, at + start, at + end, name.partition(" on ")[0])
        yield replace(mention, name=name, kind=kind_of(name, mention.head))


def _made(sentence: Sentence, words: Words) -> Iterator[AgreementMention]:
    at = sentence.span.start
    for start, end, head, kind in papers_in(sentence.text):
        yield _mention(sentence, words, at + start, at + end, head, kind)


def _colon_start(words: Words, at: int) -> int:
    """The start of a name that may have a colon in it ("… Partnership: Practical Cooperation Areas")."""
    first = at
    while first and at - first < 14 and words.kinds[first - 1] in "oAnPLRMKJ:":
        first -= 1
    while first < at and words.kinds[first] in "J:":
        first += 1
    return first


def _mention(sentence: Sentence, words: Words, start: int, end: int, head: str, kind: str = "") -> AgreementMention:
    parties = [
        token.refers.id for token in words.tokens if start <= token.start < end and isinstance(token.refers, Party)
    ]
    name = " ".join(sentence.text[start - sentence.span.start : end - sentence.span.start].split()).rstrip(" ,")
    end = start + len(sentence.text[start - sentence.span.start : end - sentence.span.start].rstrip(" ,"))
    return AgreementMention(
        sentence.index,
        Span(start, end),
        name,
        kind or kind_of(name, head),
        head.casefold(),
        tuple(dict.fromkeys(parties)),
    )


def kind_of(name: str, head: str) -> str:
    """The kind of instrument that a name with this head noun is."""
    folded = name.casefold().replace("-", " ")
    fitting = [noun for noun in kinds() if noun in folded and (noun in head.casefold() or head.casefold() in noun)]
    return kinds()[max(fitting, key=len)] if fitting else "agreement"
