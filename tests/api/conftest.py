"""One data folder with the five seed reports in it, its engines kept for all tests of the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from comity.api.cli import run


@dataclass(frozen=True)
class Result:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Comity = Callable[..., Result]


@pytest.fixture
def comity(capfd: pytest.CaptureFixture[str]) -> Comity:
    """Runs a command in this process."""

    def call(*arguments: str | Path) -> Result:
        capfd.readouterr()
        code = run([str(each) for each in arguments])
        printed = capfd.readouterr()
        return Result(code, printed.out, printed.err)

    return call


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """The five seed reports, as raw text with their sidecars."""
    return shared / "corpus" / "seeds"


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Iterator[Path]:
    """A data folder into which the seeds were ingested; its engines are kept until the end."""
    data = tmp_path_factory.mktemp("seeded")
    try:
        assert run(["neo4j", "start", "--data", str(data)]) == 0
        assert run(["oxigraph", "start", "--data", str(data)]) == 0
        assert run(["ingest", str(seeds), "--data", str(data)]) == 0
        yield data
    finally:
        run(["neo4j", "stop", "--data", str(data)])
        run(["oxigraph", "stop", "--data", str(data)])
