"""Where somebody received a visitor: in the own country, where the report is of it or from it."""

from __future__ import annotations

from .acted_at import country_or_party
from .drafts import EventDraft
from .frames import Said
from .framing import Story
from .home import home_party, known_home
from .placing import written_at

_RULE = "received-at-home"


def receive_at_home(story: Story) -> None:
    """Give each call on a host, and each reception by one, the host's country, if the report is at home there."""
    homes = _homes(story)
    for draft in story.events.drafts:
        hosts = {role.side for role in draft.roles if role.role == "host"}
        if _is_open(draft) and len(hosts) == 1 and hosts & homes and _came_from_abroad(draft, hosts):
            draft.country = Said(hosts.pop(), (draft.sentence,), 0.7, _RULE)


def _is_open(draft: EventDraft) -> bool:
    return draft.kind == "call_on" and draft.country is None and draft.place is None and not draft.mode


def _came_from_abroad(draft: EventDraft, hosts: set[str]) -> bool:
    guests = {role.side for role in draft.roles if role.role == "guest"}
    return bool(guests) and not guests & hosts


def _homes(story: Story) -> set[str]:
    """The countries in which a report is at home: its publisher's, that of the main event and that of its head."""
    main = story.main.country.value if story.main and story.main.country else ""
    written = written_at(story)
    return {known_home(story) or home_party(story), main, country_or_party(written[0]) if written else ""} - {""}
