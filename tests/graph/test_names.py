"""Names: the forms in which they are compared."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comity.graph.names import body_key, fold, person_key, plain_key, slug
from comity.graph.registry import registry

PARTIES = sorted(entry.label for entry in registry().entries if entry.classes == ("Country",))


@given(st.text(max_size=40))
@example("WOMEN\u00b4S NǾrd ™ ℡ İstanbul ’’s")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text) == fold(text).strip()


@given(st.text(max_size=200))
def test_a_slug_is_never_empty_and_always_plain(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= 80


@given(st.text(max_size=60))
def test_a_name_in_other_letters_has_the_same_keys(text: str) -> None:
    shouted = text.upper()
    if fold(shouted) == fold(text):
        assert person_key(shouted) == person_key(text)
        assert slug(shouted) == slug(text)


@given(st.sampled_from(PARTIES), st.sampled_from(PARTIES))
def test_each_capital_names_itself_first(one: str, other: str) -> None:
    assert body_key(f"{one}–{other} Joint Commission") == body_key(f"{other}-{one} Joint Commission")


@pytest.mark.parametrize(
    ("name", "codes", "words"),
    [
        ("Joint Commission of Norway and the Philippines", ["nor", "phl"], "joint commission"),
        ("Norway’s Joint Commission with the Philippines", ["nor", "phl"], "joint commission"),
        ("Philippine-Norwegian Joint Commission (JC)", ["nor", "phl"], "joint commission"),
        ("Democratic People’s Republic of Korea–Norway Committee", ["nor", "prk"], "committee"),
        ("Côte d’Ivoire-Norway Committee", ["civ", "nor"], "committee"),
        ("U.S.-Norway Dialogue", ["nor", "usa"], "dialogue"),
        (
            "United Kingdom of Great Britain and Northern Ireland-Norway Dialogue on Energy",
            ["gbr", "nor"],
            "dialogue energy",
        ),
    ],
)
def test_parties_in_the_name_of_a_body(name: str, codes: list[str], words: str) -> None:
    assert body_key(name, ["country/SWE"]) == (tuple(codes), words)


def test_parties_of_a_body_count_where_its_name_has_none() -> None:
    assert body_key("Joint Commission", ["party/sylvania", "party/ruritania"]) == (
        ("ruritania", "sylvania"),
        "joint commission",
    )


def test_parties_that_no_registry_has_may_stand_in_any_order_too() -> None:
    parties = ["party/sylvania", "party/old-ruritania"]
    keys = [
        body_key(name, parties)
        for name in ("Old Ruritania-Sylvania Commission", "Sylvania–Old Ruritania Commission", "The Commission")
    ]
    assert keys == [(("old-ruritania", "sylvania"), "commission")] * 3
    assert body_key("Old Ruritania", ["party/old-ruritania"]) == (("old-ruritania",), "old ruritania")


def test_keys_leave_out_what_tells_nothing() -> None:
    assert person_key("Rassendyll, Rudolf") == person_key("Rudolf Rassendyll")
    assert plain_key("The Agreement on Trade (2020)") == plain_key("Agreement for trade") == "agreement trade"
    assert fold("Women’s WOMEN'S women\u00b4s Łódź Straße") == "women women women lodz strasse"
