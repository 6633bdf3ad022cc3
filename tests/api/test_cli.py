"""The command line as a whole: every command is in the table of modules, and loads no more than it needs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from comity.api.cli import MODULES, application, run


def _commands(name: str) -> list[str]:
    app = application(name)
    return [group.name or "" for group in app.registered_groups] + [each.name or "" for each in app.registered_commands]


def test_the_table_has_every_command_and_no_other() -> None:
    assert sorted(_commands("")) == sorted(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_a_command_is_in_the_module_that_the_table_gives(name: str) -> None:
    assert name in _commands(name)


def test_a_misspelt_command_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ingset"]) == 2
    assert "ingest" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        (["ask", "--list"], {"neo4j", "rdflib", "httpx", "fastapi", "comity.ingest"}),
        (["loads"], {"neo4j", "fastapi"}),
        (["review"], {"neo4j", "fastapi"}),
        (["status"], {"rdflib", "fastapi", "comity.ingest"}),
    ],
)
def test_a_command_loads_no_more_than_it_needs(command: list[str], heavy: set[str], tmp_path: object) -> None:
    code = (
        "import json, sys; from comity.api.cli import run; code = run(sys.argv[1:]);"
        "print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)"
    )
    arguments = [*command, *([] if command[0] == "ask" else ["--data", str(tmp_path)])]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    exit_code, modules = json.loads(done.stderr.splitlines()[-1])
    assert exit_code == 0
    assert heavy & set(modules) == set()


def test_the_service_begins_without_what_reads_reports() -> None:
    code = "import sys, comity.api.server; print('comity.ingest.pipeline' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
