"""Which entities may be one thing though no rule is sure: pure rules over what facts tell of them, for people to judge.

A **portrait** is what the winning facts tell about one entity. Each rule names the keys under which like portraits
meet, so that not every pair is compared, and says when two that meet are alike. The order of portraits does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product

from . import dates
from .identity import INSTRUMENT_WORDS, LIKE_NAME, days_apart, overlap
from .names import body_key, fold, plain_key, spelling_key

NEAR_DAYS = 3  # meetings of one body as near as this are hardly two (DESIGN §5)
SHORT_NAME = 2  # parts that two names of one person have in common at the least
LARGEST_CROWD = 200  # entities under one key; more of them share something too common to tell


@dataclass(frozen=True, slots=True)
class Portrait:
    """What facts tell of one entity, as far as likeness cares."""

    id: str
    kind: str
    names: tuple[str, ...] = ()
    acronyms: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    mechanisms: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    start: str = ""  # EDTF
    period: str = ""  # EDTF

    @property
    def sides(self) -> str:
        """The parties as one text; empty for none."""
        return " ".join(sorted(self.parties))

    @property
    def day(self) -> date | None:
        """The day on which it began, where that is known to the day."""
        extent = dates.extent(self.start) if self.start else dates.UNKNOWN
        return extent.first if extent.first == extent.last else None

    @property
    def is_planned(self) -> bool:
        return "planned" in self.statuses

    def words(self) -> Iterator[frozenset[str]]:
        """The words of each name but for sides, years and what names of its kind have anyway."""
        for name in self.names:
            _, rest = body_key(name, self.parties)
            yield frozenset(each for each in rest.split() if each not in INSTRUMENT_WORDS and not each.isdigit())


Keys = Callable[[Portrait], Iterable[str]]
Alike = Callable[[Portrait, Portrait], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason for which two entities of a kind may be one; `says` is how a person is told of it."""

    id: str
    kinds: tuple[str, ...]
    says: str
    keys: Keys
    alike: Alike


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """Two entities that may be one, the smaller id first, and the first rule that says so."""

    one: str
    other: str
    rule: str


def likenesses(portraits: Iterable[Portrait]) -> list[Likeness]:
    """The pairs that may be one, each once, sorted by rule (the surest first) and ids."""
    listed = sorted(portraits, key=lambda each: each.id)
    found: dict[tuple[str, str], Likeness] = {}
    for rule in RULES:
        for one, other in _meeting(rule, [each for each in listed if each.kind in rule.kinds]):
            if (one.id, other.id) not in found and rule.alike(one, other):
                found[one.id, other.id] = Likeness(one.id, other.id, rule.id)
    return list(found.values())


def _meeting(rule: Rule, portraits: Sequence[Portrait]) -> Iterator[tuple[Portrait, Portrait]]:
    """The pairs of one kind that share a key of the rule."""
    crowds: dict[tuple[str, str], list[Portrait]] = defaultdict(list)
    for each in portraits:
        for key in sorted(set(rule.keys(each))):
            crowds[each.kind, key].append(each)
    for crowd in crowds.values():
        if len(crowd) <= LARGEST_CROWD:
            yield from combinations(crowd, 2)


def _names_and_parties(portrait: Portrait) -> Iterator[str]:
    for name, party in product(portrait.names, portrait.parties):
        yield f"{party}|{' '.join(sorted(fold(name).split()))}"


def _parts_and_parties(portrait: Portrait) -> Iterator[str]:
    for name, party in product(portrait.names, portrait.parties):
        for pair in combinations(sorted(set(fold(name).split())), SHORT_NAME):
            yield f"{party}|{' '.join(pair)}"


def _full_names(portrait: Portrait) -> Iterator[str]:
    return (key for name in portrait.names if len((key := " ".join(sorted(fold(name).split()))).split()) > SHORT_NAME)


def _spellings_and_parties(portrait: Portrait) -> Iterator[str]:
    for name, party in product(portrait.names, portrait.parties):
        yield f"{party}|{spelling_key(name)}"


def _months_of_body(portrait: Portrait) -> Iterator[str]:
    if day := portrait.day:
        for mechanism, near in product(portrait.mechanisms, (-NEAR_DAYS, NEAR_DAYS)):
            yield f"{mechanism}|{day + timedelta(days=near):%Y-%m}"


def _sides_and_day(portrait: Portrait) -> Iterator[str]:
    if len(portrait.parties) > 1 and portrait.day:
        yield f"{portrait.sides}|{portrait.day}"


def _sides_and_words(portrait: Portrait) -> Iterator[str]:
    if portrait.parties:
        yield from (f"{portrait.sides}|{word}" for words in portrait.words() for word in words)


def _sides_and_acronym(portrait: Portrait) -> Iterator[str]:
    return (f"{portrait.sides}|{each}" for each in portrait.acronyms)


def _title_and_parties(portrait: Portrait) -> Iterator[str]:
    return (f"{portrait.sides}|{plain_key(name)}" for name in portrait.names if portrait.parties)


def _plain_names(portrait: Portrait) -> Iterator[str]:
    return (plain_key(name) for name in portrait.names)


def _always(_one: Portrait, _other: Portrait) -> bool:
    return True


def _part_of_name(one: Portrait, other: Portrait) -> bool:
    names = product((set(fold(each).split()) for each in one.names), (set(fold(each).split()) for each in other.names))
    return any(min(len(a), len(b)) >= SHORT_NAME and (a <= b or b <= a) for a, b in names)


def _near(one: Portrait, other: Portrait) -> bool:
    return days_apart(one.start, other.start) <= NEAR_DAYS


def _same_event(one: Portrait, other: Portrait) -> bool:
    """Nothing tells the two apart: neither what they were, nor whose session."""
    return all(
        not mine or not theirs or mine & theirs
        for mine, theirs in (
            (one.kinds, other.kinds),
            (one.mechanisms, other.mechanisms),
            (one.ordinals, other.ordinals),
            (one.statuses, other.statuses),
        )
    )


def _like_event(one: Portrait, other: Portrait) -> bool:
    """Like names, and neither the time nor anything else tells the two apart."""
    if not _same_event(one, other) or not _like_names(one, other):
        return False
    return bool(one.start and other.start and dates.compatible(one.start, other.start))


def _planned_and_held(one: Portrait, other: Portrait) -> bool:
    """The one was planned, the other came about, and their days and numbers do not contradict each other."""
    if one.is_planned == other.is_planned or not _like_names(one, other):
        return False
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        return False
    return not one.start or not other.start or dates.compatible(one.start, other.start)


def _like_names(one: Portrait, other: Portrait) -> bool:
    """Two thirds of a shorter name’s words stand in the other, and the periods told are no two."""
    if one.period and other.period and one.period != other.period:
        return False
    return any(a and b and overlap(a, b) >= LIKE_NAME for a, b in product(one.words(), other.words()))


def _one_without_institution(one: Portrait, other: Portrait) -> bool:
    return not one.institutions or not other.institutions


def _one_without_country(one: Portrait, other: Portrait) -> bool:
    return not one.countries or not other.countries


RULES = (
    Rule("planned-and-held", ("Meeting",), "planned here, held there", _sides_and_words, _planned_and_held),
    Rule("body-and-near-day", ("Meeting",), "of one body, three days apart at most", _months_of_body, _near),
    Rule("sides-and-day", ("Meeting",), "the same sides on the same day", _sides_and_day, _same_event),
    Rule("name-and-time", ("Meeting",), "like names, the same sides and time", _sides_and_words, _like_event),
    Rule("equal-name", ("Person",), "the same name, for the same party", _names_and_parties, _always),
    Rule("part-of-name", ("Person",), "one name is a part of the other", _parts_and_parties, _part_of_name),
    Rule("like-spelling", ("Person",), "one name, spelled otherwise", _spellings_and_parties, _always),
    Rule("full-name", ("Person",), "the same full name, for another party", _full_names, _always),
    Rule("acronym", ("Mechanism", "Institution"), "the same acronym and sides", _sides_and_acronym, _always),
    Rule(
        "like-name",
        ("Mechanism", "Institution", "Agreement", "Project"),
        "like names, the same sides",
        _sides_and_words,
        _like_names,
    ),
    Rule("title", ("Post",), "the same title; one is of no institution", _title_and_parties, _one_without_institution),
    Rule("place", ("Place",), "the same name; of one the country is not known", _plain_names, _one_without_country),
)
REASONS = {rule.id: rule.says for rule in RULES}
