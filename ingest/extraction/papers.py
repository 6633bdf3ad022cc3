"""Papers that are instruments because somebody makes them: "endorsed the Forest Strategy", "adopted a statement"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, cast

from .lexicon import load_yaml, names_any

_LONGEST = 220  # characters from a word of making to the last item of its list
_OTHER_CLAUSE = re.compile(
    r"[;:!?]|\.(?=\s|$)|\b(?:that|which|who|whose|to|will|would|was|were|is|are|has|have|said)\s"
)
_PARTICIPLE = re.compile(r"\b(?:was|were|been|being|be)\s|(?:ed|ued) (?:in|on|at|by|last|this)\b")
_YEARS = r"(?:\s(?:for (?:the (?:period|years?) )?)?\(?(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\)?)?"
_ARTICLE = r"(?:(?:also|the|an?|its|their|this|another|new|first)\s){0,3}"


@cache
def _rules() -> dict[str, Any]:
    return cast("dict[str, Any]", load_yaml("papers.yaml"))


@cache
def _kinds() -> dict[str, str]:
    return {**_rules()["heads"], **_rules()["small"]}


@cache
def _heads() -> tuple[str, ...]:
    return tuple(dict.fromkeys(head.casefold() for head in _kinds()))


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _name() -> str:
    """A name in capitals that ends in a noun for a paper and goes on with what it is on, or such a noun told small."""
    rules = _rules()
    capital, inner = r"[A-Z0-9][\w’'–-]*", rf"(?:(?:{_any(rules['inner'])})\s(?:the\s)?|and\s)?"
    on = rf"(?:\s(?:of|for|on|in)\s(?:the\s)?{capital}(?:\s{inner}{capital}){{0,7}})?"
    named = rf"(?!The\s)(?:{capital}\s{inner}){{0,8}}(?P<head>{_any(rules['heads'])})\b"
    small = rf"(?:(?!the\s)[a-z]+(?:-[a-z]+)*\s){{0,2}}(?P<small>{_any(rules['small'])})\b"
    told = rf"{small}(?:\s(?:on|for)(?:\s[a-z-]+){{1,6}}?(?=[.;,]|\sand\s|$))?"
    return rf"(?P<name>(?:{named}|{told}){on}{_YEARS})"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A word of making; an item of what is made; a name with words of making behind it."""
    made, after = _rules()["made"], _rules()["made_after"]
    return (
        re.compile(rf"\b{made}\s", re.IGNORECASE),
        re.compile(rf"(?:^|(?:,|\band|\bas well as)\s(?:and\s)?){_ARTICLE}{_name()}"),
        re.compile(rf"(?:^|[,;:–]\s|\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s){_name()}[^.;:]{{0,50}}?\s{after}"),
    )


def papers_in(text: str) -> Iterator[tuple[int, int, str, str]]:
    """The papers that a sentence says are made: where each name begins and ends, its noun and its kind."""
    if not names_any(_heads(), text) or not names_any(_rules()["stems"], text):
        return
    made, item, passive = _patterns()
    for verb in made.finditer(text):
        clause = _OTHER_CLAUSE.split(text[verb.end() : verb.end() + _LONGEST], maxsplit=1)[0]
        for match in item.finditer(clause):
            yield _paper(match, verb.end())
    for match in passive.finditer(text) if _PARTICIPLE.search(text) else ():
        yield _paper(match, 0)


def _paper(match: re.Match[str], offset: int) -> tuple[int, int, str, str]:
    head = match["head"] or match["small"]
    return offset + match.start("name"), offset + match.end("name"), head, _kinds()[head]
