"""The command line: `comity COMMAND`. Data goes to standard output, all else to standard error; exit codes count.

0 done · 1 `check` found a difference · 2 usage · 3 done, but some input was refused · 4 an engine is not available ·
5 refused or stopped · 130 interrupted
"""

from __future__ import annotations

import sys

import typer
from typer.exceptions import TyperException

from ..graph.errors import ComityError
from .commands import (
    asking,
    curating,
    demo,
    engines,
    evaluating,
    exchanging,
    keeping,
    loading,
    reading,
    reviewing,
    serving,
)
from .output import say

USAGE = 2
INTERRUPTED = 130

app = typer.Typer(
    name="comity",
    help="Reports of diplomacy as one knowledge graph: read them, ask in Cypher and in SPARQL, follow each answer.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for commands in (demo, reading, loading, asking, keeping, curating, exchanging, evaluating, serving):
    commands.register(app)
app.add_typer(reviewing.commands(), name="review")
app.add_typer(engines.commands("neo4j"), name="neo4j")
app.add_typer(engines.commands("oxigraph"), name="oxigraph")


def main() -> None:
    """Run the command line; every failure a user can act on is one sentence and an exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; gives back its exit code."""
    try:
        return app(arguments or ["--help"], standalone_mode=False) or 0
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
