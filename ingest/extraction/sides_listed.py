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
_OF = re.compile(r"\b(?:of|from|for|representing) (?:the )?$")
_NEXT = re.compile(r"^(?: \([^()]{1,40}\))?(?:,|;|,? and|,? as well as)(?: (?:the|of|from|also))* $")
_WITH_OTHERS = frozenset({"session", "summit", "conference", "forum", "roundtable"})


def bind_listed_sides(story: Story, scene: Scene) -> None:
    """Give the event that a sentence speaks of the sides that it lists as present, or as those of the body that met."""
    text = scene.skeleton.text
    if text.count("<C") < _FEWEST or beside("no-list-of-sides").search(text):
        return
    match = beside("sides-present").search(text)
    draft = story.event_at(scene, match.start()) if match else story.main
    items = _present(scene) if match else _in_row(scene) if beside("members-are").search(text) else []
    parties = dict.fromkeys(party for party in map(party_of, items) if party)
    if draft is not None and draft.kind in _WITH_OTHERS and len(parties) >= _FEWEST:
        _add(draft, scene, list(parties))


def _add(draft: EventDraft, scene: Scene, parties: list[str]) -> None:
    for party in parties:
        draft.add_party(party, Said(party, (scene.span,), 0.75, "sides-listed"))


def _present(scene: Scene) -> list[Item]:
    """The countries whose officials a sentence names: each behind "of", before "’s", or in a row with others."""
    text, in_row = scene.skeleton.text, _in_row(scene)
    return [
        item
        for item in scene.skeleton.of_kind("C")
        if item in in_row or _OF.search(text[: scene.skeleton.place_of(item)[0]]) or _owns(scene, item)
    ]


def _owns(scene: Scene, item: Item) -> bool:
    return scene.skeleton.text[scene.skeleton.place_of(item)[1] :].startswith(("’s ", "'s "))


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
