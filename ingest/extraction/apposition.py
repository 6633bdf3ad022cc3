"""What stands in apposition to a person and was not read as a post: it belongs to the person, not to the sentence.

"…, Under Secretary Foreign Policy, Ministry of Trade and Worship of Freedonia" behind a name, or "the Chairperson of
the Council, " before one, would else stand between a person and the verb. What it says of a post or a party is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...graph.model import Span
from .gazetteer import Party
from .persons import PersonMention
from .posts import POST, PostMention, read_post
from .tokens import Words

_OFFICE = r"(?=[oMAPLsJbft]{0,8}[HR])"  # a head of posts or of institutions is near
_WORD = r"[oMAGPLRKHSJbs]|n(?=[oRK,])|(?<=o)Jw|w(?=S)"
_BRACKET = r"\([^()x;]{1,30}\)"
_FIELDS = r",(?=o{1,3}(?:,|&o))"  # "Foreign Affairs, International Trade and Worship"
_BEHIND = re.compile(
    rf"(?:,t?|[fr]t?|ut?(?=P?s?[oM]{{0,3}}R)){_OFFICE}"
    rf"(?:{_WORD}|{_BRACKET}|f[wb]{{1,2}}(?=[,x;)]|$)|[fr]t?|&t?(?!P)|ut?(?=[oRKA])|,t?{_OFFICE}|{_FIELDS})+(?<![,&frtu])"
)
_BEFORE = re.compile(rf"f?t?[oMPsAbL]{{0,5}}H(?:{_WORD}|[fr]t?|[a-z](?=L)|&t?|,t?)*,t?")
_NO_TITLE = re.compile(r"w(?![SL])|[zx;:()]")
_POST = re.compile(POST)


def with_appositions(words: Words, mentions: Sequence[PersonMention]) -> tuple[PersonMention, ...]:
    """The persons of a sentence, in order, each with the words that stand in apposition to it."""
    persons = [each for each in mentions if each.certain or " " in each.name]  # a single word may be of a post
    if not persons:
        return tuple(mentions)
    at = {token.start: number for number, token in enumerate(words.tokens)}
    until = {token.end: number + 1 for number, token in enumerate(words.tokens)}
    bounds = [(at[each.span.start], until[each.span.end]) for each in persons]
    made: dict[Span, PersonMention] = {}
    last, is_shifted = 0, False
    for number, (mention, (first, end)) in enumerate(zip(persons, bounds, strict=True)):
        following = bounds[number + 1][0] if number + 1 < len(bounds) else len(at)
        start, last = _before(words, last + is_shifted, first), _behind(words, end, following)
        is_shifted = (
            last > end
            and (bool(mention.posts) or start < first)
            and _is_of_next(words, last, persons[number + 1 :], following)
        )
        last = end if is_shifted else last
        if (start, last) != (first, end):
            made[mention.span] = _widened(words, mention, (start, first, end, last))
    return tuple(made.get(each.span, each) for each in mentions)


def _behind(words: Words, end: int, following: int) -> int:
    """Where the apposition behind a name ends; it may be told with a verb: ", who is Minister of Trade"."""
    match = _BEHIND.match(words.kinds, end, following)
    if match is None and (linked := _link_end(words, end)):
        match = _POST.match(words.kinds, linked, following)
        is_chair = match is not None and "chair" in words.tokens[linked].text.casefold()  # of an event (roles.yaml)
        match = None if is_chair else match
    return match.end() if match else end


_TO_NEXT = re.compile(r"(?:[a-z]L)?,")  # "… in Vienna,"


def _is_of_next(words: Words, last: int, others: Sequence[PersonMention], following: int) -> bool:
    """Is it the title of who is named next: "Director Paul Stone, the Finnish Ambassador, Anna Berg, …"?"""
    return bool(others) and not others[0].posts and _TO_NEXT.fullmatch(words.kinds, last, following) is not None


_LINKS = (("who", "is"), ("who", "is", "the"), ("who", "is", "also"), ("who", "is", "also", "the"),
    ("in", "his", "capacity", "as"), ("in", "her", "capacity", "as"))  # fmt: skip


def _link_end(words: Words, end: int) -> int:
    """Where the post begins that is told of a person with a verb; 0 where none is."""
    start = end + 1
    if words.kinds[end : end + 1] != ",":
        return 0
    texts = tuple(token.text.casefold() for token in words.tokens[start : start + 4])
    found = [len(link) for link in _LINKS if texts[: len(link)] == link]
    return start + max(found) if found else 0


def _before(words: Words, last: int, first: int) -> int:
    """Where the apposition before a name begins: a title after "by" or "of", parted from the name by a comma."""
    if first == 0 or words.kinds[first - 1] not in ",t":
        return first
    stop = max((match.end() for match in _NO_TITLE.finditer(words.kinds, last, first)), default=last)
    stop += words.kinds[stop] == "&"
    match = _BEFORE.fullmatch(words.kinds, stop, first)
    if match is None or stop == 0:
        return first
    return stop + (words.kinds[stop] == "f")


def _widened(words: Words, mention: PersonMention, at: tuple[int, int, int, int]) -> PersonMention:
    start, first, end, last = at
    span = Span(words.tokens[start].start, words.tokens[last - 1].end)
    beside = [*words.tokens[start:first], *words.tokens[end:last]]
    parties = {token.refers.id: token.refers for token in beside if isinstance(token.refers, Party)}
    posts = mention.posts or _posts(words, end, last) or _posts(words, start, first)
    if len(parties) == 1 and posts and all(post.party is None for post in posts):
        posts = (replace(posts[0], party=next(iter(parties.values()))), *posts[1:])
    return replace(mention, span=span, posts=posts, certain=mention.certain or bool(posts))


def _posts(words: Words, end: int, last: int) -> tuple[PostMention, ...]:
    """The post behind a bare name of two words or more, or before it."""
    match = _POST.search(words.kinds, end, last)
    return (read_post(words, *match.span()),) if match else ()
