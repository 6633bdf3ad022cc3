"""Names in the forms in which they are compared, and the readable part of an id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from .registry import read_table, registry

_APOSTROPHES = re.compile("['’‘`\u00b4]s\\b|['’‘`\u00b4]", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[][^)\]]{0,80}[)\]]")
_NOT_WORD = re.compile(r"[^\w]+")
_NOT_IN_ID = re.compile(r"[^\w./-]+")
_WORD = re.compile(r"[\w.]+(?:['’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST_SLUG = 96
# How one sound is written, for comparing names across transliterations; the longer first.
_SOUNDS = (("kh", "k"), ("gh", "g"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", "v"), ("j", "y"))
_VOWELS = re.compile("[aeiouy]+")
_REPEATED = re.compile(r"(.)\1+")
# Words that tell nothing about which body or instrument is meant.
FILLERS = frozenset(("a", "an", "and", "at", "between", "for", "in", "of", "on", "the", "to", "with"))
_DIGRAPHS = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "\u0131": "i", "þ": "th", "ð": "d"}
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, accents, apostrophes and punctuation folded; words separated by single spaces."""
    plain = _without_marks(_without_marks(_APOSTROPHES.sub("", text)).casefold()).translate(_DIGRAPHS)
    return " ".join(_NOT_WORD.sub(" ", plain).replace("_", " ").split())


def _without_marks(text: str) -> str:
    """Letters as their plain ones. Done before and after case folding, as each gives the other something to do."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slug(text: str) -> str:
    """The readable part of an id: lower-case words with hyphens, whole ones up to 96 characters, never empty."""
    words = "".join(char if char.isascii() else "" for char in fold(text)).split()
    joined = "-".join(words)
    return (
        joined if len(joined) <= _LONGEST_SLUG else joined[: _LONGEST_SLUG + 1].rpartition("-")[0][:_LONGEST_SLUG]
    ) or "unnamed"


def safe_id(id: str) -> str:
    """An id in which every character that would end it early (a space, a `#`…) is a hyphen."""
    return _NOT_IN_ID.sub("-", id).strip("-")


def person_key(name: str) -> str:
    """A person's name whatever the order of its parts."""
    return " ".join(sorted(fold(name).split()))


def spelling_key(name: str) -> str:
    """A person's name however its sounds are written in Latin letters: the consonants of each part, in any order.

    So Muhammad, Mohammed and Mohamed are one, and so are Hussain and Husein.
    """
    return " ".join(sorted(_sounds(word) for word in fold(name).split()))


def _sounds(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return word[:1] + _REPEATED.sub(r"\1", _VOWELS.sub("", word[1:]))


def usual_spelling(folded: str) -> str:
    """A folded text with the spellings that differ between capitals ("co operation", "program") made one."""
    return _spellings()[0].sub(lambda match: _spellings()[1][match[0]], folded)


@cache
def _spellings() -> tuple[re.Pattern[str], Mapping[str, str]]:
    usual = {row["variant"]: row["usual"] for row in read_table("spellings.csv")}
    longest_first = sorted(usual, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), usual


def plain_key(name: str) -> str:
    """A name without what stands in brackets and without fillers, in the usual spelling."""
    return " ".join(word for word in usual_spelling(fold(_BRACKETED.sub("", name))).split() if word not in FILLERS)


def body_key(name: str, parties: Iterable[str] = ()) -> tuple[tuple[str, ...], str]:
    """The key of a mechanism: its parties in alphabetical order, and the other words of its name in theirs.

    Each capital names itself first, so the order of the parties says nothing. `parties` (registry ids) count only where
    the name itself names none, as in “Joint Commission”.
    """
    named: list[str] = []
    rest: list[str] = []
    for word, party in _words_and_parties(_WORD.findall(_BRACKETED.sub("", name))):
        (named if party else rest).append(party or word)
    codes = sorted({party.rpartition("/")[2].lower() for party in (named or parties)})
    words = [word for word in usual_spelling(fold(" ".join(rest))).split() if word not in FILLERS]
    # A party that no registry has is found in the name by the words of its id.
    told = set[str]() if named else {word for code in codes for word in code.split("-")}
    return tuple(codes), " ".join([word for word in words if word not in told] or words)


def _words_and_parties(words: list[str]) -> Iterator[tuple[str, str]]:
    """Each word, or the registry id of the party that the next words name."""
    position = 0
    while position < len(words):
        length, party = _party_at(words, position)
        yield words[position], party
        position += length


def _party_at(words: list[str], position: int) -> tuple[int, str]:
    for length in range(min(_longest_party_name(), len(words) - position), 0, -1):
        text = _POSSESSIVE.sub("", " ".join(words[position : position + length]))
        entry = registry().by_name(text)
        if party := entry.id if entry else _demonyms().get(fold(text), ""):
            return length, party
    return 1, ""


@cache
def _longest_party_name() -> int:
    """In words."""
    return max(len(_WORD.findall(name)) for entry in registry().entries for name in (entry.label, *entry.names))


@cache
def _demonyms() -> Mapping[str, str]:
    return {fold(demonym): entry.id for entry in registry().entries for demonym in entry.demonyms}
