"""Confidence that can be believed: what was said at it is counted, and the file of confidences follows from counts."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from comity.api.cli import run
from comity.ingest.evaluation.calibrating import across_halves, calibrate, kind_of, write
from comity.ingest.evaluation.gold import evaluate, read_gold
from comity.ingest.evaluation.judging import judge
from comity.ingest.evaluation.reliability import Band, Claim, bands, bands_by_row, claims, error
from comity.ingest.extraction.confidence import FILE, KINDS, LEAST, MOST, OTHERS, calibrated, level, read_table, share
from comity.ingest.extraction.reader import read_by_rules
from comity.ingest.reading import READER
from comity.ingest.workers import PLAN

from ..samples import document

FORUM = "The third Canada-Japan Forum was co-chaired by Anna Berg and Ito Kenji in Vienna on 2 May 2024."
COUNTS = st.integers(0, 400).flatmap(lambda said: st.tuples(st.integers(0, said), st.just(said)))


def _claim(confidence: float, right: bool, row: str = "meeting.kind", rule: str = "tense") -> Claim:
    return Claim(row, f"/meetings/0/{row.partition('.')[2]}", rule, confidence, right)


def test_what_was_read_is_counted_by_its_confidence() -> None:
    said = [*[_claim(0.9, True)] * 8, *[_claim(0.9, False)] * 2, _claim(0.5, True, "meeting.status")]
    assert bands(said) == [Band(0.9, 10, 8), Band(0.5, 1, 1)]
    assert bands_by_row(said) == {"meeting.kind": [Band(0.9, 10, 8)], "meeting.status": [Band(0.5, 1, 1)]}
    assert error(bands(said)) == pytest.approx((10 * 0.1 + 1 * 0.5) / 11)
    assert error([]) == 0


def test_each_value_is_judged_at_the_evidence_it_has() -> None:
    gold: dict[str, Any] = {"meetings": [{"name": "Forum", "start": "2024-05-02", "parties": ["AAA", "BBB"]}]}
    read = {"meetings": [{"name": "Forum", "start": "2024-05-03", "parties": ["AAA", "CCC"], "end": "2024-05-04"}]}
    paths = ("/meetings/0/name", "/meetings/0/start", "/meetings/0/parties/0", "/meetings/0/parties/1")
    evidence = [{"path": path, "rule": "r", "confidence": 0.7} for path in paths]
    found = {(claim.row, claim.path): claim.right for claim in claims(judge(gold, read), evidence)}
    assert found == {
        ("meeting", "/meetings/0/name"): True,
        ("meeting.name", "/meetings/0/name"): True,
        ("meeting.start", "/meetings/0/start"): False,
        ("meeting.parties", "/meetings/0/parties/0"): True,
        ("meeting.parties", "/meetings/0/parties/1"): False,
    }


@given(COUNTS, st.floats(0, 1))
def test_a_confidence_is_in_range_and_grows_with_what_was_right(counts: tuple[int, int], whole: float) -> None:
    right, said = counts
    assert LEAST <= level(right, said, whole) <= MOST
    if right < said:
        assert level(right, said, whole) <= level(right + 1, said, whole)
        assert share(right, said) < share(right + 1, said)


def test_the_file_is_what_its_counts_make() -> None:
    rows = read_table()
    said, right = Counter[str](), Counter[str]()
    for row in rows:
        said[row.kind] += row.said
        right[row.kind] += row.right
    assert len({row[:2] for row in rows}) == len(rows) > 0
    for row in rows:
        assert 0 <= row.right <= row.said
        assert row.confidence == level(row.right, row.said, share(right[row.kind], said[row.kind])), row


def test_each_kind_is_a_field_of_a_frame() -> None:
    known = {f"{prefix}.{name}" for frame, prefix in KINDS.items() for name in frame.__annotations__}
    assert {row.kind for row in read_table()} <= known


def test_the_file_is_written_as_it_stands(tmp_path: Path) -> None:
    write(read_table(), tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == FILE.read_bytes()


def test_places_of_records_are_kinds_of_evidence() -> None:
    told = {"/meetings/0/people/1/for": "participation.party", "/meetings/0/parties/3": "event.parties"}
    told |= {"/posts/2/post": "post.title", "/agreements/0/date": "agreement.date", "/projects/0/name": "project.name"}
    assert {path: kind_of(path) for path in told} == told


def test_seldom_rules_of_a_kind_have_a_row_together() -> None:
    seldom = [_claim(0.9, False, rule="seldom")] * 9
    rows = calibrate([*[_claim(0.9, True)] * 40, *seldom])
    assert [(row.kind, row.rule, row.said, row.right) for row in rows] == [
        ("event.kind", OTHERS, 9, 0),
        ("event.kind", "tense", 40, 40),
    ]
    assert rows[1].confidence > rows[0].confidence


def test_halves_that_are_alike_tell_of_each_other() -> None:
    one = [_claim(0.1, True)] * 90 + [_claim(0.1, False)] * 10
    assert across_halves([one, one]) < 0.02
    assert across_halves([one, [_claim(0.1, False)] * 100]) > 0.5


def test_values_become_as_sure_as_their_kind() -> None:
    read = read_by_rules(document(FORUM, "2024-05-03"))
    before, after = read.events[0].start, calibrated(read).events[0].start
    known = {(row.kind, row.rule): row.confidence for row in read_table()}
    assert before is not None
    assert after == replace(before, confidence=known["event.start", "date-of-event"])


def test_the_same_person_stays_one_frame() -> None:
    reading = calibrated(read_by_rules(document(FORUM, "2024-05-03")))
    people = {id(person) for person in reading.people}
    assert {id(part.person) for event in reading.events for part in event.people} <= people


def test_what_no_annotation_tells_of_keeps_the_rules_own() -> None:
    text = "Canada condemned the attack on 2 May 2024. " + FORUM
    read = read_by_rules(document(text, "2024-05-03"))
    assert read.acts
    assert [act.topic for act in calibrated(read).acts] == [act.topic for act in read.acts]


def test_the_open_reports_are_right_as_often_as_is_stated(shared: Path) -> None:
    said = evaluate(read_gold(shared / "corpus/dev"), READER, PLAN).said
    assert error(bands(said)) <= 0.03
    off = {band.confidence: band.observed for band in bands(said) if band.said >= 100}
    assert {stated: round(seen, 2) for stated, seen in off.items() if abs(stated - seen) > 0.06} == {}


def test_the_table_is_printed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(project / "tests/gold"), "--reliability"]) == 0
    assert "from the confidence stated" in capsys.readouterr().out
    assert run(["evaluate", str(project / "tests/gold"), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)["reliability"]
    assert made["bands"][0] == {**made["bands"][0], "fact": "meeting"}
    assert 0 < made["error"] < 0.2
