"""A folder of annotated reports: each text read anew and judged against its annotation, errors with their sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from ...graph.door import Refusal
from ...graph.errors import InputRefused, UsageError
from ...graph.model import Document
from ...graph.settle import Progress
from ..extraction import read_report
from ..extraction.lines import read_lines
from ..extraction.record import record
from ..extraction.sentences import split_sentences
from ..reading import SourceReader
from ..reading.files import is_large
from ..workers import Failed, Plan, run
from .judging import LISTS, Judged, Outcome, judge
from .pairing import Item
from .reliability import Claim, claims
from .scoring import Score, score

ENDINGS = (".txt", ".html", ".htm", ".pdf", ".docx")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report and what its annotators found in it."""

    path: Path
    gold: Item


@dataclass(frozen=True, slots=True)
class Mistake:
    """A fact that is not right, with the sentence that was read so, or that says what was missed."""

    document: str
    fact: Judged
    sentence: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The score of a folder, its errors, what was said how surely, and which of its texts could not be read."""

    score: Score
    mistakes: tuple[Mistake, ...]
    said: tuple[Claim, ...] = ()
    refused: tuple[Refusal, ...] = field(default=())


def read_gold(folder: Path) -> tuple[Annotated, ...]:
    """The annotated reports of a folder: `ID.json` beside `ID.txt` (or a page or PDF).

    Raises UsageError, which names the file, for a folder without any, an annotation without a text or one that is no
    JSON of the format that `comity extract` prints.
    """
    found = tuple(Annotated(_text_beside(path), _annotation(path)) for path in sorted(folder.glob("*.json")))
    if not found:
        raise UsageError(f"There is no gold in {folder}: it holds ID.json beside ID.txt.")
    return found


def _text_beside(path: Path) -> Path:
    for ending in ENDINGS:
        if (beside := path.with_suffix(ending)).is_file():
            return beside
    raise UsageError(f"Beside {path} there is no {path.stem}.txt: put the annotated text there.")


def _annotation(path: Path) -> Item:
    try:
        made = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, OSError) as error:
        raise UsageError(f"{path} is no annotation: {error}.") from None
    if not isinstance(made, dict) or not all(_is_list_of_items(cast("Item", made), key) for key in LISTS):
        raise UsageError(f"{path} is no annotation: {', '.join(LISTS)} are lists of objects.")
    return cast("Item", made)


def _is_list_of_items(record: Mapping[str, Any], key: str) -> bool:
    listed: object = record.get(key) or []
    return isinstance(listed, list) and all(isinstance(each, dict) for each in cast("list[object]", listed))


def evaluate(
    gold: Sequence[Annotated],
    reader: SourceReader,
    plan: Plan,
    strict: bool = False,
    progress: Progress = lambda done, total: None,
) -> Evaluation:
    """Read every text as `comity extract` would, and compare. A text that cannot be read has all its facts missed."""
    judged: dict[str, tuple[Judged, ...]] = {}
    mistakes: list[Mistake] = []
    said: list[Claim] = []
    refused: list[Refusal] = []
    task = _Compare(reader, strict)
    with closing(run(task, gold, plan, is_heavy=lambda each: is_large(each.path))) as results:
        for number, (each, made) in enumerate(results, start=1):
            if isinstance(made, Failed):
                refused.append(Refusal(str(each.path), made.reason))
            name = each.path.stem
            compared = _all_missed(each, strict) if isinstance(made, Failed) else made
            judged[name] = compared.judged
            mistakes += [Mistake(name, fact, compared.sentences.get(fact, "")) for fact in _told(compared.judged)]
            said += compared.said
            progress(number, len(gold))
    return Evaluation(score(judged.items()), tuple(mistakes), tuple(said), tuple(refused))


def _all_missed(annotated: Annotated, strict: bool) -> _Compared:
    return _Compared(tuple(judge(annotated.gold, {}, strict)), {})


def _told(judged: Sequence[Judged]) -> list[Judged]:
    """The mistakes to tell."""
    return [fact for fact in judged if fact.is_told and fact.outcome is not Outcome.RIGHT]


@dataclass(frozen=True, slots=True)
class _Compared:
    judged: tuple[Judged, ...]
    sentences: Mapping[Judged, str]
    said: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class _Compare:
    """What workers do with an annotated report."""

    reader: SourceReader
    strict: bool

    def __call__(self, annotated: Annotated) -> _Compared | Failed:
        try:
            document = self.reader.read(annotated.path)
        except InputRefused as error:
            return Failed(str(error))
        made = record(read_report(document), document)
        judged = tuple(judge(annotated.gold, made, self.strict))
        sentences = _Sentences(document, made["evidence"])
        told = {fact: sentences.of(fact) for fact in _told(judged)}
        return _Compared(judged, told, tuple(claims(judged, made["evidence"])))


class _Sentences:
    """Finds the sentence of a text that a mistake is about."""

    def __init__(self, document: Document, evidence: Sequence[Mapping[str, Any]]) -> None:
        split = split_sentences(read_lines(document.text).lines)
        self._sentences = [" ".join(each.text.split()) for each in split]
        self._quotes = [(str(each["path"]), str(each["quote"])) for each in evidence]

    def of(self, fact: Judged) -> str:
        """What was quoted for what was read; else where the gold's value stands, or the item it belongs to."""
        if fact.outcome in (Outcome.WRONG, Outcome.SPURIOUS):
            for path, quote in self._quotes:
                if path == fact.pointer or path.startswith(f"{fact.pointer}/"):
                    return " ".join(quote.split())
        item, value = fact.of.partition(" | ")[0], fact.gold.partition(" | ")[0]
        return self._holding(item, value) or self._holding(item or value) or self._holding(value)

    def _holding(self, *values: str) -> str:
        """The first sentence with all of these in it."""
        wanted = [value.casefold() for value in values if value]
        found = (each for each in self._sentences if wanted and all(value in each.casefold() for value in wanted))
        return next(found, "")
