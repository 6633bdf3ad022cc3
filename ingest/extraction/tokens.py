"""Words of a sentence, each with its kind; the kinds in a row are one string that patterns are matched on.

Kinds: P party, L place, h honorific or post-nominal, H head of a post, M modifier before it, R head of an
institution, K head of a mechanism, S sitting (meeting, session), G head of an instrument, O ordinal, m month or day,
o common word with a capital, n word that may be a name, i initial, p particle of a name, A acronym, b qualifier of a
mechanism written small, f of, & and, t article, r for, at, to, u in, on, z with, between, under, from, D digits, W
small word with a capital inside a sentence, J hyphen, s possessive, w other word; , ; ( ) : themselves; x the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ...graph.model import Span
from .gazetteer import Place, named_places_and_parties
from .lexicon import Phrase, common_words, no_name_tails, ordinals, phrases, plurals, small_words
from .single_words import PUNCTUATION, SURNAMES, TITLES_AND_NAMES, Word, looked_up, ordinal_beginnings

_TOKEN = re.compile(
    r"[^\W\d_]+(?![\w.'’])"  # most words: what follows is for those with a dot, an apostrophe or a digit behind them
    r"|(?:[A-Za-z]\.){2,6}|U\.[SK](?![\w.])"  # U.S., H.E., K.M.
    r"|(?:Dr|Mr|Mrs|Ms|Prof|Hon|Gen|Col|Lt|Maj|Brig|Amb|Smt|Shri|Rev|Engr|Eng|Capt|Adm|Mme|St|Sen|Rep|Ing|Lic|Mag|Mgr|Dra|Sra|Cllr)\.(?!\w)"
    r"|\((?:Rtd|rtd|Retd|retd|Ret|ret|Dr|Eng|Engr|Prof)\.?\)"
    r"|(?:Ma|Md|Mohd|Yu|Ye|Zh|Sh|Ya|Ts|Kh|Ch|Th|Ph|Ju|Jo)\.(?=\s[A-Z])|[A-Z]\.(?=[\s A-Z])"
    r"|\d\s?\+\s?\d\b|\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*"
    r"|['’]s\b|['’](?=\s)"
    r"|[-‐‑–]|\S"
)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ROMAN_NUMBER = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_MIXED_WHEN_SMALL = frozenset({("may",), ("mar",), ("sun",), ("sat",), ("m",), ("pm",), ("fm",), ("dpm",)})
_SMALL_ONLY = "b"  # kinds that count only when written small
_CAPITAL_ONLY = "R"  # kinds that count only when written with a capital
_LONGEST_SYLLABLE = 7
_COMPOUND = 3  # pieces: two words and the hyphen between
_SHORT = 4  # letters of a word that may be a name although the text writes the same word small
_BEFORE_SURNAME = frozenset({"al", "el", "bin", "ibn", "bint"})
_BEHIND_NAMES = frozenset({"kc", "qc", "pc", "sc", "mp"})
_VERB_AFTER = frozenset({"will", "to", "would", "can", "may", "shall", "and", "also", "they", "he", "she", "we", "not"})


class Token(NamedTuple):
    """A word or phrase of the text at [start, end), its kind, and what it refers to (a party id, a place, a number)."""

    start: int
    end: int
    kind: str
    text: str
    refers: Any = None


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one sentence and their kinds as one string, position by position."""

    tokens: tuple[Token, ...]
    kinds: str = field(default="")

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the text of the tokens [first, last)."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def bounds(self, span: Span) -> tuple[int, int]:
        """The numbers of the first token of a span of the text and of the one behind it."""
        first = next(number for number, token in enumerate(self.tokens) if token.start == span.start)
        return first, next(number for number, token in enumerate(self.tokens) if token.end == span.end) + 1

    def within(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in the text between two places."""
        return [token for token in self.tokens if start <= token.start < end]


def words_of(text: str, offset: int, small: frozenset[str]) -> Words:
    """The words of a sentence that begins at `offset`; `small` holds the words that the document writes small."""
    raw = [(match.start() + offset, match.end() + offset, match.group()) for match in _TOKEN.finditer(text)]
    tokens = tuple(_merged(text, offset, raw, [looked_up(piece) for _, _, piece in raw], small))
    return Words(tokens, "".join(token.kind for token in tokens))


def _merged(
    text: str, offset: int, raw: Sequence[tuple[int, int, str]], words: Sequence[Word], small: frozenset[str]
) -> Iterator[Token]:
    """Tokens with phrases made one: the longest of ordinals, parties and places, and the vocabulary."""
    keys = [word.key for word in words]
    at = 0
    while at < len(raw):
        start, end, piece = raw[at]
        word = words[at]
        length, kind, refers = _phrase(raw, keys, at) if word.begins else (0, "", None)
        if not length and _is_compound(raw, words, at):
            length, kind = _COMPOUND, _phrase(raw, keys, at + 2)[1] or "o"
        if length:
            end = raw[at + length - 1][1]
            yield Token(start, end, kind, text[start - offset : end - offset], refers)
            at += length
        else:
            is_small_too = word.is_unlisted and len(word.key) > _SHORT and word.key in small
            kind = "o" if is_small_too else "n" if _goes_on(raw, keys, at, word.kind) else word.kind
            yield Token(start, end, "w" if kind == "W" and not at else kind, piece)
            at += 1


def _is_compound(raw: Sequence[tuple[int, int, str]], words: Sequence[Word], at: int) -> bool:
    """Is it one word of a name, of which only the first half has a capital: "Inter-governmental", "Sub-committee"?"""
    if words[at].kind != "o" or not 0 < at < len(words) - 2 or words[at + 1].kind != "J" or words[at + 2].kind != "w":
        return False
    return raw[at][1] == raw[at + 1][0] and raw[at + 1][1] == raw[at + 2][0] and raw[at + 2][2].isalpha()


def _phrase(raw: Sequence[tuple[int, int, str]], keys: Sequence[str], at: int) -> tuple[int, str, Any]:
    """How many tokens a name, an ordinal or a phrase of the vocabulary takes here, its kind, what it refers to."""
    return (1, "n", None) if _is_named(raw, keys, at) else _longest(raw, keys, at)


def _is_named(raw: Sequence[tuple[int, int, str]], keys: Sequence[str], at: int) -> bool:
    """Is a title part of somebody's name?"""
    return _is_given_name(keys, at) or _is_surname(raw, keys, at)


def _is_given_name(keys: Sequence[str], at: int) -> bool:
    """Is what else would be a title the name of whose son or daughter follows: "Sultan bin Hamad"?"""
    return keys[at] in TITLES_AND_NAMES and at + 1 < len(keys) and keys[at + 1] in _BEFORE_SURNAME - {"al", "el"}


def _goes_on(raw: Sequence[tuple[int, int, str]], keys: Sequence[str], at: int, kind: str) -> bool:
    """Is a word part of a name only by what stands before it: "Ji-hoon", "Al Said"?"""
    if kind == "w":
        return _ends_given_name(raw, keys, at)
    if kind == "t":  # a surname: "Min An"
        is_last = at + 1 >= len(raw) or not raw[at + 1][2][0].isalpha() or keys[at + 1] == "and"
        return raw[at][2] == "An" and is_last and at > 0 and raw[at - 1][2].istitle()
    return kind == "W" and at > 1 and keys[at - 1] in _BEFORE_SURNAME and raw[at - 2][2].istitle()


def _ends_given_name(raw: Sequence[tuple[int, int, str]], keys: Sequence[str], at: int) -> bool:
    """Is this the second part of a given name such as "Ji-hoon"?"""
    if at < 3 or raw[at - 1][2] not in PUNCTUATION or PUNCTUATION[raw[at - 1][2]] != "J":
        return False
    first = raw[at - 2]
    glued = first[1] == raw[at - 1][0] and raw[at - 1][1] == raw[at][0]
    short = len(first[2]) < _LONGEST_SYLLABLE and len(keys[at]) < _LONGEST_SYLLABLE and first[2].istitle()
    after_name = raw[at - 3][2].istitle() and keys[at - 3] not in common_words()
    unknown = keys[at - 2] not in common_words() | small_words() and keys[at] not in no_name_tails()
    return glued and short and after_name and unknown


def _longest(raw: Sequence[tuple[int, int, str]], keys: Sequence[str], at: int) -> tuple[int, str, Any]:
    found: list[tuple[int, str, Any]] = []
    piece = raw[at][2]
    if ordinal := _ordinal(keys, at):
        found.append((ordinal[0], "O", ordinal[1]))
    elif piece[0] in "IVX" and (number := _roman(raw, keys, at)):
        found.append((1, "O", number))
    for names, refers in named_places_and_parties().get(keys[at], ()):
        length = _match(names, keys, at)
        if length and _written_as_name(raw, at, length, refers[1]):
            found.append((length, "L" if isinstance(refers[0], Place) else "P", refers[0]))
            break
    for plural in plurals().get(keys[at], ()):
        length = _match(plural.words, keys, at)
        is_written = (piece[0].isupper() or "chairs" not in plural.words) and not _after_style(keys, at)
        if length and is_written and _before_name(raw, keys, at + length):
            found.append((length, "H", plural))
            break
    for phrase in phrases().get(keys[at], ()):
        length = _match(phrase.words, keys, at)
        if length and _fits(phrase, piece) and not _is_verb(keys, at, piece) and not _is_initials(raw, keys, at):
            found.append((length, phrase.kind, None))
            break
    return max(found, key=lambda each: each[0], default=(0, "", None))


def _is_surname(raw: Sequence[tuple[int, int, str]], keys: Sequence[str], at: int) -> bool:
    """Is what else would be a title the last word of a name: "Paul King", "Anna Sen"?"""
    if keys[at] not in SURNAMES or raw[at][2] != raw[at][2].capitalize() or raw[at][2].endswith(".") or at < 2:
        return False
    goes_on = at + 1 < len(raw) and raw[at + 1][2][0].isupper()
    given = raw[at - 1][2]
    is_given = given.istitle() and given.isalpha() and keys[at - 1] not in common_words()
    is_given = is_given and not any(
        _match(names, keys, at - 1)
        for names, refers in named_places_and_parties().get(keys[at - 1], ())
        if not refers[1]
    )
    is_title = any(phrase.words == (keys[at - 1],) for phrase in phrases().get(keys[at - 1], ()))
    return is_given and not goes_on and not is_title and keys[at - 2] not in {"the", "of", "a", "an"}


def _is_initials(raw: Sequence[tuple[int, int, str]], keys: Sequence[str], at: int) -> bool:
    """Are these the initials of the name that follows, no letters behind a name, no style: "K.C. Stone", "M Stone"?"""
    if at + 1 >= len(raw) or not raw[at + 1][2].istitle():
        return False
    is_behind = at > 0 and keys[at - 1] in {",", "("}
    return raw[at][2] == "M" or (keys[at] in _BEHIND_NAMES and not is_behind)


def _is_verb(keys: Sequence[str], at: int, piece: str) -> bool:
    """Is "meet" what somebody does, rather than a meeting?"""
    return piece == "meet" and at > 0 and keys[at - 1] in _VERB_AFTER


def _after_style(keys: Sequence[str], at: int) -> bool:
    """Does an honorific stand before, so that a name follows: "Mr Kings Stone"?"""
    return at > 0 and any(
        phrase.kind == "h" and phrase.words == (keys[at - 1],) for phrase in phrases().get(keys[at - 1], ())
    )


def _before_name(raw: Sequence[tuple[int, int, str]], keys: Sequence[str], at: int) -> bool:
    """Does a name follow, as after a post in the plural that several persons hold?"""
    at += at + 1 < len(raw) and raw[at][2] == ","
    if at >= len(raw) or not raw[at][2][0].isupper():
        return False
    is_style = any(phrase.kind == "h" for phrase in phrases().get(keys[at], ()))
    is_other = keys[at] in common_words() or keys[at] in small_words() or keys[at] in named_places_and_parties()
    return is_style or not is_other


def _match(wanted: Sequence[str], keys: Sequence[str], at: int) -> int:
    """How many tokens from `at` make up the wanted words, hyphens between them passed over; 0 if they do not."""
    position = at
    for number, word in enumerate(wanted):
        if number and position < len(keys) and keys[position] in PUNCTUATION and PUNCTUATION[keys[position]] == "J":
            position += 1
        if position >= len(keys) or keys[position] != word:
            return 0
        position += 1
    return position - at


def _written_as_name(raw: Sequence[tuple[int, int, str]], at: int, length: int, acronym: bool) -> bool:
    pieces = [piece for _, _, piece in raw[at : at + length]]
    return not any(letter.islower() for piece in pieces for letter in piece) if acronym else pieces[0][0].isupper()


def _fits(phrase: Phrase, piece: str) -> bool:
    if phrase.kind in _SMALL_ONLY:
        return piece[0].islower()
    if phrase.kind in _CAPITAL_ONLY or phrase.words in _MIXED_WHEN_SMALL:
        return piece[0].isupper()
    return phrase.kind != "h" or piece[0].isupper() or piece[0] == "("


def _ordinal(keys: Sequence[str], at: int) -> tuple[int, int] | None:
    if match := _ORDINAL.fullmatch(keys[at]):
        return (1, int(match[1])) if len(match[1]) < 5 else None
    if keys[at] not in ordinal_beginnings():
        return None
    for length in (3, 2, 1):  # "twenty-first" is three tokens
        words = " ".join(key for key in keys[at : at + length] if PUNCTUATION.get(key) != "J")
        if (number := ordinals().get(words)) and at + length <= len(keys):
            return length, number
    return None


def _roman(raw: Sequence[tuple[int, int, str]], keys: Sequence[str], at: int) -> int:
    """The number of a roman numeral that counts sittings: "XIV session", "the VI Forum"; 0 for what is none."""
    match = _ROMAN_NUMBER.fullmatch(raw[at][2])
    if match is None or not match[0] or at + 1 >= len(raw):
        return 0
    is_sitting = any(
        phrase.kind == "S" and phrase.words == (keys[at + 1],) for phrase in phrases().get(keys[at + 1], ())
    )
    after_article = at > 0 and keys[at - 1] == "the"
    if not (after_article and raw[at + 1][2][0].isupper()) and not (
        is_sitting and (after_article or len(match[0]) > 1)
    ):
        return 0
    return 10 * len(match[1]) + _ROMAN_ONES.index(match[2])
