"""evaluate: how well reports are read, against annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ...ingest.evaluation.gold import Evaluation, Mistake, evaluate, read_gold
from ...ingest.evaluation.reliability import Band, bands, bands_by_row, error
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
    reliability: Annotated[
        bool, typer.Option("--reliability", help="Of what was said at each confidence, tell how much was right.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Read annotated reports and compare: a table of what was found of each fact type, and of each role.

    The annotations have the format of `comity extract`; the texts are read anew, no graph is touched.

    Examples: comity evaluate tests/gold --errors

    comity evaluate tests/gold --reliability
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
    if reliability and not as_json:
        _print_reliability(found)
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


def _print_reliability(found: Evaluation) -> None:
    all_bands = bands(found.said)
    out().print()
    _print_bands({"all facts": all_bands, **bands_by_row(found.said)})
    away = (
        f"On average what was right is {error(all_bands):.3f} from the confidence stated, over {len(found.said)} facts."
    )
    out().print(f"\n{away}", highlight=False, markup=False)


def _print_bands(rows: Mapping[str, Sequence[Band]]) -> None:
    shown = [
        {"fact": row, "confidence": f"{band.confidence:.2f}", "said": band.said, "right": band.right,
         "observed": f"{band.observed:.2f}"}
        for row, each in rows.items() for band in each
    ]  # fmt: skip
    print_short_table(("fact", "confidence", "said", "right", "observed"), shown)


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
        "reliability": {"error": error(bands(found.said)), "bands": _bands(found)},
        "errors": [_error(each) for each in found.mistakes],
        "refused": [{"where": each.where, "reason": each.reason} for each in found.refused],
    }


def _bands(found: Evaluation) -> list[dict[str, object]]:
    return [{"fact": row, **asdict(band)} for row, each in bands_by_row(found.said).items() for band in each]


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
