"""The Dockerfile: what it copies is there and is enough, what it runs is understood, nothing runs as root.

Strategy: no container engine is there, so the file is judged as data, and its parts are tried outside of a container:
the package is built from the copied files alone, the command is parsed, the check of health is run against a server.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml
from packaging.requirements import Requirement

from comity.api.cli import run
from comity.api.settings import SETTINGS

Instructions = list[tuple[str, str]]


@pytest.fixture(scope="module")
def instructions(project: Path) -> Instructions:
    """Each instruction with its arguments, in order."""
    text = re.sub(r"(?m)^#.*\n", "", (project / "Dockerfile").read_text("utf-8")).replace("\\\n", " ")
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in text.splitlines() if line.strip())]


def of(instructions: Instructions, name: str) -> list[str]:
    return [rest for each, rest in instructions if each == name]


@pytest.fixture(scope="module")
def copied(instructions: Instructions, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the build begins with."""
    place = tmp_path_factory.mktemp("image")
    for each in of(instructions, "COPY"):
        if each.startswith("--from"):
            continue
        *sources, target = shlex.split(each)
        for source in sources:
            path = project / source
            if path.is_dir():
                shutil.copytree(path, place / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(path, place / target)
    return place


def wheel_names(source: Path, into: Path) -> set[str]:
    command = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(into)]
    subprocess.run([sys.executable, *command, str(source)], check=True)
    (built,) = into.glob("*.whl")
    return set(zipfile.ZipFile(built).namelist())


def test_what_is_copied_is_all_that_the_package_is_made_of(copied: Path, project: Path, tmp_path: Path) -> None:
    left_out = shutil.ignore_patterns(
        ".*", "*.egg-info", "__pycache__", "build", "dist", "node_modules", "tests", "docs"
    )
    shutil.copytree(project, tmp_path / "whole", ignore=left_out)
    assert wheel_names(copied, tmp_path / "a") == wheel_names(tmp_path / "whole", tmp_path / "b")


def test_what_is_copied_is_not_ignored(instructions: Instructions, project: Path) -> None:
    lines = [line for line in (project / ".dockerignore").read_text("utf-8").splitlines() if not line.startswith("#")]
    allowed = {line.removeprefix("!") for line in lines if line.startswith("!")}
    sources = {source for each in of(instructions, "COPY") if "--from" not in each for source in shlex.split(each)[:-1]}
    assert lines[0] == "*"
    assert sources == allowed


def test_what_is_installed_is_an_extra_and_is_pinned(instructions: Instructions, project: Path) -> None:
    installed = [each for each in shlex.split(of(instructions, "RUN")[0]) if not each.startswith("-")]
    (package,) = [each for each in installed if each.startswith(".[")]
    extras = Requirement(f"comity{package[1:]}").extras
    known = set(re.findall(r"(?m)^(\w+) = \[", (project / "pyproject.toml").read_text("utf-8")))
    assert extras
    assert extras <= known
    assert of(instructions, "RUN")[0].count("--constraint constraints.txt") == 2


def test_both_stages_begin_with_one_pinned_image(instructions: Instructions) -> None:
    bases = [each.partition(" ")[0] for each in of(instructions, "FROM")]
    assert len(bases) == 2
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+", bases[0])
    assert bases[0] == bases[1]


def test_it_does_not_run_as_root_and_owns_its_data(instructions: Instructions) -> None:
    (user,) = of(instructions, "USER")
    assert all(int(part) > 0 for part in user.split(":"))
    owner = "--owner={} --group={}".format(*user.split(":"))
    assert any(owner in each and "/data" in each for each in of(instructions, "RUN"))
    assert json.loads(of(instructions, "VOLUME")[0]) == ["/data"]


def test_the_command_is_one_of_ours(instructions: Instructions, capfd: pytest.CaptureFixture[str]) -> None:
    assert json.loads(of(instructions, "ENTRYPOINT")[0]) == ["comity"]
    assert run([*json.loads(of(instructions, "CMD")[0]), "--help"]) == 0
    assert run([*json.loads(of(instructions, "CMD")[0]), "--no-such", "--help"]) == 2
    capfd.readouterr()


def test_its_settings_are_settings(instructions: Instructions, project: Path) -> None:
    names = {each.name for each in SETTINGS}
    compose = yaml.safe_load((project / "docker-compose.yml").read_text("utf-8"))
    given = [*re.findall(r"COMITY_\w+(?==)", of(instructions, "ENV")[0])]
    given += list(compose["services"]["comity"]["environment"])
    assert given
    assert set(given) <= names


class Answering(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/api/v1/health" else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_check_of_health_is_that_of_the_compose_file_and_tells_an_answer_from_none(
    instructions: Instructions, project: Path, server: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (told,) = of(instructions, "HEALTHCHECK")
    _, _, command, code = ["CMD", *json.loads(told.partition("CMD ")[2])]
    compose = yaml.safe_load((project / "docker-compose.yml").read_text("utf-8"))
    assert compose["services"]["comity"]["healthcheck"]["test"] == ["CMD", "python", command, code]

    def checked(port: int) -> int:
        monkeypatch.setenv("COMITY_PORT", str(port))
        return subprocess.run([sys.executable, command, code], capture_output=True, check=False).returncode

    assert checked(server.server_port) == 0
    monkeypatch.setattr(Answering, "status", 503)
    assert checked(server.server_port) == 1
    assert checked(1) == 1
