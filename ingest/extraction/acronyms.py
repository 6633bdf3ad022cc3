"""Acronyms that a text gives to bodies whose names say whose they are: "the Chamber of Ruritanian Industry (CRI)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from .gazetteer import Party
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


def with_sides(mention: PersonMention, sides: Mapping[str, Party]) -> PersonMention:
    """The mention, its posts in such a body with the party that the body is of."""
    return replace(mention, posts=tuple(_with_side(post, sides) for post in mention.posts)) if sides else mention


def _with_side(post: PostMention, sides: Mapping[str, Party]) -> PostMention:
    words = re.findall(r"\w+", f"{post.title} {post.institution}")
    found = next((sides[word] for word in words if word in sides), None)
    return replace(post, party=found) if found and post.party is None else post
