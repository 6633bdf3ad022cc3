"""Tells whether a text is in English or clearly in another language, and in which.

A vote of function words and scripts, not a library: the one question is whether rules for English can read the text.
Function words are a fifth to a half of English prose, so a share far below that decides it, and every vote can be read
in a data file. The detectors that are kept well bring numpy (45 MB) or binaries; the pure ones are not kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import cast

import yaml

ENGLISH = "English"
LOOKED_AT = 50_000  # characters at the head of a text
ENOUGH_WORDS = 25  # fewer tell nothing
ENOUGH_LETTERS = 30
OTHER_SCRIPT = 0.8  # of the letters: less, and there is a part in Latin script worth reading
LEAST_ENGLISH = 0.12  # of the words; the densest English news in names that was measured has 0.22
LEAST_OTHER = 0.12
LEAST_DIFFERENT = 5  # function words of the other language: names alone have “de” and “la”


def language_of(text: str) -> str:
    """The language of a text, by its English name; empty where it is too short, or too much of a list, to tell."""
    looked_at = text[:LOOKED_AT]
    return _by_script(looked_at) or _by_words(looked_at)


def _by_script(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    counted = Counter(_script(letter) for letter in letters)
    others = {script: times for script, times in counted.items() if script not in ("LATIN", "FULLWIDTH", "")}
    if len(letters) < ENOUGH_LETTERS or sum(others.values()) < OTHER_SCRIPT * len(letters):
        return ""
    # Japanese is written with more Chinese characters than its own.
    native = [script for script in ("HIRAGANA", "HANGUL") if others.get(script, 0) * 10 > len(letters)]
    script = native[0] if native else max(others, key=lambda name: others[name])
    return _lists("scripts.yaml").get(script, f"a language in {script.capitalize()} script")


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _by_words(text: str) -> str:
    words = re.findall(r"[^\W\d_]+(?:[\u02bb'][^\W\d_]+)?", text.casefold())
    if len(words) < ENOUGH_WORDS:
        return ""
    counted = Counter(words)
    votes = {name: sum(counted[word] for word in listed) for name, listed in _function_words().items()}
    best = max(votes, key=lambda name: votes[name])
    if votes[ENGLISH] >= LEAST_ENGLISH * len(words):
        return ENGLISH
    clearly = votes[best] >= LEAST_OTHER * len(words)
    different = sum(word in counted for word in _function_words()[best])
    return best if clearly and different >= LEAST_DIFFERENT else ""


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _lists("languages.yaml").items()}


@cache
def _lists(name: str) -> dict[str, str]:
    path = Path(__file__).resolve().parent / name
    return cast("dict[str, str]", yaml.safe_load(path.read_text(encoding="utf-8")))
