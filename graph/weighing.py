"""What is said, weighed: which values agree, which of several is shown, and how many sources say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from . import dates
from .model import ALWAYS, Datatype, Interval, Link, Literal, Modality, Qualifiers, Value, Verdict, value_key

Within = Callable[[str, str], bool]  # is the first entity (a city) within the second (its country)?


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement as fusing sees it: ids resolved, and what is known of its source."""

    id: str
    value: Value  # of what only one subject can be so for a value: the subject
    qualifiers: Qualifiers = ()
    valid: Interval = ALWAYS
    modality: Modality = Modality.HELD
    verdict: Verdict = Verdict.PROPOSED
    confidence: float = 1.0
    document: str = ""  # or what stands for it as a source: a release that several have, the premises of a conclusion
    inferred: bool = False
    published: str = ""  # EDTF
    passage: str = ""  # the folded quote: equal passages are one source
    priority: int = 0  # of the source; higher counts for more


Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """What may be so: one value, or the values of a qualifier, with the statements that say so."""

    values: Values
    said: Sequence[Evidence]


Agrees = Callable[[Option, Option], bool]


def best(options: Sequence[Option], agrees: Agrees, evolves: bool = False) -> Option:
    """The option that wins; where more precise ones agree with it, the best of those.

    `agrees` tells whether the first says the same as the second, or the same less precisely.
    """
    if len(options) == 1:
        return options[0]
    support = [[each for wide in options if agrees(wide, option) for each in wide.said] for option in options]
    weights = [_weight(option, said, evolves) for option, said in zip(options, support, strict=True)]
    winner = options[max(range(len(options)), key=weights.__getitem__)]
    narrower = [option for option in options if option is not winner and agrees(winner, option)]
    narrower = [option for option in narrower if not agrees(option, winner)]
    return best(narrower, agrees, evolves) if narrower else winner


def contains(wide: Values, narrow: Values, within: Within) -> bool:
    """Do the narrow values say the same as the wide ones, or more?"""
    return wide == narrow or all(any(_contains(each, other, within) for other in narrow) for each in wide)


def _contains(wide: Value, narrow: Value, within: Within) -> bool:
    if wide == narrow:
        return True
    if isinstance(wide, Link) and isinstance(narrow, Link):
        return within(narrow.id, wide.id)
    if isinstance(wide, Literal) and isinstance(narrow, Literal) and wide.datatype is narrow.datatype is Datatype.DATE:
        return dates.contains(wide.text, narrow.text)
    return False


Weight = tuple[date, bool, bool, int, int, int, float, tuple[int, ...]]


def _weight(option: Option, support: Sequence[Evidence], evolves: bool) -> Weight:
    """The greater, the better; ties are settled by the text of the values."""
    own = option.said
    return (
        max(_dated(each) for each in own) if evolves else date.min,
        any(each.modality is Modality.HELD for each in own),
        any(each.verdict is Verdict.ACCEPTED for each in own),
        max(each.priority for each in own),
        sum(_precision(value) for value in option.values),
        independent_sources(support),
        max(each.confidence for each in own),
        tuple(-ord(char) for value in option.values for char in value_key(value)),
    )


def _precision(value: Value) -> int:
    is_date = isinstance(value, Literal) and value.datatype is Datatype.DATE
    return dates.precision(value.text) if isinstance(value, Literal) and is_date else 0


def _dated(evidence: Evidence) -> date:
    """When a status was so: the day said, else the source's own date; a date without a year tells nothing."""
    stated = [value.text for name, value in evidence.qualifiers if name == "as_of" and isinstance(value, Literal)]
    days = [dates.extent(each) for each in stated or [evidence.published] if dates.is_date(each)]
    return max((day.first or day.last or date.min for day in days), default=date.min)


def independent_sources(said: Sequence[Evidence]) -> int:
    """How many sources say so: documents that have a passage in common are one."""
    if len(said) == 1:
        return 1
    above: dict[str, str] = {}

    def top(node: str) -> str:
        while (parent := above.setdefault(node, node)) != node:
            node = above[node] = above[parent]
        return node

    for each in said:
        source = top(f"source {each.document}")
        if each.passage:
            above[top(f"passage {each.passage}")] = source
    return len({top(f"source {each.document}") for each in said})


def by_values(pairs: Iterable[tuple[Values, Evidence]]) -> list[Option]:
    """The options that statements give, each with those that give it."""
    groups: dict[Values, list[Evidence]] = {}
    for values, each in pairs:
        groups.setdefault(values, []).append(each)
    return [Option(values, said) for values, said in groups.items()]
