"""Entities over HTTP: found whatever the spelling, looked at with their facts and neighbours."""

from __future__ import annotations

import pytest

from .asgi import Client

ENTITIES = "/api/v1/entities"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Élin Dørn", "official/elin-dorn"),
        ("elin dorn", "official/elin-dorn"),
        ("dorn", "official/elin-dorn"),
        ("Pakstan", "country/PAK"),
        ("PAK", "country/PAK"),
        ("Islamic Republic of Pakistan", "country/PAK"),
        ("azerbai", "country/AZE"),
        ("Strelsau", "place/strelsau"),
    ],
)
def test_a_thing_is_found_by_names_aliases_accents_and_slips(client: Client, text: str, found: str) -> None:
    hits = client.get(ENTITIES, params={"q": text}).json()["entities"]
    assert hits[0]["id"] == found


def test_a_class_narrows_what_is_found(client: Client) -> None:
    hits = client.get(ENTITIES, params={"q": "Ruritania", "type": "Mechanism"}).json()["entities"]
    assert [each["id"] for each in hits] == ["mechanism/ruritania-sylvania-joint-commission-trade"]
    assert client.get(ENTITIES, params={"type": "Nothing"}).status_code == 400


def test_a_list_is_read_page_by_page(client: Client) -> None:
    ids, cursor = list[str](), ""
    while cursor is not None:
        page = client.get(ENTITIES, params={"type": "Meeting", "limit": 2, "cursor": cursor}).json()
        ids, cursor = ids + [each["id"] for each in page["entities"]], page["next"]
    assert len(ids) == len(set(ids)) == 4


def test_the_last_part_of_an_id_leads_to_the_whole(client: Client) -> None:
    answer = client.get(f"{ENTITIES}/PAK", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"].endswith(f"{ENTITIES}/country/PAK")) == (307, True)
    moved = client.get(f"{ENTITIES}/PAK/facts?limit=1", follow_redirects=False)
    assert moved.headers["location"].endswith(f"{ENTITIES}/country/PAK/facts?limit=1")


def test_an_entity_says_how_many_neighbours_it_has_by_which_relation(client: Client) -> None:
    entity = client.get(f"{ENTITIES}/official/bero-tan").json()
    assert (entity["label"], entity["iri"]) == ("Bero Tan", "https://w3id.org/comity/id/official/bero-tan")
    counts = {(each["property"], each["direction"]): each["count"] for each in entity["relations"]}
    assert counts["co_chaired", "out"] == 2


def test_neighbours_come_page_by_page_each_with_its_fact(client: Client) -> None:
    address = f"{ENTITIES}/official/bero-tan/neighbours"
    first = client.get(address, params={"relation": "co_chaired", "limit": 1}).json()
    second = client.get(address, params={"relation": "co_chaired", "limit": 1, "cursor": first["next"]}).json()
    met = {each["entity"]["id"] for page in (first, second) for each in page["neighbours"]}
    assert len(met) == 2
    assert second["next"] is None
    assert first["neighbours"][0]["fact"]["subject"] == "official/bero-tan"
    incoming = client.get(
        f"{ENTITIES}/{min(met)}/neighbours", params={"relation": "co_chaired", "direction": "in"}
    ).json()
    assert "official/bero-tan" in {each["entity"]["id"] for each in incoming["neighbours"]}


def test_facts_may_be_narrowed_to_a_day_and_say_whether_they_were_certain(client: Client) -> None:
    address = f"{ENTITIES}/official/anna-olm/facts"
    held = [each for each in client.get(address).json()["facts"] if each["property"] == "holds"]
    assert [each["certain"] for each in held] == [None]
    on_the_day = client.get(address, params={"at": "2024-05-29"}).json()["facts"]
    assert [each["certain"] for each in on_the_day if each["property"] == "holds"] == [True]
    later = client.get(address, params={"at": "2030-01-01"}).json()["facts"]
    assert [each["certain"] for each in later if each["property"] == "holds"] == [False]  # nobody says that she left


@pytest.mark.parametrize("part", ["", "/facts", "/neighbours?relation=co_chaired"])
def test_an_id_that_nothing_has_is_not_found(client: Client, part: str) -> None:
    answer = client.get(f"{ENTITIES}/official/nobody{part}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_facts_can_be_had_by_what_they_are(client: Client) -> None:
    address = f"{ENTITIES}/official/bero-tan/facts"
    found = {part: client.get(address, params={"only": part}).json()["facts"] for part in ("values", "relations")}
    assert {each["value_label"] for each in found["values"]} == {None}
    assert None not in {each["value_label"] for each in found["relations"]}
    assert len(found["values"]) + len(found["relations"]) == len(client.get(address).json()["facts"])
    assert client.get(address, params={"only": "outweighed"}).json()["facts"] == []
