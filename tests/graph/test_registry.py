"""The registry: complete, unambiguous, quick, and equal to what its generator makes of the public data."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from comity.graph.registry import FOLDER, RegistryEntry, fold, name_key, read_table, registry
from comity.graph.registry.generate import generate


def found(text: str) -> str | None:
    entry = registry().by_name(text)
    return entry.id if entry else None


def test_committed_files_are_those_the_generator_makes(shared: Path, tmp_path: Path) -> None:
    generate(shared / "data", tmp_path)
    for name in ("countries.csv", "places.csv", "states.csv", "codes.csv"):
        assert (tmp_path / name).read_text(encoding="utf-8") == (FOLDER / name).read_text(encoding="utf-8"), name


def test_holds_every_iso_country_and_more_than_a_hundred_bodies() -> None:
    countries = [entry for entry in registry().entries if entry.classes == ("Country",)]
    assert sum(not entry.is_former for entry in countries) == 250  # 249 of ISO 3166-1, and Kosovo
    assert sum(entry.id.startswith("bloc/") for entry in registry().entries) > 100


def test_every_entry_has_an_id_a_label_and_a_code_of_its_own() -> None:
    entries = registry().entries
    codes = [e.code for e in entries if e.code or not e.is_former]  # ISO 3166 begins in 1974
    for values in ([e.id for e in entries], [e.label for e in entries], codes):
        assert all(values)
        assert len(set(values)) == len(values)


def test_no_name_or_demonym_means_two_entries() -> None:
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for entry in registry().entries:
        for name in (entry.label, *entry.names, *entry.demonyms):
            meant[name_key(name)].add(entry.id)
    assert {name: ids for name, ids in meant.items() if len(ids) > 1} == {}


def test_classes_are_those_of_the_ontology() -> None:
    used = {name for entry in registry().entries for name in entry.classes}
    assert used == {"Country", "Organisation", "Grouping", "Mechanism"}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Pakistan", "country/PAK"),
        ("the netherlands", "country/NLD"),
        ("TÜRKIYE", "country/TUR"),
        ("Turkey", "country/TUR"),
        ("Côte d’Ivoire", "country/CIV"),
        ("U.S.", "country/USA"),
        ("UK", "country/GBR"),
        ("Republic of Korea", "country/KOR"),
        ("Kosovo", "country/kosovo"),
        ("Asean", "bloc/ASEAN"),
        ("League of Arab States", "bloc/arab-league"),
        ("Shanghai Cooperation Organization", "bloc/SCO"),
        ("C5+1", "bloc/C5+1"),
    ],
)
def test_finds_a_name_as_it_is_written(text: str, id: str) -> None:
    assert found(text) == id


@pytest.mark.parametrize("text", ["us", "who", "eco", "Congo", "Ruritania", ""])
def test_does_not_guess(text: str) -> None:
    assert found(text) is None


def test_entry_of_a_country() -> None:
    assert registry().get("country/AZE") == RegistryEntry(
        id="country/AZE",
        classes=("Country",),
        label="Azerbaijan",
        code="AZE",
        names=("Azerbaijan", "Republic of Azerbaijan"),
        demonyms=("Azerbaijani", "Azerbaijanis", "Azeri", "Azeris"),
        capital="Baku",
    )


def test_codes() -> None:
    asean, forum, kosovo = (registry().by_code(code) for code in ("ASEAN", "ARF", "XKX"))
    assert asean is not None
    assert asean.label == "Association of Southeast Asian Nations"
    assert forum is not None
    assert forum.classes == ("Grouping", "Mechanism")
    assert kosovo is not None
    assert kosovo.id == "country/kosovo"
    assert registry().by_code("asean") is None


def test_places_know_their_country() -> None:
    places = registry().places
    expected = {
        "Jakarta": "country/IDN",
        "The Hague": "country/NLD",
        "Almaty": "country/KAZ",
        "Nur-Sultan": "country/KAZ",
    }
    assert {name: places[fold(name)].country for name in expected} == expected
    assert places["washington"].name == "Washington, D.C."
    assert places["jerusalem"].country == ""


def test_every_place_is_one_city_of_a_known_country() -> None:
    ids = {entry.id for entry in registry().entries} | {""}
    names: list[str] = []
    for row in read_table("places.csv"):
        assert row["country"] in ids, row
        names += {fold(name) for name in (row["name"], *row["variants"].split("|")) if name}
    assert len(set(names)) == len(names)


def test_a_place_named_like_a_party_is_a_capital() -> None:
    capitals = {fold(entry.capital) for entry in registry().entries}
    assert [name for name in registry().places if registry().by_name(name) and name not in capitals] == []


def test_is_read_once() -> None:
    assert registry() is registry()
