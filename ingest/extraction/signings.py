"""What is signed at the session that a report is about, rather than at a ceremony of its own."""

from __future__ import annotations

import re
from typing import cast

from .agreements import AgreementMention
from .drafts import EventDraft
from .framing import Story
from .roles import ORDER, RoleMatch
from .scenes import Scene

SIGNING_BY = "signing-by"  # of whose signing others are told to have watched it
# "the protocol of the second session": what a session itself makes.
_OF_SITTING = re.compile(
    r"\b(?:protocol|minutes|communiqu[eé]|final document|report)s?\b.{0,60}?\b(?:meeting|session|round)\b",
    re.IGNORECASE,
)


def session_signed_at(story: Story, scene: Scene, match: RoleMatch) -> EventDraft | None:
    """The main event, where its own protocol or minutes are signed, or anything without a day or place of its own."""
    main = story.main
    if match.rule.makes != "signing" or match.rule.id == SIGNING_BY or main is None or not main.series:
        return None
    is_open = not scene.skeleton.of_kind("DL") and not story.at[scene.sentence.index]
    if is_open and main.kind == "session" and not main.turn:
        return main
    signed = (cast(AgreementMention, item.thing) for item in scene.skeleton.items_in(match.start, match.end, "A"))
    return main if any(_OF_SITTING.search(each.name) for each in signed) else None


def gather_signings(story: Story) -> None:
    """Several instruments of one report were signed at its session; one alone may have had a ceremony."""
    main = story.main
    signings = [draft for draft in story.events.drafts if draft.kind == "signing" and draft is not main]
    if main is None or not main.series or len(signings) < 2:
        return
    gone = set(map(id, signings))
    for draft in signings:
        _join(main, draft)
    story.events.drafts = [draft for draft in story.events.drafts if id(draft) not in gone]
    for index, places in story.at.items():
        story.at[index] = [(at, main if id(draft) in gone else draft) for at, draft in places]


def _join(main: EventDraft, signing: EventDraft) -> None:
    """Those who signed are at the main event with the higher of their roles."""
    for role in signing.roles:
        known = main.role_of(role.person)
        if known is None:
            main.roles.append(role)
        elif ORDER.index(role.role) < ORDER.index(known.role):
            known.role, known.rule, known.spans = role.role, role.rule, (*role.spans, *known.spans)
