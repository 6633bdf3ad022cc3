"""What is given twice, or is no date, is told before anything is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Comity


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask", "who-co-chaired", "--param", "party=PAK", "--param", "party=AZE"), "more than once"),
        (("ingest", ".", "--published", "yesterday"), "no date"),
        (("ingest", ".", "--published", "2023-02-31"), "cannot be"),
    ],
)
def test_it_is_usage(comity: Comity, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    result = comity(*arguments, "--data", tmp_path)
    assert result.code == 2
    assert told in result.err


def test_the_same_text_with_another_date_is_noted(comity: Comity, tmp_path: Path, project: Path) -> None:
    report = project / "examples" / "reports" / "pakistan-azerbaijan-joint-commission-8.txt"
    arguments = ("ingest", report, "--ledger-only", "--data", tmp_path)
    assert comity(*arguments).code == 0
    again = comity(*arguments, "--published", "2020-01-01")
    assert again.code == 0
    assert "its other date (2020-01-01) is not used" in again.err


def test_the_same_text_without_a_date_is_no_other_date(comity: Comity, tmp_path: Path) -> None:
    text = "The second Norway-Chile Trade Dialogue was held in Oslo. It was co-chaired by Kari Holm and Pablo Rivas.\n"
    for name in ("dated", "bare"):
        (tmp_path / f"{name}.txt").write_text(text)
    (tmp_path / "dated.meta.yaml").write_text("published: 2024-05-10\n")
    arguments = ("--ledger-only", "--json", "--data", tmp_path / "data")
    assert comity("ingest", tmp_path / "dated.txt", *arguments).json["new"] == 1
    again = comity("ingest", tmp_path / "bare.txt", *arguments).json
    assert (again["known"], again["notes"]) == (1, [])
