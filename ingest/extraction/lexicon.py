"""The word lists of reading, loaded once from `rules/en/`: which kind each word or phrase is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

LANGUAGE = "en"  # that the rules read; those of another would be another folder of the same files
SHARED = Path(__file__).resolve().parent / "rules"  # what holds in every language
RULES = SHARED / LANGUAGE
_WORDS = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*|['’]s\b")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

FUNCTION_WORDS: Mapping[str, str] = {
    "of": "f", "and": "&", "&": "&", "the": "t", "a": "t", "an": "t", "for": "r", "at": "r", "to": "r",
    "in": "u", "on": "u", "with": "z", "between": "z", "under": "z", "from": "z",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of one or more words and the kind of word that it makes together."""

    words: tuple[str, ...]
    kind: str


def load_yaml(name: str) -> Any:
    """The content of one YAML file of the language's folder."""
    return yaml.load((RULES / name).read_text(encoding="utf-8"), Loader=_LOADER)


def spelled_out(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with each name in braces replaced by the part that it stands for."""
    for name, spelled in parts.items():
        pattern = pattern.replace(f"{{{name}}}", spelled)
    return pattern


def load_lines(name: str, folder: Path = RULES) -> tuple[str, ...]:
    """The lines of one text file of the language's folder, or of another, without comments and empty lines."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def plain(text: str) -> str:
    """A word without accents and case, as names are looked up."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return _accents().sub("", decomposed).casefold()


@cache
def _accents() -> re.Pattern[str]:
    """The signs that stand on other letters, of the first 65,536 characters: others are on no name that is read."""
    return re.compile(
        "[" + "".join(sign for sign in map(chr, range(0x300, 0x10000)) if unicodedata.combining(sign)) + "]"
    )


def names_any(pieces: Iterable[str], text: str) -> bool:
    """Does one of these pieces, written small, stand in a text? Much quicker than a pattern of alternatives."""
    folded = text.casefold()
    return any(piece in folded for piece in pieces)


def phrase_key(phrase: str) -> tuple[str, ...]:
    """A phrase as a tuple of its words in small letters; hyphens and dots part words or are dropped."""
    return tuple(_WORDS.findall(phrase.casefold().replace("’", "'").replace(".", "")))


@cache
def phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """All phrases of the vocabulary by their first word, the longest first."""
    listed: dict[str, list[Phrase]] = {}
    for kind, lines in cast("dict[str, list[str]]", load_yaml("vocabulary.yaml")).items():
        for key in _keys(lines):
            listed.setdefault(key[0], []).append(Phrase(key, kind))
    return {first: tuple(sorted(found, key=lambda each: -len(each.words))) for first, found in listed.items()}


@dataclass(frozen=True, slots=True)
class Plural:
    """The plural of a head of posts ("members of parliament") and the words by which it differs from the singular."""

    words: tuple[str, ...]
    many: str
    one: str


@cache
def plurals() -> Mapping[str, tuple[Plural, ...]]:
    """The plurals of the heads of posts of the vocabulary by their first word, the longest first."""
    listed: dict[str, list[Plural]] = {}
    for phrase in {phrase.words for listed in phrases().values() for phrase in listed if phrase.kind == "H"}:
        plural = _plural(phrase)
        if plural.words != phrase:
            listed.setdefault(plural.words[0], []).append(plural)
    return {first: tuple(sorted(found, key=lambda each: -len(each.words))) for first, found in listed.items()}


def _plural(phrase: tuple[str, ...]) -> Plural:
    """The noun in the plural: the one before "of" or "general", else the last."""
    at = next((number - 1 for number, word in enumerate(phrase) if number and word in {"of", "general"}), -1)
    one = phrase[at]
    many = re.sub(r"man$", "men", one) if one.endswith("man") else re.sub(r"(?<=[^aeo])y$", "ie", one) + "s"
    words = list(phrase)
    words[at] = many
    return Plural(tuple(words), many, one)


def _keys(lines: Iterable[str]) -> Iterable[tuple[str, ...]]:
    for line in lines:
        for phrase in line.split(","):
            if key := phrase_key(plain(phrase)):
                yield key


@cache
def common_words() -> frozenset[str]:
    """Words that may begin with a capital and yet are no part of a person's name."""
    return frozenset(word.strip(",") for line in load_lines("common_words.txt") for word in line.split())


@cache
def small_words() -> frozenset[str]:
    """Words that begin with a capital only at the start of a sentence or in a headline."""
    return frozenset(word for line in load_lines("small_words.txt") for word in line.split())


@cache
def no_name_tails() -> frozenset[str]:
    """Small words after a hyphen that are no part of a given name ("Vienna-based")."""
    return frozenset(word for line in load_lines("no_name_tails.txt") for word in line.split())


@cache
def ordinals() -> Mapping[str, int]:
    """Ordinal words and their numbers; a compound is written with a space ("twenty first")."""
    numbers = cast("dict[str, Any]", load_yaml("numbers.yaml"))
    units = {word: number for number, word in enumerate(numbers["units"], start=1)}
    teens = {word: number for number, word in enumerate(numbers["teens"], start=10)}
    compounds = {f"{stem} {unit}": ten + one for stem, ten in numbers["stems"].items() for unit, one in units.items()}
    return {**units, **teens, **numbers["tens"], **compounds, **numbers["special"]}
