"""The years that an instrument is for, and until when one was extended, as EDTF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from .lexicon import load_yaml

_SPILL = 16  # characters of a name's period that may stand behind what was taken for the name
LONGEST = 50  # years; more is no period but two numbers
_EXTENDED = re.compile(
    r"\b(?:extended|prolonged|renewed)\s(?:\w+\s)?(?:until|till|to|through|up to)\s"
    r"(?:the\s)?(?:end\s(?:of\s)?)?<D(\d+)>"
)


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """One row of periods.yaml."""

    id: str
    where: str
    pattern: re.Pattern[str]
    reads: str
    refuses: str


@cache
def period_rules() -> Sequence[PeriodRule]:
    """The rules in the order of the file."""
    rows = cast("list[dict[str, str]]", load_yaml("periods.yaml"))
    return tuple(
        PeriodRule(row["id"], row["where"], re.compile(row["pattern"]), row["reads"], row["refuses"]) for row in rows
    )


def read_period(name: str, after: str) -> tuple[str, str]:
    """The period of an instrument (EDTF) and the rule that read it, from its name and the words behind; else empty."""
    for rule in period_rules():
        match = rule.pattern.search(f"{name}{after[:_SPILL]}" if rule.where == "name" else after)
        if (
            match
            and (rule.where != "name" or match.start() < len(name))
            and (period := years(match["first"], match.groupdict().get("last") or ""))
        ):
            return period, rule.id
    return "", ""


def years(first: str, last: str) -> str:
    """Years as EDTF, a short last year completed ("2024", "28"); empty where they are no period."""
    whole = first[: 4 - len(last)] + last if last else first
    if not last or whole == first:
        return first
    return f"{first}/{whole}" if 0 < int(whole) - int(first) <= LONGEST else ""


def extended_until() -> re.Pattern[str]:
    """Matches "extended until" and the mark of the date."""
    return _EXTENDED
