"""Sides and cities that no registry has: read only from shapes in which nothing else is named.

A side is the hyphenated head of a mechanism's name ("the Ruritania-Sylvania Joint Commission"), or stands in a post
("Foreign Minister of Ruritania") of a text that also speaks of its delegation. Its id is its name as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ...graph.registry import registry
from .gazetteer import Party, Place
from .lexicon import load_yaml, plain
from .tokens import Token, Words

_SHORTEST = 4  # letters of a side's name
_MOST = 50  # sides without an entry in one text; a text with more is no report
_CITY = re.compile(r"u(?P<city>n{1,2})(?=$|[x,;&umDrz)]|w)")
_ANY_CITY = re.compile(r"(?:^|[urf])(?P<city>n{1,2}|A(?=[Jx]))(?!n)")
_AT_HEAD = re.compile(r"^(?P<city>n{1,2}),(?:(?P<in>P),)?(?=mD|Dm)")  # "Klow, Syldavia, 3 May –"
_IN_CAPITALS = re.compile(r"^(?P<city>[nA]n?)[Jx]")  # "KLOW – The second session"
_IN_COUNTRY = re.compile(r"[ur](?P<city>n{1,2}),(?:t?(?P<in>P))(?=$|[x,;u&mD)w])")  # "in Klow, Syldavia"
_OF_CITY = re.compile(r"[wo]f(?P<city>n{1,2})(?=$|[x,;&umDrz)w])")  # "in the city of Klow"
_DASHES = frozenset({"–", "—", "--"})
_SHORTEST_CITY = 5  # letters in capitals; fewer may be an acronym
_HEAD = 5  # sentences at the head of a text, of which one may begin with where it was written
_AFTER_CITY = frozenset("today yesterday from last this earlier late recently under between".split())


@dataclass(frozen=True, slots=True)
class _Rules:
    pair: re.Pattern[str]
    post: re.Pattern[str]
    nouns: frozenset[str]
    endings: tuple[str, ...]
    not_names: frozenset[str]
    held: frozenset[str]
    cities: frozenset[str]


@cache
def _rules() -> _Rules:
    data = cast("dict[str, Any]", load_yaml("unlisted.yaml"))
    not_names = frozenset(word.strip() for line in data["not_names"] for word in line.split(","))
    return _Rules(
        re.compile(data["pair"]["pattern"]), re.compile(data["post"]["pattern"]),
        frozenset(data["delegation_nouns"]), tuple(data["demonym_endings"]), not_names, frozenset(data["held"]),
        frozenset(data["cities"]),
    )  # fmt: skip


def with_unlisted(sentences: Sequence[Words]) -> list[Words]:
    """The words of a text in which sides and cities without a registry entry are marked as such."""
    sides = _sides(sentences)
    marked = [_with_sides(words, sides) for words in sentences] if sides else sentences
    cities = dict(_cities(marked))
    return [_with_cities(words, cities) for words in marked]


def _sides(sentences: Sequence[Words]) -> Mapping[str, Party]:
    """The sides by the words that name them, nouns and demonyms."""
    pairs = {name for words in sentences for name in _in_pairs(words)}
    posts = {name for words in sentences for name in _in_posts(words)}
    if not pairs and not posts:
        return {}
    delegations = {word for words in sentences for word in _with_delegation(words)}
    named = set(sorted((pairs | posts) - _in_names(sentences))[:_MOST])
    nouns = {name for name in named if name in pairs or name in delegations or _demonyms(name, delegations)}
    short = {name: _short_for(sentences, name) for name in nouns & _registry_words()}
    nouns -= set(short)
    words = {token.text for each in sentences for token in each.tokens if token.kind == "n"}
    found = {name: party for name, party in short.items() if party} | {noun: Party(noun, noun) for noun in nouns}
    for noun in nouns:
        found |= {word: Party(noun, noun, adjective=True) for word in _demonyms(noun, words - nouns)}
    return found


@cache
def _registry_words() -> frozenset[str]:
    """The last words of names of several words: alone, they may be short for a party of the registry."""
    names = (name for entry in registry().entries for name in (entry.label, *entry.names))
    return frozenset(name.split()[-1] for name in names if " " in name)


def _short_for(sentences: Sequence[Words], name: str) -> Party | None:
    """The one party of the registry that the text names in full by a name that ends in this word."""
    parties = {
        token.refers.id: token.refers
        for words in sentences
        for token in words.tokens
        if token.kind == "P" and token.text.split()[-1] == name and token.text != name
    }
    return next(iter(parties.values())) if len(parties) == 1 else None


def _in_pairs(words: Words) -> Iterator[str]:
    for match in _rules().pair.finditer(words.kinds):
        one, hyphen, two = words.tokens[match.start() : match.start() + 3]
        names = [token for token in (one, two) if token.kind == "n"]
        known = [token for token in (one, two) if token.kind == "P"]
        is_glued = one.end == hyphen.start and hyphen.end == two.start
        if is_glued and not any(token.refers.adjective for token in known) and all(map(_may_be_side, names)):
            yield from (token.text for token in names)


def _may_be_side(token: Token) -> bool:
    return len(token.text) >= _SHORTEST and plain(token.text) not in _rules().not_names


def _in_posts(words: Words) -> Iterator[str]:
    for match in _rules().post.finditer(words.kinds):
        token = words.tokens[match.start("name")]
        if _may_be_side(token):
            yield token.text


def _with_delegation(words: Words) -> Iterator[str]:
    """Words beside "delegation" or "side": "the Ruritanian delegation", "the delegation of Ruritania"."""
    for at, token in enumerate(words.tokens):
        if token.text.casefold() in _rules().nouns:
            before = words.tokens[at - 2 if words.kinds[at - 1 : at] == "s" else at - 1] if at > 1 else None
            after = [each for each in words.tokens[at + 1 : at + 4] if each.kind not in "tfz"][:1]
            near = [each for each in ([before] if before else []) + after if each.kind == "n"]
            yield from (each.text for each in near)


def _demonyms(noun: str, words: Iterable[str]) -> set[str]:
    stem = re.sub(r"(?:ia|[aeoy])$", "", noun)
    return {word for word in words if word != noun and word.startswith(stem) and word[len(stem) :] in _rules().endings}


def _in_names(sentences: Sequence[Words]) -> set[str]:
    """The words that the text also uses in a person's name ("Mr Borg", "Viktor Borg", "President Borg")."""
    return {
        token.text
        for words in sentences
        for before, token in zip(words.tokens, words.tokens[1:], strict=False)
        if token.kind == "n" and before.kind in "nhiH"
    }


def _with_sides(words: Words, sides: Mapping[str, Party]) -> Words:
    if not any(token.text in sides for token in words.tokens):
        return words
    tokens = tuple(
        token._replace(kind="P", refers=sides[token.text]) if token.text in sides else token for token in words.tokens
    )
    return Words(tokens, "".join(token.kind for token in tokens))


def _cities(sentences: Sequence[Words]) -> Iterator[tuple[str, str]]:
    """The names that the text shows to be cities, in small letters, with their countries where it names them."""
    for number, words in enumerate(sentences):
        patterns = (_AT_HEAD, _IN_CAPITALS, _IN_COUNTRY, _OF_CITY) if number < _HEAD else (_IN_COUNTRY, _OF_CITY)
        for match in (match for pattern in patterns for match in pattern.finditer(words.kinds)):
            named = _country(words, match)
            if named is not None and _is_shown(words, match):
                yield _name(words, match).casefold(), named


def _country(words: Words, match: re.Match[str]) -> str | None:
    """The country named behind a city; empty for none, nothing for what is no country."""
    at = match.start("in") if "in" in match.re.groupindex else -1
    party = words.tokens[at].refers if at >= 0 else None
    if not isinstance(party, Party):
        return ""
    return party.id if party.is_country and not party.adjective else None


def _is_shown(words: Words, match: re.Match[str]) -> bool:
    """Does a pattern that holds of other names too speak of a city here?"""
    if match.re is _OF_CITY:
        return words.tokens[match.start()].text.casefold() in _rules().cities
    sign, name = words.tokens[match.end() - 1].text, _name(words, match)
    return match.re is not _IN_CAPITALS or (sign in _DASHES and name.isupper() and len(name) >= _SHORTEST_CITY)


def _name(words: Words, match: re.Match[str]) -> str:
    return " ".join(token.text for token in words.tokens[match.start("city") : match.end("city")])


def _with_cities(words: Words, cities: Mapping[str, str]) -> Words:
    """A name after "held in" is that of a place, whose country is not known, and so is one told elsewhere to be."""
    found = [match for match in _CITY.finditer(words.kinds) if _is_city(words, match)]
    if cities:
        known = [each for each in _ANY_CITY.finditer(words.kinds) if _name(words, each).casefold() in cities]
        found = sorted({each.span("city"): each for each in [*found, *known]}.values(), key=lambda each: each.start())
    for match in reversed(found):
        words = _merged(words, *match.span("city"), cities)
    return words


def _is_city(words: Words, match: re.Match[str]) -> bool:
    tokens, at = words.tokens, match.start()
    before = [token.text.casefold() for token in tokens[max(0, at - 2) : at]]
    after = tokens[match.end()] if match.end() < len(tokens) else None
    if tokens[at].text.casefold() != "in" or not _rules().held & set(before):
        return False
    return after is None or after.kind != "w" or after.text.casefold() in _AFTER_CITY


def _merged(words: Words, first: int, last: int, cities: Mapping[str, str]) -> Words:
    run = words.tokens[first:last]
    name = " ".join(token.text for token in run)
    city = Token(run[0].start, run[-1].end, "L", name, Place(name, cities.get(name.casefold(), "")))
    tokens = (*words.tokens[:first], city, *words.tokens[last:])
    return Words(tokens, "".join(token.kind for token in tokens))
