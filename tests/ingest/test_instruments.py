"""Instruments: at which event one came about, and what is older than the event or still to come."""

from __future__ import annotations

from typing import Any

import pytest

from comity.graph.model import Link, Literal, Value
from comity.ingest.extraction import read_report
from comity.ingest.extraction.statements import statements

from .samples import document, printed

HEAD = "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. "


def instruments(sentence: str) -> list[dict[str, Any]]:
    return printed(HEAD + sentence).get("agreements", [])


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The two sides signed an Agreement on Fisheries.", "signed"),
        ("The two sides signed the agreed minutes.", "signed"),
        ("An Agreement on Fisheries was signed during the session.", "signed"),
        ("The minutes of the session were signed by both co-chairs.", "signed"),
        ("The two sides signed a Protocol.", "signed"),
        ("The two sides signed a gas supply contract.", "signed"),
        ("A joint press statement was issued at the end.", "adopted"),
        ("They agreed to develop a Plan of Action on fisheries.", "proposed"),
        ("They agreed to expedite the signing of an Agreement on Fisheries.", "under_negotiation"),
    ],
)
def test_what_came_about_at_the_session(sentence: str, status: str) -> None:
    (found,) = instruments(sentence)
    assert (found["status"], found.get("meeting")) == (status, "m1")


def test_what_is_signed_at_the_session_has_its_day() -> None:
    (found,) = instruments("The two sides signed an Agreement on Fisheries.")
    assert found["date"] == "2024-03-04"


@pytest.mark.parametrize(
    ("sentence", "status", "date"),
    [
        ("They praised the recently adopted Kenya-Norway Plan of Action.", "adopted", None),
        ("They will apply the Agreement on Fisheries, which was signed in July 2023.", "signed", "2023-07"),
        ("They worked in line with the Plan of Action agreed between the two sides.", "implementing", None),
        ("Earlier in 2023 the countries had signed an Agreement on Fisheries.", "signed", "2023"),
        ("They want an Agreement on Fisheries to be signed soon.", "proposed", None),
        ("They are expected to sign an Agreement on Fisheries.", "proposed", None),
        ("They recalled the Joint Declaration of 22 December 2020.", "adopted", "2020-12-22"),
        ("They welcomed the signature, on 3 May 2023, of the Agreement on Fisheries.", "signed", "2023-05-03"),
        ("They called for the ratification of the Agreement on Fisheries.", "signed", None),
        ("An Agreement on Fisheries is being prepared.", "under_negotiation", None),
        ("They reviewed the Plan of Action, which had been adopted shortly before.", "adopted", None),
    ],
)
def test_what_is_older_or_to_come_has_no_event(sentence: str, status: str, date: str | None) -> None:
    (found,) = instruments(sentence)
    assert (found["status"], found.get("date"), found.get("meeting")) == (status, date, None)


@pytest.mark.parametrize(
    ("sentence", "status", "meeting"),
    [
        ("Five instruments were signed. There is an agreement on forestry.", "signed", "m1"),
        ("An Agreement on Fisheries was presented. The document was signed by both co-chairs.", "signed", "m1"),
        ("Weight was given to the agreement on the waters of the lake, which all should respect.", "in_force", None),
        ("The two sides exchanged the instruments of ratification of the agreement on fisheries.", "in_force", None),
        ("They put their signatures to the final protocol.", "signed", "m1"),
    ],
)
def test_what_other_words_than_its_own_say_of_it(sentence: str, status: str, meeting: str | None) -> None:
    (found,) = instruments(sentence)
    assert (found["status"], found.get("meeting")) == (status, meeting)


def test_an_item_of_a_list_is_what_the_one_before_it_is() -> None:
    found = instruments("They signed the Agreement on Fisheries, which runs for ten years; and an accord on tourism.")
    assert [each["status"] for each in found] == ["signed", "signed"]


def test_an_agreement_known_by_its_year_is_in_force() -> None:
    (found,) = instruments("They stand by the 2006 agreement on defence cooperation.")
    assert (found["status"], found["date"], found["parties"]) == ("in_force", "2006", ["KEN", "NOR"])


def test_what_stands_over_a_list_gives_each_item_its_state() -> None:
    found = instruments(
        "The following were signed during the session:\n1. Agreement on Fisheries;\n2. MOU on Tourism; and\n"
        "3. Executive Programme for Culture (2024-26)."
    )
    assert [(each["kind"], each["status"], each["meeting"]) for each in found] == [
        ("agreement", "signed", "m1"),
        ("mou", "signed", "m1"),
        ("plan", "signed", "m1"),
    ]


def test_a_joint_communique_is_that_of_its_meeting() -> None:
    (found,) = printed(f"Kenya-Norway Joint Commission – Joint Communiqué\n{HEAD}")["agreements"]
    assert (found["name"], found["status"], found["date"], found["meeting"]) == (
        "Joint Communiqué", "adopted", "2024-03-04", "m1",
    )  # fmt: skip


def test_what_is_signed_at_a_meeting_is_what_it_was_about() -> None:
    (main,) = printed(HEAD + "The two sides signed an Agreement on Fisheries.")["meetings"]
    assert main["sectors"] == ["fisheries"]


def test_two_instruments_of_one_sentence_are_two() -> None:
    found = instruments("They signed a Memorandum of Understanding on tourism and an Agreement on Fisheries.")
    assert [each["kind"] for each in found] == ["mou", "agreement"]
    assert [each["meeting"] for each in found] == ["m1", "m1"]


def told(sentence: str) -> list[tuple[str, str, dict[str, str]]]:
    """The status and period statements of the instruments of a sentence, in order, with their qualifiers."""
    made = document(HEAD + sentence, "2024-03-20")
    said = statements(read_report(made), made)
    agreements = {each.subject for each in said if each.value == Literal("Agreement")}
    return [
        (each.property, shown(each.value), {name: shown(value) for name, value in each.qualifiers})
        for each in said
        if each.subject in agreements and each.property in {"has_status", "period"}
    ]


def shown(value: Value) -> str:
    return value.id.rpartition("/")[2] if isinstance(value, Link) else value.text


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("They agreed to develop the Kenya-Norway Plan of Action (2024-2028).", "2024/2028"),
        ("They agreed to develop a Kenya-Norway Plan of Action for the period 2024-28.", "2024/2028"),
        ("They adopted a Programme of Cooperation for the years 2025 to 2027.", "2025/2027"),
        ("They reviewed the Kenya-Norway Work Plan covering 2021–2025.", "2021/2025"),
        ("They praised the Kenya-Norway programme, which covered fields of trade from 2019 to 2021.", "2019/2021"),
    ],
)
def test_the_period_of_an_instrument(sentence: str, period: str) -> None:
    assert ("period", period, {}) in told(sentence)


def test_an_instrument_is_extended_to_a_date() -> None:
    sentence = (
        "They praised the Kenya-Norway partnership, which covered areas of trade in 2019-21 and was extended to 2023."
    )
    assert told(sentence)[0] == ("has_status", "extended", {"extended_to": "2023"})


def test_the_states_of_one_instrument_are_a_chain() -> None:
    sentence = "The Agreement on Fisheries, signed in July 2022, entered into force in May 2023."
    assert told(sentence) == [
        ("has_status", "in_force", {"as_of": "2023-05"}),
        ("has_status", "signed", {"as_of": "2022-07"}),
    ]


def test_what_is_to_enter_into_force_is_not_in_force() -> None:
    sentence = "The Agreement on Fisheries was signed in July 2022 and is expected to enter into force next year."
    assert told(sentence) == [("has_status", "signed", {"as_of": "2022-07"})]


def test_recently_adopted_is_adopted_by_the_day_of_the_report() -> None:
    assert told("They praised the recently adopted Kenya-Norway Plan of Action.") == [
        ("has_status", "adopted", {"as_of": "../2024-03-20"})
    ]


def test_an_acronym_at_the_head_of_a_name_is_the_name_it_stands_for() -> None:
    names = [each["name"] for each in instruments(
        "They spoke of the KNTP Action Plan. They adopted the Kenya-Norway Trade Partnership Action Plan."
    )]  # fmt: skip
    assert names == ["Kenya-Norway Trade Partnership Action Plan"]


def test_plans_for_other_years_are_two() -> None:
    found = told("The Plan of Action (2019-2023) has ended and they adopted the Plan of Action (2024-2028).")
    assert [value for name, value, _ in found if name == "period"] == ["2019/2023", "2024/2028"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Think tanks study a preferential trade agreement.", "preferential trade agreement"),
        ("The mutual defence treaty was recalled.", "mutual defence treaty"),
        ("The accord on security cooperation was praised.", "accord on security cooperation"),
        ("Both praised the convention on the transfer of prisoners.", "convention on the transfer of prisoners"),
    ],
)
def test_an_instrument_in_small_letters_is_known_by_its_sort_or_by_what_it_is_on(sentence: str, name: str) -> None:
    assert [found["name"] for found in instruments(sentence)] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "They were in full agreement.",
        "The trade agreements of the region were compared.",
        "They came to an accord of minds.",
        "By convention the host speaks first.",
    ],
)
def test_a_noun_without_a_sort_is_any_word(sentence: str) -> None:
    assert instruments(sentence) == []


def test_what_is_in_force_is_of_the_two_sides_that_speak_of_it() -> None:
    (found,) = instruments("The Air Services Agreement entered into force in 2020.")
    assert sorted(found["parties"]) == ["KEN", "NOR"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They recalled the Bergen Declaration of 1996.", [("Bergen Declaration", "adopted", "1996")]),
        ("It goes back to a road map signed in Oslo in May 2021.", [("road map", "signed", "2021-05")]),
        ("The two governments signed an agreement in August 2015.", [("agreement", "signed", "2015-08")]),
        ("They praised the Lake Union treaty.", [("Lake Union treaty", "in_force", None)]),
        (
            "They have been working under the Plan of Action signed in May 2019.",
            [("Plan of Action", "implementing", None)],
        ),
        ("They agreed to implement the Plan of Action signed in May 2019.", [("Plan of Action", "signed", "2019-05")]),
        (
            "Five texts were signed on 2 March at the palace, among them a Protocol on Trade and an MoU on Health.",
            [("Protocol on Trade", "signed", "2024-03-02"), ("MoU on Health", "signed", "2024-03-02")],
        ),
        (
            "They signed the Charter and endorsed the Forest Strategy 2030.",
            [("Charter", "signed", "2024-03-04"), ("Forest Strategy 2030", "adopted", "2024-03-04")],
        ),
    ],
)
def test_instruments_with_their_states_and_days(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = [(each["name"], each.get("status"), each.get("date")) for each in instruments(sentence)]
    assert found == expected


def test_an_instrument_between_institutions_is_named_with_them() -> None:
    (found,) = instruments("They signed a memorandum of understanding between the Lake Institute and the Fjord Bank.")
    assert found["name"] == "memorandum of understanding between the Lake Institute and the Fjord Bank"


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("Earlier Peru and Ghana signed an Agreement on Fisheries.", ["GHA", "PER"]),
        ("Last year Peru concluded a memorandum of understanding with Ghana.", ["GHA", "PER"]),
        ("They spoke of the SCO Action Plan.", ["SCO"]),
    ],
)
def test_whose_an_instrument_is_where_the_sentence_tells(sentence: str, parties: list[str]) -> None:
    (found,) = instruments(sentence)
    assert sorted(found["parties"]) == parties


def test_what_a_body_adopts_at_its_own_session_is_the_body_s() -> None:
    found = printed(
        "The third SCO Summit was held in Lima on 4 March 2024. It was attended by the Presidents of Peru, Ghana and "
        "Kenya. The leaders adopted the Lima Declaration."
    )
    assert [each["parties"] for each in found["agreements"]] == [["SCO"]]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "They signed agreements on trade, on tourism and on public health.",
            ["agreement on trade", "agreement on tourism", "agreement on public health"],
        ),
        (
            "They signed two agreements, one on trade and another on visas.",
            ["agreement on trade", "agreement on visas"],
        ),
        ("They signed an agreement on trade and one on visas.", ["agreement on trade", "agreement on visas"]),
        ("They signed an agreement on trade, tourism and health.", ["agreement on trade"]),
    ],
)
def test_each_of_several_that_are_told_together(sentence: str, names: list[str]) -> None:
    assert [found["name"] for found in instruments(sentence)] == names
