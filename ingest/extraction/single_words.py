"""One word by itself: what it is looked up by, its kind, whether something longer may begin with it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from .gazetteer import named_places_and_parties
from .lexicon import FUNCTION_WORDS, common_words, ordinals, phrases, plain, plurals, small_words

_ROMAN = re.compile(r"[IVX]{1,5}")
PUNCTUATION = {",": ",", ";": ";", "(": "(", ")": ")", ":": ":", "-": "J", "‐": "J", "‑": "J", "–": "J"}
TITLES_AND_NAMES = frozenset({"sultan", "emir", "amir", "malik", "prince", "sheikh", "general"})
SURNAMES = frozenset({"king", "dean", "judge", "pope", "sen", "major", "prince", "chancellor", "marshal"})


class Word(NamedTuple):
    """A word: the key that it is looked up by, its kind (see `tokens`), whether a phrase may begin in it."""

    key: str
    kind: str
    begins: bool
    is_unlisted: bool  # has a capital, and is in no list


@lru_cache(maxsize=8192)
def looked_up(piece: str) -> Word:
    """What is known of a word as a text writes it; kept, since the same words come again and again."""
    key = _key(piece)
    kind = _kind(piece, key)
    is_unlisted = kind in "An" and piece[0].isupper() and not _ROMAN.fullmatch(piece)
    return Word(key, kind, _may_begin(piece, key), is_unlisted)


def _key(piece: str) -> str:
    return plain(piece).replace("’", "'").replace(".", "").strip("()" if len(piece) > 1 else "")


@cache
def _beginnings() -> frozenset[str]:
    """The first words of all names and phrases; a word that is none of them begins nothing longer than itself."""
    phrased = {*named_places_and_parties(), *plurals(), *phrases()}
    return frozenset(phrased | ordinal_beginnings() | TITLES_AND_NAMES | SURNAMES)


def _may_begin(piece: str, key: str) -> bool:
    """May a phrase, an ordinal or a name that else would be a title begin with this word?"""
    return key in _beginnings() or piece[0] in "IVX" or piece[0].isdigit()


@cache
def ordinal_beginnings() -> frozenset[str]:
    """The first words of ordinals, and what may stand before one and is passed over."""
    return frozenset(words.split()[0] for words in ordinals()) | {
        each for each, kind in PUNCTUATION.items() if kind == "J"
    }


def _kind(piece: str, key: str) -> str:
    """The kind of one word alone."""
    if piece[0].isupper() and piece.endswith(".") and (len(key) == 1 or "." in piece[:-1]):
        return "i"
    if kind := FUNCTION_WORDS.get(key) or PUNCTUATION.get(piece):
        return kind
    if key in {"'s", "'"}:
        return "s"
    first = piece[0]
    if first.isdigit():
        return "o" if "+" in piece else "D"
    if not first.isalpha():
        return "x"
    if not first.isupper():
        is_acronym = len(piece) > 2 and piece[1:].isupper()  # iCET
        return "A" if is_acronym else "w" if first.islower() else "n"
    return _capital(piece, key)


def _capital(piece: str, key: str) -> str:
    if (piece.endswith(".") and len(piece) < 7) or len(piece) == 1:
        return "i"
    if _ROMAN.fullmatch(piece):
        return "n"
    if key in small_words():
        return "W"
    if key in common_words():
        return "o"
    return "A" if piece.isupper() and len(piece) < 12 else "n"
