"""What the questions are asked with over the reports of the demonstration: values that their own rows have.

What a question needs is told here; a value of an optional parameter is taken from a column of a row of its answer, so
that all together fit one row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from comity.graph.queries import named_query

Row = Mapping[str, Any]
Given = Mapping[str, str]
Answers = Callable[[str, Given], Iterable[Row]]

PAKISTAN, AZERBAIJAN = "country/PAK", "country/AZE"
NEEDED: Mapping[str, Given] = {
    "last-met": {"party": PAKISTAN, "counterpart": AZERBAIJAN},
    "promises": {"on": "2026"},
    "overdue-mechanisms": {"on": "2030"},
    "new-between": {"party": PAKISTAN, "counterpart": AZERBAIJAN, "since": "2020"},
    "sectors-by-year": {"party": PAKISTAN, "counterpart": AZERBAIJAN},
    "members-of-body": {"body": "bloc/ASEAN"},
    "shared-bodies": {"party": PAKISTAN, "counterpart": "country/LKA", "at": "2024"},
    "meetings-at-place": {"place": PAKISTAN},
    "officials-met-by": {"person": "official/khawaja-muhammad-asif"},
    "sources-of-entity": {"entity": PAKISTAN},
    "shortest-path": {"start": "official/khawaja-muhammad-asif", "end": "bloc/ASEAN"},
}
# Of these the reports give no rows: no report of the demonstration says who issued it, few tell of observers or visits.
UNTOLD = frozenset(("unequal-chairs", "differing-releases", "observers", "shared-bodies", "frequent-visitors"))
GIVEN: Mapping[str, Given] = {
    "promises": {"party": PAKISTAN, "counterpart": AZERBAIJAN},
    "agreements-pending": {"party": PAKISTAN, "counterpart": AZERBAIJAN},
    "overdue-mechanisms": {"party": PAKISTAN},
    "shortest-path": {"most_relations": "1000", "avoid": "country/CHE"},
    "members-of-body": {"at": "2025"},
}
# The column in which a value of a parameter stands, where it is not its name or its name and _id.
COLUMNS: Mapping[str, str] = {
    "person": "official_id",
    "from": "start_date",
    "to": "start_date",
    "by": "start_date",
    "whose-turn-to-host by": "last_date",
    "whose-turn-to-host party": "last_host_id",
    "projects-by-sector party": "participant_id",
}


def values_in_rows(answers: Answers, name: str) -> dict[str, str]:
    """A value for each parameter of a question, all of one row; only the needed ones of a question without rows."""
    needed, given = NEEDED.get(name, {}), GIVEN.get(name, {})
    if name in UNTOLD:
        return dict(needed)
    columns = {each.name: _column(name, each.name) for each in named_query(name).parameters}
    wanted = {key: column for key, column in columns.items() if key not in needed and key not in given}
    for row in answers(name, {**needed, **given}):
        if all(row[column] is not None for column in wanted.values()):
            return {**needed, **given, **{key: str(row[column]) for key, column in wanted.items()}}
    raise AssertionError(f"{name}: no row of which all is known")


def _column(name: str, parameter: str) -> str:
    columns = named_query(name).columns
    named = COLUMNS.get(f"{name} {parameter}") or COLUMNS.get(parameter)
    return named or (f"{parameter}_id" if f"{parameter}_id" in columns else parameter)
