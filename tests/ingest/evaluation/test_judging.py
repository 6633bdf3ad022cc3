"""Facts, judged: each once, wrong values on both sides, optional ones on neither."""

from __future__ import annotations

from typing import Any

from comity.ingest.evaluation.judging import Judged, Outcome, judge
from comity.ingest.evaluation.scoring import Counts, Score, score

MEETING: dict[str, Any] = {
    "id": "m1",
    "name": "sixth session of the Joint Trade Committee",
    "kind": "session",
    "status": "held",
    "parties": ["AAA", "BBB"],
    "people": [{"name": "Anna Petrescu", "role": "co_chair", "for": "AAA"}],
}


def _score(gold: dict[str, Any], read: dict[str, Any]) -> Score:
    return score([("one", judge(gold, read))])


def test_what_is_read_as_annotated_is_right() -> None:
    found = _score({"meetings": [MEETING]}, {"meetings": [MEETING]})
    assert found.micro == Counts(tp=9)
    assert (found.micro.f1, found.macro_f1, found.chairs_right, found.main_right) == (1.0, 1.0, (1, 1), (1, 1))
    assert found.roles == {"co_chair": Counts(tp=1)}


def test_a_wrong_value_is_missed_and_spurious_and_told_once() -> None:
    read = {"meetings": [{**MEETING, "kind": "forum", "parties": ["AAA", "CCC"]}]}
    found = _score({"meetings": [MEETING]}, read)
    assert found.facts["meeting.kind"] == Counts(fp=1, fn=1)
    assert found.facts["meeting.parties"] == Counts(tp=1, fp=1, fn=1)
    told = [each for each in found.judged["one"] if each.is_told and each.outcome is not Outcome.RIGHT]
    of = "sixth session of the Joint Trade Committee"
    assert told == [
        Judged("meeting.kind", Outcome.WRONG, "session", "forum", of, "/meetings/0/kind"),
        Judged("meeting.parties", Outcome.MISSED, "BBB", "", of, "/meetings/0/parties"),
        Judged("meeting.parties", Outcome.SPURIOUS, "", "CCC", of, "/meetings/0/parties/1"),
    ]


def test_the_fields_of_what_was_missed_count_and_are_not_told() -> None:
    found = _score({"meetings": [MEETING]}, {})
    assert found.micro == Counts(fn=9)
    assert [each.row for each in found.judged["one"] if each.is_told] == ["meeting", "people.any"]
    assert found.chairs_right == (0, 1)


def test_a_role_that_differs_is_missed_in_one_row_and_spurious_in_another() -> None:
    read = {"meetings": [{**MEETING, "people": [{"name": "Anna Petrescu", "role": "speaker"}]}]}
    assert _score({"meetings": [MEETING]}, read).roles == {"co_chair": Counts(fn=1), "speaker": Counts(fp=1)}


def test_what_is_optional_counts_neither_way() -> None:
    gold = {
        "meetings": [{**MEETING, "optional": True}],
        "posts": [{"person": "A B", "post": "Envoy", "optional": True}],
    }
    for read in ({}, {"meetings": [MEETING], "posts": [{"person": "A B", "post": "Envoy"}]}):
        assert _score(gold, read).micro == Counts()


def test_no_figure_is_made_up_where_there_is_nothing() -> None:
    nothing = _score({}, {})
    assert (nothing.micro.precision, nothing.micro.recall, nothing.micro.f1, nothing.macro_f1) == (None,) * 4
