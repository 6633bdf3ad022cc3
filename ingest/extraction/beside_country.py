"""Bare names that a country stands beside, which are persons': "Paul Stone (Austria)", "Finland's Anna Berg"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .persons import PersonMention
from .tokens import Words

_BEFORE = re.compile(r"Ps$")
_BEHIND = re.compile(r"\(t?P\)|ft?P(?!s)")
_WHERE = re.compile(r"[ur]t?$")  # "in New Harbour (Austria)"
_FEWEST_WORDS = 2


def with_countries(words: Words, mentions: Sequence[PersonMention]) -> tuple[PersonMention, ...]:
    """The same mentions, those certain beside which a country stands as whose they are.

    Only of names of two words or more that the vocabulary does not know: of those that the annotated reports have
    beside a country, every one was a person.
    """
    if "P" not in words.kinds or all(each.certain for each in mentions):
        return tuple(mentions)
    return tuple(
        replace(each, certain=True) if not each.certain and _is_owned(words, *words.bounds(each.name_span)) else each
        for each in mentions
    )


def _is_owned(words: Words, start: int, end: int) -> bool:
    if end - start < _FEWEST_WORDS or _WHERE.search(words.kinds, 0, start):
        return False
    return _BEFORE.search(words.kinds, 0, start) is not None or _BEHIND.match(words.kinds, end) is not None
