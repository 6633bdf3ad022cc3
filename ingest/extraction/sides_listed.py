"""Sides of an event that a sentence lists: who attended by their offices alone, and whose members a body has.

"In attendance were the President of Austria, Finland's Prime Minister and ministers from Malta"; "The Member States are
Austria, Finland and Malta".
"""

from __future__ import annotations

import re
from itertools import pairwise

from .acted_at import party_of
from .beside import beside
from .drafts import EventDraft
from .frames import Said
from .framing import Story
from .scenes import Scene
from .skeleton import Item

_FEWEST = 3  # sides of a list
_LINE = re.compile(r"^(?:\W|\d{1,2}[.)]\s){0,4}(?:[Tt]he )?<C(\d+)>(?::| [-–—]) ?<[PN]\d")
_OF = re.compile(r"\b(?:of|from|for|representing) (?:the )?$")
_PERSON_OF = re.compile(r"<[PN]\d+>(?:, [^<>()]{1,40})? \($")
_NEXT = re.compile(r"^(?: \([^()]{1,40}\))?(?:,|;|,? and|,? as well as)(?: (?:the|of|from|also))* $")
_WITH_OTHERS = frozenset({"session", "summit", "conference", "forum", "roundtable"})


def bind_listed_sides(story: Story, scene: Scene) -> None:
    """Give the event that a sentence speaks of the sides that it lists as present, or as those of the body that met."""
    _bind_represented(story, scene)
    text = scene.skeleton.text
    if text.count("<C") < _FEWEST or beside("no-list-of-sides").search(text):
        return
    match = beside("sides-present").search(text)
    draft = story.event_at(scene, match.start()) if match else story.main
    items = _present(scene) if match else _in_row(scene) if beside("members-are").search(text) else []
    parties = dict.fromkeys(party for party in map(party_of, items) if party)
    if draft is not None and draft.kind in _WITH_OTHERS and len(parties) >= _FEWEST:
        _add(draft, scene, list(parties))


def _bind_represented(story: Story, scene: Scene) -> None:
    """The sides of which a sentence says that they were represented: "Malta sent its deputy minister"."""
    for match in beside("side-represented").finditer(scene.skeleton.text):
        draft = story.event_at(scene, match.start())
        parties = map(party_of, scene.skeleton.items_in(*match.span("sides"), "C"))
        if draft is not None and draft.kind in _WITH_OTHERS:
            _add(draft, scene, [party for party in parties if party])


def bind_lines_of_sides(story: Story) -> None:
    """Give the main event the sides that begin three lines or more: "Malta – Anna Berg, Minister of Trade"."""
    rows: list[list[tuple[Scene, str]]] = [[]]
    for scene in story.body:
        first = _LINE.match(scene.skeleton.text)
        if first is None:
            rows.append([])
        else:
            rows[-1].append((scene, party_of(scene.skeleton.item(first[1]))))
    main = story.main
    if main is not None and main.kind in _WITH_OTHERS:
        for scene, party in (line for row in rows if len(row) >= _FEWEST for line in row):
            _add(main, scene, [party])


def _add(draft: EventDraft, scene: Scene, parties: list[str]) -> None:
    for party in parties:
        draft.add_party(party, Said(party, (scene.span,), 0.75, "sides-listed"))


def _present(scene: Scene) -> list[Item]:
    """The countries whose officials a sentence names: each behind "of", before "’s", or in a row with others."""
    text, in_row = scene.skeleton.text, _in_row(scene)
    return [
        item
        for item in scene.skeleton.of_kind("C")
        if item in in_row
        or _OF.search(text[: scene.skeleton.place_of(item)[0]])
        or _owns(scene, item)
        or _is_bracketed(scene, item)
    ]


def _owns(scene: Scene, item: Item) -> bool:
    return scene.skeleton.text[scene.skeleton.place_of(item)[1] :].startswith(("’s ", "'s "))


def _is_bracketed(scene: Scene, item: Item) -> bool:
    """Does a country stand in brackets behind a person: "Anna Berg (Malta)"?"""
    start, end = scene.skeleton.place_of(item)
    return scene.skeleton.text[end : end + 1] == ")" and _PERSON_OF.search(scene.skeleton.text[:start]) is not None


def _in_row(scene: Scene) -> list[Item]:
    """The countries of a sentence that stand in a row of three or more."""
    rows: list[list[Item]] = []
    items = scene.skeleton.of_kind("C")
    for one, other in pairwise(items):
        gap = scene.skeleton.text[scene.skeleton.place_of(one)[1] : scene.skeleton.place_of(other)[0]]
        if not _NEXT.match(re.sub(r"\b(?:Republic|Kingdom|Union|State) of ", "", gap)):
            continue
        if rows and rows[-1][-1] is one:
            rows[-1].append(other)
        else:
            rows.append([one, other])
    return [item for row in rows if len(row) >= _FEWEST for item in row]
