"""The sentences of a text with all that was found in them: words, persons, events, dates, instruments, marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...graph.model import Document, Span
from .acronyms import sides_of_acronyms, with_sides
from .agreements import AgreementMention, before_session, find_agreements
from .dates import find_dates
from .described import find_described
from .event_types import EventMention
from .events import find_acronyms, find_events
from .lines import Page, read_lines
from .names import (
    MOST_PEOPLE,
    Person,
    find_inner_pronouns,
    find_persons,
    find_pronoun,
    find_titles,
    unify,
)
from .paired import with_pairs
from .persons import PersonMention
from .sentences import LONGEST, Sentence, cut
from .skeleton import Item, Skeleton, marked
from .tokens import Words, words_of
from .unlisted import with_unlisted

_ON = re.compile(r"\b(?:on|for|under) (?:the |an? )?$")
_NAMED = frozenset({"named", "numbered", "body"})
_WITH = re.compile(r"(?:With|To|Unlike|Alongside|Besides) (?:the )?$")  # "he" behind is somebody else
_HEAD = re.compile(r"(?:<[DLC]\d+>|[^\w<>]|\d|\b(?:AM|PM|am|pm|GMT|UTC)\b){1,40}")
_SMALL_WORD = re.compile(r"(?<![\w’'])[a-z]{5,}\b")


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence and what stands in it."""

    sentence: Sentence
    words: Words
    skeleton: Skeleton
    agreements: tuple[AgreementMention, ...]

    @property
    def span(self) -> Span:
        return self.sentence.span

    @property
    def is_head(self) -> bool:
        """Is it but the place and the day of a report: "Strelsau, 3 May 2024"?"""
        text = self.skeleton.text
        return ("<L" in text or ("<C" in text and "<D" in text)) and _HEAD.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Report:
    """A text cut into scenes, its persons unified."""

    document: Document
    page: Page
    scenes: tuple[Scene, ...]
    people: tuple[Person, ...]
    person_at: dict[Span, Person]  # by the span of the name
    refused: tuple[tuple[str, Span], ...] = ()
    head: Scene | None = None  # the line of the day that the text was published on, where a place stands in it


def read_scenes(document: Document) -> Report:
    """The scenes of a document."""
    page = read_lines(document.text)
    sentences, too_long = cut(page.lines)
    small = frozenset(_SMALL_WORD.findall(document.text))
    words = with_unlisted([words_of(sentence.text, sentence.span.start, small) for sentence in sentences])
    pairs = list(zip(sentences, words, strict=True))
    acronyms = find_acronyms(pairs)
    sides = sides_of_acronyms(words)
    persons = [[with_sides(each, sides) for each in with_pairs(*pair, find_persons(*pair))] for pair in pairs]
    people = unify([mention for mentions in persons for mention in mentions if _trusted(mention, sentences)])
    person_at = _person_index(people, persons)
    scenes: list[Scene] = []
    subject: Person | None = None
    for (sentence, word), found in zip(pairs, persons, strict=True):
        standing = _standing_for(sentence, word, people, subject, person_at)
        standing += _inside(sentence, [*found, *standing], subject, person_at)
        scenes.append(_scene(sentence, word, [*found, *standing], person_at, acronyms))
        subject = _subject(scenes[-1], person_at) or (subject if standing else None)
    refused = [(f"A sentence of more than {LONGEST} characters is not read.", span) for span in too_long]
    if len(people) >= MOST_PEOPLE:
        refused.append((f"Only the {MOST_PEOPLE} people with the longest names are read.", sentences[-1].span))
    head = _head(document, page)
    return Report(document, page, tuple(scenes), tuple(people), person_at, tuple(refused), head)


def _head(document: Document, page: Page) -> Scene | None:
    """The line that says when a text was published, if it also says where and nothing else."""
    if (line := page.published_line) is None:
        return None
    sentence = Sentence(-1, line, document.text[line.start : line.end], "date")
    scene = _scene(sentence, words_of(sentence.text, line.start, frozenset()), (), {}, {})
    return scene if scene.is_head else None


def _standing_for(
    sentence: Sentence, words: Words, people: Sequence[Person], subject: Person | None, person_at: dict[Span, Person]
) -> list[PersonMention]:
    """The posts and pronouns of a sentence that stand for persons named elsewhere; they are added to the index."""
    found = list(find_titles(sentence, words, people, subject)) if sentence.part != "title" else []
    if pronoun := find_pronoun(sentence, subject):
        found.append(pronoun)
    person_at.update({mention.name_span: person for mention, person in found})
    return [mention for mention, _ in found]


def _inside(
    sentence: Sentence, named: Sequence[PersonMention], subject: Person | None, person_at: dict[Span, Person]
) -> list[PersonMention]:
    """The pronouns in later clauses of a sentence; they are added to the index."""
    known = sorted((each for each in named if each.name_span in person_at), key=lambda each: each.span)
    is_other = bool(known) and _WITH.match(sentence.text[: known[0].span.start - sentence.span.start]) is not None
    first = person_at[known[0].name_span] if known and not (is_other and subject) else subject
    found = list(find_inner_pronouns(sentence, first))
    person_at.update({mention.name_span: person for mention, person in found})
    return [mention for mention, _ in found]


def _subject(scene: Scene, person_at: dict[Span, Person]) -> Person | None:
    """The person whom a sentence is about: the first that it names."""
    first = next((item.thing for item in scene.skeleton.items if item.kind == "P"), None)
    return person_at.get(first.name_span) if isinstance(first, PersonMention) else None


def _trusted(mention: PersonMention, sentences: Sequence[Sentence]) -> bool:
    """In a headline every word has a capital, so that a name there only repeats one of the body."""
    return sentences[mention.sentence].part != "title" or not mention.certain


def _person_index(people: Iterable[Person], found: Iterable[Iterable[PersonMention]]) -> dict[Span, Person]:
    index = {mention.name_span: person for person in people for mention in person.mentions}
    for mentions in found:
        for mention in mentions:
            if mention.name_span not in index and mention.certain:
                match = next((p for p in people if {mention.name} == {p.name}), None)
                if match:
                    index[mention.name_span] = match
    return index


def _scene(
    sentence: Sentence,
    words: Words,
    persons: Sequence[PersonMention],
    person_at: dict[Span, Person],
    acronyms: dict[str, str],
) -> Scene:
    events = find_events(sentence, words, acronyms)
    agreements = (*find_described(sentence, words), *find_agreements(sentence, words))
    known, bare = _known_and_bare(persons, person_at)
    groups: list[list[Item]] = [
        [Item("P", _own_span(each), each) for each in known],
        [Item("A", before_session(each, sentence, events), each) for each in agreements],
        [Item("E", _before_agreement(sentence, each, agreements), each) for each in events if each.form in _NAMED],
        [Item("D", each.span, each) for each in find_dates(sentence.text, sentence.span.start)],
        _cut(sentence, events, known),
        [Item("C", Span(token.start, token.end), token) for token in words.tokens if token.kind == "P"],
        [Item("L", Span(token.start, token.end), token) for token in words.tokens if token.kind == "L"],
        [Item("N", each.span, each) for each in bare],
    ]
    return Scene(sentence, words, marked(sentence, groups), agreements)


def _before_agreement(sentence: Sentence, event: EventMention, agreements: Iterable[AgreementMention]) -> Span:
    """Where an event is named, without the instrument that it is on: "the Third Meeting on the Transit Agreement"."""
    inside = [each.span.start for each in agreements if event.span.start < each.span.start < event.span.end]
    if not inside or not _ON.search(sentence.text[: min(inside) - sentence.span.start]):
        return event.span
    return Span(event.span.start, _trimmed(sentence, min(inside)))


def _own_span(mention: PersonMention) -> Span:
    """Where the person stands: with the post, unless it is a bare name."""
    return mention.span if mention.certain else mention.name_span


def _known_and_bare(
    persons: Sequence[PersonMention], person_at: dict[Span, Person]
) -> tuple[list[PersonMention], list[PersonMention]]:
    """Mentions of persons of the text, and bare names of two words or more that may be persons."""
    known = [each for each in persons if each.name_span in person_at]
    others = [each for each in persons if each.name_span not in person_at and not each.certain]
    return known, [each for each in others if len(each.name.split()) > 1]


def _trimmed(sentence: Sentence, end: int) -> int:
    """The end of the words before a place in the text."""
    return sentence.span.start + len(sentence.text[: end - sentence.span.start].rstrip())


def _cut(sentence: Sentence, events: Iterable[EventMention], persons: Sequence[PersonMention]) -> list[Item]:
    """Nameless events and references, each ending before the person that its complement begins with."""
    items: list[Item] = []
    for event in events:
        if event.form in {"generic", "reference", "introduced"}:
            inside = [each.span.start for each in persons if event.span.start < each.span.start < event.span.end]
            end = _trimmed(sentence, min(inside)) if inside else event.span.end
            named = _with_persons(sentence, event, end, persons) if event.form == "generic" else event
            items.append(Item("E", Span(event.span.start, end), named))
    return items


_OPEN_NAME = re.compile(r"(?:with|between|of|by|on|from) (?:the )?$")
_NEXT = re.compile(r"(?:,| and| with|, and) (?:the )?")


def _with_persons(sentence: Sentence, event: EventMention, end: int, persons: Iterable[PersonMention]) -> EventMention:
    """An event whose name goes on with persons: "talks between A and B"."""
    start, text = sentence.span.start, sentence.text
    if not _OPEN_NAME.search(f"{text[event.span.start - start : end - start].rstrip()} "):
        return event
    last = end
    for person in persons:
        if not text[person.span.start - start].isupper():
            continue
        gap = text[last - start : person.span.start - start] if person.span.start >= last else None
        if gap is not None and (gap in {" ", " the "} if last == end else _NEXT.fullmatch(gap)):
            last = person.span.end
    name = " ".join(text[event.span.start - start : last - start].split())
    return replace(event, name=name) if last > end else event
