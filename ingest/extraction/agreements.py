"""Instruments as a sentence names them, and the status that the words around a name give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .gazetteer import Party
from .lexicon import load_yaml
from .sentences import Sentence
from .tokens import Words

_NAME_KINDS = frozenset("oAnPLRMKHJs")
_HEAD = r"(?i:memorand|agreement|protocol|treaty|declaration|convention|arrangement|plan\b|mou\b)"
_TAIL = re.compile(
    r"(?:\s?\((?:MoU|MOU|[A-Z]{2,8})s?\))?"
    r"(?:\s(?:on|for|concerning|regarding|to|of|in the fields? of|in)\s(?!behalf|\d)(?:the\s)?"
    r"(?:[^.;,()]|(?<=\b[A-Z])\.){2,160}?"
    r"(?=\s(?:was|were|is|are|has|have|had|that|which|who|will|would|as|during|signed|to|by|in \d+|enter\w*|came|"
    r"remains?|in view|and (?:enhanc|explor|expand|continue|promote|facilitate|encourage|exchange|increase|improve|"
    r"finali[sz]e|organi[sz]e|"
    r"conclude|celebrate|strengthen|deepen|discussed|agreed|reviewed|exchanged|decided|noted|took"
    r"|welcomed|signed|expressed|looked)|with a view|while|since|between the two|on the|at)\b"
    r"|\sand to\b"
    rf"|\sand (?:an?|the|two|three|another) (?:[\w-]+ ){{0,3}}?{_HEAD}"
    r"|[.;,()]|$))?"
    r"(?:\s?\((?:MoU|MOU|[A-Z]{2,8})\))?(?:\s?:\s[A-Z][\w ]{5,60})?"
    r"(?:\s?\(\d{4}\s?[-–]\s?\d{2,4}\)|\s(?:for the (?:period|year) )\d{4}(?:\s?[-–]\s?\d{2,4})?)?"
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


def verbs() -> Mapping[str, str]:
    """The words of each status beside which its day stands, as a pattern."""
    return _rules()["verbs"]


def find_agreements(sentence: Sentence, words: Words) -> tuple[AgreementMention, ...]:
    """The instruments named in a sentence, in order, without overlap."""
    found: list[AgreementMention] = []
    for mention in (*_other(sentence, words), *_headed(sentence, words)):
        if all(mention.span.end <= other.span.start or mention.span.start >= other.span.end for other in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda each: each.span))


def _headed(sentence: Sentence, words: Words) -> Iterator[AgreementMention]:
    for at, kind in enumerate(words.kinds):
        if kind == "G":
            first = _start(words, at)
            head = words.tokens[at]
            tail = _TAIL.match(sentence.text, head.end - sentence.span.start)
            end = (tail.end() if tail else head.end - sentence.span.start) + sentence.span.start
            end = _before_circumstances(words, at, end)
            if _is_named(words, first, at, end):
                yield _mention(sentence, words, words.tokens[first].start, end, head.text)


def _before_circumstances(words: Words, at: int, end: int) -> int:
    """The end of a name without where and when it was signed: "in Montevideo on 7 March"."""
    for number in range(at + 1, len(words.tokens) - 1):
        token, following = words.tokens[number], words.kinds[number + 1]
        if token.start >= end:
            break
        if token.text in {"in", "on", "at"} and (following in "Lm" or words.kinds[number + 1 : number + 3] == "Dm"):
            return words.tokens[number - 1].end
    return end


def _start(words: Words, at: int) -> int:
    first = at
    while first and at - first < 14 and words.kinds[first - 1] in _NAME_KINDS:
        if words.kinds[first - 1] == "s" and words.kinds[first - 2 : first - 1] not in ("P",):
            break
        first -= 1
    while first < at and words.kinds[first] in "JsH":
        first += 1
    return first


_OFFICE_OF_PROTOCOL = re.compile(r"[HR][fr]t?o*$")  # "Chief of State Protocol" is no instrument
_IS_MADE = re.compile(r"\b(?:signed|adopted|issued|released|initialled|concluded)(?: (?:the|an?|their))?$")


def _words_before(words: Words, first: int) -> str:
    return " ".join(token.text for token in words.tokens[max(0, first - 3) : first])


def _is_named(words: Words, first: int, at: int, end: int) -> bool:
    """Is an instrument meant, rather than the noun used as any word?"""
    head = words.tokens[at].text
    key = head.casefold().replace("-", " ")
    has_tail = end > words.tokens[at].end + 4
    if key == "protocol" and _OFFICE_OF_PROTOCOL.search(words.kinds[:first]):
        return False
    if key in {"agreement", "agreements", "arrangement", "declaration", "convention", "minutes", "accord", "charter"}:
        named = head[0].isupper() and any(kind in "oAnPKM" for kind in words.kinds[first:at])
        return named or (has_tail and key in {"agreement", "arrangement"} and first == at)
    if head[0].islower():
        return has_tail or (" " in head and _IS_MADE.search(_words_before(words, first)) is not None)
    if " " in head:
        return True
    return has_tail or any(kind in "oAnPKM" for kind in words.kinds[first:at])


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


def _colon_start(words: Words, at: int) -> int:
    """The start of a name that may have a colon in it ("… Partnership: Practical Cooperation Areas")."""
    first = at
    while first and at - first < 14 and words.kinds[first - 1] in "oAnPLRMKJ:":
        first -= 1
    while first < at and words.kinds[first] in "J:":
        first += 1
    return first


def _mention(sentence: Sentence, words: Words, start: int, end: int, head: str) -> AgreementMention:
    parties = [
        token.refers.id for token in words.tokens if start <= token.start < end and isinstance(token.refers, Party)
    ]
    name = " ".join(sentence.text[start - sentence.span.start : end - sentence.span.start].split()).rstrip(" ,")
    end = start + len(sentence.text[start - sentence.span.start : end - sentence.span.start].rstrip(" ,"))
    return AgreementMention(
        sentence.index, Span(start, end), name, kind_of(name, head), head.casefold(), tuple(dict.fromkeys(parties))
    )


def kind_of(name: str, head: str) -> str:
    """The kind of instrument that a name with this head noun is."""
    folded = name.casefold().replace("-", " ")
    fitting = [noun for noun in kinds() if noun in folded and (noun in head.casefold() or head.casefold() in noun)]
    return kinds()[max(fitting, key=len)] if fitting else "agreement"
