"""Reports that an official writes in the first person: what he tells of himself is of his own country."""

from __future__ import annotations

import re

from .frames import Said
from .framing import Story
from .scenes import Scene

_RULE = "first-person"
_FEWEST = 2  # sentences; one may be a quotation whose marks were lost
_I = re.compile(r"\bI (?:[a-z]+ )?[a-z]+")
_OWN = re.compile(r"\b(?:I|[Mm]y|[Oo]ur|[Ww]e)\b")
_QUOTED = re.compile(r"[“”\"]")


def settle_first_person(story: Story, home: str) -> None:
    """Make the country of who writes one of the sides of each event that he tells of as his own."""
    if not home or not _is_first_person(story):
        return
    own = {scene.span for scene in story.body if _OWN.search(scene.sentence.text)}
    for draft in story.events.drafts:
        if draft.sentence in own:
            draft.add_party(home, Said(home, (draft.sentence,), 0.6, _RULE))


def _is_first_person(story: Story) -> bool:
    return sum(_tells(scene) for scene in story.body) >= _FEWEST


def _tells(scene: Scene) -> bool:
    return _I.search(scene.sentence.text) is not None and not _QUOTED.search(scene.sentence.text)
