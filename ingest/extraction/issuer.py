"""Who issued a text: the office that its publisher, its letterhead, its own voice or its address names.

A newspaper that prints a release did not issue it, and what an office "said in a statement" is the office's claim in
somebody else's text: neither makes it the issuer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any, cast

from ...graph.model import Span
from .acted_at import party_of
from .frames import IssuerFrame, Mention, Said
from .framing import Story
from .gazetteer import Party, Place
from .home import home_party, site_country
from .lexicon import load_yaml
from .posts import offices
from .tokens import Token, words_of
from .voices import is_joint

_LABEL, _VOICE = "label", "voice"
_SHORT = 40  # characters of a line that is a city
_LONGEST = 160  # characters of a line that is an office's name
_EDGE = 3  # lines at the head and at the foot of a text where a letterhead or a sign-off stands
_CERTAIN = {"publisher": 0.9, "letterhead": 0.85, _VOICE: 0.85, "own-country": 0.6, "address": 0.7, "joint-text": 0.75}


@dataclass(frozen=True, slots=True)
class IssuerRule:
    """One rule of issuers.yaml."""

    id: str
    where: str
    pattern: re.Pattern[str]
    reads: str
    refuses: str


@dataclass(frozen=True, slots=True)
class _Named:
    """An office as a line names it: where in the line, and the party whose it is (empty where it is not said)."""

    rule: str
    name: str
    party: str
    start: int = 0


@cache
def issuer_rules() -> Sequence[IssuerRule]:
    """The rules in the order of the file."""
    data = cast("dict[str, Any]", load_yaml("issuers.yaml"))
    office = str(data["office"])
    tail = r"(?:of|for) (?:[A-Z&][\w’'-]*,? |and |of |the |& ){0,10}[A-Z][\w’'-]*"
    return tuple(
        IssuerRule(
            row["id"], row["where"], re.compile(row["pattern"].replace("OFFICE_TAIL", tail).replace("OFFICE", office)),
            row["reads"], row["refuses"],
        )
        for row in cast("list[dict[str, str]]", data["rules"])
    )  # fmt: skip


@cache
def _pattern(name: str) -> re.Pattern[str]:
    flags = re.IGNORECASE if name in {"before", "behind"} else 0
    return re.compile(str(cast("dict[str, Any]", load_yaml("issuers.yaml"))[name]), flags)


@cache
def _hosts() -> frozenset[str]:
    return frozenset(cast("dict[str, list[str]]", load_yaml("issuers.yaml"))["hosts"])


def issuers(story: Story) -> tuple[IssuerFrame, ...]:
    """Who issued the text: of what tells it the surest, or both sides of a joint text; nobody, where nothing tells."""
    if is_joint(story):
        return tuple(_sides(story))
    for tells in (_of_publisher, _of_lines, _of_voice, _of_address):
        if found := tells(story):
            return (found,)
    return ()


def _sides(story: Story) -> Iterator[IssuerFrame]:
    for party, said in story.main.parties.items() if story.main else ():
        named = Said(party, (_head(story), *said.spans), _CERTAIN["joint-text"], "joint-text")
        yield IssuerFrame(None, named, named)


def _head(story: Story) -> Span:
    """The first line: the passage of what is known about a text as a whole."""
    return story.report.scenes[0].span


def _of_publisher(story: Story) -> IssuerFrame | None:
    document = story.report.document
    if document.kind == "summary" or not document.publisher or not story.report.scenes:
        return None
    named = read_office(document.publisher, _known_sides(story))
    party = named and (named.party or site_country(document.url))
    return _frame(named, party, _head(story), None, "publisher") if named and party else None


def _of_lines(story: Story) -> IssuerFrame | None:
    """The office of a letterhead or a sign-off: a line at the head or at the foot that says nothing else."""
    scenes, sides = story.report.scenes, _known_sides(story)
    following = {scene.span: after.sentence.text for scene, after in pairwise(scenes)}
    for scene in [*scenes[:_EDGE], *scenes[:-_EDGE:-1]]:
        text = scene.sentence.text
        if len(text) > _LONGEST:
            continue
        before = _pattern("before").match(text)
        shift = before.end() if before else 0
        is_headline = before is not None and scene.sentence.part == "title"
        line = _pattern("behind").sub("", text[shift:]) if is_headline else text[shift:].rstrip(" .)*–—-")
        named = _with_city(read_office(line, sides), following.get(scene.span), sides)
        if named is None or (not named.name and before is None):
            continue
        party = named.party or home_party(story)
        if party:
            certain = "letterhead" if named.party else "own-country"
            start = scene.span.start + shift + named.start
            return _frame(named, party, scene.span, start, certain)
    return None


def _with_city(named: _Named | None, after: str | None, sides: dict[str, Party]) -> _Named | None:
    """An office that does not say whose it is, with the city or country of the line below."""
    if named is None or named.party or not after or len(after) > _SHORT:
        return named
    below = read_office(f"{named.name}, {after.rstrip(' .,')}", sides)
    return replace(below, start=named.start) if below else named


def _of_voice(story: Story) -> IssuerFrame | None:
    """The office that speaks of itself in the present: "The Ministry … announces"."""
    for scene in story.body[:2]:
        for rule in issuer_rules():
            match = rule.pattern.match(scene.skeleton.text) if rule.where == _VOICE else None
            party = party_of(scene.skeleton.item(match["party"])) if match else ""
            if match and party:
                start = scene.span.start + max(scene.sentence.text.find(match["name"]), 0)
                return _frame(_Named(rule.id, match["name"], party), party, scene.span, start, _VOICE)
    return None


def _of_address(story: Story) -> IssuerFrame | None:
    """The country whose government alone has such an address."""
    document = story.report.document
    host = document.url.partition("//")[2].partition("/")[0].partition(":")[0].casefold()
    country = site_country(document.url) if _hosts() & set(host.split(".")) else ""
    if not country or document.kind == "summary" or not story.report.scenes:
        return None
    said = Said(country, (_head(story),), _CERTAIN["address"], "address")
    return IssuerFrame(None, said, said)


def _known_sides(story: Story) -> dict[str, Party]:
    """The parties that the text names and no registry has, by the words for them."""
    tokens = (token for scene in story.report.scenes for token in scene.words.tokens if token.kind == "P")
    return {token.text: token.refers for token in tokens if "/" not in token.refers.id}


def _frame(named: _Named, party: str, span: Span, start: int | None, how: str) -> IssuerFrame:
    certain = _CERTAIN[how]
    side = Said(party, (span,), certain, named.rule)
    if not named.name:
        return IssuerFrame(None, side, side)
    where = Span(start, start + len(named.name)) if start is not None else span
    return IssuerFrame(Mention("institution", where, named.name), Said(named.name, (span,), certain, named.rule), side)


def read_office(line: str, sides: dict[str, Party]) -> _Named | None:
    """The office that a line consists of, if it is one of a party's; `sides` are parties that no registry has."""
    if len(line) > _LONGEST or _pattern("never").search(line):
        return None
    if known := offices().get(line.removeprefix("The ").casefold()):
        return _Named("known-office", line, known)
    text, marks = _marked(line.title().replace(" Of ", " of ") if line.isupper() else line, sides)
    for rule in issuer_rules():
        if rule.where == _LABEL and (match := rule.pattern.match(text)):
            groups = match.groupdict()
            number = groups.get("party") or groups.get("place")
            if rule.id == "party-itself" and "Government" not in line and _is_country(marks[int(number or 0)]):
                continue
            name = groups.get("name") or ""
            start = max(line.casefold().find(name.casefold()), 0)
            return _Named(rule.id, name, _party(marks[int(number)]) if number else "", start)
    return None


def _is_country(token: Token) -> bool:
    return isinstance(token.refers, Place) or token.refers.is_country


def _party(token: Token) -> str:
    return token.refers.country if isinstance(token.refers, Place) else token.refers.id


def _marked(line: str, sides: dict[str, Party]) -> tuple[str, list[Token]]:
    """The line with marks for parties and places, and what the marks stand for."""
    marks: list[Token] = []
    parts: list[str] = []
    at = 0
    for token in words_of(line, 0, frozenset()).tokens:
        known: Party | Place | None = token.refers if token.kind in "PL" else None
        if refers := sides.get(token.text) or known:
            kind = "C" if isinstance(refers, Party) else "L"
            parts += [line[at : token.start], f"<{kind}{len(marks)}>"]
            marks.append(Token(token.start, token.end, kind, token.text, refers))
            at = token.end
    return "".join([*parts, line[at:]]), marks
