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
