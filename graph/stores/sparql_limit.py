"""Bounds what a SPARQL query gives: by its own LIMIT where that is smaller, else by one put into its text.

The text is read by its tokens only. The solution modifiers of a query stand outside of all braces, after them
(https://www.w3.org/TR/sparql11-query/#rSolutionModifier), and VALUES may come last (#rValuesClause).
"""

from __future__ import annotations

import re
from functools import lru_cache

from .sparql_text import KEPT, first_word, outer_words

_LIMITED = frozenset(("SELECT", "CONSTRUCT", "DESCRIBE"))


@lru_cache(KEPT)
def limited(text: str, most: int) -> str:
    """The query with a limit of at most so many solutions. A text that is no such query comes back as it is."""
    if first_word(text) not in _LIMITED:
        return text
    values = None
    for word, end in outer_words(text):
        if word == "LIMIT":
            return _with_smaller(text, end, most)
        if word == "VALUES" and values is None:
            values = end - len(word)
    if values is None:
        return f"{text}\nLIMIT {most}"
    return f"{text[:values]}\nLIMIT {most}\n{text[values:]}"


def _with_smaller(text: str, end: int, most: int) -> str:
    """The text whose LIMIT ends here, with the smaller of its number and ours."""
    number = re.match(r"(?:\s|#[^\n\r]*[\n\r])*\+?(\d+)", text[end:])
    if number is None or int(number[1][:18]) <= most:
        return text
    return f"{text[: end + number.start(1)]}{most}{text[end + number.end(1) :]}"
