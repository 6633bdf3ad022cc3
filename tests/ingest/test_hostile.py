"""Input that means harm, a few files of every kind (bench/hostile.py: 2,000): each is read or refused with a reason."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from comity.graph.ledger import Ledger
from comity.ingest.pipeline import Outcome, ReadTask, ingest
from comity.ingest.reading import READER
from comity.ingest.reading.files import find_files, is_large
from comity.ingest.workers import Failed, Plan, run

from .hostile import KINDS, hostile

PLAN = Plan(workers=2, seconds=30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    for name, data in hostile(len(KINDS) * 4, seed=2):
        (made / name).write_bytes(data)
    return made


def test_each_is_read_or_refused_in_one_sentence(folder: Path) -> None:
    sources = find_files([folder]).files
    with closing(run(ReadTask(READER), sources, PLAN, is_heavy=is_large)) as results:
        made = list(results)
    assert [source for source, _ in made] == list(sources)
    reasons = {str(source): read.reason for source, read in made if isinstance(read, Failed)}
    assert {name: reason for name, reason in reasons.items() if "error in Comity" in reason or "\n" in reason} == {}
    assert len(reasons) < len(made)


def test_what_is_recorded_is_quoted_from_it_and_orders_are_not_obeyed(folder: Path, tmp_path: Path) -> None:
    orders = [path for path in folder.iterdir() if "orders" in path.name]
    ledger = Ledger(tmp_path / "ledger.sqlite")
    outcome: Outcome = ingest(ledger, find_files(sorted(orders)), plan=PLAN)
    assert outcome.new == len(orders)
    chairs = {
        str(each.reading and [part.person.name.value for event in each.reading.events for part in event.people])
        for path in orders
        if not isinstance(each := ReadTask(READER)(path), Failed)
    }
    assert chairs == {"['Rudolf Elphberg', 'Anna Petrescu']"}
