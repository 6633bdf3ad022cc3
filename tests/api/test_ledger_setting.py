"""The ledger may be elsewhere than in the data folder: another file, or PostgreSQL.

Ruritania and Sylvania are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sqlalchemy import URL

from comity.api.settings import ledger_address
from comity.graph.errors import UsageError

from .conftest import Comity

DATABASE = "postgresql://anna@graph.example.org/lakes"
PASSWORD_FILE = "COMITY_LEDGER_PASSWORD_FILE"
REPORT = """Ruritania and Sylvania hold third Joint Commission

Published: 2024-05-30

The third session of the Ruritania-Sylvania Joint Commission on Trade was held in Strelsau on 29 May 2024. \
It was co-chaired by Anna Olm, Minister of Trade of Ruritania, and Bero Tan, Minister of Trade of Sylvania.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def test_the_ledger_is_in_the_data_folder_unless_it_is_named(tmp_path: Path) -> None:
    assert ledger_address({"COMITY_LEDGER": ""}, tmp_path) == tmp_path / "ledger.sqlite"
    assert ledger_address({"COMITY_LEDGER": "other.sqlite"}, tmp_path) == Path("other.sqlite")


def test_its_password_may_be_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("open/sesame@home\n")
    place = ledger_address({"COMITY_LEDGER": DATABASE, PASSWORD_FILE: str(secret)}, tmp_path)
    assert isinstance(place, URL)
    assert (place.username, place.password, place.host) == ("anna", "open/sesame@home", "graph.example.org")
    assert "sesame" not in repr(place)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({PASSWORD_FILE: "/nowhere"}, "COMITY_LEDGER is not"),
        ({"COMITY_LEDGER": DATABASE, PASSWORD_FILE: "/nowhere"}, "the file /nowhere cannot be read"),
        ({"COMITY_LEDGER": "other.sqlite", PASSWORD_FILE: "/nowhere"}, "is for a database"),
        ({"COMITY_LEDGER": DATABASE.replace("@", ":sesame@"), PASSWORD_FILE: "/nowhere"}, "that has no password in it"),
        ({"COMITY_LEDGER": "mysql://anna:sesame@localhost/lakes"}, "write a path"),
    ],
)
def test_settings_that_do_not_fit_are_one_sentence(settings: Mapping[str, str], told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        ledger_address(settings, tmp_path)
    assert "sesame" not in str(caught.value)


def test_reports_are_read_into_postgresql_as_into_a_file(
    comity: Comity,
    postgresql: Callable[[], URL],
    report: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, ingest = tmp_path / "data", ("ingest", report, "--ledger-only", "--json")
    in_file = comity(*ingest, "--data", tmp_path / "other")
    monkeypatch.setenv("COMITY_LEDGER", postgresql().render_as_string(hide_password=False))
    first, again = comity(*ingest, "--data", data), comity(*ingest, "--data", data)
    assert (first.code, first.json["new"], first.json["counts"]) == (0, 1, in_file.json["counts"])
    assert (again.code, again.json["new"], again.json["known"]) == (0, 0, 1)
    assert list(data.glob("ledger*")) == []


def test_a_database_that_cannot_be_reached_is_one_sentence(
    comity: Comity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_LEDGER", "postgresql://anna:sesame@127.0.0.1:1/lakes")
    done = comity("status", "--data", tmp_path)
    assert (done.code, done.out, done.err.count("\n")) == (4, "", 1)
    assert "The ledger postgresql://anna:***@127.0.0.1:1/lakes cannot be reached" in " ".join(done.err.split())
    assert "sesame" not in done.err
