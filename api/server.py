"""Runs the service: where it listens, whose token writes, and what is told to who started it."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import webbrowser
from contextlib import closing, suppress
from pathlib import Path

import uvicorn

from ..graph.errors import StoreUnavailable, UsageError
from ..graph.local.records import write_private
from .app import create_app
from .connections import allow_many_files, connections
from .limits import service_limits
from .output import say
from .running import announced
from .service import Service
from .settings import default_data, positive_number
from .workspace import Workspace

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
DEFAULT_PORT = 8642
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(data: Path | None, host: str, port: int | None, opened: bool) -> int:
    """Serve a data folder until told to stop. Raises StoreUnavailable where the port cannot be had."""
    allow_many_files()
    workspace = Workspace(data or default_data(), say)
    token_file, token = _token(workspace.data)
    service = Service(workspace, service_limits(os.environ), token)
    app = create_app(service, _hosts(host), os.environ.get("COMITY_CORS") or "*")
    wanted = positive_number(os.environ, "COMITY_PORT", DEFAULT_PORT) if port is None else port
    with closing(_bound(host, wanted)) as listening:
        bound = int(listening.getsockname()[1])
        address = f"http://{_shown(host)}:{bound}/"
        say(f"Comity is at {address} (Ctrl-C stops it); what writes needs the token in {token_file}.")
        if opened and _has_display():
            webbrowser.open(address)
        config = uvicorn.Config(
            app,
            http=connections(service.limits.request_seconds),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
            timeout_keep_alive=30,
        )
        with announced(workspace.data, host, bound), suppress(KeyboardInterrupt):  # the way to end it
            uvicorn.Server(config).run(sockets=[listening])
    return 0


def _has_display() -> bool:
    """May a browser be opened? Without a display Python takes one that runs in this terminal."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens already, so that a browser opened now is heard."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(1024)
    except OSError as error:
        listening.close()
        reason = error.strerror or error
        raise StoreUnavailable(f"Port {port} of {host} cannot be had ({reason}): name another by --port.") from None
    return listening


def _hosts(host: str) -> list[str] | None:
    """The names that the service may be asked by: a page of another name that leads here (DNS rebinding) is refused."""
    named = [each.strip() for each in os.environ.get("COMITY_HOSTS", "").split(",") if each.strip()]
    if host in _LOOPBACK or named:
        return [*LOOPBACK_NAMES, *named]
    return None


def _token(data: Path) -> tuple[Path, str]:
    """The file of the token that writing needs, and the token; made where it is missing. Raises UsageError."""
    file = Path(os.environ.get("COMITY_TOKEN_FILE") or data / "service-token")
    try:
        if not file.exists():
            write_private(file, secrets.token_urlsafe(24) + "\n")
        token = file.read_text("utf-8").strip()
    except OSError as error:
        raise UsageError(f"The token file {file} cannot be used ({error.strerror}): see COMITY_TOKEN_FILE.") from None
    if not token:
        raise UsageError(f"The token file {file} is empty: put a token into it, or delete it.")
    return file, token


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
