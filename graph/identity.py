"""Which mentions are one thing: pure rules over profiles of mentions, and the ids that are minted for what is new.

A **profile** is what one document says about one mention. Only mentions with an equal **block** (kind and name key) are
compared, pair by pair, so that the outcome does not depend on the order in which documents come. What a rule is not
sure of stays apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from . import dates
from .names import body_key, fold, person_key, plain_key, slug
from .registry import registry

PARTY_FOLDERS = ("country/", "bloc/", "party/")
SAME_SESSION_DAYS = 31  # two dates told for one numbered session: an error of days, hardly of months
FULL_NAME_PARTS = 3
LIKE_NAME = 2 / 3  # of the words of the shorter of two names
SURE_WORDS = 2
EQUAL_KEY = "equal-key"
COMPARED = ("Person", "Meeting", "Agreement")  # of any other kind, an equal block is enough to be one thing
# “Joint Statement” or “Memorandum of Understanding”: the same two sides sign many.
INSTRUMENT_WORDS = frozenset(
    "agreement agreements communique declaration joint memoranda memorandum minutes mou mous plan press protocol "
    "statement treaty understanding".split()
)
# Mentions are resolved in this order: a session needs its mechanism, a person the posts.
KINDS = (
    "Party", "Mechanism", "Place", "Institution", "Post", "Person", "Meeting", "Agreement", "Initiative", "Project",
    "Decision", "Act", "CodedEvent", "Commitment",
)  # fmt: skip
BLOCS = "bloc"  # the folder of organisations and groupings
FOLDERS: Mapping[str, str] = {
    "Party": "party",
    "Mechanism": "mechanism",
    "Place": "place",
    "Institution": "institution",
    "Post": "post",
    "Person": "official",
    "Meeting": "meeting",
    "Agreement": "agreement",
    "Initiative": "initiative",
    "Project": "project",
    "Decision": "decision",
    "Act": "act",
    "CodedEvent": "coded-event",
    "Commitment": "commitment",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What one document says about one mention, as far as identity cares; ids in it are resolved."""

    local: str
    kind: str
    name: str
    parties: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    mechanisms: frozenset[str] = frozenset()
    institution: str = ""
    ordinal: str = ""
    start: str = ""
    country: str = ""
    period: str = ""  # of an agreement: the EDTF interval that it is for
    acronym: str = ""
    is_bloc: bool = False  # a party that its source calls an organisation or grouping


def block(profile: Profile) -> str:
    """The key that like mentions share; one that is only this mention's where its name tells too little."""
    return f"{profile.kind}|{_BLOCKS[profile.kind](profile) or profile.local}"


def is_alone(profile: Profile, key: str) -> bool:
    """Is a block only this mention's?"""
    return key == f"{profile.kind}|{profile.local}"


def _mechanism_key(profile: Profile) -> str:
    parties, words = body_key(profile.name, profile.parties)
    return f"{' '.join(parties)}|{words}" if parties and words else ""


def _post_key(profile: Profile) -> str:
    parties = " ".join(sorted(profile.parties))
    return f"{parties}|{profile.institution}|{plain_key(profile.name)}" if parties else ""


def _institution_key(profile: Profile) -> str:
    return f"{' '.join(sorted(profile.parties))}|{plain_key(profile.name)}" if profile.parties else ""


def _place_key(profile: Profile) -> str:
    """Name and country: the one that is told, else that of the well-known city of this name."""
    known = registry().places.get(fold(profile.name))
    return f"{plain_key(profile.name)}|{profile.country or (known.country if known else '')}"


def _meeting_key(profile: Profile) -> str:
    if len(profile.mechanisms) == 1 and profile.ordinal:
        return f"{min(profile.mechanisms)}|{profile.ordinal}"
    return ""


def _agreement_key(profile: Profile) -> str:
    """Sides and period; without a period the name, if it says more than what kind of instrument it is."""
    if not profile.parties or not telling_words(profile):
        return ""
    what = profile.period or body_key(profile.name, profile.parties)[1]
    return f"{' '.join(sorted(profile.parties))}|{what}"


def telling_words(profile: Profile) -> frozenset[str]:
    """The words of an instrument's name that are no side, no year and no kind of instrument."""
    _, words = body_key(profile.name, profile.parties)
    return frozenset(word for word in words.split() if word not in INSTRUMENT_WORDS and not word.isdigit())


_BLOCKS: Mapping[str, Callable[[Profile], str]] = {
    "Party": lambda profile: plain_key(profile.name),
    "Mechanism": _mechanism_key,
    "Place": _place_key,
    "Institution": _institution_key,
    "Post": _post_key,
    "Person": lambda profile: person_key(profile.name),
    "Meeting": _meeting_key,
    "Agreement": _agreement_key,
    "Initiative": lambda profile: plain_key(profile.name),
    "Project": lambda profile: f"{' '.join(sorted(profile.parties))}|{plain_key(profile.name)}",
    # What was done or promised is told in too many words to be known again by them: each mention stays apart.
    **dict.fromkeys(("Decision", "Act", "CodedEvent", "Commitment"), lambda _: ""),
}


def same(one: Profile, other: Profile) -> str:
    """The rule by which two mentions with an equal block are one thing; empty where none is sure."""
    if one.kind == "Person":
        return _same_person(one, other)
    if one.kind == "Meeting":
        return _same_session(one, other)
    if one.kind == "Agreement":
        return _same_agreement(one, other)
    return EQUAL_KEY


def _same_person(one: Profile, other: Profile) -> str:
    """Equal name key and a common party, and besides three name parts, or a shared post or mechanism (DESIGN §5)."""
    if not one.parties & other.parties:
        return ""
    if len(person_key(one.name).split()) >= FULL_NAME_PARTS:
        return "full-name-and-party"
    if one.posts & other.posts:
        return "name-party-and-post"
    return "name-party-and-mechanism" if one.mechanisms & other.mechanisms else ""


def _same_session(one: Profile, other: Profile) -> str:
    """Same mechanism and ordinal (the block), and days that can be one, or an error of days apart."""
    if not one.start or not other.start or dates.compatible(one.start, other.start):
        return "mechanism-and-ordinal"
    return "mechanism-ordinal-near-day" if days_apart(one.start, other.start) <= SAME_SESSION_DAYS else ""


def _same_agreement(one: Profile, other: Profile) -> str:
    """Equal names, or equal sides and period (the block) and two thirds of the shorter name’s words (DESIGN §5).

    Of a name that tells only one thing (“Work Plan”) two thirds are too little to be sure.
    """
    if body_key(one.name, one.parties)[1] == body_key(other.name, other.parties)[1]:
        return EQUAL_KEY
    words, others = telling_words(one), telling_words(other)
    return "sides-period-and-words" if len(words & others) >= SURE_WORDS and overlap(words, others) >= LIKE_NAME else ""


def overlap(words: frozenset[str], others: frozenset[str]) -> float:
    """How much of the shorter of two names stands in the other, from 0 to 1."""
    return len(words & others) / max(1, min(len(words), len(others)))


def days_apart(one: str, other: str) -> float:
    """Days between two dates as told, zero where they may overlap."""
    first, second = dates.extent(one), dates.extent(other)
    gaps = [
        (later.first - earlier.last).days
        for earlier, later in ((first, second), (second, first))
        if later.first and earlier.last
    ]
    return max([0, *gaps]) if gaps else float("inf")


def proposed_id(profile: Profile) -> str:
    """The id that a new entity would like to have: readable, and the same whichever document names it first.

    So it is made of what the block is made of: a name without fillers and brackets. Only people keep theirs as written.
    """
    folder = BLOCS if profile.is_bloc else FOLDERS[profile.kind]
    return f"{folder}/{_READABLE.get(profile.kind, _readable_name)(profile)}"


def _readable_name(profile: Profile) -> str:
    """What has no name (an act, a promise) is called by the hash of its mention."""
    return slug(plain_key(profile.name)) or profile.local.rpartition("#")[2]


def _readable_party(profile: Profile) -> str:
    """Organisations go by their acronyms, but for one that is another body's in the registry."""
    is_free = profile.is_bloc and profile.acronym and not registry().get(f"{BLOCS}/{profile.acronym}")
    return profile.acronym if is_free else _readable_name(profile)


def _readable_body(profile: Profile) -> str:
    parties, words = body_key(profile.name, profile.parties)
    return slug(" ".join([*parties, words]))


def _readable_meeting(profile: Profile) -> str:
    body = min(profile.mechanisms).partition("/")[2] if profile.mechanisms else slug(plain_key(profile.name))
    if profile.mechanisms and profile.ordinal:
        return f"{body}-{profile.ordinal}"
    year = profile.start[:4]
    return f"{body}-{year}" if year.isdigit() else body


def _readable_agreement(profile: Profile) -> str:
    """Sides and words as of a body, and the years that it is for, of which the name’s own ones are left out.

    What stands before a colon is what an instrument belongs to: some sources name it, and others do not.
    """
    own = replace(profile, name=profile.name.rpartition(": ")[2])
    name = own.name if len(telling_words(own)) >= SURE_WORDS else profile.name
    parties, words = body_key(name, profile.parties)
    said = [word for word in words.split() if not (profile.period and (word.isdigit() or word == "period"))]
    return slug(" ".join([*parties, *said, profile.period.replace("/", " ")]))


def _readable_post(profile: Profile) -> str:
    """The institution's own id begins with the party's code already."""
    whose = [profile.institution.partition("/")[2]] if profile.institution else _codes(profile.parties)
    return slug(" ".join([*whose, plain_key(profile.name)]))


def _codes(parties: frozenset[str]) -> list[str]:
    return sorted(party.rpartition("/")[2].lower() for party in parties)


_READABLE: Mapping[str, Callable[[Profile], str]] = {
    "Party": _readable_party,
    "Mechanism": _readable_body,
    "Agreement": _readable_agreement,
    "Meeting": _readable_meeting,
    "Post": _readable_post,
    "Institution": lambda profile: slug(" ".join([*_codes(profile.parties), plain_key(profile.name)])),
    "Person": lambda profile: slug(profile.name),
}
