"""Counterparts, who hold the post of another for their own side: "Prime Minister Paul Stone and his Finnish counterpart Anna Berg"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .gazetteer import Party
from .persons import PersonMention
from .tokens import Words

NOUNS = frozenset({"counterpart", "counterparts", "homologue", "homologues", "colleague", "colleagues"})
_PARTIES_BEFORE = re.compile(r"(?:(P)(?:,?&|,))?(P)$")
_PARTIES_BEHIND = re.compile(r"[frz]t?(P)(?:,?&t?(P))?")
_FARTHEST = 6  # tokens between the noun and the name
_JOINED = re.compile(r",?&(?:hs?){0,4}|,(?:hs?){0,4}")


def with_counterparts(words: Words, mentions: Sequence[PersonMention]) -> tuple[PersonMention, ...]:
    """The same mentions, each counterpart with the post of the person named before whose counterpart it is."""
    found = {each.name_span: each for at in _nouns(words) for each in _counterparts(words, mentions, at)}
    return tuple(found.get(each.name_span, each) for each in mentions)


def _nouns(words: Words) -> Iterator[int]:
    return (at for at, token in enumerate(words.tokens) if token.kind == "w" and token.text in NOUNS)


def _counterparts(words: Words, mentions: Sequence[PersonMention], at: int) -> Iterator[PersonMention]:
    """Who stands behind the noun at a place, or is said before it to be one, with the post of who stands before them."""
    named = list(_behind(words, mentions, at)) or list(_before(words, mentions, at))
    place = min([words.tokens[at].start, *(each.span.start for each in named)])
    holder = next((each for each in reversed(mentions) if each.name_span.end <= place and each.posts), None)
    for party, mention in zip(_parties(words, at), named, strict=False):
        if holder is not None and not mention.posts:
            posts = tuple(replace(post, party=party, span=mention.name_span) for post in holder.posts)
            yield replace(mention, posts=posts, certain=True)


def _parties(words: Words, at: int) -> list[Party]:
    """Of which sides counterparts are said to be: "his Finnish", "their colleagues from Finland and Malta"."""
    match = _PARTIES_BEFORE.search(words.kinds, 0, at) or _PARTIES_BEHIND.match(words.kinds, at + 1)
    places = [match.start(group) for group in range(1, (match.lastindex or 0) + 1) if match[group]] if match else []
    refers = [words.tokens[place].refers for place in places]
    return [each for each in refers if isinstance(each, Party)]


def _behind(words: Words, mentions: Sequence[PersonMention], at: int) -> Iterator[PersonMention]:
    """The persons right behind the noun, one after the other."""
    end = 0
    for mention in (each for each in mentions if each.name_span.start > words.tokens[at].start):
        start, following = words.bounds(mention.name_span)
        if (not end and start - at > _FARTHEST) or (end and not _JOINED.fullmatch(words.kinds, end, start)):
            return
        yield mention
        end = following


def _before(words: Words, mentions: Sequence[PersonMention], at: int) -> list[PersonMention]:
    """The persons of whom the noun is said: "Paul Stone and Anna Berg, his colleagues from Finland and Malta"."""
    found: list[PersonMention] = []
    following = at - 1 if words.kinds[max(0, at - 2) : at] == ",w" else 0
    for mention in reversed([each for each in mentions if each.name_span.end < words.tokens[at].start]):
        start, end = words.bounds(mention.name_span)
        gap = words.kinds[end:following]
        if mention.posts or not (gap == "," if not found else _JOINED.fullmatch(gap)):
            break
        found.append(mention)
        following = start
    return found[::-1]
