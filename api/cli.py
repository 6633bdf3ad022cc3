"""The command line: `comity COMMAND`. Data goes to standard output, all else to standard error; exit codes count.

0 done · 1 `check` found a difference · 2 usage · 3 done, but some input was refused · 4 an engine is not available ·
5 refused or stopped · 130 interrupted
"""

from __future__ import annotations

import sys
from importlib import import_module

import typer
from typer.exceptions import TyperException

from ..graph.errors import ComityError
from .output import say

USAGE = 2
INTERRUPTED = 130

# In the order of the help: where each command is. Reading one module instead of all saves a second of every command.
MODULES = {
    "demo": "demo",
    "ingest": "reading",
    "extract": "reading",
    "load": "loading",
    "loads": "loading",
    "cite": "loading",
    "ask": "asking",
    "cypher": "asking",
    "sparql": "asking",
    "check": "keeping",
    "rebuild": "keeping",
    "status": "keeping",
    "merge": "curating",
    "split": "curating",
    "remove": "curating",
    "export": "exchanging",
    "import": "exchanging",
    "evaluate": "evaluating",
    "serve": "serving",
    "review": "reviewing",
    "neo4j": "engines",
    "oxigraph": "engines",
}


def application(command: str = "") -> typer.Typer:
    """The command line with the module that has this command; with all of them where none has it (help, a slip)."""
    app = typer.Typer(
        name="comity",
        help="Reports of diplomacy as one knowledge graph: read them, ask in Cypher and in SPARQL, follow each answer.",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_group)
    for module in [MODULES[command]] if command in MODULES else dict.fromkeys(MODULES.values()):
        import_module(f".commands.{module}", __package__).register(app)
    return app


def _group() -> None:
    """Keeps a command line with one command a command line of commands."""


def main() -> None:
    """Run the command line; every failure a user can act on is one sentence and an exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; gives back its exit code."""
    try:
        return application(*arguments[:1])(arguments or ["--help"], standalone_mode=False) or 0
    except ComityError as error:
        say(f"Error: {error}")
        return error.exit_code
    except TyperException as error:
        say(f"Error: {error}")
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        say("Stopped. What was finished is kept; run the same command again to go on.")
        return INTERRUPTED


if __name__ == "__main__":
    main()
