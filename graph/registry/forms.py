"""The forms in which names of parties and places are compared."""

from __future__ import annotations

import re
import unicodedata

LETTERS_NOT_DECOMPOSED = str.maketrans({"’": "'", "‘": "'", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "–": "-"})
SHORT_ACRONYM = 3  # "US", "WHO" and "ECO" are words of English when written small


def fold(text: str) -> str:
    """A text without case, accents, leading article and extra space; typographic apostrophes and dashes made plain."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS_NOT_DECOMPOSED))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"^the ", "", " ".join(plain.casefold().split()))


def name_key(text: str) -> str:
    """What a name is looked up by: an acronym of up to three letters as it is, any other text folded."""
    letters = [letter for letter in text if letter.isalpha()]
    is_short_acronym = len(letters) <= SHORT_ACRONYM and all(letter.isupper() for letter in letters)
    return text.strip() if is_short_acronym else fold(text)
