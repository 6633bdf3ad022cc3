"""The registry's rows as evidence: recorded when a party is first touched, once, whatever the order, row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from comity.graph.changes import count
from comity.graph.coverage import coverage
from comity.graph.curate import remove
from comity.graph.door import admit
from comity.graph.errors import UsageError
from comity.graph.ledger import Ledger
from comity.graph.model import Document, Fact, Link, Literal, Reference, Span, Statement, value_key
from comity.graph.registry import introduce as introducing
from comity.graph.registry import read_table, registry
from comity.graph.registry.introduce import introduce
from comity.graph.registry.rows import SOURCES, Table, registry_tables, table
from comity.graph.resolve import Resolver
from comity.graph.settle import mark_groups, settle
from comity.ingest import pipeline
from comity.ingest.reading.files import find_files

from .reports import State, state

TUR, DEU, DDR, PAK = "country/TUR", "country/DEU", "country/DDR", "country/PAK"
TABLES = {f"document/{each.name}" for each in SOURCES}


def touch(ledger: Ledger, stem: str, *countries: str) -> int:
    """A report that does no more than say that a place of its own lies in each country."""
    text = "".join(f"The place of {stem} lies in {country}.\n" for country in countries)
    local = f"document/{stem}#place"
    spans = [Span(start, text.index("\n", start)) for start in _starts(text)]
    with ledger.writing() as book:
        stored = book.add_document(Document(f"document/{stem}", text))
        here = [Reference(stored.id, (span,)) for span in spans]
        said = [
            Statement(local, "type", Literal("Place"), here[0]),
            Statement(local, "name", Literal(f"Place of {stem}"), here[0]),
            *(Statement(local, "located_in", Link(each), where) for each, where in zip(countries, here, strict=True)),
        ]
        book.add_reading(stored, "test", said)
        new = introduce(book, said)
        mark_groups(book, said, Resolver(book, said).resolve())
    settle(ledger)
    return new


def _starts(text: str) -> list[int]:
    return [0, *(place + 1 for place, letter in enumerate(text[:-1]) if letter == "\n")]


def facts(held: State, subject: str, name: str) -> list[Fact]:
    return [fact for fact in held.facts if (fact.subject, fact.property) == (subject, name)]


def said_of(held: State) -> set[str]:
    """The countries that a store knows something of from the registry."""
    return {quote.subject for quote in held.quotes if quote.document in TABLES}


def test_a_report_brings_the_names_of_a_country_with_their_days_each_with_its_row(ledger: Ledger) -> None:
    touch(ledger, "one", TUR)
    held = state(ledger)
    named = {fact.value: fact for fact in facts(held, TUR, "name")}
    assert set(named) == {Literal("Ottoman Empire"), Literal("Turkey"), Literal("Türkiye")}
    turkey, now = named[Literal("Turkey")], named[Literal("Türkiye")]
    assert (turkey.interval.from_first, turkey.interval.to_last) == (date(1923, 10, 29), date(2022, 6, 1))
    assert (now.interval.from_first, now.interval.to_last) == (date(2022, 6, 1), None)
    for fact in named.values():
        assert [quote.text.split(",")[:2] for quote in held.quotes if quote.fact == fact.id] == [
            [TUR, value_key(fact.value).partition(":")[2]]
        ]


def test_codes_keep_their_validity_and_where_the_list_ends(ledger: Ledger) -> None:
    touch(ledger, "one", DEU)
    held = state(ledger)
    spells = sorted(
        (fact.interval.from_first or date.min, fact.interval.observed_until) for fact in facts(held, DEU, "cow_code")
    )
    assert spells == [(date(1871, 1, 18), None), (date(1990, 10, 3), date(2016, 12, 31))]
    (entity,) = [each for each in held.entities if each.id == DEU]
    assert [value.text for name, value in entity.literals if name == "cow_code"] == ["255"]


def test_entity_shows_label_identifier_and_what_the_rows_say(ledger: Ledger) -> None:
    touch(ledger, "one", TUR)
    entity = next(each for each in state(ledger).entities if each.id == TUR)
    assert (entity.label, entity.classes) == ("Türkiye", ("Country", "Party"))
    assert {("identifier", "TUR"), ("iso_alpha3", "TUR"), ("cow_code", "640"), ("demonym", "Turkish")} <= {
        (name, value.text) for name, value in entity.literals
    }


def test_ingesting_a_report_brings_what_the_registry_says(ledger: Ledger, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Ruritania and Sylvania meet\n\nRuritania and Sylvania held the 7th session of their Joint Commission on Trade "
        "in Ankara on 18 September 2023.\n",
        encoding="utf-8",
    )
    assert pipeline.ingest(ledger, find_files([report])).refused == []
    settle(ledger)
    held = state(ledger)
    assert said_of(held) == {TUR}
    assert [fact.value for fact in facts(held, TUR, "iso_alpha3")] == [Literal("TUR")]


def test_a_report_that_calls_itself_a_table_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Ruritania and Sylvania met in Zenda on 18 September 2023.", encoding="utf-8")
    (tmp_path / "report.meta.yaml").write_text("kind: registry", encoding="utf-8")
    (refusal,) = pipeline.ingest(ledger, find_files([tmp_path / "report.txt"])).refused
    assert "table of the registry" in refusal.reason


def test_only_what_is_touched_is_recorded_and_never_twice(ledger: Ledger) -> None:
    assert touch(ledger, "one", TUR) > 5
    assert said_of(state(ledger)) == {TUR}
    before = state(ledger)
    assert touch(ledger, "two", TUR) == 0
    after = state(ledger)
    assert [each for each in after.facts if each.subject == TUR] == [
        each for each in before.facts if each.subject == TUR
    ]


def test_a_succession_is_told_when_both_states_are_known_whatever_came_first(
    open_ledger: Callable[[str], Ledger],
) -> None:
    held: list[State] = []
    for first, second in ((DEU, DDR), (DDR, DEU)):
        ledger = open_ledger(first.rpartition("/")[2])
        touch(ledger, first.rpartition("/")[2], first)
        assert [fact for fact in state(ledger).facts if fact.property == "succeeds"] == []
        touch(ledger, second.rpartition("/")[2], second)
        held.append(state(ledger))
    assert [fact.value for fact in facts(held[0], DEU, "succeeds")] == [Link(DDR)]
    assert [fact.value for fact in facts(held[0], DDR, "succeeds")] == [Link(DEU)]
    assert held[0] == held[1]


def test_tables_are_evidence_not_sources(ledger: Ledger) -> None:
    touch(ledger, "one", PAK)
    assert count(ledger)["documents"] == 1
    assert coverage(ledger).sources == 1
    assert [each.id for each in ledger.documents()] == ["document/one"]
    assert TABLES & set(state(ledger).ids("document"))


def test_a_table_cannot_be_removed(ledger: Ledger) -> None:
    touch(ledger, "one", PAK)
    with pytest.raises(UsageError, match="registry"):
        remove(ledger, "document/registry-codes")


def test_a_new_edition_replaces_what_the_old_one_said_of_those_touched_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(ledger, "one", PAK, DEU)
    text = registry_tables()[1].document.text.replace("country/PAK,cow_code,770,", "country/PAK,cow_code,1770,")
    edition = (registry_tables()[0], table(SOURCES[1], text), *registry_tables()[2:])
    monkeypatch.setattr(introducing, "registry_tables", lambda: edition)
    touch(ledger, "two", PAK)
    held = state(ledger)
    assert [fact.value for fact in facts(held, PAK, "cow_code")] == [Literal("1770")]
    assert [fact.value for fact in facts(held, PAK, "iso_alpha2")] == [Literal("PK")]
    assert {quote.document for quote in held.quotes if quote.property == "cow_code" and quote.subject == PAK} == {
        "document/registry-codes-2"
    }
    assert {quote.document for quote in held.quotes if quote.property == "cow_code" and quote.subject == DEU} == {
        "document/registry-codes"
    }


@pytest.mark.parametrize("each", registry_tables(), ids=lambda each: each.name)
def test_all_that_the_tables_say_passes_the_door(each: Table) -> None:
    said = _all_said(each)
    assert len(said) > 50
    assert admit(each.document, said)[1] == []
    for statement in said:
        (span,) = statement.reference.spans
        assert each.document.text[span.start : span.end].split(",")[0] == statement.subject


def _all_said(each: Table) -> Sequence[Statement]:
    return [statement for entry in registry().entries for statement in each.said(entry.id)]


def test_every_row_is_a_line() -> None:
    for source in SOURCES:
        rows = read_table(source.file)
        assert all("\n" not in cell for row in rows for cell in row.values()), source.file
