"""A sentence in which everything that was found stands as a mark: rules speak of persons and events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...graph.model import Span
from .sentences import Sentence

Found = object  # a PersonMention, EventMention, DateMention, Token of a party or place, or AgreementMention
_SPACE = re.compile(r"\s")
_MARK = re.compile(r"<([A-Z])(\d+)>")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing found in a sentence; `kind` is the letter of its mark."""

    kind: str
    span: Span
    thing: Found


@dataclass(frozen=True)
class Skeleton:
    """The sentence with marks, the items they stand for, and where each mark is in the marked text."""

    sentence: Sentence
    text: str
    items: tuple[Item, ...]

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each item's mark."""
        found = {int(match[2]): match.span() for match in _MARK.finditer(self.text)}
        return tuple(found[number] for number in range(len(self.items)))

    def items_in(self, start: int, end: int, kinds: str) -> list[Item]:
        """The items of these kinds whose marks stand within a stretch of the marked text."""
        return [
            item
            for item, place in zip(self.items, self.places, strict=True)
            if item.kind in kinds and start <= place[0] and place[1] <= end
        ]

    def item(self, number: str) -> Item:
        """The item with a number, as a pattern finds it in a mark."""
        return self.items[int(number)]

    def of_kind(self, kinds: str) -> list[Item]:
        """The items of these kinds, in order."""
        return [item for item in self.items if item.kind in kinds]

    def place_of(self, item: Item) -> tuple[int, int]:
        """Where the mark of an item stands."""
        return self.places[self.items.index(item)]


def marked(sentence: Sentence, groups: Sequence[Iterable[Item]]) -> Skeleton:
    """The skeleton of a sentence; where two items overlap, the one of the earlier group stays."""
    kept: list[Item] = []
    for group in groups:
        for item in group:
            if all(item.span.end <= other.span.start or item.span.start >= other.span.end for other in kept):
                kept.append(item)
    kept.sort(key=lambda item: item.span)
    parts: list[str] = []
    at = sentence.span.start
    for number, item in enumerate(kept):
        parts += [_clean(sentence, at, item.span.start), f"<{item.kind}{number}>"]
        at = item.span.end
    parts.append(_clean(sentence, at, sentence.span.end))
    return Skeleton(sentence, "".join(parts), tuple(kept))


def _clean(sentence: Sentence, start: int, end: int) -> str:
    """The text between two items; what looks like a mark but was written by somebody is no mark."""
    text = sentence.text[start - sentence.span.start : end - sentence.span.start]
    return _SPACE.sub(" ", text.replace("<", " ").replace(">", " "))
