"""The commands on every kind of source and on bad input: one sentence each, exit code 3, and the rest goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from comity.api.cli import run

from .samples import PAGE, REPORT, Site, pdf, web_page


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with one report as a text, a page and a PDF."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "r1.txt").write_text(REPORT, encoding="utf-8")
    (folder / "r2.html").write_text(web_page(), encoding="utf-8")
    (folder / "r3.pdf").write_bytes(pdf(REPORT.strip().split("\n")))
    return folder


def _spoil(folder: Path) -> set[str]:
    """Add bad input of every kind; its names are given back."""
    bad = {
        "b1.txt": b"",
        "b2.txt": b"\x7fELF\0\1\2",
        "b3.pdf": b"%PDF-1.7 broken",
        "b4.pdf": b"",
        "b5.html": b"<div>" * 50_000,
        "b6.html": b"<html></html>",
        "b7.txt": b"The weather was fine and the roads were empty.",
        "b8.txt": "Третье заседание совместной комиссии прошло в столице на этой неделе.".encode(),
        "b9.txt": b"caf\xe9",
    }
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    with (folder / "b10.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    return {*bad, "b10.txt"}


def test_extract_prints_the_clean_text_its_offsets_are_into(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(reports), "--json"]) == 0
    text, page, document = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (text["id"], page["id"], document["id"]) == ("r1", "r2", "r3")
    assert "text" not in text
    for printed in (page, document):
        assert printed["meetings"][0]["ordinal"] == 3
        for evidence in printed["evidence"]:
            start, end = evidence["spans"][0]
            assert printed["text"][start:end] == evidence["quote"]


def test_extract_reads_an_address_that_the_settings_allow(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/commission.html", web_page().encode(), PAGE)
    address = f"http://127.0.0.1:{site.port}/commission.html"
    assert run(["extract", address]) == 3
    assert f"port {site.port} is not among" in capsys.readouterr().err
    monkeypatch.setenv("COMITY_FETCH_PORTS", str(site.port))
    assert run(["extract", address]) == 3
    assert "public" in capsys.readouterr().err
    assert site.asked == []
    monkeypatch.setenv("COMITY_FETCH_NETWORKS", "127.0.0.0/8")
    assert run(["extract", address, "--published", "2024-03-25"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["id"], printed["published"]) == ("commission", "2024-03-25")
    assert "co-chaired by Rudolf Elphberg" in printed["text"]


def test_bad_input_is_refused_one_by_one_and_the_rest_is_read(
    reports: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = _spoil(reports)
    code = run(
        ["ingest", str(reports), "file:///etc/hostname", "--ledger-only", "--json", "--data", str(tmp_path / "d")]
    )
    printed = capfd.readouterr()
    outcome = json.loads(printed.out)
    assert code == 3
    assert outcome["new"] + outcome["known"] == 3
    assert {Path(each["where"]).name for each in outcome["refused"]} == {*bad, "hostname"}
    assert all("\n" not in each["reason"] for each in outcome["refused"])
    refusals = [line for line in printed.err.splitlines() if line.startswith("Refused: ")]
    assert len(refusals) == len(bad) + 1
    assert "Traceback" not in printed.err


def test_commands_that_read_nothing_load_no_reader_of_pages_or_pdf() -> None:
    code = "import sys, comity.api.cli; print(sorted({'trafilatura', 'pypdf', 'lxml', 'htmldate'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
