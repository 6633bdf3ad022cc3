"""The door: every reason for refusing, with the place; what is good goes on."""

from __future__ import annotations

from typing import Any

import pytest

from comity.graph.door import admit
from comity.graph.model import Datatype, Document, Link, Literal, Reference, Span, Statement, Value, qualifiers_of

TEXT = "Title\nThe Joint Commission met.\nIt was chaired."
DOCUMENT = Document("document/report", TEXT, origin="reports/report.txt")
MEETING, PERSON = "document/report#m", "document/report#p"
SECOND_LINE = Span(TEXT.index("The"), TEXT.index("met"))
AGREEMENT, NORWAY = "document/report#a", "country/NOR"
GIVEN = (
    ("type", Literal("Meeting"), MEETING),
    ("type", Literal("Person"), PERSON),
    ("type", Literal("Agreement"), AGREEMENT),
)


def say(subject: str, name: str, value: Value, span: Span = SECOND_LINE, **more: Any) -> Statement:
    return Statement(subject, name, value, Reference(DOCUMENT.id, (span,)), **more)


TYPES = [say(subject, name, value) for name, value, subject in GIVEN]
WHOLE = Literal("7", Datatype.INTEGER)


def test_what_fits_goes_in() -> None:
    qualifiers = qualifiers_of({"on_behalf_of": Link("country/NOR"), "order_in_source": Literal("1", Datatype.INTEGER)})
    good = [
        *TYPES,
        say(MEETING, "start_date", Literal("2024-05", Datatype.DATE)),
        say(MEETING, "session_number", WHOLE),
        say(MEETING, "covered", Link("sector/trade")),
        say(PERSON, "co_chaired", Link(MEETING), qualifiers=qualifiers),
        say("country/NOR", "took_part_in", Link(MEETING)),
    ]
    assert admit(DOCUMENT, good) == (good, [])


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (say(MEETING, "name", Literal("x"), Span(5, 5)), "the passage for name is not in the document"),
        (say(MEETING, "name", Literal("x"), Span(-1, 5)), "not in the document"),
        (say(MEETING, "name", Literal("x"), Span(40, len(TEXT) + 1)), "not in the document"),
        (Statement(MEETING, "name", Literal("x"), Reference(DOCUMENT.id, ())), "not in the document"),
        (say(MEETING, "start_dat", Literal("x")), "no property “start_dat”. Did you mean start_date?"),
        (say(MEETING, "start_date", Literal("2023-02-30", Datatype.DATE)), "“2023-02-30” is a day that cannot be"),
        (say(MEETING, "session_number", Literal("seven", Datatype.INTEGER)), "“seven” is no whole number"),
        (say(MEETING, "name", Literal("x\0")), "it has the character U+0000 in it, which no ledger can keep"),
        # What the shapes say of one value:
        (say(MEETING, "has_kind", Link("agreement-kind/treaty")), "has_kind leads here to MeetingKind, not to"),
        (say(AGREEMENT, "has_status", Link("meeting-status/held")), "has_status leads here to AgreementStatus, not to"),
        (say(MEETING, "session_number", Literal("0", Datatype.INTEGER)), "Sessions are numbered from 1."),
        (say(MEETING, "session_number", Literal("7")), "“7” is given as string, not as integer"),
        (say(AGREEMENT, "period", Literal("2024-2028", Datatype.DATE)), "“2024-2028” is no date that can be read"),
        (say(NORWAY, "iso_alpha3", Literal("Nor")), "has three capitals: PAK."),
        (say(NORWAY, "name", Literal("")), "name is empty"),
        (say(MEETING, "covered", Link("sector/turism")), "No list has “sector/turism”. Did you mean sector/tourism?"),
        (
            say(NORWAY, "took_step_on", Link(AGREEMENT), qualifiers=qualifiers_of({"step": Literal("ratifid")})),
            "not “ratifid”. Did you mean ratified?",
        ),
        (
            say(PERSON, "signed", Link(AGREEMENT), qualifiers=qualifiers_of({"on_behalf": Link(NORWAY)})),
            "on_behalf is no qualifier of signed. Did you mean on_behalf_of?",
        ),
        (
            say(
                PERSON,
                "co_chaired",
                Link(MEETING),
                qualifiers=qualifiers_of(
                    [("order_in_source", WHOLE), ("order_in_source", Literal("8", Datatype.INTEGER))]
                ),
            ),
            "order_in_source is said 2 times of one co_chaired",
        ),
        (say(PERSON, "start_date", Literal("2023")), "start_date is said of Event, not of Person"),
        (say("document/report#x", "start_date", Literal("2023")), "not of something of no known class"),
        (say(MEETING, "covered", Literal("trade")), "covered wants an entity as its value"),
        (say(MEETING, "session_number", Link(PERSON)), "session_number wants a literal"),
        (say(MEETING, "covered", Link("country/NOR")), "covered leads to Sector, not to Country"),
        (
            say(MEETING, "session_of", Link("document/report#y")),
            "leads to Mechanism, not to something of no known class",
        ),
        (say("document/report#z", "type", Literal("Meetin")), "no class “Meetin”. Did you mean Meeting?"),
        (
            say(PERSON, "co_chaired", Link(MEETING), qualifiers=qualifiers_of({"formula": Literal("x")})),
            "formula is no qualifier of co_chaired",
        ),
        (
            say(PERSON, "co_chaired", Link(MEETING), qualifiers=qualifiers_of({"on_behalf_of": Link(MEETING)})),
            "on_behalf_of leads to Party, not to Meeting",
        ),
        (
            say(
                MEETING,
                "has_status",
                Link("meeting-status/held"),
                qualifiers=qualifiers_of({"as_of": Literal("May", Datatype.DATE)}),
            ),
            "“May” is no date that can be read",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason_and_the_rest_goes_on(statement: Statement, reason: str) -> None:
    admitted, refused = admit(DOCUMENT, [*TYPES, statement])
    assert admitted == TYPES
    (refusal,) = refused
    assert reason in refusal.reason
    assert refusal.where.startswith("reports/report.txt, line ")


def test_a_document_is_one_without_being_said_to_be() -> None:
    issued = say(DOCUMENT.id, "issued_by", Link(NORWAY))
    assert admit(DOCUMENT, [issued]) == ([issued], [])


def test_a_refusal_tells_the_line() -> None:
    bad = Literal("x", Datatype.INTEGER)
    spans = (Span(0, 5), SECOND_LINE, Span(TEXT.index("It"), len(TEXT)))
    _, refused = admit(DOCUMENT, [*TYPES, *(say(MEETING, "session_number", bad, span) for span in spans)])
    assert [each.where for each in refused] == [f"reports/report.txt, line {line}" for line in (1, 2, 3)]
