"""Sides: for whom each person was at each event, and between whom each event was."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...graph.model import Span
from .acted_at import party_of
from .beside import beside
from .drafts import SAME_TWO, SIDE_CONFIDENCE, EventDraft, Role
from .first_person import settle_first_person
from .frames import Said
from .framing import Story
from .gazetteer import Party
from .home import home_party, known_home
from .in_order import HEAD, settle_in_order, settle_shared_sides
from .side_beside import side_of_other
from .tokens import words_of


def settle_sides(story: Story) -> None:
    """The side of each person at each event, then the sides of the events."""
    home, is_known = home_party(story), bool(known_home(story))
    story.home = home
    settle_in_order(story)
    settle_shared_sides(story)
    settle_first_person(story, home)
    known: dict[int, str] = {}
    for draft in story.events.drafts:
        for role in draft.roles:
            role.side = role.side or known.get(id(role.person), "")
        _settle_roles(story, draft, home, is_known)
        known.update({id(role.person): role.side for role in draft.roles if role.side and _is_sure(draft, role, home)})
    _hosts(story)
    _visited(story)
    _between_the_two(story)
    _between_the_three(story)
    _next_parties(story)
    _series_parties(story)
    _title_parties(story)
    _body_of_report(story)
    _same_two(story)
    for draft in story.events.drafts:
        _by_elimination(draft)


_SURE = frozenset({"side-of-person", "in-order", "other-side"})


def _is_sure(draft: EventDraft, role: Role, home: str) -> bool:
    """Is the side said, and not that of a country in which somebody is a guest?"""
    is_there = draft.country is not None and draft.country.value == role.side and role.role in {"guest", "attendee"}
    return role.side_rule in _SURE and not is_there and (draft.kind != "visit" or role.side == home)


def _settle_roles(story: Story, draft: EventDraft, home: str, is_known: bool) -> None:
    """The side of each person at one event, by what is surest first; and each such side as one of the event's."""
    for role in draft.roles:
        role.side = role.side or _own_party(role)
        if not role.side and role.person.party:
            role.side, role.side_rule = role.person.party, "in-order"
    for role in draft.roles:
        _settle_beside(story, draft, role)
    _accredited(draft)
    _by_elimination(draft)
    if not is_known:
        _in_order_of_name(draft)
    for role in sorted(draft.roles, key=lambda each: each.person.first_named.name_span):
        _settle_unsaid(story, draft, role, home)
    for role in draft.roles:
        if role.side and role.side not in {*draft.observers, *draft.parties} and _is_observer(story, role):
            draft.observers[role.side] = Said(role.side, role.spans, 0.8, "observer")
        is_invited = role.role == "guest" and draft.kind in {"session", "summit"}
        if role.side and role.side not in draft.observers and not is_invited:
            said = Said(role.side, role.spans, SIDE_CONFIDENCE[role.side_rule], role.side_rule)
            draft.add_party(role.side, said)


def _settle_beside(story: Story, draft: EventDraft, role: Role) -> None:
    """The side of whom somebody accompanies or assists, if that is known by now."""
    if not role.side and (side := side_of_other(story, draft, role)):
        role.side, role.side_rule = side, "own-country"


def _settle_unsaid(story: Story, draft: EventDraft, role: Role, home: str) -> None:
    """The side of somebody of whom nothing says it: whom they accompany, else the report's own country or the host."""
    _settle_beside(story, draft, role)
    if role.side or role.role == "observer" or not _is_of_state(role) or _chairs_elsewhere(draft, role, home):
        return
    is_home = bool(home) and not _taken(draft, role, home)
    role.side = home if is_home else _host_country(draft) or _other_side(story, draft, role, home)
    role.side_rule = "own-country"
    _by_elimination(draft)


def _hosts(story: Story) -> None:
    """Who meets visitors in the country they stand for is the host, where the text does not say who came."""
    for draft in story.events.drafts:
        for role in draft.roles:
            at_home = draft.country is not None and role.side == draft.country.value
            if role.rule == "protagonist" and role.role == "attendee" and at_home:
                role.role = "host"


def _visited(story: Story) -> None:
    """A visit is to the country that it was in, which is a side of it."""
    for draft in story.events.drafts:
        if draft.kind == "visit" and draft.country:
            draft.add_party(draft.country.value, draft.country)


def _share(parties: Mapping[str, Said[str]], draft: EventDraft, sentence: Span, rule: str) -> None:
    """Give an event the sides of another, as a sentence has it that they are its own."""
    for party, said in parties.items():
        draft.add_party(party, Said(party, (sentence, *said.spans), 0.7, rule))


def _between_the_two(story: Story) -> None:
    """What is said to be "between the two countries" is between the sides of the report."""
    if story.main is None or len(story.main.parties) != 2:
        return
    for scene in story.body:
        for place, draft in story.at[scene.sentence.index]:
            if len(draft.parties) < 2 and beside("between-the-two").match(scene.skeleton.text[place:]):
                _share(story.main.parties, draft, scene.span, "between-the-two")


def _between_the_three(story: Story) -> None:
    """Another trilateral event is between the three sides of the report."""
    main = story.main
    for draft in story.events.drafts if main is not None and len(main.parties) == 3 else ():
        if main is not None and not draft.parties and "trilateral" in draft.name.casefold():
            _share(main.parties, draft, draft.sentence, "between-the-two")


def _next_parties(story: Story) -> None:
    """Another sitting ("the next meeting", "the first session") of no named mechanism is of the sides of the report."""
    main = story.main
    for draft in story.events.drafts if main is not None else ():
        is_another = bool(draft.turn or draft.ordinal) and draft is not main and not draft.series
        if main is not None and is_another and not draft.parties and draft.kind != "visit":
            _share(main.parties, draft, draft.sentence, "next-of-the-same")


def _series_parties(story: Story) -> None:
    """All sittings of one mechanism are between the same sides, where one of them names both; else of the same body."""
    for draft in story.events.drafts:
        for other in story.events.drafts:
            if not draft.series or draft.series != other.series or len(draft.parties) > 1:
                continue
            shared = other.parties if 2 <= len(other.parties) <= 3 else other.bodies
            _share(shared, draft, draft.sentence, "same-mechanism")


def _body_of_report(story: Story) -> None:
    """Another sitting told by its number alone is of the body whose sitting the report is about."""
    main = story.main
    for draft in story.events.drafts if main is not None and main.bodies else ():
        is_another = draft is not main and bool(draft.ordinal or draft.turn) and draft.kind in _SITTINGS
        if main is not None and is_another and not draft.parties and main.kind in _SITTINGS:
            _share(main.bodies, draft, draft.sentence, "body-of-report")


_SITTINGS = frozenset({"session", "summit", "conference", "forum"})
_OF_THE_TWO = frozenset({"session", "visit", "signing"})


def _same_two(story: Story) -> None:
    """Another sitting, visit or signing of which a report on two sides names one or none is between the two."""
    main = story.main
    for draft in story.events.drafts if main is not None and len(main.parties) == 2 else ():
        is_open = len(draft.parties) < 2 and draft.kind in _OF_THE_TWO and not draft.is_tour and not draft.aside
        if main is not None and is_open and draft.parties.keys() <= main.parties.keys():
            for party, said in main.parties.items():
                draft.add_party(party, Said(party, (draft.sentence, *said.spans), 0.6, SAME_TWO))


def _own_party(role: Role) -> str:
    posts = [role.post] if role.post else []
    posts += [post for post, _ in role.person.posts()]
    return next((post.party.id for post in posts if post.party), "")


def _is_observer(story: Story, role: Role) -> bool:
    """Does the sentence that tells of somebody tell of observers?"""
    texts = (scene.skeleton.text for scene in story.body if scene.span == role.spans[0])
    return any(beside("of-observers").search(text) for text in texts)


def _is_of_state(role: Role) -> bool:
    posts = [post for post, _ in role.person.posts()]
    return bool(posts) and not any(_OF_BODY.search(f"{post.title} {post.institution}") for post in posts)


def _host_country(draft: EventDraft) -> str:
    """The country that an event was held in, where nobody else there stands for it."""
    country = draft.country.value if draft.country and draft.kind != "visit" else ""
    return country if country not in {role.side for role in draft.roles} else ""


def _other_side(story: Story, draft: EventDraft, role: Role, home: str) -> str:
    """Of a report on two sides, the one whose head somebody of the report's own country met."""
    sides = list(story.main.parties) if story.main else []
    is_head = any(HEAD.search(post.title) for post, _ in role.person.posts())
    is_head = is_head or (role.role == "host" and _is_at_home(story, sides, home))
    if not is_head or len(sides) != 2 or home not in sides or draft.kind not in {"call_on", "phone_call"}:
        return ""
    return next(side for side in sides if side != home)


def _is_at_home(story: Story, sides: list[str], home: str) -> bool:
    """Is the report's main event in the country of the other of its sides?"""
    where = story.main.country.value if story.main and story.main.country else ""
    return where in sides and where != home


_TO = re.compile(r"\b(?:ambassador|high commissioner|charg)\b.*\bto (?:the )?(?P<where>[A-Z].*)$", re.IGNORECASE)


def _chairs_elsewhere(draft: EventDraft, role: Role, home: str) -> bool:
    """Does somebody chair a sitting of a body that was not held in the report's own country?"""
    is_of_body = role.role == "chair" and bool(draft.bodies)
    return is_of_body and draft.country is not None and draft.country.value != home and not role.side


def _accredited(draft: EventDraft) -> None:
    """Who received "the Ambassador of Freedonia to Sylvania" is of Sylvania."""
    hosts = [role for role in draft.roles if role.role == "host" and not role.side]
    titles = (post.title for role in draft.roles if role.role == "guest" for post, _ in role.person.posts())
    found = next((match["where"] for title in titles if hosts and (match := _TO.search(title))), "")
    parties = [token.refers for token in words_of(found, 0, frozenset()).tokens if isinstance(token.refers, Party)]
    for role in hosts if parties else ():
        role.side, role.side_rule = parties[0].id, "other-side"


_OF_BODY = re.compile(r"\b(?!CEO|MP\b)[A-Z]{3,}\b")  # "Chairman of the ABC": of a body that may be nobody's
_LEADERS = frozenset({"chair", "head_of_delegation"})
_FACING = {"host": {"guest"}, "guest": {"host"}}


def _taken(draft: EventDraft, role: Role, home: str) -> bool:
    """Would two who face each other be of one side?"""
    if role.role == "guest" and draft.kind == "visit":
        return draft.country is not None and draft.country.value == home
    others = [each for each in draft.roles if each is not role]
    sides = {each.side for each in others if each.side}
    if role.role == "chair" and (len(sides) < 2 or _two_chairs(draft)):
        leads = _LEADERS if len(draft.parties) == 2 and _one_leads(draft) else {"chair"}
        return any(each.side == home and each.role in leads for each in others)
    facing = draft.kind in {"call_on", "phone_call"} or len(others) == 1
    if facing and role.role == "attendee" and len(sides) == 1:
        return home in sides
    return any(each.side == home for each in others if each.role in _FACING.get(role.role, ()))


def _one_leads(draft: EventDraft) -> bool:
    """Does one chair what only one other person leads a side of?"""
    return sorted(role.role for role in draft.roles if role.role in _LEADERS) == ["chair", "head_of_delegation"]


def _two_chairs(draft: EventDraft) -> bool:
    """Do two persons, and nobody besides them, lead what is between two sides?"""
    leaders = [role.role for role in draft.roles if role.role in {"chair", "head_of_delegation", "host"}]
    return len(draft.parties) == 2 and leaders == ["chair", "chair"]


def _by_elimination(draft: EventDraft) -> None:
    """Of two sides, who chairs opposite the one stands for the other."""
    if len(draft.parties) != 2:
        return
    for group in ({"chair"}, _LEADERS, {"head_of_delegation"}, {"host", "guest"}, {"attendee"}, {"signatory"}):
        people = [role for role in draft.roles if role.role in group]
        open_ones = [role for role in people if not role.side]
        taken = {role.side for role in draft.roles if role.side}
        rest = [party for party in draft.parties if party not in taken]
        if len(people) == 2 and len(open_ones) == 1 and len(rest) == 1:
            open_ones[0].side, open_ones[0].side_rule = rest[0], "other-side"


def _in_order_of_name(draft: EventDraft) -> None:
    """Two who chair a body of two sides, neither with a side, are named in the order of the body's name."""
    for name in ("chair", "head_of_delegation"):
        people = [role for role in draft.roles if role.role == name]
        if len(people) == 2 == len(draft.parties) and not any(role.side for role in people):
            for role, party in zip(people, draft.parties, strict=True):
                role.side, role.side_rule = party, "in-order"


def _title_parties(story: Story) -> None:
    """A main event for which one side or none is named is between those that the headline names."""
    main = story.main
    if main is None or len(main.parties) > 1 or main.rule == "sides-met" or not story.titles:
        return
    headline = story.titles[0]
    for item in headline.skeleton.of_kind("C"):
        party = party_of(item)
        if len(main.parties) < 2:
            main.add_party(party, Said(party, (headline.span,), 0.7, "headline"))
