"""The types of a named question's parameters: what a user may write, and how a value reads in each language.

Cypher takes a value by the driver (dates as ISO text, for `date($from)`); SPARQL has no parameters, so there a value
is written into the text as an RDF term. Nothing that a user writes can end such a term early: the characters that
could are either refused (ids) or escaped (text).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from .dates import first_day, last_day
from .errors import UsageError
from .stores.base import Cell
from .stores.terms import day_term, entity_term, fact_term, integer_term, literal_term

# The characters of a path segment in RFC 3987 (ipchar), without percent signs, which our ids do not have.
_ID = re.compile(r"[\w.~!$&'()*+,;=:@-]+(/[\w.~!$&'()*+,;=:@-]+)+")
_FACT = re.compile(r"(fact/)?[0-9a-f]{32}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)  # within 64 bits, the integers of Cypher
# SPARQL 1.1, 19.2, lets an engine turn \u0022 into a quote before it reads the strings, even after a backslash.
_TEXT = re.compile(r"((?!\\[uU])[^\x00\ud800-\udfff])+")


@dataclass(frozen=True, slots=True)
class ParameterType:
    """A type by its name in headers: `read` gives the value or raises UsageError, `term` writes it for SPARQL."""

    name: str
    form: str
    example: str
    read: Callable[[str], Cell]
    term: Callable[[Cell], str]


def _read_id(text: str) -> Cell:
    return _matched(_ID, text)


def _read_fact(text: str) -> Cell:
    return _matched(_FACT, text).removeprefix("fact/")


def _read_integer(text: str) -> Cell:
    return int(_matched(_INTEGER, text))


def _read_text(text: str) -> Cell:
    return _matched(_TEXT, text)


def _read_day(text: str) -> Cell:
    return str(first_day(_matched(_DAY, text)))


def _read_first_day(text: str) -> Cell:
    return str(first_day(_matched(_DATE, text)))


def _read_last_day(text: str) -> Cell:
    return str(last_day(_matched(_DATE, text)))


def _matched(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise UsageError(f"“{text}” cannot be read.")
    return text


def _entity(value: Cell) -> str:
    return entity_term(str(value))


def _fact(value: Cell) -> str:
    return fact_term(str(value))


def _integer(value: Cell) -> str:
    return integer_term(int(value or 0))


def _string(value: Cell) -> str:
    return literal_term(str(value))


def _day(value: Cell) -> str:
    return day_term(date.fromisoformat(str(value)))


_DATE_FORM = "a date as 2024-07-01, 2024-07 or 2024"
TYPES: Mapping[str, ParameterType] = {
    each.name: each
    for each in (
        ParameterType("id", "an id as country/PAK", "sector/none", _read_id, _entity),
        ParameterType("fact", "the id of a fact, 32 hexadecimal digits", "0" * 32, _read_fact, _fact),
        ParameterType("text", "text, not empty and without \\u escapes", "none", _read_text, _string),
        ParameterType("integer", "a whole number", "1", _read_integer, _integer),
        ParameterType("date", "a day as 2024-07-01", "2024-07-01", _read_day, _day),
        ParameterType("date_from", f"{_DATE_FORM} (from its first day)", "2024", _read_first_day, _day),
        ParameterType("date_to", f"{_DATE_FORM} (to its last day)", "2024", _read_last_day, _day),
    )
}
