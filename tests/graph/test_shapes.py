"""What the shapes say of one value: read out of the file, and the same as pyshacl says of it."""

from __future__ import annotations

import pytest

from comity.graph.model import Datatype, Literal
from comity.graph.ontology import ontology
from comity.graph.shapes import shapes


def refused(classes: tuple[str, ...], name: str, text: str, datatype: Datatype = Datatype.STRING) -> str:
    demanded = shapes().of(classes, name)
    return next(filter(None, (each.refuses_literal(name, Literal(text, datatype)) for each in demanded)), "")


@pytest.mark.parametrize(
    ("classes", "name", "text", "reason"),
    [
        (("Country", "Party"), "iso_alpha3", "Pak", "An alpha-3 code of ISO 3166 has three capitals: PAK."),
        (("Country", "Party"), "iso_numeric", "86", "three digits"),
        (("Mechanism",), "expected_interval", "yearly", "P1Y"),
        (("Mechanism",), "expected_interval", "P", "P1Y"),
        (
            ("Act", "Event"),
            "jointness",
            "jointly",
            "jointness is joint or unilateral, not “jointly”. Did you mean joint?",
        ),
        (("Agreement",), "name", "", "name is empty"),
        (("Agreement",), "period", "2024-2028", "an interval 2019/2021"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_the_form_it_should_have(
    classes: tuple[str, ...], name: str, text: str, reason: str
) -> None:
    assert reason in refused(classes, name, text)


@pytest.mark.parametrize(
    "text", ["2024", "2024-05", "2024-05-18", "XXXX-09-18", "2019/2021", "../2024-03-25", "1993/.."]
)
def test_every_form_of_date_passes(text: str) -> None:
    assert refused(("Meeting", "Event"), "start_date", text) == ""


def test_a_number_has_its_least_value() -> None:
    assert "numbered from 1" in refused(("Meeting",), "session_number", "0", Datatype.INTEGER)
    assert refused(("Meeting",), "session_number", "1", Datatype.INTEGER) == ""


def test_a_kind_of_meeting_is_no_kind_of_agreement() -> None:
    (demand,) = shapes().of(("Meeting", "Event"), "has_kind")
    assert demand.refuses_link("has_kind", ("AgreementKind", "Concept")) == (
        "has_kind leads here to MeetingKind, not to AgreementKind and Concept"
    )
    assert demand.refuses_link("has_kind", ("Concept", "MeetingKind")) == ""


def test_paths_with_alternatives_speak_of_each() -> None:
    (demand,) = shapes().of(("Person",), "co_chaired")
    assert demand.classes == ("Meeting",)


def test_each_example_of_the_ontology_passes() -> None:
    for declared in ontology().properties.values():
        if declared.example:
            classes = (*(each for name in declared.domain for each in ontology().ancestors(name)), "Fact")
            assert refused(classes, declared.name, declared.example, declared.datatype) == ""
