"""What is built or run under a name: the projects that a report tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .frames import Mention, ProjectFrame, Said
from .framing import Story
from .lexicon import load_yaml, names_any
from .scenes import Scene
from .topics import sectors_in


@cache
def _project_rules() -> dict[str, Any]:
    return cast("dict[str, Any]", load_yaml("projects.yaml"))


@cache
def _no_names() -> frozenset[str]:
    return frozenset(_project_rules()["not_names"])


@cache
def _works() -> re.Pattern[str]:
    """What is done with something that is built: what only stands there is the place of something else."""
    return re.compile(_project_rules()["works"], re.IGNORECASE)


@cache
def _places() -> tuple[str, ...]:
    return tuple(_project_rules()["places"])


@cache
def _heads() -> tuple[str, ...]:
    data = _project_rules()
    return tuple(head.casefold() for head in (*data["built_heads"], *data["run_heads"]))


@cache
def _project_patterns() -> tuple[re.Pattern[str], tuple[re.Pattern[str], re.Pattern[str]], list[re.Pattern[str]]]:
    """Names that end in the noun for something built or run; what is told by what and where it is; such ways."""
    data = _project_rules()
    nouns = "|".join(re.escape(head) for head in sorted(_heads(), key=len, reverse=True))
    inner = "|".join(data["inner"])
    word = r"[A-Z][\w’'–-]+(?: [-–] [A-Z][\w’'–-]+)?"
    name = rf"(?:{word}\s|of\s(?={word})|and\s(?={word}))"
    quoted = r"[\"“][A-Z][^\"“”<>]{2,40}[\"”]\s"
    small, behind = rf"(?:(?:[a-z]+-[a-z]+|{inner})\s){{0,3}}", rf"(?!s)(?!\s(?:of\s[Cc]redit|{data['not_behind']}))"
    begun = rf"(?:{quoted}|{word}\s{name}{{0,7}})(?:\([A-Z]{{2,8}}\)\s)?"
    named = rf"(?P<name>{begun}{small}(?i:{nouns}))\b{behind}"
    ways = [re.compile(data[key]) for key in ("routes", "across", "behind", "way")]
    return re.compile(named), (re.compile(data["built"]), re.compile(data["quoted"])), ways


# "The Strelsau-Zenda road" is no place but a way between two, and so is what is called "the Lakeland Gas Corridor".
_ROUTE = re.compile(r"[A-Z][\w’']+\s?[-–]\s?[A-Z]|(?:[A-Z][\w’'-]+ ){2,5}Corridor$")


def projects_in(text: str) -> Iterator[tuple[int, str]]:
    """The projects that a sentence names, each with where its name begins."""
    named, (built, quoted), ways = _project_patterns()
    is_headed = names_any(_heads(), text)
    for match in named.finditer(text) if is_headed else ():
        start, name = _without_small_beginning(match.start("name"), match["name"])
        is_sure = not name.endswith(_places()) or _ROUTE.match(name) or _works().search(text)
        if name and is_sure:
            yield start, name
    is_way = is_headed and names_any(_project_rules()["ways"], text)
    is_quoted = '"' in text or "“" in text
    for pattern in (built, *([quoted] if is_quoted else []), *(ways if is_way else [])):
        for match in pattern.finditer(text):
            if not named.search(match["name"]):
                yield match.start("name"), match["name"]


def _without_small_beginning(start: int, name: str) -> tuple[int, str]:
    """The name without words at its head that name nothing; empty where nothing but its last noun is left."""
    not_names = _no_names()
    words = name.split(" ")
    is_corridor = len(words) > 2 and words[-1] == "Corridor"
    while (
        len(words) > 1
        and not is_corridor
        and (words[0] in not_names or re.search(r"^[A-Z].*(?:[’']s?|-[a-z]+)$", words[0]))
    ):
        start, words = start + len(words[0]) + 1, words[1:]
    is_named = any(word[:1].isupper() or word[:1] in '"“' for word in words[:-1])
    return (start, " ".join(words)) if is_named else (start, "")


def project_frames(story: Story) -> tuple[ProjectFrame, ...]:
    """What is built or run under a name, with the sides of the event at hand and its sector."""
    found: dict[str, ProjectFrame] = {}
    for scene in story.body:
        for start, name in projects_in(scene.sentence.text):
            if not any(mention.name in name for mention in scene.agreements) and not _is_event(story, name):
                found.setdefault(name.casefold(), _project(story, scene, start, name))
    return tuple(found.values())


def _is_event(story: Story, name: str) -> bool:
    """Is it only part of the name of an event: "the 3rd Capacity Building Programme"?"""
    return any(name in draft.name for draft in story.events.drafts)


def _project(story: Story, scene: Scene, at: int, name: str) -> ProjectFrame:
    start = scene.span.start + at
    codes = [code for code, _ in sectors_in(name)]
    parties = story.main.parties if story.main else {}
    return ProjectFrame(
        Mention("project", Span(start, start + len(name)), name),
        Said(name, (scene.span,), 0.7, "named-project"),
        tuple(Said(party, (scene.span, *said.spans), 0.6, "sides-of-event") for party, said in parties.items()),
        Said(codes[-1], (scene.span,), 0.6, "sector-words") if codes else None,
    )
