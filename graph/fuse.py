"""Statements to facts: a pure function of one group, driven by what the ontology declares of its property.

A group is all that is said of one subject by one property, with every id resolved. Its order does not matter.
Who wins (docs/architecture.md): by verdict, source, precision, corroboration; compatible values corroborate each other
and the most precise is shown; of what evolves, the latest-dated source wins and the older values are superseded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from . import dates
from .model import (
    ALWAYS,
    Datatype,
    Fact,
    Interval,
    Link,
    Literal,
    Modality,
    Qualifiers,
    Rank,
    Value,
    Verdict,
    digest,
    qualifiers_of,
    value_key,
)
from .ontology import Property

FUSE_VERSION = "1"  # raise it when the same statements give other facts: all groups are then fused again
COUNTED = (Modality.HELD, Modality.PLANNED)  # what was only proposed, invited or denied is no fact
SURE = 0.5  # the confidence below which a statement waits for a person before it counts (DESIGN §11)
Within = Callable[[str, str], bool]  # is the first entity (a city) within the second (its country)?


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement as fusing sees it: ids resolved, and what is known of its source."""

    id: str
    value: Value
    qualifiers: Qualifiers = ()
    valid: Interval = ALWAYS
    modality: Modality = Modality.HELD
    verdict: Verdict = Verdict.PROPOSED
    confidence: float = 1.0
    document: str = ""  # of a conclusion, its premises: however many passages they are, it is one source
    inferred: bool = False
    published: str = ""  # EDTF
    passage: str = ""  # the folded quote: equal passages are one source
    priority: int = 0  # of the source; higher counts for more


@dataclass(frozen=True, slots=True)
class Fused:
    """A fact, and the ids of the statements that speak for it."""

    fact: Fact
    statements: tuple[str, ...]


def _nothing_within(_inner: str, _outer: str) -> bool:
    return False


def fuse(subject: str, declared: Property, said: Iterable[Evidence], within: Within = _nothing_within) -> list[Fused]:
    """The facts of one group, sorted by id; see the module's documentation for the rules."""
    counted = sorted((each for each in said if _counts(each)), key=lambda each: each.id)
    by_value = _by_value(counted)
    if declared.exclusive == "value-per-subject":
        ranked = _exclusive(by_value, declared, within)
    else:
        ranked = [(value, Rank.NORMAL, group) for value, group in by_value.items()]
    fused = [each for value, rank, group in ranked for each in _facts(subject, declared, value, rank, group)]
    return sorted(fused, key=lambda each: each.fact.id)


def _counts(evidence: Evidence) -> bool:
    if evidence.modality not in COUNTED or evidence.verdict in (Verdict.REJECTED, Verdict.WITHDRAWN):
        return False
    return evidence.confidence >= SURE or evidence.verdict is Verdict.ACCEPTED


def _by_value(said: Iterable[Evidence]) -> dict[Value, list[Evidence]]:
    groups: dict[Value, list[Evidence]] = {}
    for each in said:
        groups.setdefault(each.value, []).append(each)
    return groups


Ranked = list[tuple[Value, Rank, list[Evidence]]]


def _exclusive(by_value: Mapping[Value, list[Evidence]], declared: Property, within: Within) -> Ranked:
    """One winner, with all that agrees with it; what is left is disputed, or superseded if the property evolves."""
    left, ranked, rank = dict(by_value), Ranked(), Rank.NORMAL
    while left:
        shown = _shown(left, declared.evolves, within)
        agreeing = [value for value in left if _contains(value, shown, within)]
        ranked.append((shown, rank, [each for value in agreeing for each in left.pop(value)]))
        rank = Rank.SUPERSEDED if declared.evolves else Rank.DISPUTED
    return ranked


def _shown(by_value: Mapping[Value, list[Evidence]], evolves: bool, within: Within) -> Value:
    """The value that wins; where more precise ones agree with it, the best of those."""
    support = {
        value: [e for wide in by_value if _contains(wide, value, within) for e in by_value[wide]] for value in by_value
    }
    best = max(by_value, key=lambda value: _weight(value, by_value[value], support[value], evolves))
    narrower = [value for value in by_value if value != best and _contains(best, value, within)]
    if not narrower:
        return best
    return _shown({value: by_value[value] for value in narrower}, evolves, within)


def _contains(wide: Value, narrow: Value, within: Within) -> bool:
    """Does the narrow value say the same as the wide one, or more precisely?"""
    if wide == narrow:
        return True
    if isinstance(wide, Link) and isinstance(narrow, Link):
        return within(narrow.id, wide.id)
    if isinstance(wide, Literal) and isinstance(narrow, Literal) and wide.datatype is Datatype.DATE:
        return dates.contains(wide.text, narrow.text)
    return False


Weight = tuple[date, bool, bool, int, int, int, float, tuple[int, ...]]


def _weight(value: Value, own: Sequence[Evidence], support: Sequence[Evidence], evolves: bool) -> Weight:
    """The greater, the better; ties are settled by the value's text."""
    is_date = isinstance(value, Literal) and value.datatype is Datatype.DATE
    return (
        max(_dated(each) for each in own) if evolves else date.min,
        any(each.modality is Modality.HELD for each in own),
        any(each.verdict is Verdict.ACCEPTED for each in own),
        max(each.priority for each in own),
        dates.precision(value.text) if isinstance(value, Literal) and is_date else 0,
        independent_sources(support),
        max(each.confidence for each in own),
        tuple(-ord(char) for char in value_key(value)),
    )


def _dated(evidence: Evidence) -> date:
    """When a status was so: the day said, else the source's own date; a date without a year tells nothing."""
    stated = [value.text for name, value in evidence.qualifiers if name == "as_of" and isinstance(value, Literal)]
    days = [dates.extent(each) for each in stated or [evidence.published] if dates.is_date(each)]
    return max((day.first or day.last or date.min for day in days), default=date.min)


def independent_sources(said: Iterable[Evidence]) -> int:
    """How many documents say so, those with an equal passage counted once."""
    passages: dict[str, str] = {}
    for each in said:
        passages[each.document] = min(passages.get(each.document, each.passage), each.passage)
    return len(set(passages.values()))


def _facts(subject: str, declared: Property, value: Value, rank: Rank, said: Sequence[Evidence]) -> list[Fused]:
    return [_fact(subject, declared, value, rank, group, key) for key, group in _keyed(declared, said)]


def _keyed(declared: Property, said: Sequence[Evidence]) -> Iterator[tuple[str, list[Evidence]]]:
    """The statements of one value in the groups that its property's key makes: by qualifiers, and each by spells."""
    by_qualifiers: dict[tuple[str, ...], list[Evidence]] = {}
    for each in said:
        by_qualifiers.setdefault(_key_qualifiers(declared, each), []).append(each)
    for texts, group in by_qualifiers.items():
        spells = _spells(group) if declared.by_spell else [group]
        for spell in spells:
            began = merged_interval(each.valid for each in spell).from_first if len(spells) > 1 else None
            yield "|".join(filter(None, (*texts, str(began or "")))), spell


def _key_qualifiers(declared: Property, said: Evidence) -> tuple[str, ...]:
    return tuple(value_key(value) for name, value in said.qualifiers if name in declared.key)


def _fact(subject: str, declared: Property, value: Value, rank: Rank, said: Sequence[Evidence], key: str) -> Fused:
    interval = merged_interval(each.valid for each in said)
    fact = Fact(
        id=digest(subject, declared.name, value_key(value), key),
        subject=subject,
        property=declared.name,
        value=value,
        rank=rank,
        interval=interval,
        qualifiers=_fused_qualifiers(said),
        confidence=max(each.confidence for each in said),
        sources=independent_sources(said),
        inferred=all(each.inferred for each in said),
    )
    return Fused(fact, tuple(each.id for each in said))


def _spells(said: Sequence[Evidence]) -> list[list[Evidence]]:
    """Groups of statements whose possible intervals overlap, from the earliest on."""
    spells: list[tuple[Interval, list[Evidence]]] = []
    for each in sorted(said, key=lambda each: (each.valid.from_first or date.min, each.id)):
        for position, (interval, group) in enumerate(spells):
            if interval.overlaps(each.valid):
                spells[position] = (_hull(interval, each.valid), [*group, each])
                break
        else:
            spells.append((each.valid, [each]))
    return [group for _, group in spells]


def _hull(one: Interval, other: Interval) -> Interval:
    """The possible extent of two intervals that are one spell: open where either is."""
    starts, ends = (one.from_first, other.from_first), (one.to_last, other.to_last)
    return Interval(
        from_first=min(day for day in starts if day) if all(starts) else None,
        to_last=max(day for day in ends if day) if all(ends) else None,
    )


def merged_interval(intervals: Iterable[Interval]) -> Interval:
    """The one interval that fits all: the latest first day it can have begun, the earliest last, and so for its end.

    Where sources contradict each other on a bound, the wider bound is kept, so that nothing is claimed that one denies.
    """
    listed = list(intervals)

    def days(name: str) -> list[date]:
        return [day for each in listed if (day := getattr(each, name)) is not None]

    merged = Interval(
        from_first=max(days("from_first"), default=None),
        from_last=min(days("from_last"), default=None),
        to_first=max(days("to_first"), default=None),
        to_last=min(days("to_last"), default=None),
        observed_until=max(days("observed_until"), default=None),
    )
    if merged.from_first and merged.from_last and merged.from_first > merged.from_last:
        told = days("from_first") + days("from_last")
        merged = replace(merged, from_first=min(told), from_last=max(told))
    if merged.to_first and merged.to_last and merged.to_first > merged.to_last:
        told = days("to_first") + days("to_last")
        merged = replace(merged, to_first=min(told), to_last=max(told))
    return merged


def _fused_qualifiers(said: Sequence[Evidence]) -> Qualifiers:
    """Each qualifier's values by the best of the statements that have it: silence agrees with anything."""
    pairs: list[tuple[str, Value]] = []
    for name in sorted({name for each in said for name, _ in each.qualifiers}):
        choices: dict[tuple[Value, ...], list[Evidence]] = {}
        for each in said:
            if values := tuple(value for qualifier, value in each.qualifiers if qualifier == name):
                choices.setdefault(values, []).append(each)
        best = max(choices, key=lambda values: _qualifier_weight(values, choices[values]))
        pairs += [(name, value) for value in best]
    return qualifiers_of(pairs)


def _qualifier_weight(values: tuple[Value, ...], said: Sequence[Evidence]) -> tuple[bool, int, int, float, list[int]]:
    return (
        any(each.verdict is Verdict.ACCEPTED for each in said),
        max(each.priority for each in said),
        independent_sources(said),
        max(each.confidence for each in said),
        [-ord(char) for value in values for char in value_key(value)],
    )
