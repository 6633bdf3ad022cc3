"""Positions, gestures and promises: who welcomed, condemned, invited, agreed to …, towards whom and about what.

Only main clauses count whose subject is a party, a person or both sides; what stands in quotation marks, in the
negative or in a subordinate clause is left out, since there it is not sure whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from .lexicon import load_yaml
from .skeleton import Item, Skeleton

_LONGEST = 240  # characters of a topic
_SIDES = r"sides|parties|ministers|leaders|countries|delegations|governments|nations|presidents|officials|secretaries"
_SUBJECT = (
    rf"(?P<both>[Bb]oth (?:the )?(?:{_SIDES})|[Tt]he two (?:{_SIDES})|[Tt]he (?:{_SIDES})|[Tt]hey)"
    r"|(?:[Tt]he )?(?P<one><[CP]\d+>)(?:(?:[’']s)?(?: side| delegation| government| Government))?"
    r"(?:,? and (?:the )?(?P<two><[CP]\d+>))?"
)
_ADVERBS = (
    r"(?:(?:also|further|jointly|warmly|strongly|particularly|again|both|deeply|sincerely|highly|today|firmly) ){0,2}"
)
_BEGINS = (
    r"(?:^(?:\d+\. ?)?(?:[A-Z][^<>;,\"“”]{0,60}(?:<[DELC]\d+>[^<>;,\"“”]{0,30}){0,3}, )?"
    r"|; |, (?:and|while|whereas) )"
)
_DIRECTED = re.compile(
    r"(?:to |for )?(?:the )?(?:(?:people|[Gg]overnment|leadership|State) (?:and \w+ )?of (?:the )?)?(<[CP]\d+>)"
)
_END = re.compile(
    r"[;\"“”]|, (?:which|who|while|whereas|where|both of)\b"
    r"|, (?!including|concerning|regarding|during|according)\w+ing\b"
    r"|,? and (?:they|it|the two|both|stated|noted|said|stressed|underlined|underscored|highlighted|added)\b"
    r"|,? and emphasi[sz]ed\b"
    r"|,? and (?:also |further |then )?(?:[a-z]+ed|set up|took|gave|made|held) "
    r"(?!by |in |at |to |for |between |with |under |from |on |and )"
    r"|, (?:the|a) (?:joint )?(?:statement|communiqu[eé]|release|readout) (?:added|said|noted|read)\b|\.$|$"
)


@dataclass(frozen=True, slots=True)
class ActRule:
    """One row of acts.yaml."""

    id: str
    verbs: re.Pattern[str]
    towards: bool
    parties_only: bool  # of persons the verb tells what they are about to do
    is_promise: bool
    reads: str
    refuses: str


@dataclass(frozen=True, slots=True)
class ActMatch:
    """A clause that tells an act or promise: whose, the verb, and the stretches of the marked text that say what."""

    rule: ActRule
    subjects: tuple[Item, ...]  # empty for both sides
    verb: tuple[int, int]
    topic: tuple[int, int]
    start: int


@cache
def act_rules() -> Sequence[ActRule]:
    """The rules of acts, then those of promises."""
    data = cast("dict[str, list[dict[str, Any]]]", load_yaml("acts.yaml"))
    rows = [(row, group == "promises") for group in ("promises", "acts") for row in data[group]]
    return tuple(
        ActRule(
            row["id"], re.compile(row["verbs"]), bool(row.get("towards")), bool(row.get("parties_only")), promise,
            row["reads"], row["refuses"],
        )
        for row, promise in rows
    )  # fmt: skip


@cache
def promised_deeds() -> Mapping[str, re.Pattern[str]]:
    """How a promise begins that an event, or an instrument, keeps; `mark` is its mark in the sentence."""
    rows = cast("dict[str, list[dict[str, str]]]", load_yaml("acts.yaml"))["deeds"]
    return {row["id"]: re.compile(row["pattern"]) for row in rows}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs = "|".join(f"(?:{rule.verbs.pattern})" for rule in act_rules())
    clause = re.compile(rf"{_BEGINS}(?:{_SUBJECT}) {_ADVERBS}(?P<verb>{verbs})(?= |(?<= ))")
    following = re.compile(rf"(?:,? and|,) {_ADVERBS}(?P<verb>{verbs})(?= |(?<= ))")
    return clause, following


def find_acts(skeleton: Skeleton) -> Iterator[ActMatch]:
    """The acts and promises that a sentence tells, in order; one clause may tell several of one subject."""
    clause, following = _patterns()
    for match in clause.finditer(skeleton.text):
        subjects = () if match["both"] else tuple(_items(skeleton, match["one"], match["two"]))
        found = match
        while found is not None:
            end = _end(skeleton.text, found.end())
            after = following.search(skeleton.text, found.end())
            after = after if after and after.start() <= end else None
            stop = after.start() if after else end
            rule, topic = _rule(found["verb"]), _trimmed(skeleton.text, found.end(), stop)
            if not (rule.parties_only and any(item.kind == "P" for item in subjects)):
                yield ActMatch(rule, subjects, found.span("verb"), topic, match.start())
            found = after


def _items(skeleton: Skeleton, *marks: str | None) -> Iterator[Item]:
    return (skeleton.item(mark[2:-1]) for mark in marks if mark)


def _end(text: str, start: int) -> int:
    found = _END.search(text, start)
    return min(found.start() if found else len(text), start + _LONGEST)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip(" ,"))


def _rule(verb: str) -> ActRule:
    return next(rule for rule in act_rules() if rule.verbs.match(verb))


def directed_at(skeleton: Skeleton, match: ActMatch) -> Item | None:
    """The party or person right behind the verb, whom the act is directed at."""
    if not match.rule.towards:
        return None
    behind = skeleton.text[match.topic[0] : match.topic[1]]
    found = _DIRECTED.match(behind)
    return skeleton.item(found[1][2:-1]) if found else None
