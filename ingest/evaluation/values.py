"""When two values are equal: names, people, parties, days and codes, each in the form in which it is compared.

Leniently, a text is right that shares its words with the gold (token_set_ratio ≥ 90); strictly, one that has no more
and no fewer (token_sort_ratio ≥ 85, of people ≥ 90). The strict figures show what parts of names are worth.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from rapidfuzz import fuzz

from ..extraction.lexicon import ordinals

SAME = 90
SAME_TEXT_STRICTLY = 85
_CODE = re.compile(r"[A-Z][A-Z0-9+&/.-]*")
_ACRONYM = re.compile(r"[(\[]\s*([^\s()\[\]]{2,15})\s*[)\]]")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_EXCELLENCY = re.compile(r"\s*H\.?\s?E\.?\s+")  # in capitals: He Lifeng is a name
_DIGITS = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019`", "'"))


class Form(Enum):
    """How values of a field are compared."""

    CODE = "code"
    PARTY = "party"
    TEXT = "text"


def fold(text: str) -> str:
    """Words without case, accents, possessives and punctuation, one space between."""
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(each for each in decomposed if not unicodedata.combining(each)).casefold()
    plain = re.sub(r"'s\b|'", "", letters.translate(_APOSTROPHES))
    return " ".join(re.sub(r"[^\w\s]", " ", plain).split())


@cache
def text_form(text: str) -> str:
    """A name, place or post: ordinals as digits, without a leading article and without acronyms in brackets."""
    words = fold(_ACRONYM.sub(lambda found: " " if _is_acronym(found[1]) else found[0], text))
    words = _ordinal_words().sub(lambda found: str(ordinals()[found[0]]), words)
    words = _leading("articles").sub("", _DIGITS.sub(r"\1", words))
    return " ".join(_spellings().get(word, word) for word in words.split())


@cache
def person_form(name: str) -> str:
    """A name without honorifics, post-nominals and what stands in brackets."""
    match = _EXCELLENCY.match(name)
    words = fold(_IN_BRACKETS.sub(" ", name[match.end() :] if match else name))
    return _trailing("post_nominals").sub("", _leading("honorifics").sub("", words))


def party_form(value: object) -> str:
    """A code or acronym as it stands, a full name as text."""
    text = str(value).strip()
    return text if _CODE.fullmatch(text) else text_form(text)


def _is_acronym(word: str) -> bool:
    capitals = sum(letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" for letter in word)
    return capitals > 1 and re.search("[A-Z]", word) is not None


@dataclass(frozen=True, slots=True)
class Matcher:
    """Decides whether what was read is what the gold has."""

    strict: bool = False

    def same_text(self, gold: str, read: str) -> bool:
        """Are two names of things equal?"""
        gold, read = text_form(gold), text_form(read)
        return bool(gold and read) and self._alike(gold, read, SAME_TEXT_STRICTLY)

    def same_person(self, gold: str, read: str) -> bool:
        """Are two names of people equal? Of a name with several words, one alone is not enough."""
        gold, read = person_form(gold), person_form(read)
        enough = len(read.split()) >= min(2, len(gold.split()))
        return bool(gold and read) and enough and self._alike(gold, read, SAME)

    def same(self, form: Form, gold: object, read: object) -> bool:
        """Are two values of a field equal? Dates and codes are if their texts are."""
        if form is Form.TEXT:
            return self.same_text(str(gold), str(read))
        return form_of(form, gold) == form_of(form, read)

    def _alike(self, gold: str, read: str, strictly: int) -> bool:
        if self.strict:
            return fuzz.token_sort_ratio(gold, read) >= strictly
        return fuzz.token_set_ratio(gold, read) >= SAME


def form_of(form: Form, value: object) -> str:
    """A value of a code or party field as it is compared."""
    return party_form(value) if form is Form.PARTY else str(value)


def likeness(gold: object, read: object) -> float:
    """How alike two names of things are, from 0 to 1."""
    return fuzz.token_sort_ratio(text_form(str(gold)), text_form(str(read))) / 100


@cache
def _words() -> dict[str, Any]:
    return cast("dict[str, Any]", yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8")))


def _spellings() -> dict[str, str]:
    return _words()["spellings"]


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _listed(name: str) -> str:
    return _any_of([each.strip() for each in _words()[name].split(",")])


@cache
def _leading(name: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_listed(name)}) )+(?=\S)")


@cache
def _trailing(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?: (?:{_listed(name)}))+$")


@cache
def _ordinal_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of([word for word in ordinals() if _is_ordinal(word)])})\b")


def _is_ordinal(word: str) -> bool:
    """“third”, not “inaugural”: a word that numbers wherever it stands."""
    return re.search(r"(?:st|nd|rd|th)$", word) is not None
