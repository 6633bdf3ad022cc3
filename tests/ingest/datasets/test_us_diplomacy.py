"""Visits, travels, chiefs of mission: who came, in which post, and whether a name of another time is another person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from comity.graph.door import Refusal, admit
from comity.graph.ledger import Ledger
from comity.graph.model import Document, Link, Literal, Statement
from comity.ingest.datasets.loading import Source, read_sources
from comity.ingest.datasets.loads import loads
from comity.ingest.datasets.release import DataSet, Sheet, document_of
from comity.ingest.datasets.us_diplomacy import DATA_SET

from .small import held, load_all, small

# Invented people; the countries are real, as the data set's words for them are what is tried.
VISITS = """\
id,start_date,end_date,visitor,from_id,from_name,description
1,1966-05-03,1966-05-05,President Anton Berg,germany,"Germany, Federal Republic of",Official visit.
2,1970-01-02,1970-01-02,President Anton Berg,germany,"Germany, Federal Republic of",
3,1999-06-01,1999-06-02,President-elect Anton Berg,germany,Germany,
4,1961-09-01,1961-09-02,Chairman Ivan Lugovoy,russia,Soviet Union,
5,1890-01-01,1890-01-09,King Kaleo,hawaii,Hawaii,
6,never,,King Kaleo,hawaii,Hawaii,
"""
TRAVELS = """\
id,role,who,name,start_date,end_date,country_id,country,locale,remarks
1,secretary,doe-jane-quincy,Jane Quincy Doe,2001-02-03,2001-02-04,pakistan,Pakistan,Islamabad,
2,secretary,doe-jane-quincy,Jane Quincy Doe,2001-02-05,2001-02-06,india,India,"New Delhi, Agra",
3,page,doe-jane-quincy,Jane Quincy Doe,2001-02-05,2001-02-06,india,India,Agra,
"""
PEOPLE = "person_id,surname,forename,gen\nroe-mary,Roe,Mary Ellen,\n"
CHIEFS = """\
kind,mission,appointment_id,person_id,role,territory,appointed,started,ended
country,pakistan,pk-1,roe-mary,ambassador-e-p,pakistan,2001-01-05,2001-03-01,2004-06-07
country,pakistan,pk-2,roe-mary,charge-daffaires-ad-interim,pakistan,,2000-05,2001-02
organization,representative-to-un,un-1,roe-mary,representative-to-un,,1999-01-05,,
"""
FILES = {
    "visits_to_us.csv": VISITS,
    "travels_abroad.csv": TRAVELS,
    "people.csv": PEOPLE,
    "chiefs_of_mission.csv": CHIEFS,
}


@pytest.fixture
def few(tmp_path: Path) -> DataSet:
    return small(DATA_SET, FILES, tmp_path)


def test_what_the_rows_say(ledger: Ledger, few: DataSet) -> None:
    done = load_all(ledger, few)
    assert [each.reason for each in done.refused] == [
        "“never” is no date", "“page” is neither president nor secretary",
    ]  # fmt: skip
    entities, facts, quotes = held(ledger)
    said = {(fact.subject, fact.property, fact.value) for fact in facts.values()}
    visit = "meeting/visit-president-anton-berg-united-states-1966"
    assert (visit, "has_status", Link("meeting-status/held")) in said
    assert ("country/germany-fed", "took_part_in", Link(visit)) in said  # not the Germany of today
    assert any(subject == "country/SUN" and name == "took_part_in" for subject, name, _ in said)
    assert "party/hawaii" in entities
    (guest,) = [fact for fact in facts.values() if fact.property == "called_on" and fact.value == Link(visit)]
    assert dict(guest.qualifiers)["on_behalf_of"] == Link("country/germany-fed")
    assert entities[guest.subject].label == "Anton Berg"
    (quote,) = [each for each in quotes.values() if each.fact == guest.id]
    assert quote.text.startswith("1,1966-05-03")


def test_a_name_of_another_time_is_another_person(ledger: Ledger, few: DataSet) -> None:
    load_all(ledger, few)
    entities, facts, _ = held(ledger)
    bergs = {each.id for each in entities.values() if each.label == "Anton Berg"}
    assert len(bergs) == 2
    later = [
        fact for fact in facts.values() if fact.subject in bergs and ("tenure", Literal("designate")) in fact.qualifiers
    ]
    assert [fact.property for fact in later] == ["holds"]


def test_a_traveller_is_one_person_and_goes_to_the_city_if_it_is_one(ledger: Ledger, few: DataSet) -> None:
    load_all(ledger, few)
    _, facts, _ = held(ledger)
    guests = {
        fact.subject for fact in facts.values() if fact.property == "called_on" and "Jane" in fact.subject.title()
    }
    assert guests == {"official/jane-quincy-doe"}
    places = {fact.value for fact in facts.values() if fact.property == "held_in" and "jane" in fact.subject}
    assert places == {Link("place/islamabad"), Link("country/IND")}


def test_a_chief_of_mission_holds_a_post_at_a_mission_with_its_sender_and_host(ledger: Ledger, few: DataSet) -> None:
    load_all(ledger, few)
    assert {(each.name, each.version) for each in loads(ledger)} == {("us_diplomacy", "2025")}
    entities, facts, _ = held(ledger)
    (mission,) = [each for each in entities.values() if "Mission" in each.classes and each.label.endswith("Pakistan")]
    said = {(fact.property, fact.value) for fact in facts.values() if fact.subject == mission.id}
    assert {("sent_by", Link("country/USA")), ("accredited_to", Link("country/PAK"))} <= said
    tenures = {
        (fact.interval.from_first, fact.interval.to_last, dict(fact.qualifiers).get("tenure"))
        for fact in facts.values()
        if fact.property == "holds" and fact.subject == "official/mary-ellen-roe"
    }
    assert tenures == {
        (date(2001, 3, 1), date(2004, 6, 7), None),
        (date(2000, 5, 1), date(2001, 2, 28), Literal("ad_interim")),
        (date(1999, 1, 5), None, None),
    }


def test_every_row_that_ships_is_read_and_passes_the_door() -> None:
    sources = read_sources(DATA_SET.about, DATA_SET.folder)
    documents = {each.about.file: document_of(DATA_SET.about, each.about, each.text) for each in sources}
    sheet = Sheet(DATA_SET.about, documents)
    read = {each.about.file: _read(sheet.of(each.about.file), each) for each in sources}
    assert [len(each.rows) for each in sources] == [3_264, 4_271, 4_261, 5_968]
    for file, (said, refused) in read.items():
        assert refused == []
        assert len({each.reference for each in said}) == (
            0 if file == "people.csv" else len(_source(sources, file).rows)
        )


def _source(sources: list[Source], file: str) -> Source:
    return next(each for each in sources if each.about.file == file)


def _read(sheet: Sheet, source: Source) -> tuple[list[Statement], list[Refusal]]:
    said = [each for row in source.rows for each in DATA_SET.readers[source.about.file](sheet, row)]
    return admit(_document(sheet), said)


def _document(sheet: Sheet) -> Document:
    return replace(sheet.document, origin=sheet.file)


def test_a_post_has_the_rank_that_its_title_gives_it(ledger: Ledger, few: DataSet) -> None:
    load_all(ledger, few)
    entities, facts, _ = held(ledger)
    ranks = {
        (entities[fact.subject].label, fact.value) for fact in facts.values() if fact.property == "has_rank"
    }  # a chairman has none
    assert ranks == {
        ("President", Link("post-rank/head_of_state")),
        ("King", Link("post-rank/head_of_state")),
        ("Secretary of State", Link("post-rank/minister")),
        ("Ambassador Extraordinary and Plenipotentiary", Link("post-rank/head_of_mission")),
        ("Chargé d’Affaires ad interim", Link("post-rank/charge_d_affaires")),
    }
