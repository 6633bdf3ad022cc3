"""When values are equal, leniently and strictly."""

from __future__ import annotations

import pytest

from comity.ingest.evaluation.values import Form, Matcher, party_form, person_form, text_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The Seventh Session of the Joint Committee (JC)", "7 session of the joint committee"),
        ("twenty-first meeting", "21 meeting"),
        ("Ministry of Defense", "ministry of defence"),
        ("inaugural forum", "inaugural forum"),
        ("Côte d’Or (city)", "cote dor city"),
    ],
)
def test_names_of_things_are_folded(text: str, form: str) -> None:
    assert text_form(text) == form


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("H.E. Dr. Anna Petrescu", "anna petrescu"),
        ("He Lifeng", "he lifeng"),
        ("General (Retd) Rudolf Elphberg, OBE", "rudolf elphberg"),
        ("Prince", "prince"),
    ],
)
def test_names_of_people_lose_honorifics(name: str, form: str) -> None:
    assert person_form(name) == form


def test_codes_stay_and_full_names_are_folded() -> None:
    assert (party_form("ASEAN"), party_form("The World Bank"), party_form("PAK")) == ("ASEAN", "world bank", "PAK")


def test_a_part_is_enough_only_leniently() -> None:
    assert Matcher().same_text("Deputy Minister of Trade", "Deputy Minister")
    assert not Matcher(strict=True).same_text("Deputy Minister of Trade", "Deputy Minister")
    assert not Matcher().same_text("Deputy Minister of Trade", "")


def test_one_word_of_a_name_is_no_person() -> None:
    assert Matcher().same_person("Anna Maria Petrescu", "Anna Petrescu")
    assert not Matcher().same_person("Anna Petrescu", "Petrescu")
    assert Matcher().same_person("Petrescu", "Petrescu")


def test_days_are_equal_only_at_equal_precision() -> None:
    assert not Matcher().same(Form.CODE, "2024-05", "2024-05-01")
    assert Matcher().same(Form.CODE, 7, "7")
