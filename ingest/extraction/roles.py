"""The rules of roles.yaml: what a person does at an event, read from the marked sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from .lexicon import load_yaml, spelled_out
from .lists import whole_list
from .skeleton import Item, Skeleton

ORDER = ("chair", "co_chair", "signatory", "head_of_delegation", "host", "guest", "speaker", "attendee", "observer")
_SIDE = (
    r"(?:,?\s(?:from|for|on behalf of|representing|of)\s(?:the\s)?(?:Government of\s|Republic of\s)?"
    r"<C\d+>(?:\sside|\sdelegation)?(?!\sside\b|\sdelegation\b|\sby\b)"
    r"|,?\son\s(?:the\s)?<C\d+>(?:[’']s)?\s(?:side|part)(?!\sby\b)|\s\(<C\d+>\))?"
)
_COUNTERPART = (
    r"(?:(?:(?:his|her|their)\s)?(?:<C\d+>(?:(?:,|,?\sand)\s<C\d+>){0,3}\s)?(?:\w+\s)?(?:counterparts?|opposite\snumbers?|homologues?|colleagues?)"
    r"(?:\s(?:from|of)\s(?:the\s)?<C\d+>(?:(?:,|,?\sand)\s(?:the\s)?<C\d+>){0,5})?,?\s(?:including\s)?)?"
)
_BRACKET = r"(?:\s?\((?:[^()<>]|<[A-Z]\d+>|\([^()<>]{1,12}\)){1,120}\))?"
_OF_BOTH = r"(?:(?:(?:both|the\stwo)\s(?:countries|sides|nations|states)[’']|both|HE|then-?)\s)?"
_OF_BODY = r"(?:[A-Z][\w’'-]*(?:\s[A-Z][\w-]*){0,3}[’']s\s)?"  # "Freedonia Trade Bank’s chairman Paul Stone"
_NEW = r"(?:(?:newly[-\s](?:accredited|appointed|elected)|outgoing|incoming|visiting|departing|resident)\s)?"
_PERSON = rf"{_OF_BOTH}(?:the\s)?{_NEW}{_OF_BODY}{_COUNTERPART}<[PN]\d+>{_BRACKET}{_SIDE},?"
# What may stand between a person and the next of a list: the rest of a post that was not read to its end.
_REST = (
    r"(?:,?\swho\s[^<>;.,]{1,60}(?=,\sand\s)|,(?:\s[A-Z][\w’'-]*,){0,3}\s[A-Z][\w’'-]*\sand\s[A-Z][\w’'-]*(?=,\s)"
    r"|,?\s(?:of|for|in|at|from|to)\s(?:the\s)?(?:<[CL]\d+>(?:[’']s)?|[A-Z][\w’'-]*)"
    r"(?:[\s-](?:of|for|and|the|<[CL]\d+>|[A-Z][\w’'-]*)){0,10})?"
)
_BEFORE = re.compile(
    r"<C\d+>(?:[’']s)?(?:\s(?:side|delegation|team|part|half))?,?\s?(?:by|[-–—:]|was|is)\s(?:the\s)?$"
    r"|<C\d+>(?:[’']s)?\s(?:side|part)\s$|<C\d+>\s?[-–—:]\s$"
    r"|<C\d+>\s(?:\w+\s)?(?:counterparts?|opposite\snumbers?),?\s$"
)
_WHERE = re.compile(r"<C\d+>,\swhere\s(?:[^<>;.,]{0,40}\s)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a rule gives: the role, that of the others on whom the verb acts, and of which event."""

    id: str
    role: str
    others: str = ""
    makes: str = ""
    kind: str = ""
    passive: bool = False
    group: bool = False  # those who did it are only spoken of as a delegation
    headlined: bool = False  # only where the headline names an event of the kind that it makes
    alone: bool = False  # who did it is who writes: "I met", and is not named
    standing: bool = False  # tells of what somebody is, as well as of what he did
    lists: bool = False  # the persons are a list, which may go on over words that were not read as posts


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRule(Rule):
    """A rule of roles.yaml: the pattern on marked sentences."""

    begins: bool  # the pattern begins with the persons
    needs: frozenset[str]
    pattern: re.Pattern[str]
    reads: str
    refuses: str


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """A rule that fits: the persons with their roles, and what else it names."""

    rule: Rule
    people: tuple[tuple[Item, str], ...]
    others: tuple[Item, ...]  # of those, the ones on whom the verb acts: who was met, received, phoned
    sides: tuple[Item, ...]
    where: Item | None
    pronoun: bool
    start: int
    end: int
    part: str = ""  # the noun of what is only a part of an event, where that is what somebody chaired
    is_one_of_several: bool = False  # of the meetings that one sentence tells of


def _people(group: str) -> str:
    person = _PERSON.removesuffix(",?")
    joined = (
        r"(?:[,;]?\s?(?:(?:and,?|along with|as well as|together with|alongside|&)\s(?:(?:from|for|with|on|to)\s)?)?"
        r"|,\s(?:the\s)?<C\d+>(?:[’']s)?\s(?:side|part|delegation|team|half)\sby\s(?:the\s)?"
        r"|[,;]?\s(?:and\s)?(?:the\s)?<C\d+>\s?[-–—:]\s(?:the\s)?"
        r"|,?\s(?:and|while)\sthat\s(?:of|from)\s(?:the\s)?<C\d+>\sby\s(?:the\s)?"
        r"|,?\s(?:and\s)?(?:from|for|on)\s(?:the\s)?<C\d+>(?:[’']s)?\s(?:side|part)\s?(?:(?:[-–—:,]|was|is|by)\s)?(?:the\s)?"
        r"|,?\s(?:(?:and|while)\s(?:from\s|for\s|on\s)?|(?:from|for|on)\s)(?:the\s)?<C\d+>(?:[’']s)?(?:\s(?:side|delegation|team))?,?\sby\s(?:the\s)?)"
    )
    return rf"(?P<{group}>{person}(?:{_REST}{joined}{person}){{0,20}}),?"


@cache
def role_rules() -> tuple[RoleRule, ...]:
    """The rules in the order of the file, their patterns compiled once."""
    rows = cast("list[dict[str, Any]]", load_yaml("roles.yaml"))
    return tuple(_rule(row) for row in rows)


_PARTS = {
    "people": _people("people"),
    "others": _people("others"),
    "when": (
        r"(?:(?:today|yesterday|also|likewise|subsequently|afterwards|separately|jointly|personally|briefly|earlier|later|recently|here|separately|virtually|warmly|will|has|had|have|then|who|"
        r"(?:is|are|was|were)\s(?:also\s)?(?:expected|due|scheduled|set|slated|planning)\sto|(?:is|are)\sto|plans?\sto|in\s(?:his|her)\soffice|(?:in|on|at)\s<[LDC]\d+>|<[DL]\d+>)\s){0,5}"
    ),
    "aside": (
        r"(?:,(?:[^<>;.]|<[CDEL]\d+>){1,110},|\swho\s(?:is|are|was|were)\s(?:currently\s|now\s)?(?:in|on|at)\b"
        r"(?:[^<>;.,]|<[CDEL]\d+>){1,90}?)?"
    ),
    "retinue": (
        r"(?:,?\s(?:and|along\swith|accompanied\sby|together\swith)\s(?:the|his|her|their)\s(?:\w+\s){0,2}"
        r"(?:delegation|team),?)?"
    ),
    # "the Foreign Ministers of Freedonia and Sylvania, ", "the co-chairs of the Commission, " before names
    "office": (
        r"(?:(?:(?:the|its|their|both)\s)?(?:two\s)?(?:[\w-]+\s){0,4}"
        r"(?:of\s(?:the\s)?(?P<side2><C\d+>),?\sand\s(?:the\s)?(?P<side3><C\d+>)"
        r"(?:\s(?:[Gg]overnments|delegations|sides)(?:\sof)?)?|of\s(?:the\s)?(?:<E\d+>|\w+)),?\s(?:from\s)?)?"
    ),
    "signed": (
        r"(?:signed|inked|sign|initial(?:l?ed)|concluded(?=\s(?:the\s|an?\s)?<A)|(?:put|set|affix(?:ed)?)\s(?:their|his|her)\s"
        r"(?:names?|signatures?|initials|hands?|pens?)\s(?:to|on|under))"
    ),
    # what was signed, by its name alone: "the Partnership for Development"
    "treaty": (
        r"(?:<C\d+>[-–]<C\d+>\s)?(?!(?:\w+\s)?(?:Visitors|Guest|Book)\b)[A-Z][\w’'-]+(?:\s(?:for|on|of|and|to)(?=\s[A-Z])|\s[A-Z][\w’'-]+){1,8}"
    ),
    "delegation": (
        r"(?:(?:an?|the)\s(?:(?:<[CE]\d+>(?:[-–]|\s)|[\w-]+\s){0,6}?)(?:delegation|group|team|members|mission)\s(?:(?:of|from)\s[^<>;.]{0,25}(?:<[CE]\d+>[^<>;.]{0,40}){0,3})?"
        r"(?:headed|led)\sby\s(?:(?:the|its|their)[’']?\s)?)?"
    ),
}


def _rule(row: dict[str, Any]) -> RoleRule:
    pattern = spelled_out(row["pattern"], _PARTS)
    begins = row["pattern"].startswith("{people}")
    made: dict[str, Any] = {**row, "begins": begins, "needs": frozenset(row["needs"]), "pattern": re.compile(pattern)}
    return RoleRule(**made)


@cache
def _needed() -> frozenset[str]:
    """The words without which no rule reads anything: looked for once in a sentence, for all rules."""
    return frozenset[str]().union(*(rule.needs for rule in role_rules()))


def find_roles(skeleton: Skeleton) -> Iterator[RoleMatch]:
    """All matches of all rules in a marked sentence."""
    if not skeleton.of_kind("PN"):
        return
    people = [match.start() for match in PERSON_HERE.finditer(skeleton.text)]
    there = {word for word in _needed() if word in skeleton.text}
    for rule in role_rules():
        if not there.isdisjoint(rule.needs):
            found = matches_at(rule, skeleton.text, people) if rule.begins else rule.pattern.finditer(skeleton.text)
            for match in found:
                yield _match(rule, match, skeleton)


PERSON_HERE = re.compile(rf"(?={_PERSON})")


def matches_at(rule: RoleRule, text: str, people: Sequence[int]) -> Iterator[re.Match[str]]:
    """What `finditer` finds of a rule that begins with persons: tried only where one begins, for quickness."""
    end = 0
    for start in people:
        if start >= end and (match := rule.pattern.match(text, start)):
            end = match.end()
            yield match


def _match(rule: RoleRule, match: re.Match[str], skeleton: Skeleton) -> RoleMatch:
    groups = match.groupdict()
    people = [(item, rule.role) for item in _items(skeleton, match, "people", "PN")]
    if rule.lists and people:
        people = [(item, rule.role) for item in whole_list(skeleton, [item for item, _ in people])]
    if rule.makes == "visit" and people and _WHO.match(skeleton.text, skeleton.place_of(people[-1][0])[1]):
        people = people[-1:]
    others = _items(skeleton, match, "others", "PN")
    people += [(item, _role_of_other(rule, skeleton, item)) for item in others]
    sides = [item for group in ("side", "side2", "side3") for item in _items(skeleton, match, group, "C")]
    where = [item for item, place in zip(skeleton.items, skeleton.places, strict=True) if _is_at(match, place, "where")]
    return RoleMatch(
        rule,
        tuple(people),
        tuple(others),
        tuple(sides),
        where[0] if where else None,
        bool(groups.get("pronoun")),
        *match.span(),
    )


_WHO = re.compile(r",?\swho\s")  # speaks of the last one named
_LEADS = re.compile(
    r"\b(?:delegation|group|team|members)\b[^<>;]{0,40}(?:<C\d+>[^<>;]{0,30}){0,2}"
    r"\b(?:headed|led) by (?:the |its[’']? )?$"
)


def _role_of_other(rule: RoleRule, skeleton: Skeleton, item: Item) -> str:
    """What one on whom the verb acts is there: who is met as the leader of a delegation heads it."""
    if rule.others in {"attendee", "guest"} and _LEADS.search(skeleton.text[: skeleton.place_of(item)[0]]):
        return "head_of_delegation"
    return rule.others or rule.role


def _items(skeleton: Skeleton, match: re.Match[str], group: str, kinds: str) -> list[Item]:
    if group not in match.re.groupindex or match[group] is None:
        return []
    return skeleton.items_in(*match.span(group), kinds)


def _is_at(match: re.Match[str], place: tuple[int, int], group: str) -> bool:
    if group not in match.re.groupindex or match[group] is None:
        return False
    start, end = match.span(group)
    return place[0] <= start and end <= place[1]


def own_side(skeleton: Skeleton, item: Item, visits: bool = True) -> Item | None:
    """The party that stands right after a person ("… from the Freedonian side"), or before.

    `visits`: "in Freedonia, where the President received …" says whose President it is; who leads a delegation there is
    not of that country.
    """
    start, end = skeleton.place_of(item)
    match = re.match(_SIDE, skeleton.text[end : end + 80])
    found = skeleton.items_in(end, end + (match.end() if match else 0), "C")
    before = _BEFORE.search(skeleton.text[:start]) or (_WHERE.search(skeleton.text[:start]) if visits else None)
    if not found and before:
        found = skeleton.items_in(before.start(), before.end(), "C")
    return found[0] if found else None
