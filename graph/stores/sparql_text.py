"""What can be told of a SPARQL text without an engine: its words, outside of strings, IRIs, names and comments.

Terminals as in https://www.w3.org/TR/sparql11-query/#sparqlGrammar, taken widely: a word counts as a keyword only where
nothing else can be meant.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from ..errors import Refused

KEPT = 64  # texts remembered: console, reader and engine each ask the same of one, and questions recur
LONG = 1 << 14  # characters of a text: reading them takes some milliseconds
# Tokens in which no word stands, tried before all others.
_CLOSED = r"""
    (?P<space>\s+)
  | (?P<long>\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3})
  | (?P<string>"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<comment>\#[^\n\r]*)
  | (?P<variable>[?$@]\w[\w-]*)
  | (?P<name>[\w.-]*+:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
"""
_TOKEN = re.compile(rf"{_CLOSED} | (?P<run>[\w.-]+) | (?P<other>\\[\"']|.)", re.VERBOSE | re.DOTALL)
# All that lies before the next brace, and outside of braces also before the next run, in one step.
# (Named groups within a possessive repetition are an error of Python 3.11.)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _CLOSED)
_TO_BRACE = re.compile(rf"(?:{_UNNAMED} | [\w.-]+ | \\[\"'] | [^{{}}])++", re.VERBOSE | re.DOTALL)
_TO_RUN = re.compile(rf"(?:{_UNNAMED} | \\[\"'] | [^{{}}\w.-])++", re.VERBOSE | re.DOTALL)
_RUN = re.compile(r"[\w.-]+")
# What a run without a colon is made of. It is taken as a whole first, and an escaped quote begins no string, so that no
# text is gone through again from each of its characters: the time that it takes grows with its length only.
_PART = re.compile(r"(?P<word>[A-Za-z_][\w-]*)|(?P<other>.)", re.DOTALL)
_OUTSIDE = re.compile("service|from", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PROLOGUE = ("PREFIX", "BASE", "VERSION")
_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"))


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """The kind of each token, its text, and where it ends."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "run":
            parts = _PART.finditer(text, *match.span())
            yield from ((part.lastgroup or "", part[0], part.end()) for part in parts)
        else:
            yield match.lastgroup or "", match[0], match.end()


def outer_words(text: str) -> Iterator[tuple[str, int]]:
    """The bare words outside of all braces, in upper case, and where each ends."""
    depth = position = 0
    while position < len(text):
        if dull := (_TO_BRACE if depth else _TO_RUN).match(text, position):
            position = dull.end()
        elif run := _RUN.match(text, position):  # outside, as within braces it is dull
            parts = _PART.finditer(text, *run.span())
            yield from ((part[0].upper(), part.end()) for part in parts if part.lastgroup == "word")
            position = run.end()
        else:
            depth += 1 if text[position] == "{" else -1
            position += 1


def words(text: str) -> Iterator[str]:
    """The bare words of a query in upper case, in their order."""
    return (token.upper() for kind, token, _ in tokens(text) if kind == "word")


@lru_cache(KEPT)
def reaches_out(text: str) -> bool:
    """Does the query ask another server: by SERVICE, or by FROM, which some engines fetch?

    An endpoint that goes by the letter reads `\\u0053ERVICE` as SERVICE, wherever it stands, others do not: both count.
    """
    readings = {text, _ESCAPE.sub(_unescaped, text)}
    return any(_OUTSIDE.search(each) and not {"SERVICE", "FROM"}.isdisjoint(words(each)) for each in readings)


def _unescaped(match: re.Match[str]) -> str:
    """https://www.w3.org/TR/sparql11-query/#codepointEscape"""
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else match[0]


def first_word(text: str) -> str:
    """The first word after the prologue: SELECT, ASK, CONSTRUCT, DESCRIBE, or that of an update; empty for no word."""
    return next((word for word in words(text) if word not in _PROLOGUE), "")


@lru_cache(KEPT)
def is_update(text: str) -> bool:
    """Is the text an update, to judge by its first word?"""
    return first_word(text) in _UPDATES


def refuse_unsafe(text: str) -> None:
    """Raises Refused for an update, and for a query that asks another server."""
    if is_update(text):
        raise Refused("An update is refused here: this console only reads.")
    if reaches_out(text):
        raise Refused("SERVICE and FROM are refused here: this console asks no other server, and there is one graph.")
