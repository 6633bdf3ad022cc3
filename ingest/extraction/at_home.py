"""Who received whom: a visitor was received in the host's country, and who met a visitor at home received them."""

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


_AS_EQUALS = frozenset(
    {"met", "meeting-between", "in-own-meeting", "met-each-other", "with-whom-talked", "met-by-group"}
)


def host_at_home(story: Story) -> None:
    """Who met visitors in the own country is their host: so it is in all annotated meetings of the open reports."""
    for draft in story.events.drafts:
        home = draft.country.value if draft.country and draft.kind == "call_on" else ""
        met = [role for role in draft.roles if role.rule in _AS_EQUALS and role.side]
        if home and {role.side == home for role in met} == {True, False}:
            for role in met:
                if role.role == "attendee":
                    role.role = "host" if role.side == home else "guest"


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
