"""What is installed is what is in the repository: packages, data files, dependencies, version, direction of imports."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest

CODE = ("api", "graph", "ingest")  # from the outermost layer to the innermost
TAKEN_BY_OTHERS = {"httptools", "neo4j-rust-ext", "uvloop"}  # by uvicorn and neo4j, where they are there
DATA = (".cypher", ".rq", ".ttl", ".csv", ".json", ".yaml", ".lock", ".typed")


@pytest.fixture(scope="module")
def settings(project: Path) -> dict[str, Any]:
    return tomllib.loads((project / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel that is built from a copy, so that no build folder is left behind."""
    place = tmp_path_factory.mktemp("wheel")
    left_out = ignore_patterns(".*", "*.egg-info", "__pycache__", "build", "dist", "node_modules", "tests")
    copytree(project, place / "source", ignore=left_out)
    command = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(place)]
    subprocess.run([sys.executable, *command, str(place / "source")], check=True)
    (built,) = place.glob("*.whl")
    return set(zipfile.ZipFile(built).namelist())


def test_every_folder_with_code_is_listed_as_a_package(project: Path, settings: dict[str, Any]) -> None:
    folders = {path.parent for name in CODE for path in (project / name).rglob("__init__.py")}
    found = {"comity"} | {".".join(("comity", *path.relative_to(project).parts)) for path in folders}
    assert found == set(settings["tool"]["setuptools"]["packages"])


def test_every_folder_that_holds_a_module_is_a_package(project: Path) -> None:
    without = [str(path) for path in modules(project) if not (path.parent / "__init__.py").exists()]
    assert without == []


def test_no_module_lies_at_the_root(project: Path) -> None:
    assert list(project.glob("*.py")) == []


def test_the_wheel_holds_every_module_and_every_data_file(project: Path, wheel: set[str]) -> None:
    assert {f"comity/{path.relative_to(project).as_posix()}" for path in shipped(project)} <= wheel


def test_the_wheel_holds_nothing_of_the_workshop(wheel: set[str]) -> None:
    assert [name for name in wheel if re.match(r"comity/(tests|bench|docs|build|[^/]*\.(md|toml|txt))", name)] == []


def test_every_part_says_that_it_is_typed(project: Path) -> None:
    assert [name for name in CODE if not (project / name / "py.typed").exists()] == []


def test_the_version_is_that_of_the_changelog(project: Path, settings: dict[str, Any]) -> None:
    newest = re.search(r"^## (\S+)", (project / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == settings["project"]["version"]


def test_the_version_is_written_nowhere_else(project: Path, settings: dict[str, Any]) -> None:
    version = f'"{settings["project"]["version"]}"'
    assert [str(path) for path in modules(project) if version in path.read_text("utf-8")] == []


def test_imports_go_from_api_to_ingest_to_graph(project: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_what_is_imported_is_declared_and_what_is_declared_is_imported(project: Path, settings: dict[str, Any]) -> None:
    extras = settings["project"]["optional-dependencies"]
    declared = names(settings["project"]["dependencies"]) | names([*extras["local"], *extras["lock"]])
    imported = {name for path in modules(project) for name in distributions(path)}
    assert imported == declared - TAKEN_BY_OTHERS


def test_the_constraints_fix_every_declared_dependency(project: Path, settings: dict[str, Any]) -> None:
    extras = settings["project"]["optional-dependencies"].values()
    declared = names(settings["project"]["dependencies"]).union(*(names(extra) for extra in extras))
    fixed = names((project / "constraints.txt").read_text("utf-8").splitlines())
    assert declared <= fixed


def modules(project: Path) -> Iterator[Path]:
    for name in CODE:
        yield from (project / name).rglob("*.py")


def shipped(project: Path) -> Iterator[Path]:
    yield from modules(project)
    yield from (path for name in (*CODE, "queries") for path in (project / name).rglob("*") if path.suffix in DATA)
    yield from (path for path in (project / "examples/reports").iterdir() if path.is_file())
    yield from (
        path for name in ("static", "templates") for path in (project / "api" / name).iterdir() if path.is_file()
    )
    yield from project.glob("*.ttl")


def names(requirements: list[str]) -> set[str]:
    """The names of distributions in a list of requirements, in their normal form."""
    found = (re.match(r"[\w.-]+", line) for line in requirements)
    return {normal(match[0]) for match in found if match}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def distributions(path: Path) -> Iterator[str]:
    """The distributions that a module imports from, but for the standard library and Comity itself."""
    known = importlib.metadata.packages_distributions()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            tops = [alias.name.partition(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            tops = [node.module.partition(".")[0]]
        else:
            continue
        yield from (normal(known[top][0]) if top in known else top for top in tops if not standard(top))


def standard(name: str) -> bool:
    """Is it of the standard library, or (`_typeshed`) of the type checker?"""
    return name in sys.stdlib_module_names or name.startswith("_")
