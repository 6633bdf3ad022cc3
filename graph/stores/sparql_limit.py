"""Bounds what a SPARQL query gives: by its own LIMIT where that is smaller, else by one put into its text.

The text is read by its tokens only. The solution modifiers of a query stand outside of all braces, after them
(https://www.w3.org/TR/sparql11-query/#rSolutionModifier), and VALUES may come last (#rValuesClause).
"""

from __future__ import annotations

import re

from .sparql_text import first_word, tokens

_LIMITED = frozenset(("SELECT", "CONSTRUCT", "DESCRIBE"))


def limited(text: str, most: int) -> str:
    """The query with a limit of at most so many solutions. A text that is no such query comes back as it is."""
    if first_word(text) not in _LIMITED:
        return text
    outer = list(_outermost(text))
    for position, (kind, word, end) in enumerate(outer):
        if kind == "word" and word == "LIMIT" and position + 1 < len(outer):
            return _with_smaller(text, end, most)
    values = next((end - len(word) for kind, word, end in outer if (kind, word) == ("word", "VALUES")), None)
    if values is None:
        return f"{text}\nLIMIT {most}"
    return f"{text[:values]}\nLIMIT {most}\n{text[values:]}"


def _with_smaller(text: str, end: int, most: int) -> str:
    """The text whose LIMIT ends here, with the smaller of its number and ours."""
    number = re.match(r"(?:\s|#[^\n\r]*[\n\r])*\+?(\d+)", text[end:])
    if number is None or int(number[1][:18]) <= most:
        return text
    return f"{text[: end + number.start(1)]}{most}{text[end + number.end(1) :]}"


def _outermost(text: str) -> list[tuple[str, str, int]]:
    """The tokens outside of braces: kind, text in upper case, and where each ends."""
    depth, found = 0, list[tuple[str, str, int]]()
    for kind, token, end in tokens(text):
        depth += (token == "{") - (token == "}")
        if depth == 0 and kind not in ("comment", "space"):
            found.append((kind, token.upper(), end))
    return found
