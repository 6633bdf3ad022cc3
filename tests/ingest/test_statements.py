"""From frames to statements: what is said of whom, with which passage, and how sure it is to have been."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from comity.graph.dates import last_day
from comity.graph.door import admit
from comity.graph.model import Datatype, Document, Interval, Link, Literal, Modality, Span, Statement
from comity.ingest.extraction.frames import Mention, PostFrame, ProjectFrame, Reading, RelationFrame, Said
from comity.ingest.extraction.statements import METHOD, statements

from ..graph.reports import FREEDONIA, RURITANIA, SYLVANIA, Chair, Session

PUBLISHED = "2023-09-20"
RICH = Session(
    "rich",
    chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)), Chair("Flavia Strelsau", SYLVANIA)),
    place="Geneva",
    country="country/CHE",
    sectors=("trade", "tourism"),
    published=PUBLISHED,
    agreements=(("Agreement on Bridges", "signed", "2023-09-18"),),
    relations=((RURITANIA, "strategic_partner", FREEDONIA), (RURITANIA, "other:friend of the lakes", SYLVANIA)),
)


def said(session: Session, name: str = "") -> list[Statement]:
    document, reading = session.report()
    return [each for each in statements(reading, document) if name in ("", each.property)]


def of_text(reading: Reading, text: str = "Nothing much.", published: str = "") -> list[Statement]:
    return statements(reading, Document("document/text", text, published=published))


def test_every_statement_passes_the_door_and_stands_in_its_document() -> None:
    document, reading = RICH.report()
    listed = statements(reading, document)
    assert admit(document, listed) == (listed, [])
    assert {each.method for each in listed} == {METHOD}
    assert all(each.reference.document == document.id for each in listed)


def test_each_is_said_once_and_reading_again_says_the_same() -> None:
    document, reading = RICH.report()
    first = statements(reading, document)
    assert len(set(first)) == len(first)
    assert statements(reading, document) == first
    assert len({each.id(document.hash) for each in first}) == len(first)


def test_local_ids_are_of_the_document_the_passage_and_the_name() -> None:
    subjects = {each.subject for each in said(RICH)}
    assert all(each.startswith("document/rich#") for each in subjects)
    other = {each.subject for each in said(replace(RICH, stem="poor"))}
    assert not subjects & other


def test_a_co_chair_stands_for_a_side_in_a_post_in_order() -> None:
    one, other = said(RICH, "co_chaired")
    posts = {each.subject for each in said(RICH, "type") if each.value == Literal("Post")}
    ruritania, sylvania = dict.fromkeys(each.subject for each in said(RICH, "name") if each.value in SIDES)
    assert dict(one.qualifiers) == {
        "order_in_source": Literal("1", Datatype.INTEGER),
        "on_behalf_of": Link(ruritania),
        "in_capacity_as": Link(posts.pop()),
    }
    assert dict(other.qualifiers)["on_behalf_of"] == Link(sylvania)
    assert one.modality is Modality.HELD


SIDES = (Literal(RURITANIA), Literal(SYLVANIA))


def test_a_post_that_is_only_a_capacity_is_introduced_too() -> None:
    document, reading = RICH.report()
    people = tuple(replace(each, posts=()) for each in reading.people)
    listed = statements(replace(reading, people=people), document)
    assert admit(document, listed) == (listed, [])
    assert [each for each in listed if each.value == Literal("Post")] != []


def test_what_is_planned_is_said_to_be_planned_and_puts_nobody_in_office() -> None:
    planned = replace(RICH, status="planned", start="2027-01", agreements=(), relations=())
    listed = said(planned)
    meeting = {each.subject for each in listed if each.property == "start_date"}
    about = [each for each in listed if each.subject in meeting or each.property in ("co_chaired", "took_part_in")]
    assert {each.modality for each in about} == {Modality.PLANNED}
    (holds,) = [each for each in listed if each.property == "holds"]
    assert holds.valid == Interval(from_last=date(2023, 9, 20), to_first=date(2023, 9, 20))


def test_a_person_is_in_office_on_the_day_of_the_event() -> None:
    (holds,) = said(RICH, "holds")
    assert holds.valid == Interval(from_last=date(2023, 9, 18), to_first=date(2023, 9, 18))
    (undated,) = said(replace(RICH, start="", published=""), "holds")
    assert undated.valid == Interval()


def test_a_former_post_was_over_when_it_was_told() -> None:
    document, reading = RICH.report()
    person = reading.people[0]
    former = replace(person, posts=(replace(person.posts[0], former=True),))
    (holds,) = [each for each in statements(Reading(people=(former,)), document) if each.property == "holds"]
    assert document.published
    assert holds.valid == Interval(to_last=last_day(document.published))
    assert dict(holds.qualifiers) == {"tenure": Literal("former")}


def test_a_place_is_in_its_country_and_a_country_alone_is_the_place() -> None:
    (held_in,), (located_in,) = said(RICH, "held_in"), said(RICH, "located_in")
    assert held_in.value == Link(located_in.subject)
    assert located_in.value == Link("country/CHE")
    (country,) = said(replace(RICH, place=""), "held_in")
    assert country.value == Link("country/CHE")


def test_a_date_that_cannot_be_is_left_out() -> None:
    assert said(replace(RICH, start="2023-02-30"), "start_date") == []
    assert said(replace(RICH, agreements=(("Agreement", "signed", "May"),)), "has_status")[-1].qualifiers == ()


def test_the_status_of_an_agreement_has_its_date_and_its_meeting() -> None:
    *_, status = said(RICH, "has_status")
    (adopted,) = said(RICH, "adopted_at")
    assert status.value == Link("agreement-status/signed")
    assert dict(status.qualifiers) == {"as_of": Literal("2023-09-18", Datatype.DATE)}
    assert adopted.subject == status.subject


def test_relations_hold_on_the_day_they_are_told_and_keep_their_words() -> None:
    (partner,), (other,) = said(RICH, "strategic_partner_of"), said(RICH, "related_to")
    assert partner.valid == Interval(from_last=date(2023, 9, 20), to_first=date(2023, 9, 20))
    assert dict(other.qualifiers) == {"formula": Literal("friend of the lakes")}


def one_said(value: str) -> Said[str]:
    return Said(value, (Span(0, 7),), 0.9, "test")


def test_a_relation_since_a_year_began_in_it() -> None:
    relation = RelationFrame("country/NOR", one_said("observer"), "bloc/ASEAN", one_said("1993"))
    (found,) = of_text(Reading(relations=(relation,)), published="2020-02")
    assert (found.subject, found.property, found.value) == ("country/NOR", "observer_of", Link("bloc/ASEAN"))
    assert found.valid == Interval(date(1993, 1, 1), date(1993, 12, 31), date(2020, 2, 1))


def test_a_project_has_its_participants_and_its_sector() -> None:
    parties = (one_said("country/NOR"), one_said(RURITANIA))
    project = ProjectFrame(Mention("project", Span(0, 7), "Bridge"), one_said("Bridge"), parties, one_said("transport"))
    listed = of_text(Reading(projects=(project,)))
    assert next(each for each in listed if each.property == "participant_in").subject == "country/NOR"
    assert [each.value for each in listed if each.property == "covered"] == [Link("sector/transport")]
    assert Literal(RURITANIA) in [each.value for each in listed if each.property == "name"]


def test_a_body_that_meets_is_a_mechanism_even_under_the_name_of_a_party() -> None:
    document, reading = replace(RICH, body="ASEAN").report()
    listed = statements(reading, document)
    assert admit(document, listed) == (listed, [])
    assert [each for each in listed if each.value == Literal("Mechanism")] != []
    (known,) = said(replace(RICH, body="ASEAN Regional Forum"), "session_of")
    assert known.value == Link("bloc/ARF")


def test_a_post_of_the_party_itself_has_no_institution() -> None:
    document, reading = RICH.report()
    post = PostFrame(one_said("Envoy"), one_said("bloc/ASEAN"), one_said("ASEAN"))
    person = replace(reading.people[0], posts=(post,))
    listed = statements(Reading(people=(person,)), document)
    assert [each.value for each in listed if each.property == "post_of"] == [Link("bloc/ASEAN")]
    assert [each for each in listed if each.property == "post_in"] == []


def test_a_code_that_no_list_has_is_a_mistake_of_the_rules() -> None:
    with pytest.raises(KeyError, match="baking"):
        said(replace(RICH, sectors=("baking",)))
