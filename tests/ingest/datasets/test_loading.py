"""Any data set: loaded once, whatever comes in between; bad rows listed, other files refused; loads and citations."""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from comity.graph.curate import remove
from comity.graph.errors import InputRefused, UsageError
from comity.graph.ledger import Ledger
from comity.graph.model import Link
from comity.ingest.datasets import DATA_SETS, data_set_named, loading
from comity.ingest.datasets.about import Bounds
from comity.ingest.datasets.loading import load
from comity.ingest.datasets.loads import citations, loads
from comity.ingest.datasets.release import DataSet

from .small import SPELLS, held, load_all

SPELLS_FILE = "igo_membership_spells.csv"
BANGLADESH = ("country/BGD", "member_of")


def test_loading_again_adds_nothing(ledger: Ledger, igos: DataSet) -> None:
    first = load_all(ledger, igos)
    assert (first.rows, first.known, first.refused) == (9, 0, [])
    before = held(ledger)
    again = load_all(ledger, igos)
    assert (again.rows, again.known, again.statements) == (0, 9, 0)
    assert held(ledger) == before


def test_some_rows_and_then_all_are_as_all_at_once(tmp_path: Path, igos: DataSet) -> None:
    at_once, in_two = Ledger(tmp_path / "one.sqlite"), Ledger(tmp_path / "two.sqlite")
    load_all(at_once, igos)
    some = load(in_two, igos, where=frozenset({("stateabb", "PAK")}))
    assert 0 < some.rows < 9
    load_all(in_two, igos)
    assert held(in_two) == held(at_once)


def test_a_column_that_no_table_has_is_refused(ledger: Ledger, igos: DataSet) -> None:
    with pytest.raises(UsageError, match="No table has a column “stat_abb”.*stateabb"):
        load(ledger, igos, where=frozenset({("stat_abb", "PAK")}))


def test_a_load_that_was_killed_goes_on_and_ends_equal(tmp_path: Path, igos: DataSet) -> None:
    whole, cut = tmp_path / "whole.sqlite", tmp_path / "cut.sqlite"
    killed = multiprocessing.get_context("fork").Process(target=_load_and_die, args=(cut, igos))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    ended: list[object] = []
    for place in (whole, cut):
        ledger = Ledger(place)
        if place == cut:
            assert [each.when for each in loads(ledger)] == ["", ""]
        load_all(ledger, igos)
        ended.append(held(ledger))
        ledger.close()
    assert ended[0] == ended[1]


def _load_and_die(place: Path, igos: DataSet) -> None:
    """Two rows a transaction, and no end of the second."""
    loading.BATCH = 2
    load(Ledger(place), igos, None, lambda done, total: os.kill(os.getpid(), signal.SIGKILL))


def test_a_bad_row_is_listed_with_its_line_and_the_rest_is_loaded(ledger: Ledger, igos: DataSet) -> None:
    bad = (
        "UN,770,PAK,Pakistan,honorary,1947,2014,68\n"
        "UN,999,XXX,Nowhere,full,1947,2014,68\n"
        "UN,770,PAK,Pakistan,full,194x,2014,68\n"
        "NONE,770,PAK,Pakistan,full,1947,2014,68\n"
        "UN,770\n"
        "UN,771,BNG,Bangladesh,full,1974,2014,41\n"
    )
    path = igos.folder / SPELLS_FILE
    path.write_text(SPELLS + bad, encoding="utf-8")
    done = load_all(ledger, igos)
    assert [each.where for each in done.refused] == [f"{path}, line {number}" for number in (7, 8, 9, 11, 10)]
    reasons = " · ".join(each.reason for each in done.refused)
    for reason in ("honorary", "999 in 1947", "194x", "2 cells", "of no known class"):
        assert reason in reasons
    members = [each.value for each in held(ledger)[1].values() if (each.subject, each.property) == BANGLADESH]
    assert members == [Link("bloc/UN")]


def test_files_that_are_not_the_release_are_refused_as_a_whole(ledger: Ledger, igos: DataSet) -> None:
    organisations, memberships = igos.about.tables
    counted = replace(
        memberships, rows=Bounds(6, 6), counts={"status": {"full": Bounds(3, 3), "observer": Bounds(2, None)}}
    )
    strict = replace(igos, about=replace(igos.about, tables=[organisations, counted]))
    with pytest.raises(
        InputRefused, match=r"rows: 6 expected, 5 found; rows with status observer: 2 or more expected, 1"
    ):
        load(ledger, strict)
    assert ledger.documents() == []


def test_files_that_are_not_there_are_asked_for(ledger: Ledger, igos: DataSet, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"igos\.csv.*--from.*correlatesofwar"):
        load(ledger, igos, tmp_path / "empty")


@pytest.mark.parametrize("content", [b"\x1f\x8bnot gzip", b"id\n\xff\xfe"])
def test_a_file_that_is_no_text_is_refused(ledger: Ledger, igos: DataSet, content: bytes) -> None:
    (igos.folder / "igos.csv.gz").write_bytes(content)
    with pytest.raises(InputRefused, match="cannot be read"):
        load(ledger, igos)


def test_what_was_removed_counts_again_when_it_is_loaded_again(ledger: Ledger, igos: DataSet) -> None:
    load_all(ledger, igos)
    before = {fact.id for fact in held(ledger)[1].values()}
    for table in loads(ledger):
        remove(ledger, table.document)
    assert loads(ledger) == []
    assert load_all(ledger, igos).known == 9
    assert {fact.id for fact in held(ledger)[1].values()} == before


def test_loads_tell_what_is_held_and_since_when(ledger: Ledger, igos: DataSet) -> None:
    assert loads(ledger) == []
    load_all(ledger, igos)
    organisations, memberships = loads(ledger)
    assert (organisations.name, organisations.version, organisations.table) == (
        "igo_membership",
        "3.0",
        "organisations",
    )
    assert (memberships.rows, memberships.statements) == (5, 7)
    assert memberships.when.startswith("20")


def test_citations_are_those_of_what_is_held_and_of_the_registry(ledger: Ledger, igos: DataSet) -> None:
    assert {each.name for each in citations(ledger)} == {"registry"}
    load_all(ledger, igos)
    assert {each.name for each in citations(ledger)} == {"igo_membership", "registry"}
    (one,) = citations(ledger, "igo-membership")
    assert "Pevehouse" in one.citation
    with pytest.raises(UsageError, match="igo_membership"):
        citations(ledger, "igo_memberships")


def test_every_data_set_says_what_it_is() -> None:
    for name, each in DATA_SETS.items():
        assert data_set_named(name.replace("_", "-")) is each
        about = each.about
        for text in (about.title, about.version, about.publisher, about.url, about.licence, about.citation, about.form):
            assert text
        assert {table.file for table in about.tables} == set(each.readers)
