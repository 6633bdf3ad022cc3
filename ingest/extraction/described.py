"""Instruments that a sentence describes without naming them: a partnership that covered something, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .agreements import AgreementMention, kind_of
from .event_types import parties_in
from .lexicon import load_yaml
from .periods import years
from .sentences import Sentence
from .tokens import Token, Words

_FURTHEST = 120  # characters before the clause in which the head stands


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = cast("dict[str, Any]", load_yaml("described.yaml"))
    return re.compile(rules["head"]), re.compile(rules["clause"])


def find_described(sentence: Sentence, words: Words) -> Iterator[AgreementMention]:
    """The instruments that a sentence describes; each is named by its head, what it covers and its years."""
    head_pattern, clause_pattern = _patterns()
    for clause in clause_pattern.finditer(sentence.text):
        start = max(0, clause.start() - _FURTHEST)
        head = head_pattern.search(sentence.text[start : clause.start()])
        if head is None or not (period := years(clause["first"], clause["last"])):
            continue
        span = Span(sentence.span.start + clause.start("object"), sentence.span.start + clause.end())
        parties = parties_in(_tokens_from(words, sentence.span.start + start + head.start(), span.end))
        covered = " ".join(clause["object"].split())
        name = f"{' '.join(head.group().split())}: {covered} ({period.replace('/', '-')})"
        if parties:
            yield AgreementMention(sentence.index, span, name, kind_of(name, covered), covered.casefold(), parties)


def _tokens_from(words: Words, start: int, end: int) -> Iterator[Token]:
    return (token for token in words.tokens if start <= token.start < end)
