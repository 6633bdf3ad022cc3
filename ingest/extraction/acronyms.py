"""Whose the institution is in which a post is held: by its acronym, or by what organisation it is known to be of.

A text gives acronyms to bodies whose names say whose they are: "the Chamber of Ruritanian Industry (CRI)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import cast

from .gazetteer import Party
from .lexicon import load_yaml
from .persons import PersonMention
from .posts import PostMention
from .tokens import Token, Words

_NAMED = re.compile(r"(?P<name>[oAnPMRKG](?:[oAnPMRKGJs]|ft?|&|r(?=o)){0,14})\((?P<short>A)\)(?:ft?(?P<of>P))?")


def sides_of_acronyms(sentences: Sequence[Words]) -> Mapping[str, Party]:
    """The party of each body that the text calls by an acronym after its full name."""
    return {short: party for words in sentences for short, party in _named(words)}


def _named(words: Words) -> Iterator[tuple[str, Party]]:
    for match in _NAMED.finditer(words.kinds):
        short = words.tokens[match.start("short")].text
        run = words.tokens[match.start("name") : match.end("name")]
        outside = [words.tokens[match.start("of")]] if match["of"] else []
        parties = {token.refers.id: token.refers for token in [*run, *outside] if isinstance(token.refers, Party)}
        if len(parties) == 1 and _spells(short, run):
            yield short, Party(next(iter(parties)), "")


def _spells(short: str, run: Sequence[Token]) -> bool:
    """Are the letters of the acronym among the first letters of the words, in their order?"""
    initials = iter(word[0].upper() for token in run for word in token.text.split() if word[0].isupper())
    return all(letter in initials for letter in short)


@cache
def institutions() -> Mapping[str, Party]:
    """The organisation that each institution of institutions.yaml is one of."""
    listed = cast("dict[str, list[str]]", load_yaml("institutions.yaml"))
    return {name: Party(party, "") for party, names in listed.items() for name in names}


@cache
def _institution() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, institutions()))})\b")


def with_sides(mention: PersonMention, sides: Mapping[str, Party]) -> PersonMention:
    """The mention, its posts in such an institution with the party that this is of."""
    if all(post.party for post in mention.posts):
        return mention
    return replace(mention, posts=tuple(_with_side(post, sides) for post in mention.posts))


def _with_side(post: PostMention, sides: Mapping[str, Party]) -> PostMention:
    if post.party:
        return post
    held = f"{post.title} {post.institution}"
    match = _institution().search(held)
    found = institutions()[match[0]] if match else next((sides[w] for w in re.findall(r"\w+", held) if w in sides), None)
    return replace(post, party=found) if found else post
