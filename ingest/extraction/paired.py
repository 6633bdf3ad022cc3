"""Holders of one post each, whose names stand behind it: "the Foreign Ministers of A and B, X and Y, respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ...graph.model import Span
from .gazetteer import Party
from .lexicon import Plural, plurals
from .persons import PersonMention
from .posts import PostMention
from .sentences import Sentence
from .tokens import Token, Words

_NAME = r"(?>(?:[niA]|p(?=p?J?n)|L(?=n))(?:J[npoiA]|p(?=p?J?n)|[niA]|h(?=n)|(?<=n)L(?!s)){0,7})"
_STYLE = r"t?(?:H(?=h{0,3}n))?(?:hs?){0,4}"
_ONE = rf"{_STYLE}(?P<one>{_NAME})(?:\([AP]\))?"
_OTHER = rf"{_STYLE}(?P<other>{_NAME})"
_NAMES = rf"{_ONE},?&{_OTHER}(?![HJ])"
_FIELD = r"(?P<field>[fr]t?[oMRKA](?:[oMRKAJ]|[&,]&?(?=o)){0,8})?"
# What follows the noun of the post in the plural, and what stands before it; kinds of words (tokens.py).
_BEHIND = (
    re.compile(rf"{_FIELD}ft?(?P<home>P)&t?(?P<home2>P)[oR]{{0,4}},{_NAMES}"),
    re.compile(rf"{_FIELD}[,;:]?{_NAMES},?wft?(?P<home>P)&t?(?P<home2>P)"),
    re.compile(rf"{_FIELD},{_ONE}ft?(?P<home>P),?&{_OTHER}ft?(?P<home2>P)"),
    re.compile(rf"{_FIELD}ft?(?P<home>P),{_ONE},?&(?:ft?)?(?P<home2>P),{_OTHER}"),  # "of Austria, A, and of Finland, B"
    re.compile(rf"{_FIELD},(?P<home>)(?P<home2>){_NAMES}(?=[,;x]|$)"),
    re.compile(rf"{_FIELD}ft?w{{1,2}},(?P<home>)(?P<home2>){_NAMES}(?=[,;x]|$)"),  # "of the two countries, A and B"
)
_OF_ONE_SIDE = re.compile(rf"ft?(?P<home>P),{_NAMES}")
_BEFORE = re.compile(r"(?P<sides>(?P<home>P)&t?(?P<home2>P))?(?P<kind>(?<=t)w|[oMb](?:[oMb]|J[ow]){0,3})?$")
_NO_KIND = frozenset({"two", "three", "other", "respective", "same", "relevant", "concerned", "participating"})
_TWO_KINDS = re.compile(r"(?P<kind>[oM]{1,2})&(?P<kind2>[oM]{1,2})$")
_TWO_POSTS = re.compile(rf"(?P<post>[oM]{{0,3}}H)&t?(?P<post2>[oM]{{0,3}}H)ft?(?P<home>P),{_NAMES}")
_BEHIND_SIDES = re.compile(rf"{_FIELD},{_NAMES}")


@dataclass(frozen=True, slots=True)
class _Pair:
    """The tokens from `first` on, the two names, and the post and party of each."""

    first: int
    names: tuple[tuple[int, int], tuple[int, int]]
    posts: tuple[str, str]
    parties: tuple[Party | None, Party | None]


@cache
def nouns_in_singular() -> dict[str, str]:
    """The nouns of posts in the plural and in the singular."""
    return {plural.many: plural.one for listed in plurals().values() for plural in listed}


def with_pairs(sentence: Sentence, words: Words, persons: Iterable[PersonMention]) -> tuple[PersonMention, ...]:
    """The persons of a sentence, those of such pairs read anew, each with the post that both are said to have."""
    pairs = [mention for pair in _pairs(words) for mention in _mentions(sentence, words, pair)]
    if not pairs:
        return tuple(persons)
    start, end = pairs[0].span.start, pairs[-1].span.end
    others = [each for each in persons if each.span.end <= start or each.span.start >= end]
    return tuple(sorted([*others, *pairs], key=lambda each: each.span))


def _pairs(words: Words) -> Iterator[_Pair]:
    """The first such pair of a sentence."""
    kinds = words.kinds
    if "&" not in kinds or kinds.count("n") < 3:
        return
    for at, token in enumerate(words.tokens):
        if (one := _in_singular(token)) and (pair := _of_plural(words, at, one)):
            yield pair
            return
    if match := _TWO_POSTS.search(kinds):
        posts = _text(words, *match.span("post")), _text(words, *match.span("post2"))
        home = _party(words, match.start("home"))
        yield _Pair(match.start(), (match.span("one"), match.span("other")), posts, (home, home))


def _in_singular(token: Token) -> str:
    """The post of one of those whom a noun in the plural names; empty for other words."""
    if isinstance(token.refers, Plural):
        before, many, after = re.split(rf"({token.refers.many})", token.text, flags=re.IGNORECASE)
        return f"{before}{as_written(token.refers.one, many)}{after}"
    return as_written(nouns_in_singular().get(token.text.casefold(), ""), token.text)


def as_written(word: str, like: str) -> str:
    """A word with a capital where another that it stands for has one."""
    return word.capitalize() if like[0].isupper() else word


def _of_plural(words: Words, at: int, noun: str) -> _Pair | None:
    """The pair whose post is the noun at `at`, in the singular."""
    end = at + 1
    if words.tokens[end : end + 1] and words.tokens[end].text.casefold() == "general":
        noun, end = f"{noun} {words.tokens[end].text}", end + 1
    kinds = words.kinds
    if two := _TWO_KINDS.search(kinds[:at]):
        match = _OF_ONE_SIDE.match(kinds, end)
        posts = f"{_text(words, *two.span('kind'))} {noun}", f"{_text(words, *two.span('kind2'))} {noun}"
        home = _party(words, match.start("home")) if match else None
        return _pair(match, two.start(), posts, (home, home))
    before = _BEFORE.search(kinds[:at])
    if before is None:
        return None
    kind = _text(words, *before.span("kind")) if before["kind"] else ""
    title = f"{kind} {noun}" if kind and kind not in _NO_KIND else noun
    if before["sides"]:
        match = _BEHIND_SIDES.match(kinds, end)
        sides = _party(words, before.start("home")), _party(words, before.start("home2"))
    else:
        match = next((found for pattern in _BEHIND if (found := pattern.match(kinds, end))), None)
        sides = (_party(words, match.start("home")), _party(words, match.start("home2"))) if match else (None, None)
    if match and match["field"]:
        title = f"{title} {_text(words, *match.span('field'))}"
    return _pair(match, before.start(), (title, title), sides)


def _pair(
    match: re.Match[str] | None, first: int, posts: tuple[str, str], parties: tuple[Party | None, Party | None]
) -> _Pair | None:
    return _Pair(first, (match.span("one"), match.span("other")), posts, parties) if match else None


def _mentions(sentence: Sentence, words: Words, pair: _Pair) -> Iterator[PersonMention]:
    """The two persons; the post stands before the first."""
    first = words.tokens[pair.first].start
    for number, (names, title, party) in enumerate(zip(pair.names, pair.posts, pair.parties, strict=True)):
        start, end = words.span(*names)
        name = _text(words, *names)
        post = PostMention(Span(first, start), title, party)
        span = Span(start if number else first, end)
        yield PersonMention(sentence.index, span, Span(start, end), name, name, (post,))


def _party(words: Words, at: int) -> Party | None:
    refers = words.tokens[at].refers if words.kinds[at] == "P" else None
    return refers if isinstance(refers, Party) else None


def _text(words: Words, first: int, last: int) -> str:
    """The words of some tokens as they are written, on one line."""
    parts: list[str] = []
    end = -1
    for token in words.tokens[first:last]:
        parts.append(token.text if token.start == end or not parts or token.kind == "," else f" {token.text}")
        end = token.end
    return "".join(parts)
