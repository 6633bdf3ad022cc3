"""Posts: how a post is written, and what it says: the title, whose it is, and the institution it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from ...graph.model import Span
from .gazetteer import Party, Place
from .lexicon import Plural, load_yaml
from .tokens import Words

# Patterns over kinds of words (tokens.py). They are atomic where they can be, so that no text makes them slow.
_UNIT = (
    r"(?:[oRKAGSPDJ]|(?<=oJ)w|h(?=[oR])|s|M(?=[oRKAGSM])|L(?!n)|n(?=[nJ]{0,2}[oRK])"
    r"|(?<=o)n(?=&[oA](?![oMAJs]{0,5}H)))"  # "for Strategic Assessments and International Affairs"
)
_LISTED = r"(?:&t?|,&?t?)(?=(?:[oRKAGM]|Po)(?![oMAJs]{0,5}H))"
_UNITS = rf"(?>(?:[oMRKAGSHPLDJ]|n(?=[nJ]{{0,2}}[oRK]))(?:{_UNIT}|{_LISTED}){{0,14}})"
_BRACKET = r"\([oAMRKGP&,Jfnsi]{1,9}\)"
_OF_OFFICE = (
    r"ft?n{1,2}(?=ft?P)|ftn(?=(?:hs?){0,3}nn)"
    rf"|[fr]o?[wb]{{1,2}}(?:&[wb]{{1,2}})?(?=,?(?:hs?){{0,4}}n)|[fr]t?{_UNITS}|u(?=t?(?:[oMRKA]|Ps?[oM]{{0,3}}R))t?{_UNITS}|(?<=[KR])uL(?!n)"
)
_IN_APPOSITION = rf",[oJ&]{{1,5}}(?=,(?:hs?){{0,4}}n)|,t?(?=(?:Ps?)?[oAJM&]{{0,7}}[RK]){_UNITS}"
_TAIL_PART = rf"(?:{_OF_OFFICE}|{_BRACKET}|{_IN_APPOSITION})"
_TAIL = rf"(?>{_TAIL_PART}{{0,6}})"
# "Trade, Food and Rural Affairs Minister"
_LIST_OF_FIELDS = r"(?>o(?:o|J[ow]){0,3}(?:,o(?:o|J[ow]){0,3}){0,6},?&o(?:o|J[ow]){0,4}(?=H))"
_OFFICE = r"(?>[oMRKAGS](?:J?[oMRKAGSP]|s|(?:&|,&?)(?=[oMRKAJ,&]{1,9}[RK][oMRKJ]{0,5}H)){0,12})"
_INSTITUTION_BEFORE = r"(?>Rft?[oAM](?:(?:&|,&?)?[oAJ]){0,6}s?)"
_MISSION_BEFORE = r"(?>Rut?L(?=[oM]{0,3}H))"  # "Embassy in Vienna" of "… First Secretary"
_BEFORE = (
    rf"(?:Hs(?=[oM]{{0,3}}H))?(?:[PL]s?)?(?:{_INSTITUTION_BEFORE}|{_MISSION_BEFORE})?(?:P(?:Jo)?s?)?"
    rf"(?:{_LIST_OF_FIELDS}|{_OFFICE})?J?(?:b{{1,2}}(?=M?H))?[OM]{{0,4}}"
)
_HEAD = r"(?:H(?:J?[HoM](?![oM]{0,3}H)){0,2}s?|M(?=rtH))"
CORE = rf"(?:{_BEFORE}{_HEAD}{_TAIL})"
_JOINT = rf"(?:&t?{CORE})"
POST = rf"(?:{CORE}{_JOINT}?)"
POST_AFTER_NAME = rf"(?:{CORE}(?:{_JOINT}(?!,?t?(?:hs?){{0,4}}[ni]))?(?:,P(?![Jnos]))?)"

_INSTITUTION = re.compile(
    r"(?:[rfu]t?|,t?)?(P?s?)((?:[oAnM]J?|[&,]&?(?=[oAM])){0,9}R(?:[fr]t?(?:[oAGK]|M(?![oM]{0,2}H)|P(?=o)|&|,|J){1,9}|ut?L(?=[oM]{0,3}H))?"
    r"(?:\(A\))?|[oAP]Hs?R|(?:[oAM]J?|&(?=o)){1,7}K(?=H|$|,)|A(?=[oM]{0,2}H))"
)
_PART_OF_TITLE = re.compile(
    r"\b(?:bureau|division|section|sector|branch|wing|board|state council|service)$"
    r"|\bdepartment(?: for\b.*)?$|^(?:bureau|division|section|department for)\b",
    re.IGNORECASE,
)
_ACCREDITED = re.compile(r"(?:ambassador|high commissioner|representative|consul|envoy|charg)", re.IGNORECASE)
_HIGH = re.compile(r"ministry|government", re.IGNORECASE)
# Nobody holds two of these, so "the Prime Minister and Chancellor Stone" are two persons.
_TWO_HEADS = re.compile(
    r"^(?:prime minister|president|chancellor|king|queen|premier) and (?:the )?"
    r"(?=(?:prime minister|president|chancellor|king|queen)$)",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\b(?:former|then|outgoing|ex)\b-?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PostMention:
    """A post as the text names it: `title` without the party and the institution that are said with it."""

    span: Span
    title: str
    party: Party | None
    institution: str = ""
    former: bool = False
    shared: bool = False  # of several: "Ministers A and B"
    whole: str = ""  # with an institution that stands before it: "Trade Ministry Secretary"


def read_post(words: Words, first: int, last: int) -> PostMention:
    """The post that the tokens [first, last) name."""
    kinds = words.kinds[first:last]
    dropped, party = _party_tokens(words, first, kinds)
    institution, of_institution, its_party = _institution(words, first, kinds)
    title = _text(words, [first + at for at in range(len(kinds)) if at not in dropped | of_institution])
    is_before = bool(of_institution) and max(of_institution) < kinds.find("H")
    whole = _text(words, [first + at for at in range(len(kinds)) if at not in dropped]) if is_before else ""
    several = [token.refers for token in words.tokens[first:last] if isinstance(token.refers, Plural)]
    title = _of_one(title, several[0]) if several else title
    start, end = words.span(first, last)
    title = _TWO_HEADS.sub("", title)
    former = _FORMER.match(title)
    return PostMention(
        Span(start, end),
        title[former.end() :].strip(" -") if former else title,
        party or its_party or _party_of_office(f"{institution} {title}"),
        institution,
        former is not None,
        bool(several),
        whole,
    )


def _of_one(title: str, plural: Plural) -> str:
    """A post in the plural as each of its holders has it."""
    start = title.casefold().index(plural.many)
    one = plural.one.capitalize() if title[start].isupper() else plural.one
    return f"{title[:start]}{one}{title[start + len(plural.many) :]}"


def _party_tokens(words: Words, first: int, kinds: str) -> tuple[set[int], Party | None]:
    """Which tokens only say whose post it is ("Azerbaijan's …", "… of China", ", Singapore"), and whose it is."""
    head = kinds.index("H") if "H" in kinds else 0
    found: list[tuple[int, set[int]]] = []
    for match in re.finditer(r"^([PL])(?!Jo)s|^(P)(?!Jo)|ft?(P)(?:fP)?(?![oRKGAsnL]|JP)|,(P)$", kinds):
        group = match.lastindex or 1
        found.append((match.start(group), set(range(match.start(), match.end()))))
    if not found:
        return set(), _any_party(words, first, kinds, head)
    at, dropped = found[0]
    if words.tokens[first + min(dropped) - 1].text == "Bank":
        return set(), None
    return dropped, _as_party(words.tokens[first + at].refers)


def _as_party(refers: Party | Place) -> Party | None:
    """The party itself, or the country of a city."""
    if isinstance(refers, Place):
        return Party(refers.country, "") if refers.country else None
    return refers


def _any_party(words: Words, first: int, kinds: str, head: int) -> Party | None:
    """A party named inside the office ("Foreign Affairs Ministry of Japan"), but not one that it is accredited to."""
    accredited = _ACCREDITED.search(words.tokens[first + head].text) is not None
    for match in re.finditer(r"L|P(?!o)|^P", kinds):
        before = kinds[max(0, match.start() - 2) : match.start()].rstrip("t")
        if accredited and before.endswith("r"):
            continue
        if before.endswith(("r", "u")) and match.start() > head:
            continue
        return _as_party(words.tokens[first + match.start()].refers)
    return None


def _institution(words: Words, first: int, kinds: str) -> tuple[str, set[int], Party | None]:
    """The institution in a post, the tokens that are it, and the party that its name says."""
    found = [
        match
        for match in _INSTITUTION.finditer(kinds)
        if "H" in kinds[: match.start()] + kinds[match.end() :]
        and not ("H" in kinds[: match.start()] and kinds[match.end() - 1 : match.end() + 1] == "KH")
        and not _PART_OF_TITLE.search(_matched(words, first, match))
    ]
    if not found:
        return "", set(), None
    ranked = [match for match in found if _HIGH.search(_matched(words, first, match))]
    match = (ranked or found)[0]
    party = words.tokens[first + match.start(1)].refers if match[1] else None
    return _matched(words, first, match), set(range(match.start(), match.end())), party


def _matched(words: Words, first: int, match: re.Match[str]) -> str:
    return _text(words, list(range(first + match.start(2), first + match.end(2))))


@cache
def offices() -> dict[str, str]:
    """Titles and offices that only one party has, written small, and the party."""
    return cast("dict[str, str]", load_yaml("offices.yaml"))


def _party_of_office(title: str) -> Party | None:
    """The party whose posts alone are called so."""
    folded = title.casefold()
    for words, party in offices().items():
        if words in folded:
            return Party(party, "")
    return None


def _text(words: Words, positions: list[int]) -> str:
    """The text of some tokens, put together as they were written, on one line."""
    parts: list[str] = []
    end = -1
    for position in positions:
        token = words.tokens[position]
        glued = end == token.start or token.kind in {",", ")", ";", "s"}
        parts.append(token.text if glued or not parts else f" {token.text}")
        end = token.end
    return "".join(parts).strip(" ,;&-").removesuffix(" and").strip()
