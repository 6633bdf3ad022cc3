"""What plain releases tell of calls, receptions and meetings, in sentences of our own about invented people."""

from __future__ import annotations

from typing import Any

from .samples import printed


def people(event: dict[str, Any]) -> set[tuple[str, str, str | None]]:
    return {(each["name"], each["role"], each.get("for")) for each in event.get("people", [])}


def test_a_reception_for_one_ambassador_and_a_call_of_another() -> None:
    first, second = printed(
        "Oslo (NTB) - Foreign Minister of Norway Lars Moen on March 5 hosted a reception for Kenyan Ambassador Peter "
        "Kamau. Later the same day, Moen received newly-accredited Ambassador of Malta Pawlu Borg."
    )["meetings"]
    assert (first["kind"], people(first)) == (
        "call_on", {("Lars Moen", "host", "NOR"), ("Peter Kamau", "guest", "KEN")},
    )  # fmt: skip
    assert people(second) == {("Lars Moen", "host", "NOR"), ("Pawlu Borg", "guest", "MLT")}


def test_the_meeting_is_the_one_that_a_verb_told_of() -> None:
    (main,) = printed(
        "Speaker of the Parliament of Norway Ida Dahl met in Oslo with a delegation headed by Speaker of the National "
        "Assembly of Kenya Peter Kamau. The meeting was also attended by Ambassador of Kenya Jane Otieno."
    )["meetings"]
    sides = {("Ida Dahl", "host", "NOR"), ("Peter Kamau", "head_of_delegation", "KEN")}
    assert people(main) == {*sides, ("Jane Otieno", "attendee", "KEN")}


def test_a_list_behind_the_side_that_it_is_of() -> None:
    (main,) = printed(
        "A meeting between Norwegian Defence Minister Lars Moen and his Kenyan colleague Peter Kamau took place in "
        "Nairobi on 2 March. From the Norwegian side, the meeting was attended by Ambassador Ida Dahl and Major "
        "General Ole Strand."
    )["meetings"]
    assert {("Ida Dahl", "attendee", "NOR"), ("Ole Strand", "attendee", "NOR")} <= people(main)


def test_a_meeting_to_come_beside_another_event() -> None:
    main, last = printed(
        "Foreign Minister of Kenya Peter Kamau and his Norwegian counterpart Lars Moen will hold a meeting on the "
        "margins of the Ministerial Council in Vienna. The last meeting between the Foreign Ministers of Kenya and "
        "Norway took place on 23 September 2023 in New York."
    )["meetings"]
    assert (main["kind"], main["status"]) == ("call_on", "planned")
    assert people(main) == {("Peter Kamau", "attendee", "KEN"), ("Lars Moen", "attendee", "NOR")}
    assert (last["status"], last["start"], last["place"]) == ("past", "2023-09-23", "New York")


def test_his_excellency_the_president() -> None:
    made = printed("Dr Ole Strand paid a courtesy call on H.E. the President of Kenya Peter Kamau on 4 March 2024.")
    assert ("Peter Kamau", "host", "KEN") in people(made["meetings"][0])


def test_what_was_signed_in_a_city_before_it_is_named() -> None:
    (main,) = printed(
        "Minister of Trade of Norway Ole Strand and Minister of Industry of Kenya Peter Kamau signed in Oslo a "
        "memorandum of understanding on fisheries."
    )["meetings"]
    assert people(main) == {("Ole Strand", "signatory", "NOR"), ("Peter Kamau", "signatory", "KEN")}


def test_a_visiting_minister_is_a_minister() -> None:
    made = printed("Foreign Minister of Kenya Peter Kamau met with visiting Norwegian Prime Minister Lars Moen today.")
    assert ("Lars Moen", "Prime Minister") in {(each["person"], each["post"]) for each in made["posts"]}
