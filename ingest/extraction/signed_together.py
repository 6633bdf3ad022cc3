"""An instrument signed by two who are told by their common post: "was signed by the two Deputy Ministers"."""

from __future__ import annotations

import re
from typing import cast

from .agreements import AgreementMention
from .beside import beside
from .drafts import EventDraft, Role
from .framing import Story
from .names import Person
from .scenes import Scene

SIGNED_TOGETHER = "signed-together"
_PLURAL = re.compile(r"s(?= for | of |$)")


def bind_signed_together(story: Story, scene: Scene) -> None:
    """One signing for each such clause, where just two of those at one event hold such a post."""
    for match in beside(SIGNED_TOGETHER).finditer(scene.skeleton.text):
        post = _PLURAL.sub("", match["who"] or match["whom"], count=1).casefold()
        signatories = _two_with(story, post)
        if signatories and not any(draft.kind == "signing" for _, draft in story.at[scene.sentence.index]):
            draft = _signing(story, scene, match)
            draft.roles = [Role(person, "signatory", SIGNED_TOGETHER, (scene.span,)) for person in signatories]


def _two_with(story: Story, post: str) -> list[Person]:
    """The two persons of one event, the main one first, whose posts go by these words."""
    for draft in sorted(story.events.drafts, key=lambda each: each is not story.main):
        found = [role.person for role in draft.roles if _holds(role.person, post)]
        if len(found) == 2:
            return found
    return []


def _holds(person: Person, post: str) -> bool:
    return any(post in held.title.casefold() for held, _ in person.posts())


def _signing(story: Story, scene: Scene, match: re.Match[str]) -> EventDraft:
    item = scene.skeleton.item(match["signed"] or match["agreed"])
    index, name = scene.sentence.index, f"signing of {cast(AgreementMention, item.thing).name}"
    draft = story.events.add(EventDraft("signing", name, item.span, scene.span, index, SIGNED_TOGETHER, last=index))
    story.place(scene, match.start(), draft)
    return draft
