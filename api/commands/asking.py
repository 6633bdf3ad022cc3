"""ask, cypher and sparql: questions."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from ...graph.errors import Refused, StoreUnavailable, UsageError
from ...graph.stores.base import Limits
from ..asking import ask_service
from ..languages import LANGUAGES, Language
from ..named_answer import NamedAnswer
from ..options import Data, Form, Json, RowLimit, chosen
from ..output import Format, print_json, print_rows, say
from ..settings import default_data, query_limits

Strict = Annotated[bool, typer.Option("--strict", help="Refuse an answer that is cut (exit code 5).")]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="The query; it cannot write.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("ask")(_ask)
    app.command("cypher")(_cypher)
    app.command("sparql")(_sparql)


def _ask(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A named question; --list shows them.")] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A parameter of it; may be repeated.")
    ] = None,
    engine: Annotated[Language | None, typer.Option("--engine", help="Ask in this language only.")] = None,
    form: Form = Format.TABLE,
    as_json: Json = False,
    limit: RowLimit = 1000,
    strict: Strict = False,
    listed: Annotated[bool, typer.Option("--list", help="List the named questions with their parameters.")] = False,
    data: Data = None,
) -> int:
    """Answer a named question, in the language asked for, else in Cypher if Neo4j can be had.

    Where `comity serve` runs on the same data folder, it is asked: that is quicker.

    Example: comity ask who-co-chaired --param party=PAK --format csv
    """
    form = chosen(form, as_json)
    if listed or name is None:
        _list(form)
        return 0
    folder, given = data or default_data(), _pairs(parameters or [])
    limits = replace(query_limits(os.environ), rows=limit)
    answer = ask_service(folder, name, given, engine, limits) or _answer(folder, name, given, engine, limits)
    _refuse_cut(strict and answer.truncated, limit, "--limit")
    _print(answer, form)
    return 0


def _answer(data: Path, name: str, given: dict[str, str], engine: Language | None, limits: Limits) -> NamedAnswer:
    """The answer from the engine asked for, else from the first that can be had."""
    # Imported here: where a service answers, nothing of it is needed, and it takes longer than the answer.
    from ...graph.queries import named_query
    from ..answers import ask
    from ..workspace import Workspace

    query, workspace = named_query(name), Workspace(data, say)
    wanted = [engine.value] if engine else [each for each in LANGUAGES if each in query.engines]
    for position, language in enumerate(wanted, start=1):
        try:
            with workspace.store(LANGUAGES[language]) as store:
                workspace.catch_up(store)
                return ask(workspace.ledger, store, query, given, limits)
        except StoreUnavailable as error:
            if position == len(wanted):
                raise
            say(f"{error} Asked in {wanted[position]} instead.")
    raise UsageError(f"{query.name} is written in no language that can be asked.")


def _print(answer: NamedAnswer, form: Format) -> None:
    if form is Format.JSON:
        print_json(answer.as_json())
    else:
        print_rows(answer.columns, answer.rows, form)
    covered = answer.coverage
    span = f", published from {covered['from']} to {covered['to']}" if covered["from"] else ""
    rows = "1 row" if len(answer.rows) == 1 else f"{len(answer.rows)} rows"
    say(f"{rows}, answered in {answer.engine}, from {covered['sources']} sources{span}.")
    if answer.truncated:
        say("There are more rows: raise --limit.")


def _list(form: Format) -> None:
    from ...graph.queries import catalogue

    rows = [
        {
            "name": query.name,
            "title": query.title,
            "parameters": ", ".join(f"{each.name}{'' if each.required else '?'}" for each in query.parameters),
            "engines": ", ".join(query.engines),
        }
        for query in catalogue().values()
    ]
    print_rows(("name", "title", "parameters", "engines"), rows, form)


def _pairs(parameters: Sequence[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in parameters]
    for name, equals, value in pairs:
        if not (name and equals and value):
            raise UsageError(f"“--param {name}{equals}{value}” should be written --param NAME=VALUE.")
    if repeated := [name for name, count in Counter(name for name, _, _ in pairs).items() if count > 1]:
        raise UsageError(f"The parameter “{repeated[0]}” was given more than once: it takes one value.")
    return {name: value for name, _, value in pairs}


def _refuse_cut(is_cut: bool, rows: int, remedy: str) -> None:
    if is_cut:
        raise Refused(f"There are more than {rows:,} rows, and --strict wants all: raise {remedy}.")


def _cypher(
    text: Text, form: Form = Format.TABLE, as_json: Json = False, strict: Strict = False, data: Data = None
) -> int:
    """Run one Cypher query that cannot write; COMITY_QUERY_SECONDS (30) and COMITY_QUERY_ROWS (10,000) bound it.

    Example: comity cypher "MATCH (m:Meeting:Held) RETURN m.label, m.start_date"
    """
    return _console("neo4j", text, chosen(form, as_json), strict, data)


def _sparql(
    text: Text, form: Form = Format.TABLE, as_json: Json = False, strict: Strict = False, data: Data = None
) -> int:
    """Run one SPARQL query that cannot write; COMITY_QUERY_SECONDS (30) and COMITY_QUERY_ROWS (10,000) bound it.

    Example: comity sparql "SELECT ?s WHERE { ?s a <https://w3id.org/comity/ontology#Meeting> }"
    """
    return _console("sparql", text, chosen(form, as_json), strict, data)


def _console(name: str, text: str, form: Format, strict: bool, data: Data) -> int:
    from ..workspace import Workspace

    limits = query_limits(os.environ)
    workspace = Workspace(data or default_data(), say)
    with workspace.store(name) as store:
        workspace.catch_up(store)
        answer = store.console(text, limits)
    _refuse_cut(strict and answer.truncated, limits.rows, "COMITY_QUERY_ROWS")
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    if form is Format.JSON:
        print_json({"columns": answer.columns, "rows": rows, "truncated": answer.truncated})
    else:
        print_rows(answer.columns, rows, form)
    if answer.truncated:
        say(f"Cut at {limits.rows:,} rows.")
    return 0
