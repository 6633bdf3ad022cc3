"""A private Oxigraph: one process of our own per data folder, reached by the SPARQL protocol on loopback."""

from __future__ import annotations

import secrets
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import httpx

from ..errors import StoreUnavailable
from ..stores.base import Store
from ..stores.sparql import SparqlStore
from .engine import LocalEngine
from .processes import LOOPBACK, ProcessIdentity, spawn
from .records import write_private

_NEEDED = ("pyoxigraph", "starlette", "uvicorn")


@dataclass(frozen=True, slots=True)
class SparqlAddress:
    """Where a SPARQL store answers and is written to; the token for updates is in a file only its owner can read."""

    query: str
    update: str
    token_file: Path

    @property
    def token(self) -> str:
        return self.token_file.read_text("utf-8").strip()


class LocalOxigraph(LocalEngine[SparqlAddress]):
    """The private Oxigraph of a data folder."""

    name: ClassVar[str] = "sparql"
    title: ClassVar[str] = "Oxigraph"
    folder: ClassVar[str] = "oxigraph"
    patience: ClassVar[float] = 60.0
    secret: ClassVar[str] = "token"

    def _store(self, address: SparqlAddress) -> Store:
        return SparqlStore(address.query, address.update, address.token)

    @property
    def _named_by(self) -> str:
        return str(self._token_file)

    @property
    def _logs(self) -> tuple[Path, ...]:
        return (self._home / "oxigraph.log",)

    def _tells(self, line: str) -> bool:
        return "Error" in line or "ERROR" in line

    def _prepare(self) -> None:
        if missing := [name for name in _NEEDED if not find_spec(name)]:
            raise StoreUnavailable(
                f"The private Oxigraph needs {', '.join(missing)}: install it by `pip install comity[local]`."
            )
        self._home.mkdir(parents=True, exist_ok=True)
        if not self._token_file.exists():
            write_private(self._token_file, secrets.token_urlsafe(24) + "\n")

    @property
    def _token_file(self) -> Path:
        return self._home / self.secret

    def _address_at(self, port: int) -> SparqlAddress:
        server = f"http://{LOOPBACK}:{port}"
        return SparqlAddress(f"{server}/query", f"{server}/update", self._token_file)

    def _address(self, written: dict[str, str]) -> SparqlAddress:
        return SparqlAddress(written["query"], written["update"], Path(written["token_file"]))

    def _spawn(self, address: SparqlAddress, port: int) -> ProcessIdentity:
        module = "comity.graph.local.oxigraph_server"
        command = [sys.executable, "-m", module, str(self._home), str(port), str(address.token_file)]
        return spawn(command, self._logs[0])

    def _answers(self, address: SparqlAddress) -> bool:
        try:
            answer: Any = httpx.get(httpx.URL(address.query).join("/"), timeout=5.0, trust_env=False).json()
        except (httpx.HTTPError, ValueError):
            return False
        process = self._records.read().process
        return process is not None and answer == {"engine": "oxigraph", "pid": process.pid}
