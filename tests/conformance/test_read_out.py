"""What reading writes for the questions about releases, rhythms, hosts and promises, in both stores.

Strategy: five short reports of invented states are read, kept and drawn; each question must give what they say, in both
languages.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from comity.graph.ledger import Ledger
from comity.graph.project import rebuild
from comity.graph.settle import settle
from comity.graph.stores.base import Store
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files

from .conftest import Ask

BODY = "Ruritania-Sylvania Joint Commission"
FIRST = f"""The second session of the {BODY} was held in Strelsau on 4 March 2024. \
The Commission meets every two years, alternately in the two capitals. \
The two sides agreed to hold the third session of the {BODY} in Zenda in 2026. \
They agreed to sign a memorandum of understanding on fisheries and lake trade by June 2024. \
They agreed to conclude an agreement on extradition by May 2025."""
SIGNED = f"""The Foreign Minister of Ruritania, Ottokar Brandwein, and the Foreign Minister of Sylvania, \
Ilse Morgenthal, signed the memorandum of understanding on fisheries and lake trade on 2 May 2024, \
after a meeting of the {BODY}. \
The Ruritanian delegation and the Sylvanian delegation were content."""
REPORTS = {
    "2024-03-07-first": ("Foreign Ministry of Ruritania", f"Commission meets in Strelsau\n{FIRST}\n"),
    "2024-03-08-other": (
        "Foreign Ministry of Sylvania",
        f"Talks in Strelsau\nThe second session of the {BODY} was held in Strelsau on 6 March 2024.\n",
    ),
    "2024-05-02-signed": ("The River Post", f"Fish deal signed\n{SIGNED}\n"),
    "2026-02-09-third": (
        "The River Post",
        f"Commission meets again\nThe third session of the {BODY} was held in Zenda on 6 February 2026.\n",
    ),
}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, neo4j_store: Store, sparql_store: Store) -> tuple[Store, Store]:
    folder: Path = tmp_path_factory.mktemp("told")
    for stem, (publisher, text) in REPORTS.items():
        (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
        sidecar = f'publisher: "{publisher}"\npublished: "{stem[:10]}"\nkind: fiction\n'
        (folder / f"{stem}.meta.yaml").write_text(sidecar, encoding="utf-8")
    with closing(Ledger(folder / "ledger.sqlite")) as ledger:
        ingest(ledger, find_files([folder]))
        settle(ledger)
        for store in (neo4j_store, sparql_store):
            rebuild(ledger, store)
    return neo4j_store, sparql_store


def test_the_two_sides_own_releases_differ(ask: Ask) -> None:
    (row,) = ask("differing-releases")
    told = {row["party"]: row["value"], row["counterpart"]: row["counterpart_value"]}
    assert (row["property"], told) == ("start_date", {"Ruritania": "2024-03-04", "Sylvania": "2024-03-06"})


def test_a_rhythm_is_stated(ask: Ask) -> None:
    (row,) = ask("overdue-mechanisms", on="2029-01")
    assert (row["mechanism"], row["rhythm"], row["every_months"], row["months_since"]) == (BODY, "stated", 24, 35)


def test_turns_are_stated(ask: Ask) -> None:
    (row,) = ask("whose-turn-to-host")
    assert (row["mechanism"], row["turns"], row["last_date"]) == (BODY, "stated", "2026-02-06")


def test_promises_are_done_late_or_open(ask: Ask) -> None:
    by_topic = {row["promise"].split()[2]: row for row in ask("promises", on="2026-12-31")}
    assert {topic: row["state"] for topic, row in by_topic.items()} == {
        "hold": "done", "sign": "done", "conclude": "late",
    }  # fmt: skip
    assert by_topic["hold"]["due_date"] == "2026"
    assert {row["state"] for row in ask("promises", on="2024-04") if "sign" in row["promise"]} == {"done"}
    assert {row["state"] for row in ask("promises", on="2024-04") if "conclude" in row["promise"]} == {"open"}
