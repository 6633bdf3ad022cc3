"""Who did what: role rules bound to events, with the sides and observers that a sentence names beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .acted_at import event_of, party_of, person_of, post_in
from .beside import beside
from .chaired import chaired_too, only_referred
from .drafts import EventDraft, Role
from .frames import Said
from .framing import Story
from .gapped import with_gapped
from .groups import listed, members_of
from .names import Person
from .officials_met import bind_met_by_officials, bind_officials_met
from .persons import PersonMention
from .roles import ORDER, RoleMatch, own_side
from .scenes import Scene
from .separate import apart
from .sides_listed import bind_lines_of_sides, bind_listed_sides
from .signed_together import bind_signed_together
from .signings import gather_signings
from .skeleton import Item
from .they_chaired import bind_co_chairs, bind_same_for_another, bind_they_chaired

_JOINTLY = re.compile(r"\b(?:co-?\s?chair|co-?led|co-?presid|joint)", re.IGNORECASE)
_RANK = {role: number for number, role in enumerate(ORDER)}


Late = tuple[Scene, RoleMatch]


def bind_people(story: Story) -> list[Late]:
    """Give every person that a rule speaks of a role in an event; what is left for later is who chaired only a part."""
    speaker: Person | None = None
    late: list[Late] = []
    for scene in story.body:
        matches = story.roles[scene.sentence.index]
        for match in _in_turn(story, scene, matches):
            if _is_of_part(story, match):
                late.append((scene, match))
            else:
                _bind_match(story, scene, match, speaker)
        named = [item for item in scene.skeleton.items if item.kind == "P"]
        speaker = person_of(story.report, named[0], create=False) if named else speaker
        bind_they_chaired(story, scene)
        bind_same_for_another(story, scene)
        bind_officials_met(story, scene)
        bind_met_by_officials(story, scene)
        bind_signed_together(story, scene)
        _bind_parties(story, scene)
        bind_listed_sides(story, scene)
    bind_lines_of_sides(story)
    bind_co_chairs(story)
    gather_signings(story)
    for scene, item, done in listed(story):
        person = person_of(story.report, item)
        if story.main is not None and person is not None and story.main.role_of(person) is None:
            side = party_of(own_side(scene.skeleton, item)) or party_of(_side_before(scene, item))
            story.main.roles.append(Role(person, done, "listed", (scene.span,), side, post_in(person, scene)))
    return late


def _side_before(scene: Scene, item: Item) -> Item | None:
    """For whom a line of a list says that the person stands: "- for Austria, Anna Berg"."""
    return next(iter(scene.skeleton.items_in(0, scene.skeleton.place_of(item)[0], "C")), None)


def _is_of_part(story: Story, match: RoleMatch) -> bool:
    """Is it said to be chaired what is a part of the event that the report is about, not that event?"""
    return bool(match.part) and story.main is not None and match.part not in story.main.name.casefold()


def bind_chairs_of_parts(story: Story, late: list[Late]) -> None:
    """Who chaired a part of an event is its chair if nobody else is."""
    open_ones = [draft for draft in story.events.drafts if all(role.role != "chair" for role in draft.roles)]
    for scene, match in late:
        if event_of(story, scene, match, []) in open_ones:
            _bind_match(story, scene, match, None)


def _in_turn(story: Story, scene: Scene, matches: list[RoleMatch]) -> Iterator[RoleMatch]:
    """The matches of a sentence, those first that make the event of a sentence which names none.

    What is said again of persons who met apart is left out.
    """
    if not story.at[scene.sentence.index]:
        matches = sorted(matches, key=lambda match: not match.rule.makes)
    done: list[RoleMatch] = []
    for whole in matches:
        if whole.rule.makes == "call_on" and any(one.start <= whole.start < one.end for one in done):
            continue
        parts = list(apart(scene, whole, story.report.page.title))
        done += [whole] if len(parts) > 1 else []
        for part in parts:
            yield from with_gapped(scene, part)


def bind_protagonist(story: Story) -> None:
    """A main event that is told of without saying who came is that of the official whom the report begins with."""
    main = story.main
    if main is None or main.kind not in {"call_on", "roundtable", "visit"}:
        return
    if any(role.role != "attendee" or role.person.first_named.sentence <= main.first for role in main.roles):
        return
    for scene in story.body[: main.first + 1][:2]:
        named = [item for item in scene.skeleton.items if item.kind == "P"]
        person = person_of(story.report, named[0], create=False) if named else None
        if person is not None and person.posts():
            role = "guest" if main.kind == "visit" else "attendee"
            main.roles.append(Role(person, role, "protagonist", (scene.span,), "", post_in(person, scene)))
            return


def _bind_match(story: Story, scene: Scene, match: RoleMatch, speaker: Person | None) -> None:
    rule = match.rule
    in_list = rule.lists and any(item.kind == "P" for item, _ in match.people)
    strong = in_list or rule.makes != "" or rule.role in {"chair", "head_of_delegation"}
    pairs = [
        (person, role, item)
        for item, role in match.people
        if not _only_named(scene, item)
        if (person := person_of(story.report, item, create=strong or _has_side(scene, item))) is not None
    ]
    members = members_of(story, scene, match.start) if match.rule.group else []
    members = _not_of(pairs, members) or members
    members = _of_side(story, scene, match, members) or members
    if match.rule.group and not members:
        return
    people = [*members, *(person for person, _, _ in pairs)]
    draft = event_of(story, scene, match, people) or only_referred(story, scene, match)
    if draft is None or (rule.role == "head_of_delegation" and draft.kind == "call_on" and draft.rule != "named-event"):
        return
    for person in members:
        _add(draft, person, match.rule.role, match, scene, "")
    if match.pronoun and speaker is not None:
        _add(draft, speaker, match.rule.role, match, scene, "")
    if match.rule.role == "attendee" and beside("the-meetings").match(_spelled(scene, match.end)):
        _attend_all(story, scene, match, [person for person, _, _ in pairs])
    _visit_all(story, scene, match, draft, [person for person, _, _ in pairs])
    for number, (person, role, item) in enumerate(pairs):
        own = own_side(scene.skeleton, item, visits=role != "head_of_delegation")
        side = own or _side_of_match(match, role, number, len(pairs))
        for each in [draft, *(chaired_too(story, scene, draft) if role == "chair" else ())]:
            _add(each, person, role, match, scene, _side_led(scene, item) or party_of(side))


def _has_side(scene: Scene, item: Item) -> bool:
    """Does a side stand before a name, so that it is a person's: "the ministers of Freedonia – Paul Stone, …"?"""
    return own_side(scene.skeleton, item, visits=False) is not None


_LEADS = re.compile(r"^(?:head|leader|chief)$", re.IGNORECASE)


def _side_led(scene: Scene, item: Item) -> str:
    """The side of which somebody is named as "head of the … delegation", whatever other post they have."""
    behind = scene.skeleton.text[scene.skeleton.place_of(item)[1] :][:12]
    posts = item.thing.posts if isinstance(item.thing, PersonMention) else ()
    led = [post.party.id for post in posts if post.party and _LEADS.match(post.title)]
    return led[0] if led and re.match(r"\s(?:delegation|side|team)\b", behind) else ""


def _not_of(pairs: list[tuple[Person, str, Item]], members: list[Person]) -> list[Person]:
    """The members of a delegation without those who are of the same side as the persons whom they met."""
    sides = frozenset[str]().union(*(person.parties for person, _, _ in pairs))
    return [each for each in members if not each.parties & sides]


def _of_side(story: Story, scene: Scene, match: RoleMatch, members: list[Person]) -> list[Person]:
    """Those of the side that is named with a group: "received the Freedonian minister"."""
    sides = {party_of(item) for item in scene.skeleton.items_in(match.start, match.end, "C")}
    roles = {id(role.person): role.side for draft in story.events.drafts for role in draft.roles}
    return [each for each in members if sides & {*each.parties, roles.get(id(each), "")}]


def _only_named(scene: Scene, item: Item) -> bool:
    """Is the person named only as whose invitation it was, and the like?"""
    before = scene.skeleton.text[: scene.skeleton.place_of(item)[0]]
    return beside("only-named").search(before) is not None


def _side_of_match(match: RoleMatch, role: str, number: int, people: int) -> Item | None:
    """The side that a rule names for a person: the one of the rule, or, of as many as there are people, its own."""
    if role != match.rule.role or not match.sides:
        return None
    if len(match.sides) == 1:
        return match.sides[0]
    return match.sides[number] if len(match.sides) == people else None


def _visit_all(story: Story, scene: Scene, match: RoleMatch, draft: EventDraft, people: list[Person]) -> None:
    """Who travels to A, B and C is the guest in each."""
    if match.rule.makes != "visit":
        return
    for place, other in story.at[scene.sentence.index]:
        if other.kind == "visit" and other is not draft and place >= match.start:
            for person in people:
                _add(other, person, "guest", match, scene, "")


_EVENT_NEXT = re.compile(r"^ <E(\d+)>")


def _spelled(scene: Scene, at: int) -> str:
    """The marked text from a place on, an event right there by its name."""

    def name(mark: re.Match[str]) -> str:
        return f" {getattr(scene.skeleton.item(mark[1]).thing, 'name', '')}"

    return _EVENT_NEXT.sub(name, scene.skeleton.text[at:])


def _attend_all(story: Story, scene: Scene, match: RoleMatch, people: list[Person]) -> None:
    """Who "attended the meetings" was at each that the sentences before told of."""
    for draft in story.events.drafts:
        if draft.kind in {"call_on", "session"} and scene.sentence.index - 4 < draft.last < scene.sentence.index:
            for person in people:
                _add(draft, person, "attendee", match, scene, "")


def _add(draft: EventDraft, person: Person, role: str, match: RoleMatch, scene: Scene, side: str) -> None:
    post = post_in(person, scene)
    joint = role == "chair" and _JOINTLY.search(scene.skeleton.text[match.start : match.end]) is not None
    known = draft.role_of(person)
    if known is None:
        draft.roles.append(Role(person, role, match.rule.id, (scene.span,), side, post, joint=joint))
        return
    known.joint = known.joint or joint
    if _RANK[role] < _RANK[known.role]:
        known.role, known.rule, known.spans = role, match.rule.id, (scene.span, *known.spans)
    known.side = known.side or side
    known.post = known.post or post


def _bind_bodies(story: Story, scene: Scene) -> None:
    """The body that an event is said to be of: "the summit of the heads of state of the African Union"."""
    for rule in ("of-body", "body-holds"):
        for match in beside(rule).finditer(scene.skeleton.text):
            body = scene.skeleton.item(match[1])
            for place, draft in story.at[scene.sentence.index]:
                if place in {match.start(), match.end()} and not party_of(body).startswith("country/"):
                    draft.add_party(party_of(body), Said(party_of(body), (scene.span,), 0.8, rule))
                    _name_mechanism(story, draft, body)


def _name_mechanism(story: Story, draft: EventDraft, body: Item) -> None:
    """A sitting that is told by its number alone is one of the body that held it: "its 40th summit"."""
    if draft.ordinal is not None and (not draft.series or (draft.series.islower() and " " not in draft.series)):
        name = " ".join(story.report.document.text[body.span.start : body.span.end].split())
        draft.series, draft.series_span = f"{name} {draft.series}".strip(), body.span


def _bind_parties(story: Story, scene: Scene) -> None:
    """Sides that a sentence names beside an event: "between X and Y", "X and Y held …"; and observers."""
    skeleton = scene.skeleton
    for rule in ("between", "subjects", "convened-by"):
        for match in beside(rule).finditer(skeleton.text):
            draft = story.event_at(scene, match.start())
            if draft is None or not (story.at[scene.sentence.index] or rule == "convened-by"):
                continue
            for number in (group for group in match.groups() if group):
                party = party_of(skeleton.item(number))
                draft.add_party(party, Said(party, (scene.span,), 0.85, rule))
    _bind_bodies(story, scene)
    for match in beside("delegates-of").finditer(skeleton.text):
        if (draft := story.event_at(scene, match.start())) is not None:
            sides = draft.observers if beside("of-observers").search(skeleton.text) else draft.parties
            for party in map(party_of, skeleton.items_in(match.start(), match.end(), "C")):
                sides.setdefault(party, Said(party, (scene.span,), 0.8, "delegates-of"))
    for match in beside("observer").finditer(skeleton.text):
        draft = story.event_at(scene, match.start())
        party = party_of(skeleton.item(match[1] or match[2]))
        if draft is not None and party:
            draft.observers.setdefault(party, Said(party, (scene.span,), 0.85, "observer"))
