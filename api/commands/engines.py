"""neo4j and oxigraph start, stop and status: the private engines of a data folder."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import typer

from ..options import Data, Json
from ..output import out, print_json, say
from ..settings import default_data
from ..workspace import Workspace

TITLES = {"neo4j": "Neo4j", "oxigraph": "Oxigraph"}


def register(commands: typer.Typer) -> None:
    """Add the commands of both engines."""
    for name, title in TITLES.items():
        commands.add_typer(_commands(name, title), name=name)


def _commands(name: str, title: str) -> typer.Typer:
    """The three commands for one engine."""
    app = typer.Typer(help=f"Start, stop or look at the private {title}.")

    def engine(data: Data) -> Any:
        workspace = Workspace(data or default_data(), say)
        return workspace.neo4j if name == "neo4j" else workspace.oxigraph

    @app.command("start", help=f"Start {title} and keep it running. Example: comity {name} start")
    def _start(data: Data = None) -> int:
        engine(data).start_and_keep()
        say(f"{title} runs; `comity status --json` says where. Stop it with `comity {name} stop`.")
        return 0

    @app.command("stop", help=f"Stop {title}, whoever uses it. Example: comity {name} stop")
    def _stop(data: Data = None) -> int:
        say(f"{title} was stopped." if engine(data).stop() else f"{title} did not run.")
        return 0

    @app.command("status", help=f"Does {title} run, and where? Example: comity {name} status --json")
    def _status(data: Data = None, as_json: Json = False) -> int:
        status = engine(data).status()
        if as_json:
            print_json(asdict(status))
        else:
            out().print(f"{title} {'runs' if status.running else 'does not run'}.", highlight=False)
        return 0

    return app
