"""Statements to facts: a pure function of one group, driven by what the ontology declares of its property.

A group is all that is said of one thing by one property, with every id resolved. Its order does not matter. Who wins
(docs/architecture.md): by verdict, source, precision, corroboration; compatible values corroborate each other and the
most precise is shown; of what evolves, the latest-dated source wins and the older values are superseded. Qualifiers are
fused in the same way: what loses in one is a disputed fact of its own, with its statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .model import (
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
from .ontology import Property, ontology
from .spells import in_turn, known_extent, merged_interval, one_spell
from .weighing import Evidence, Option, Within, best, by_values, contains, independent_sources

FUSE_VERSION = "2"  # raise it when the same statements give other facts: all groups are then fused again
COUNTED = (Modality.HELD, Modality.PLANNED)  # what was only proposed, invited or denied is no fact
SURE = 0.5  # the confidence below which a statement waits for a person before it counts (DESIGN §11)
FORMER: tuple[str, Value] = ("tenure", Literal("former"))  # says when, not how, somebody was in office


@dataclass(frozen=True, slots=True)
class Fused:
    """A fact, and the ids of the statements that speak for it."""

    fact: Fact
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Statements that are one fact, but for qualifiers in which they differ; `key` is its part of the fact's id."""

    value: Value
    said: Sequence[Evidence]
    interval: Interval
    rank: Rank = Rank.NORMAL
    key: str = ""


def _group(value: Value, said: Sequence[Evidence]) -> _Group:
    return _Group(value, said, merged_interval(each.valid for each in said))


def _nothing_within(_inner: str, _outer: str) -> bool:
    return False


def fuse(anchor: str, declared: Property, said: Iterable[Evidence], within: Within = _nothing_within) -> list[Fused]:
    """The facts of one group, sorted by id; see the module's documentation for the rules.

    The anchor is the subject, and what is said has values; of a property of which only one subject can be so for a
    value, it is the value, and what is said has subjects (`Property.anchored_by_value`).
    """
    counted = sorted((each for each in said if _counts(each)), key=lambda each: each.id)
    fusing = _Fusing(anchor, declared, within)
    return sorted(fusing.facts(counted), key=lambda each: each.fact.id)


def _counts(evidence: Evidence) -> bool:
    if evidence.modality not in COUNTED or not evidence.verdict.counts:
        return False
    return evidence.confidence >= SURE or evidence.verdict is Verdict.ACCEPTED


class _Fusing:
    """One group on its way from statements to facts."""

    def __init__(self, anchor: str, declared: Property, within: Within) -> None:
        self._anchor = anchor
        self._declared = declared
        self._within = within

    def facts(self, said: Sequence[Evidence]) -> Iterator[Fused]:
        """By the key's qualifiers, then by value and spell, ranked where only one can be so, then by qualifiers."""
        for texts, keyed in self._by_key(said).items():
            groups = [group for option in self._by_value(keyed) for group in self._by_spell(option)]
            ranked = self._ranked(groups) if self._declared.exclusive else groups
            for group in self._named(ranked, texts):
                yield from self._by_qualifiers(group)

    def _by_key(self, said: Sequence[Evidence]) -> dict[tuple[str, ...], list[Evidence]]:
        groups: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
        for each in said:
            key = tuple(value_key(value) for name, value in each.qualifiers if name in self._declared.key)
            groups[key].append(each)
        return groups

    def _by_value(self, said: Sequence[Evidence]) -> list[Option]:
        return by_values(((each.value,), each) for each in said)

    def _by_spell(self, option: Option) -> list[_Group]:
        (value,) = option.values
        spells = self._spells(option.said) if self._declared.by_spell and len(option.said) > 1 else [option.said]
        return [_group(value, spell) for spell in spells]

    def _spells(self, said: Sequence[Evidence]) -> list[list[Evidence]]:
        """From the earliest on; what fits several, or has no date, belongs to the latest, and joins none to another."""
        spells: list[list[Evidence]] = []
        dated = [(extent[0], each) for each in said if (extent := known_extent(each.valid))]
        for _, each in sorted(dated, key=lambda pair: (pair[0], pair[1].id)):
            spell = next((spell for spell in reversed(spells) if self._is_of(spell, each)), None)
            if spell is None:
                spells.append([each])
            else:
                spell.append(each)
        undated = [each for each in said if not known_extent(each.valid)]
        if not spells:
            return [undated]
        spells[-1] += undated
        return spells

    def _is_of(self, spell: Sequence[Evidence], each: Evidence) -> bool:
        """Can the statement be of the spell, and is it, where they contradict each other in a qualifier?"""
        interval = merged_interval(one.valid for one in spell)
        return one_spell(interval, each.valid) and (
            not in_turn(interval, each.valid) or self._conflict([*spell, each]) is None
        )

    def _ranked(self, groups: Sequence[_Group]) -> list[_Group]:
        """What wins, each with all that agrees with it; what cannot be so beside a winner is outweighed."""
        left, ranked = list(groups), list[_Group]()
        while left:
            shown = self._best(left)
            agreeing = [each for each in left if self._agrees(each, shown)]
            left = [each for each in left if not self._agrees(each, shown)]
            group = _group(shown.value, [one for each in agreeing for one in each.said])
            ranked.append(replace(group, rank=self._rank(group, ranked)))
        return ranked

    def _best(self, groups: Sequence[_Group]) -> _Group:
        if len(groups) == 1:
            return groups[0]
        options = [Option((each.value,), each.said) for each in groups]
        of = {id(option): group for option, group in zip(options, groups, strict=True)}
        chosen = best(options, lambda wide, narrow: self._agrees(of[id(wide)], of[id(narrow)]), self._declared.evolves)
        return of[id(chosen)]

    def _agrees(self, wide: _Group, narrow: _Group) -> bool:
        is_same = wide.value == narrow.value
        if is_same and self._declared.by_spell:
            return wide is narrow  # two spells of one value
        return is_same or (
            contains((wide.value,), (narrow.value,), self._within) and wide.interval.overlaps(narrow.interval)
        )

    def _rank(self, group: _Group, ranked: Sequence[_Group]) -> Rank:
        """Outweighed by any winner that it was not in turn with; of what evolves there is one winner for all time."""
        evolves, winners = self._declared.evolves, [each for each in ranked if each.rank.wins]
        if evolves:
            return Rank.SUPERSEDED if winners else Rank.NORMAL
        is_disputed = any(each.value != group.value and not in_turn(each.interval, group.interval) for each in winners)
        return Rank.DISPUTED if is_disputed else Rank.NORMAL

    def _named(self, groups: Sequence[_Group], texts: tuple[str, ...]) -> Iterator[_Group]:
        """With the key of each: the qualifiers of the key and, where a value has several spells, when each began."""
        of_value: dict[Value, list[_Group]] = defaultdict(list)
        for each in groups:
            of_value[each.value].append(each)
        for spells in of_value.values():
            taken: set[str] = set()
            for each in sorted(spells, key=lambda spell: min(one.id for one in spell.said)):
                began = _free(_beginning(each.interval), taken) if len(spells) > 1 else ""
                taken.add(began)
                yield replace(each, key="|".join(filter(None, (*texts, began))))

    def _by_qualifiers(self, group: _Group) -> Iterator[Fused]:
        """The fact, and a disputed one for each set of qualifiers that lost."""
        agreeing, outweighed = self._agreeing(group.said)
        yield self._fact(group, agreeing)
        left, disputed = list(outweighed), dict[tuple[str, Qualifiers], list[Evidence]]()
        while left:
            name, said = left.pop()
            rest, more = self._agreeing(said)
            disputed.setdefault((name, self._shown(rest)), []).extend(rest)
            left += more
        for (name, _), said in disputed.items():
            yield self._fact(group, said, name)

    def _agreeing(self, said: Sequence[Evidence]) -> tuple[list[Evidence], list[tuple[str, list[Evidence]]]]:
        """The statements that agree in all qualifiers, and the others by the qualifier in which they lost."""
        agreeing, outweighed = list(said), list[tuple[str, list[Evidence]]]()
        while conflict := self._conflict(agreeing):
            outweighed.append(conflict)
            lost = {each.id for each in conflict[1]}
            agreeing = [each for each in agreeing if each.id not in lost]
        return agreeing, outweighed

    def _conflict(self, said: Sequence[Evidence]) -> tuple[str, list[Evidence]] | None:
        """The qualifier in which statements contradict each other, the most told one first, and those that lose."""
        if len(said) == 1:
            return None
        options = {name: each for name, each in _options(said).items() if len(each) > 1 and not _varies(name)}
        for name in sorted(options, key=lambda name: (-sum(len(each.said) for each in options[name]), name)):
            shown = best(options[name], self._says_no_more)
            if losers := [each for each in options[name] if not self._says_no_more(each, shown)]:
                return name, [each for option in losers for each in option.said]
        return None

    def _says_no_more(self, wide: Option, narrow: Option) -> bool:
        return contains(wide.values, narrow.values, self._within)

    def _shown(self, said: Sequence[Evidence]) -> Qualifiers:
        """Of each qualifier the values of the best statements that have it: silence agrees with anything."""
        return qualifiers_of(
            [
                (name, value)
                for name, options in _options(said).items()
                for value in best(options, self._says_no_more).values
            ]
        )

    def _fact(self, group: _Group, said: Sequence[Evidence], disputed_qualifier: str = "") -> Fused:
        qualifiers = self._shown(said)
        subject, value = self._anchor, group.value
        if self._declared.anchored_by_value and isinstance(value, Link):
            subject, value = value.id, Link(subject)
        outweighed = (disputed_qualifier, *(f"{n}={value_key(v)}" for n, v in qualifiers)) if disputed_qualifier else ()
        fact = Fact(
            id=digest(subject, self._declared.name, value_key(value), group.key, *outweighed),
            subject=subject,
            property=self._declared.name,
            value=value,
            rank=Rank.DISPUTED if disputed_qualifier else group.rank,
            interval=merged_interval(each.valid for each in said),
            qualifiers=qualifiers,
            confidence=max(each.confidence for each in said),
            sources=independent_sources(said),
            inferred=all(each.inferred for each in said),
            disputed_qualifier=disputed_qualifier,
        )
        return Fused(fact, tuple(sorted(each.id for each in said)))


def _varies(qualifier: str) -> bool:
    declared = ontology().properties.get(qualifier)
    return declared is not None and declared.varies


def _options(said: Sequence[Evidence]) -> dict[str, list[Option]]:
    """What is said of each qualifier; that a tenure is over says nothing against another word for it."""
    told: dict[str, list[tuple[tuple[Value, ...], Evidence]]] = defaultdict(list)
    for each in said:
        names = dict.fromkeys(name for name, _ in each.qualifiers)
        for name in names:
            told[name].append((tuple(value for other, value in each.qualifiers if other == name), each))
    options = {name: by_values(pairs) for name, pairs in sorted(told.items())}
    name, former = FORMER
    if others := [option for option in options.get(name, ()) if option.values != (former,)]:
        options[name] = others
    return options


def _beginning(interval: Interval) -> str:
    extent = known_extent(interval)
    return str(extent[0] if extent else date.min)


def _free(text: str, taken: set[str]) -> str:
    """The text, with a number where another has it."""
    number, free = 1, text
    while free in taken:
        number += 1
        free = f"{text} {number}"
    return free
