"""evaluate: how well reports are read, against annotations."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from ...ingest.evaluation.gold import Evaluation, Mistake, evaluate, read_gold
from ...ingest.evaluation.scoring import Counts
from ..options import Json
from ..output import Row, out, print_json, print_short_table, say
from ..progress import progress
from ..sources import plan, reader

COLUMNS = ("n", "right", "missed", "spurious", "precision", "recall", "F1")


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("evaluate")(_evaluate)


def _evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Annotations ID.json, each beside its text.", file_okay=False)
    ],
    strict: Annotated[bool, typer.Option("--strict", help="Give no credit for parts of names.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List what is not right, with its sentence.")] = False,
    as_json: Json = False,
) -> int:
    """Read annotated reports and compare: a table of what was found of each fact type, and of each role.

    The annotations have the format of `comity extract`; the texts are read anew, no graph is touched.

    Example: comity evaluate tests/gold --errors
    """
    annotated = read_gold(gold)
    with progress("Evaluating", "documents") as advance:
        found = evaluate(annotated, reader(), plan(), strict, advance)
    for refusal in found.refused:
        say(f"Refused: {refusal.where}: {refusal.reason}")
    if as_json:
        print_json(_json(found, strict))
    else:
        _print(found, errors)
    return 0


def _print(found: Evaluation, errors: bool) -> None:
    score = found.score
    rows = {name: counts for name, counts in score.facts.items() if counts.n or counts.fp}
    _print_table("fact", rows | {"all facts, each once": score.micro})
    out().print()
    _print_table("role", score.roles)
    for title, (right, of) in _wholes(found).items():
        out().print(f"\n{title}: {right} of {of} documents", highlight=False, markup=False)
    for mistake in found.mistakes if errors else ():
        out().print(f"\n{_told(mistake)}\n    {mistake.sentence}", highlight=False, markup=False)


def _told(mistake: Mistake) -> str:
    fact = mistake.fact
    values = " → ".join(each for each in (fact.gold, fact.read) if each)
    of = f" (of {fact.of})" if fact.of else ""
    return f"{mistake.document}: {fact.row} {fact.outcome.value}: {values}{of}"


def _print_table(title: str, rows: Mapping[str, Counts]) -> None:
    print_short_table((title, *COLUMNS), [{title: name, **_row(counts)} for name, counts in rows.items()])


def _row(counts: Counts) -> Row:
    shares = (counts.precision, counts.recall, counts.f1)
    shown = ("–" if share is None else f"{share:.3f}" for share in shares)
    return dict(zip(COLUMNS, (counts.n, counts.tp, counts.fn, counts.fp, *shown), strict=True))


def _wholes(found: Evaluation) -> Mapping[str, tuple[int, int]]:
    return {
        "All chairs and their sides right": found.score.chairs_right,
        "The main meeting and its core right": found.score.main_right,
    }


def _json(found: Evaluation, strict: bool) -> dict[str, object]:
    score = found.score
    return {
        "documents": len(score.judged),
        "strict": strict,
        "facts": {row: _figures(counts) for row, counts in score.facts.items()},
        "roles": {role: _figures(counts) for role, counts in score.roles.items()},
        "micro": _figures(score.micro),
        "macro_f1": score.macro_f1,
        "chairs_right": dict(zip(("right", "documents"), score.chairs_right, strict=True)),
        "main_right": dict(zip(("right", "documents"), score.main_right, strict=True)),
        "errors": [_error(each) for each in found.mistakes],
        "refused": [{"where": each.where, "reason": each.reason} for each in found.refused],
    }


def _figures(counts: Counts) -> dict[str, object]:
    sums = {"n": counts.n, "tp": counts.tp, "fp": counts.fp, "fn": counts.fn}
    return {**sums, "precision": counts.precision, "recall": counts.recall, "f1": counts.f1}


def _error(mistake: Mistake) -> dict[str, object]:
    fact = mistake.fact
    return {
        "document": mistake.document,
        "fact": fact.row,
        "outcome": fact.outcome.value,
        "gold": fact.gold,
        "read": fact.read,
        "of": fact.of,
        "sentence": mistake.sentence,
    }
