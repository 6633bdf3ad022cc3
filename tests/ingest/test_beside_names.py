"""What stands right beside a name: the side, marks of honour before the post, a post that is told with a verb."""

from __future__ import annotations

import pytest

from .samples import printed

SESSION = "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. "


def posts(text: str) -> list[tuple[str, str, str | None]]:
    return [(each["person"], each["post"], each.get("of")) for each in printed(text).get("posts", [])]


@pytest.mark.parametrize(
    "sentence",
    [
        "The following took part: for Norway, Deputy Minister of Ports Lars Moen.",
        "The Minister was joined by his Norwegian colleague, Deputy Minister of Ports Lars Moen.",
        "With her was her visitor from Norway, Deputy Minister of Ports Lars Moen.",
        "That of Norway was under Deputy Minister of Ports Lars Moen.",
        "Wanjiru Otieno spoke for Kenya and, for Norway, Deputy Minister of Ports Lars Moen.",
    ],
)
def test_the_side_beside_a_name(sentence: str) -> None:
    assert ("Lars Moen", "Deputy Minister of Ports", "NOR") in posts(SESSION + sentence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Honourable Titus Mbeki, SC, Minister of Justice of Kenya, spoke.", ("Titus Mbeki", "Minister of Justice")),
        ("Cabinet Secretary-General of Kenya HE Ali bin Said spoke.", ("Ali bin Said", "Cabinet Secretary-General")),
        ("Ms Ida Dahl, who is Minister of Ports and Minister of Salt of Kenya, spoke.",
         ("Ida Dahl", "Minister of Ports and Minister of Salt")),
        ("Lars Moen, in his capacity as Minister of Ports of Kenya, spoke.", ("Lars Moen", "Minister of Ports")),
        ("Mr Lars Moen, Assistant Secretary for Strategic Assessments and Foreign Affairs of Kenya, spoke.",
         ("Lars Moen", "Assistant Secretary for Strategic Assessments and Foreign Affairs")),
        ("Lars Moen - Minister of Ports of Kenya.", ("Lars Moen", "Minister of Ports")),
        ("Ida Dahl (ABC), Minister of Salt of Kenya, spoke.", ("Ida Dahl", "Minister of Salt")),
    ],
)  # fmt: skip
def test_a_post_behind_what_else_stands_there(text: str, expected: tuple[str, str]) -> None:
    assert posts(text) == [(*expected, "KEN")]


def test_the_second_half_of_a_word_is_no_name() -> None:
    made = posts("Peter Kamau, Director of the Baltic Regional Anti-Smuggling Structure, spoke.")
    assert [name for name, *_ in made] == ["Peter Kamau"]


def test_a_name_behind_a_counterpart_from_elsewhere_is_a_person() -> None:
    (main,) = printed(
        "Talks took place in Oslo between Lars Moen, Prime Minister of Norway, and his counterpart from Kenya, Peter "
        "Kamau, on 4 March 2024."
    )["meetings"]
    assert {(each["name"], each["for"]) for each in main["people"]} == {("Lars Moen", "NOR"), ("Peter Kamau", "KEN")}


def test_honours_make_persons_of_those_named_for_a_side() -> None:
    (main,) = printed(SESSION + "Present were: for Malta, Mr. Pawlu Borg; for Ghana, Mrs. Ama Boateng.")["meetings"]
    assert {(each["name"], each["for"]) for each in main["people"]} == {("Pawlu Borg", "MLT"), ("Ama Boateng", "GHA")}


def test_the_second_of_two_of_one_post_has_the_country_behind_the_name() -> None:
    made = posts(SESSION + "It was attended by Presidents Peter Kamau of Kenya and Kristian Moen of Norway.")
    assert {("Peter Kamau", "President", "KEN"), ("Kristian Moen", "President", "NOR")} <= set(made)
