"""Areas of cooperation: which sectors the text says were discussed or agreed, and at which event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ...graph.ontology import ontology
from .agreements import AgreementMention
from .beside import beside
from .drafts import EventDraft, same_series
from .frames import Said
from .framing import Story
from .lexicon import load_lines, load_yaml, names_any
from .scenes import Scene
from .telling import worth_telling

_IN_ANY_NAME = frozenset({"regional_integration", "parliamentary"})  # says how, not about what
_WORD = re.compile(r"\w+")
_RECURRING = frozenset({"session", "forum", "exercise"})
_CONFIDENCE = {"sector-words": 0.7, "sector-in-news": 0.55}
_STILL_SPOKEN_OF = 2  # sentences after one that names an event


@dataclass(frozen=True, slots=True)
class Topics:
    """The names of sectors: each phrase gives its codes, or none where it means another thing."""

    beginning: Mapping[str, re.Pattern[str]]  # the phrases that begin with a word, the longest first
    codes: dict[str, tuple[str, ...]]
    cased: frozenset[str]


@cache
def _topics() -> Topics:
    data = cast("dict[str, dict[str, Any]]", load_yaml("sectors.yaml"))
    codes: dict[str, list[str]] = {}
    for code, phrases in sector_phrases().items():
        for phrase in phrases:
            codes.setdefault(_key(phrase), []).append(code)
    for entry in data.values():
        for phrase in entry.get("not", ()):
            codes.setdefault(_key(phrase), [])
    beginning: dict[str, list[str]] = {}
    for phrase in codes:
        beginning.setdefault(_WORD.findall(phrase)[0], []).append(_spelled(phrase))
    cased = frozenset(word for entry in data.values() for word in entry.get("case", ()))
    patterns = {
        word: re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(found, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
        for word, found in beginning.items()
    }
    return Topics(patterns, {k: tuple(v) for k, v in codes.items()}, cased)


@cache
def sector_phrases() -> Mapping[str, tuple[str, ...]]:
    """What a text calls each sector, by code: its label and its other labels in ontology.ttl."""
    concepts = ontology().concepts
    return {
        code: (concepts[term].label, *concepts[term].alternatives)
        for code, term in sorted(ontology().in_list("sector").items())
    }


def _spelled(phrase: str) -> str:
    """A phrase as a pattern, with spaces, hyphens and apostrophes as a text may have them."""
    return re.escape(phrase).replace("\\ ", r"[\s-]{1,2}").replace("'", "['’]")


def _key(phrase: str) -> str:
    return re.sub(r"[\s-]+", " ", phrase.casefold().replace("’", "'"))


@cache
def _cues() -> tuple[str, ...]:
    return load_lines("sector_cues.txt")


def sectors_in(text: str) -> Iterator[tuple[str, int]]:
    """The sector codes that a text names, with where."""
    topics, end = _topics(), 0
    for word in _WORD.finditer(text):
        pattern = topics.beginning.get(word.group().casefold()) if word.start() >= end else None
        match = pattern.match(text, word.start()) if pattern else None
        if match is None:
            continue
        words, end = match.group(), match.end()
        if words.upper() in topics.cased and words not in topics.cased:
            continue
        for code in topics.codes.get(_key(words), ()):
            yield code, match.start()


def bind_topics(story: Story) -> None:
    """Give each event the sectors that the sentences about it name."""
    for draft in story.events.drafts:
        _bind_name(story, draft)
    for scene, text, rule in _speaking_of_areas(story):
        for code, place in (*sectors_in(text), *_in_instruments(scene)):
            if (draft := _event(story, scene, place)) is not None:
                draft.sectors.setdefault(code, Said(code, (scene.span,), _CONFIDENCE[rule], rule))


def _bind_name(story: Story, draft: EventDraft) -> None:
    """The areas that the name of its mechanism says an event is about; not so of what a text only refers back to."""
    main = story.main
    is_other = draft.kind in _RECURRING and not draft.past and not (main and same_series(draft.series, main.series))
    name = draft.series if draft.series_span is not None and not draft.fate and (draft is main or is_other) else ""
    for code, _ in sectors_in(name):
        if code not in _IN_ANY_NAME:
            draft.sectors.setdefault(code, Said(code, (draft.sentence,), 0.7, "sector-in-name"))


# A line of a list: it has a mark before it, goes on after a semicolon, or is a few words without an end.
_LINE_OF_LIST = re.compile(r"^(?:[-•*·–]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s|;(?: and)?$|^(?:\S+\s?){1,8}(?<!\.)$")


_SAYS_SOMETHING = re.compile(
    r"^(?:[-•*·–➡]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)/])|[.!?;:][\"”’)\]]*$"
)  # more than a heading


def _speaking_of_areas(story: Story) -> Iterator[tuple[Scene, str, str]]:
    """The sentences that say what was discussed or agreed, and the lines of a list below one; each as marked.

    The rule says whether such words stand there, or whether it is only where reports tell their news.
    """
    in_list = False
    for scene in story.report.scenes:
        if scene.sentence.part == "aside":
            continue
        in_list = in_list and _LINE_OF_LIST.search(scene.sentence.text) is not None
        text = _without_institutions(scene)
        is_cued = names_any(_cues(), text)
        is_told = in_list or is_cued
        if (is_told or _is_of_the_news(story, scene)) and not beside("background").search(text):
            yield scene, text, "sector-words" if is_told else "sector-in-news"
            in_list = in_list or (is_cued and text.rstrip().endswith(":"))


def _is_of_the_news(story: Story, scene: Scene) -> bool:
    """Does a sentence stand where reports tell their news: in the first two thirds, before the background?"""
    is_early = scene.sentence.index * 3 < len(story.report.scenes) * 2
    return is_early and scene.sentence.part == "body" and _SAYS_SOMETHING.search(scene.sentence.text) is not None


def _in_instruments(scene: Scene) -> Iterator[tuple[str, int]]:
    """The sectors in the names of the instruments that a sentence speaks of, which stand as marks in it."""
    for item, place in zip(scene.skeleton.items, scene.skeleton.places, strict=True):
        if isinstance(item.thing, AgreementMention):
            yield from ((code, place[0]) for code, _ in sectors_in(item.thing.name))


# The name of a ministry says what it is for, not what was talked about.
_INSTITUTION = re.compile(
    r"(?:[oAnMP]J?|&(?=o)){0,6}R(?:ft?[oAM](?:[oAJ]|&(?=o)|,(?=o)){0,8})?|[HM]{1,3}[rf]t?[oA](?:[oAJ]|&(?=o)|,(?=o)){0,8}"
)


def _without_institutions(scene: Scene) -> str:
    """The marked sentence with blanks in place of names of institutions and of posts."""
    text = scene.skeleton.text
    for match in _INSTITUTION.finditer(scene.words.kinds):
        start, end = scene.words.span(*match.span())
        name = scene.sentence.text[start - scene.span.start : end - scene.span.start]
        text = text.replace(name, " " * len(name))
    return text


def _event(story: Story, scene: Scene, place: int) -> EventDraft | None:
    """The event whose discussions name the area: one of the sentence, unless it is only referred back to."""
    told = ((at, draft) for at, draft in story.at[scene.sentence.index] if at <= place)
    before = [(at, draft) for at, draft in told if draft is story.main or worth_telling(draft, story)]
    if not before:
        return _talks(story, scene, story.main)
    at, draft = before[-1]
    if draft is not story.main and beside("main-clause").search(scene.skeleton.text[at:place]):
        return _talks(story, scene, story.main)
    return _talks(story, scene, draft)


def _talks(story: Story, scene: Scene, draft: EventDraft | None) -> EventDraft | None:
    """What was talked about on a visit was so at its first talks, where the text tells of them."""
    if draft is None or draft.kind != "visit" or draft.is_planned:
        return draft
    visitors = {id(role.person) for role in draft.roles}
    talks = (
        other
        for other in story.events.drafts
        if other.kind in {"call_on", "session"}
        and not other.past
        and not other.is_planned
        and any(id(role.person) in visitors for role in other.roles)
        and draft.country is not None
        and other.first <= scene.sentence.index <= other.last + _STILL_SPOKEN_OF
        and draft.country.value in {role.side for role in other.roles}
    )
    return next(talks, draft)
