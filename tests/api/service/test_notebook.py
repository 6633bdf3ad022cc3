"""The notebook of the documentation runs as it stands, against the packaged samples served with both engines.

Strategy: each of its cells has to end without an error; its last one holds the clients' answers against each other.
It is committed without what its cells gave, which would be out of date with the next rule of reading.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from comity.graph.ledger import Ledger
from comity.graph.settle import settle
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files

from .process import served


@pytest.fixture
def notebook(project: Path) -> NotebookNode:
    file = project / "docs/notebooks/clients.ipynb"
    return cast("NotebookNode", nbformat.read(file, as_version=4))  # pyright: ignore[reportUnknownMemberType]


@pytest.fixture
def samples(tmp_path: Path, project: Path) -> Path:
    """A data folder with the packaged samples in its ledger."""
    data = tmp_path / "data"
    data.mkdir()
    ledger = Ledger(data / "ledger.sqlite")
    ingest(ledger, find_files([project / "examples/reports"]))
    settle(ledger)
    ledger.close()
    return data


@pytest.fixture
def address(samples: Path, given_engines: None) -> Iterator[str]:
    with served(samples) as found:
        yield found


def test_it_is_committed_without_outputs(notebook: NotebookNode) -> None:
    nbformat.validate(notebook)  # pyright: ignore[reportUnknownMemberType]
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


def test_it_runs_and_all_clients_give_the_same_answer(
    notebook: NotebookNode, address: str, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {
        "COMITY_DATA": str(samples),
        "COMITY_PORT": address.rpartition(":")[2],
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "jupyter"),  # nothing is left in the home folder
        "IPYTHONDIR": str(tmp_path / "ipython"),
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    run = NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    (last,) = run.cells[-1].outputs
    assert "Vugar Valeh oglu Mustafayev" in last["data"]["text/plain"]
