"""Lines → sentences. A full stop after a title, an initial or an abbreviation ends nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...graph.model import Span
from .lines import Line

LONGEST = 3000  # characters; a sentence of more is a table or a list without full stops, and is not read
_STOP = re.compile(r"[.!?]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[]?[A-Z0-9À-Þ]|\s*$)|;\s*$")
_NOT_AN_END = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Mme|Prof|Hon|Gen|Col|Lt|Maj|Brig|Amb|Smt|Shri|Rev|Engr|Eng|Capt|Adm|Sen|Rep|Ing|Lic|Mag|Mgr|Ma|Md|Mohd|Yu|Zh|Sh|Ya|Kh|Th|St|No|Nos|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|viz|approx|etc|Art|Vol|pp|inter alia|cf|Messrs|Sgt|Cmdr|Rt|Pvt)"
    r"|\b(?:[A-Z]\.){1,5}[A-Z]|\b[A-Z]|^\(?\w{1,3}|^\d{1,3})\.$"
)
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,5}$")
_SENTENCE_STARTERS = frozenset(
    "the this that these those he she they it we his her their its in on at during both earlier meanwhile after".split()
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line without one, at its place in the text."""

    index: int
    span: Span
    text: str
    part: str  # title, body or aside


def split_sentences(lines: Iterable[Line]) -> tuple[Sentence, ...]:
    """The sentences of the lines, in order; their spans are within the lines and do not overlap."""
    return cut(lines)[0]


def cut(lines: Iterable[Line]) -> tuple[tuple[Sentence, ...], tuple[Span, ...]]:
    """The sentences of the lines, and where those stand that are too long to be read."""
    pieces = [(piece, line) for line in lines for piece in _pieces(line.text)]
    short = [(piece, line) for piece, line in pieces if piece[1] - piece[0] <= LONGEST]
    sentences = tuple(
        Sentence(index, Span(line.span.start + start, line.span.start + end), line.text[start:end], line.part)
        for index, ((start, end), line) in enumerate(short)
    )
    long = [Span(line.span.start + a, line.span.start + b) for (a, b), line in pieces if b - a > LONGEST]
    return sentences, tuple(long)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _STOP.finditer(text):
        if _ends_sentence(text, start, match):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    before = text[max(start, match.start() - 24) : match.start() + 1].lstrip()
    if not _NOT_AN_END.search(before):
        return True
    if match.end() == len(text):
        return True
    following = text[match.end() : match.end() + 24].split()
    is_acronym = _ACRONYM.search(before) is not None
    return is_acronym and bool(following) and following[0].casefold() in _SENTENCE_STARTERS


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The piece without outer space, if anything is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
