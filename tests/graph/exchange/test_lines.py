"""An export comes back as it was: rows, ids, decisions, times, and all that follows from them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from comity.graph import curate, tables
from comity.graph.errors import InputRefused, UsageError
from comity.graph.exchange.lines import from_lines, to_lines
from comity.graph.exchange.load import tell
from comity.graph.exchange.rows import Selection, records
from comity.graph.ledger import Ledger
from comity.graph.lookup import resolve_id
from comity.graph.resolve import mentions_of
from comity.graph.settle import settle

from ..reports import RURITANIA, SYLVANIA, Chair, Session, ingest, record, state
from ..test_conclusions import concluded, plans, succession
from ..test_settle import kill_after

Open = Callable[[str], Ledger]
FIRST, SECOND = "official/rudolf-rassendyll", "official/rudolf-rassendyll-2"
ONE = Session("one", chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)),), published="2023-09-20")
OTHER = Session("two", body="Council of Bridges", ordinal=3, chairs=(Chair("Rudolf Rassendyll", RURITANIA),))
THIRD = Session("three", start="2023-09-19", chairs=(Chair("Flavia Elphberg", SYLVANIA),), place="Strelsau")
# Quotes, line ends of all kinds, marks that turn the direction of a text, characters beyond the first plane.
CHARACTERS = "aé \"'\\\n\r\t\u2028\u2029\u0085\u202e\u2066\ufeff😀{}[]<>&;|#@%\x01\x7f"
HOSTILE = st.text(st.sampled_from(CHARACTERS), max_size=12)
PUBLIC = Selection()


def exported(ledger: Ledger, selection: Selection = PUBLIC) -> str:
    """An export as one text."""
    with ledger.reading() as connection:
        return "".join(to_lines(records(connection, selection)))


def imported(ledger: Ledger, text: str, folder: Path) -> bool:
    """Take an export in; was it new?"""
    path = folder / "export.jsonl"
    path.write_bytes(text.encode())
    new = tell(ledger, "a file", from_lines(path))
    settle(ledger)
    return new


def decided(ledger: Ledger) -> tuple[Any, ...]:
    """Which mention is which entity, and where the ids that ceased lead."""
    with ledger.reading() as connection:
        terms = {row.id: row.text for row in connection.execute(select(tables.term))}
        return tuple(
            sorted(tuple(terms[number] for number in row) for row in connection.execute(select(table)))
            for table in (tables.mention, tables.redirect)
        )


def test_each_table_is_told_or_made_again() -> None:
    """A table that neither list names would be lost by an export, unseen."""
    tables_of_both = {*tables.TOLD, *tables.DERIVED, tables.term}
    assert tables_of_both == set(tables.metadata.tables.values())
    assert not tables.TOLD & tables.DERIVED


def test_an_export_comes_back_with_all_that_was_decided(open_ledger: Open, tmp_path: Path) -> None:
    ours, theirs = open_ledger("ours"), open_ledger("theirs")
    ingest(ours, ONE, OTHER, THIRD)
    curate.merge(ours, FIRST, SECOND)
    curate.remove(ours, "document/three")
    settle(ours)
    assert imported(theirs, exported(ours), tmp_path)
    assert state(theirs) == state(ours)
    assert decided(theirs) == decided(ours)
    assert exported(theirs) == exported(ours)
    assert resolve_id(theirs, SECOND) == FIRST
    assert [each.id for each in theirs.documents()] == ["document/one", "document/two"]


def test_an_imported_ledger_goes_on_as_the_first_one_would(open_ledger: Open, tmp_path: Path) -> None:
    """Ids are minted once: what is read later gets the same in both."""
    ours, theirs = open_ledger("ours"), open_ledger("theirs")
    ingest(ours, ONE)
    imported(theirs, exported(ours), tmp_path)
    for ledger in (ours, theirs):
        ingest(ledger, OTHER, THIRD)
        curate.merge(ledger, FIRST, SECOND)
        settle(ledger)
    assert state(theirs) == state(ours)
    assert decided(theirs) == decided(ours)


def test_the_same_export_twice_adds_nothing_and_another_one_is_refused(open_ledger: Open, tmp_path: Path) -> None:
    ours, theirs = open_ledger("ours"), open_ledger("theirs")
    ingest(ours, ONE)
    text = exported(ours)
    assert imported(theirs, text, tmp_path)
    assert not imported(theirs, text, tmp_path)
    assert exported(theirs) == text
    with pytest.raises(UsageError, match="not empty"):
        imported(ours, text, tmp_path)


def _tampered(lines: list[str], number: int, **changed: object) -> str:
    changed_line = json.loads(lines[number]) | changed
    return "".join([*lines[:number], json.dumps(changed_line) + "\n", *lines[number + 1 :]])


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"value": "string:Rupert"}, "another id"),
        ({"hash": "00"}, "another id"),
        ({"property": "hums"}, "another id"),
        ({"document": "document/none"}, "document that it is about does not come before"),
        ({"confidence": "much"}, "confidence.* cannot be"),
        ({"confidence": 7}, "between 0 and 1"),
        ({"recorded_at": "2025-01-01T00:00:00"}, "no time zone"),
        ({"modality": "hoped"}, "hoped"),
        ({"start": 1, "end": 2}, "is not in the document"),
        ({"start": True}, "start.* cannot be"),
        ({"voice": "\ud800"}, "U\\+D800"),
        ({"mood": "good"}, "unknown field “mood”"),
        ({"table": "song"}, "no kind of record"),
    ],
)
def test_a_broken_line_is_refused_with_file_and_line(
    ledger: Ledger, open_ledger: Open, tmp_path: Path, changed: dict[str, object], reason: str
) -> None:
    ingest(ledger, ONE)
    lines = exported(ledger).splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if '"table":"statement"' in line)
    other = open_ledger("other")
    with pytest.raises(InputRefused, match=rf"export.jsonl, line {number + 1}: .*{reason}"):
        imported(other, _tampered(lines, number, **changed), tmp_path)
    assert exported(other).count("\n") == 2  # header and end: nothing of it is kept


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no export"),
        ("no json\n", "line 1: this is no JSON"),
        ('{"comity":"statements","version":9}\n', "version 9"),
        ('{"comity":"statements","version":1}\n', "ends before its end"),
        ('{"comity":"statements","version":1}\n{"records":{"statement":1}}\n', "line 2: the file has other records"),
        ('{"comity":"statements","version":1}\n{"records":{}}\n{"records":{}}\n', "something follows"),
        ('{"comity":"statements","version":1}\n["records"]\n', "line 2: this is no whole record"),
        ('{"comity":"statements","version":1}\n{"records":{}}', "line 2: this is no whole record"),
    ],
)
def test_a_file_that_is_no_whole_export_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as ledger, pytest.raises(InputRefused, match=reason):
        imported(ledger, text, tmp_path)


def test_an_altered_text_is_refused(ledger: Ledger, open_ledger: Open, tmp_path: Path) -> None:
    ingest(ledger, ONE)
    text = exported(ledger).replace("Rudolf Rassendyll", "Rudolf Rassendyl1")
    with pytest.raises(InputRefused, match="line 2: the text has another hash"):
        imported(open_ledger("other"), text, tmp_path)


def test_internal_sources_and_what_only_they_say_are_in_no_export(open_ledger: Open, tmp_path: Path) -> None:
    """A fact that a public source tells too stays, with what that source alone says of it."""
    ours, public, theirs = open_ledger("ours"), open_ledger("public"), open_ledger("theirs")
    document, reading = replace(THIRD, place="Zenda").report()
    for ledger in (ours, public):
        ingest(ledger, ONE, OTHER)
    record(ours, (replace(document, internal=True, title="Kept between us"), reading))
    curate.remove(ours, "document/three")
    with ours.writing() as book:
        curate.restore(book, "document/three")
    settle(ours)
    text = exported(ours)
    assert not [word for word in ("Zenda", "Flavia", "three", "Kept between us") if word in text]
    imported(theirs, text, tmp_path)
    assert state(theirs) == state(public)
    assert "Zenda" in exported(ours, Selection(internal=True))


WHILE_FUSING = 0


def test_conclusions_come_with_their_premises(open_ledger: Open, tmp_path: Path) -> None:
    ours, theirs = open_ledger("ours"), open_ledger("theirs")
    plans(ours)
    concluded(ours)
    text = exported(ours)
    imported(theirs, text, tmp_path)
    assert exported(theirs) == text
    assert state(theirs) == state(ours)
    assert succession(state(theirs))
    lines = text.splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if '"table":"premise"' in line)
    with pytest.raises(InputRefused, match="has another id"):
        imported(open_ledger("other"), _tampered(lines, number, drawn_from="00" * 16), tmp_path)


def test_what_was_concluded_from_an_internal_source_is_in_no_export(ledger: Ledger) -> None:
    plans(ledger)
    concluded(ledger)
    with ledger.writing() as book:
        internal = update(tables.document).where(tables.document.c.name == "document/old")
        book.connection.execute(internal.values(internal=True))
    assert not [word for word in ("old", "Plan for 2019", "succeeds", "premise") if word in exported(ledger)]


IMPORT = """
import sys
from pathlib import Path
from comity.graph.exchange.lines import from_lines
from comity.graph.exchange.load import tell
from comity.graph.ledger import Ledger
from comity.graph.settle import settle
ledger = Ledger(Path(sys.argv[1]))
def steps():
    for each in from_lines(Path(sys.argv[2])):
        print(flush=True)
        yield each
print(flush=True)
tell(ledger, "a file", steps())
print(flush=True)
settle(ledger)
"""


@pytest.mark.parametrize("steps", [1, 20, 60, WHILE_FUSING])
def test_a_kill_in_the_middle_leaves_nothing_or_something_to_go_on_with(tmp_path: Path, steps: int) -> None:
    with closing(Ledger(tmp_path / "ours.sqlite")) as ours:
        ingest(ours, ONE, OTHER, THIRD)
        text = exported(ours)
        (tmp_path / "export.jsonl").write_bytes(text.encode())
        theirs = tmp_path / "theirs.sqlite"
        after = steps or text.count("\n")  # two of them are header and end, and two words more are said
        kill_after(after, [sys.executable, "-c", IMPORT, str(theirs), str(tmp_path / "export.jsonl")])
        with closing(Ledger(theirs)) as going_on:
            imported(going_on, text, tmp_path)
            assert state(going_on) == state(ours)
            assert exported(going_on) == text


@st.composite
def worlds(draw: st.DrawFn) -> Callable[[Ledger], None]:
    """What makes a small ledger: hostile reports of sessions, then merges, splits and removals in any order."""
    names = st.builds("Rudolf {}".format, HOSTILE) | st.just("Rudolf Rassendyll")
    sessions = [
        Session(stem, draw(st.integers(1, 3)), chairs=(Chair(draw(names), RURITANIA),), place=draw(st.just("") | names))
        for stem in ("a", "b", "c")[: draw(st.integers(1, 3))]
    ]
    reports = [session.report() for session in sessions]
    told = [(replace(document, title=draw(HOSTILE), url=draw(HOSTILE)), read) for document, read in reports]
    choices = draw(st.lists(st.tuples(st.sampled_from(["merge", "split", "remove"]), st.integers(0, 9)), max_size=5))

    def make(ledger: Ledger) -> None:
        for report in told:
            record(ledger, report)
        for choice, number in choices:
            _decide(ledger, choice, number)
        settle(ledger)

    return make


def _decide(ledger: Ledger, choice: str, number: int) -> None:
    settle(ledger)
    people = state(ledger).ids("official")
    documents = [each.id for each in ledger.documents()]
    with ledger.reading() as connection:
        mentions = {each: mentions_of(connection, each) for each in people}
    divisible = [each for each in people if len(mentions[each]) > 1]
    if choice == "merge" and len(people) > 1:
        curate.merge(ledger, people[number % len(people)], people[(number + 1) % len(people)])
    if choice == "split" and divisible:
        curate.split(ledger, divisible[number % len(divisible)], mentions[divisible[number % len(divisible)]][:1])
    if choice == "remove" and documents:
        curate.remove(ledger, documents[number % len(documents)])


@given(make=worlds())
@settings(max_examples=30)
def test_any_ledger_comes_back_as_it_was(make: Callable[[Ledger], None]) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(Ledger(Path(folder, "ours"))) as ours,
        closing(Ledger(Path(folder, "theirs"))) as theirs,
    ):
        make(ours)
        imported(theirs, text := exported(ours), Path(folder))
        assert exported(theirs) == text
        assert decided(theirs) == decided(ours)
        assert state(theirs) == state(ours)
