"""The reference page of the named questions, made from their headers: `python -m comity.graph.query_page`.

A test holds docs/reference/questions.md to what is made here, and asks the example of each question.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from .queries import NamedQuery, catalogue
from .query_header import Parameter

PAGE = Path(__file__).resolve().parents[1] / "docs/reference/questions.md"
# Most answer from the packaged samples (`comity demo`); the others need a data set, or tell what no sample does.
EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "agreements-by-status": {"status": "agreement-status/signed"},
    "agreements-pending": {"party": "PAK"},
    "differing-releases": {},
    "disputed": {},
    "evidence-of-fact": {"fact": "0123456789abcdef0123456789abcdef"},
    "frequent-visitors": {"host": "USA", "from": "1990"},
    "in-several-mechanisms": {},
    "last-met": {"party": "PAK", "counterpart": "AZE"},
    "mechanism-sessions": {"status": "planned"},
    "meetings-at-place": {"place": "PAK", "status": "held"},
    "members-of-body": {"body": "ASEAN", "at": "2014"},
    "new-between": {"party": "PAK", "counterpart": "AZE", "since": "2024"},
    "observers": {"party": "USA"},
    "officials-met-by": {"person": "khawaja-muhammad-asif"},
    "overdue-mechanisms": {"on": "2030-01-01"},
    "planned-not-held": {"party": "PAK"},
    "posts-of-person": {"person": "khawaja-muhammad-asif"},
    "projects-by-sector": {"party": "PAK"},
    "promises": {"on": "2026-01-01", "party": "PAK"},
    "sectors-by-year": {"party": "PAK", "counterpart": "AZE"},
    "shared-bodies": {"party": "PAK", "counterpart": "AZE", "at": "2014"},
    "shortest-path": {"start": "khawaja-muhammad-asif", "end": "bloc/ASEAN"},
    "sources-of-entity": {"entity": "PAK"},
    "unequal-chairs": {},
    "who-acted-for": {"party": "PAK", "role": "co_chaired"},
    "who-co-chaired": {"party": "PAK", "from": "2024"},
    "whose-turn-to-host": {"party": "PAK"},
}
HEAD = """\
# The named questions

Made from the headers of `queries/` by `python -m comity.graph.query_page`; do not edit it by hand.

`comity ask NAME --param NAME=VALUE` or `GET /api/v1/queries/NAME?NAME=VALUE`. An id may be its last part where that is
unambiguous (`PAK`). A date is a day, a month or a year; the parameter says which end of it counts. What is known only
vaguely is kept where it *may* fit; `certain` says whether it surely does. What is missing is null. `fact` leads to the
passages (`evidence-of-fact`). What is planned is never counted as held, and what is disputed is in no answer but
`disputed` and `differing-releases`. No question knows what day it is: where that matters, the day is a parameter.
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join([HEAD, *_contents(), *(line for query in catalogue().values() for line in _question(query))])


def main() -> int:
    """Write the page where it is kept."""
    PAGE.write_text(page(), encoding="utf-8")
    sys.stderr.write(f"{PAGE.name} is written.\n")
    return 0


def _contents() -> Iterator[str]:
    yield "| question | asks |\n|---|---|"
    for query in catalogue().values():
        yield f"| [`{query.name}`](#{query.name}) | {query.title} |"
    yield ""


def _question(query: NamedQuery) -> Iterator[str]:
    yield f"## {query.name}\n"
    yield f"**{query.title}.** {query.description}\n"
    if query.engines == ("cypher",):
        yield "In Cypher only.\n"
    if query.parameters:
        yield "| parameter | is | |\n|---|---|---|"
        yield from (_parameter(each) for each in query.parameters)
        yield ""
    yield f"Columns: {', '.join(f'`{column}`' for column in query.columns)}.\n"
    given = "".join(f" --param {name}={value}" for name, value in EXAMPLES[query.name].items())
    yield f"```console\ncomity ask {query.name}{given}\n```\n"


def _parameter(parameter: Parameter) -> str:
    need = "required" if parameter.required else f"default {parameter.default}" if parameter.default else "optional"
    return f"| `{parameter.name}` | {parameter.type.form}, {need} | {parameter.help} |"


if __name__ == "__main__":
    sys.exit(main())
