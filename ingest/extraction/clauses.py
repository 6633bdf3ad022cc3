"""The words of a marked sentence as letters, each by what it is where a clause tells who leads what (leaders.yaml)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from .lexicon import load_yaml
from .skeleton import Item, Skeleton

_TOKEN = (
    r"<[A-Z]\d+>|H\.\s?E\.|[A-Z][a-z]{1,3}\.(?=\s\S)|(?:[Cc]o-?\s?)?[^\W\d_]+(?:[-.][^\W\d_]+)*|['’](?:s\b)?|\d+"
    r"|[^\s\w]"
)
_LETTER = {",": ",", ";": ";", ":": ":", ".": ".", "(": "(", ")": ")", "-": "-", "–": "-", "—": "-", "&": "&", "/": "&"}
_HEAD_OF = re.compile(r"(?:,|\sat)\s(?:the\s)?(?:head|leader|chief)\sof\s[^,]*$", re.IGNORECASE)
_OF_COMMISSION = frozenset({"part", "half", "one"})  # "the Austrian part", "the Austrian one": a side
_NOUNS = "gkHQU"
_BEFORE_NAME = frozenset({"visiting", "incoming", "outgoing"})  # of a person, where it stands right before a name
_CO = re.compile(r"^co-?\s?(?=chair|presid|led|lead|head|moderat|direct|helm|steer|guid|pilot)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A marked sentence as letters; `at` holds where each word starts and ends in the marked text."""

    skeleton: Skeleton
    letters: str
    at: tuple[tuple[int, int], ...]
    items: Mapping[int, Item]  # of the words that are marks

    def word(self, place: int) -> str:
        """The word at a place, in small letters."""
        start, end = self.at[place]
        return self.skeleton.text[start:end].casefold()

    def people(self, places: Sequence[int]) -> tuple[Item, ...]:
        """What is marked at these places."""
        return tuple(self.items[place] for place in places)


@cache
def leader_rules() -> dict[str, Any]:
    """The content of leaders.yaml."""
    return cast("dict[str, Any]", load_yaml("leaders.yaml"))


@cache
def _words() -> Mapping[str, str]:
    listed = cast("dict[str, list[str]]", leader_rules()["words"])
    return {word: letter for letter, words in listed.items() for word in words}


@cache
def _token() -> re.Pattern[str]:
    phrases = sorted((word for word in _words() if " " in word), key=len, reverse=True)
    return re.compile(rf"(?i:\b(?:{'|'.join(map(re.escape, phrases))})\b)|{_TOKEN}")


@cache
def _stems() -> re.Pattern[str]:
    return re.compile("|".join(leader_rules()["stems"]))


def clause_of(skeleton: Skeleton) -> Clause | None:
    """The letters of a sentence that names a person and may tell who leads what; None for others."""
    if not skeleton.of_kind("PN") or not (_stems().search(skeleton.text) or _begins_small(skeleton)):
        return None
    letters: list[str] = []
    at: list[tuple[int, int]] = []
    items: dict[int, Item] = {}
    for match in _token().finditer(skeleton.text):
        word = match.group()
        if word[0] == "<":
            item = skeleton.item(word[2:-1])
            found = _of_person(item, skeleton) if item.kind == "P" else item.kind
            items[len(letters) + max(found.find(item.kind), 0)] = item
        elif word in _BEFORE_NAME and skeleton.text.startswith((" <P", " <N"), match.end()):
            found = "t"
        else:
            found = "T" if word in _OF_COMMISSION and letters and _ends_with_side(letters) else _letter(word)
        letters += found
        at += [match.span()] * len(found)
    return Clause(skeleton, "".join(letters), tuple(at), items)


def _begins_small(skeleton: Skeleton) -> bool:
    """Does a person begin with a word that is no name: "the meeting’s chair, Minister Stone"?"""
    at = skeleton.sentence.span.start
    return any(skeleton.sentence.text[item.span.start - at].islower() for item in skeleton.of_kind("P"))


def _ends_with_side(letters: Sequence[str]) -> bool:
    """Does a party stand last, or "…, head of the Austrian"?"""
    return letters[-1] == "C" or list(letters[-4:]) == ["P", ",", "g", "o"]


def _of_person(item: Item, skeleton: Skeleton) -> str:
    """A person, with the noun before the name that says what is led: "its leader Paul Stone"; "the chair" is nobody."""
    start = skeleton.sentence.span.start
    words = skeleton.sentence.text[item.span.start - start : item.span.end - start].split()
    last = ",go" if _HEAD_OF.search(" ".join(words)) else ""  # "…, head of the Austrian", before "delegation"
    words = words[1:] if words[0].endswith(("'s", "’s")) and len(words) > 2 and words[1].endswith(",") else words
    letter = _letter(words[0].rstrip(","))
    if letter not in _NOUNS or not (words[0].islower() or words[0].endswith(",")):
        return f"P{last}"
    if len(words) == 1:
        return letter
    return f"{letter}oP" if words[1] == "of" else f"{letter}P"


def _letter(word: str) -> str:
    if word[0] == "<":
        return word[1]
    if word.isupper() and word not in {"A", "LED"}:
        return "O"
    key = _CO.sub("co", word.casefold().replace("’", "'"))
    if letter := _words().get(key):
        return letter
    if not word[0].isalpha():
        return "n" if word[0].isdigit() else _LETTER.get(word, '"')
    return "v" if key.endswith("ly") else "O" if word[0].isupper() else "z"
