"""serve: the service over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from ..options import Data, Open, Port

Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; others may ask then.")]


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("serve")(_serve)


def _serve(
    port: Port = None,
    host: Host = "127.0.0.1",
    opened: Open = True,
    data: Data = None,
) -> int:
    """Serve the graph over HTTP: entities and documents at once, questions as soon as their engines are up.

    Example: comity serve --port 8642 --no-open
    """
    # Imported here: no other command needs a web server.
    from ..server import serve

    return serve(data, host, port, opened)
