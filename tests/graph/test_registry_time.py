"""States that came and went: CONTRACTS' table row by row, codes and names by day, and the lists they were made from."""

from __future__ import annotations

import csv
import gzip
import itertools
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.graph.dates import extent, is_date
from comity.graph.registry import read_table, registry
from comity.graph.registry.timed import history
from comity.ingest.extraction.tokens import words_of

STANDINGS = {"", "current", "former", "contested"}
DAYS = st.dates(date(1816, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("id", "label", "exists"),
    [
        ("country/YUG", "Yugoslavia", ("1918-12-01/2003-02-04",)),
        ("country/SCG", "Serbia and Montenegro", ("2003-02-04/2006-06-05",)),
        ("country/DEU", "Germany", ("1871-01-18/1945-05-08", "1990-10-03/..")),
        ("country/germany-fed", "Federal Republic of Germany (to 1990)", ("1949-05-23/1990-10-03",)),
        ("country/DDR", "German Democratic Republic", ("1949-10-07/1990-10-03",)),
        ("country/TLS", "Timor-Leste", ("2002-05-20/..",)),
        ("country/kosovo", "Kosovo", ()),
        ("country/PSE", "Palestine", ()),
        ("country/TWN", "Taiwan", ()),
    ],
)
def test_states_of_the_contract(id: str, label: str, exists: tuple[str, ...]) -> None:
    entry = registry().get(id)
    assert entry is not None
    assert entry.label == label
    assert registry().exists(id) == exists
    assert (history().lives[id].standing == "contested") == (not exists)


@pytest.mark.parametrize(
    ("scheme", "code", "day", "id"),
    [
        ("cow_code", "345", "1900-01-01", "country/SRB"),
        ("cow_code", "345", "1918-12-01", "country/YUG"),
        ("cow_code", "345", "1942-07-01", ""),  # occupied, hence no member of the system
        ("cow_code", "345", "1990-01-01", "country/YUG"),
        ("cow_code", "345", "2005-01-01", "country/SCG"),
        ("cow_code", "345", "2010-01-01", "country/SRB"),
        ("cow_code", "255", "1850-01-01", "country/prussia"),
        ("cow_code", "255", "1900-01-01", "country/DEU"),
        ("cow_code", "255", "1970-01-01", ""),
        ("cow_code", "260", "1955-05-05", "country/germany-fed"),
        ("cow_code", "260", "1950-01-01", ""),
        ("gleditsch_ward_code", "260", "2000-01-01", "country/DEU"),
        ("cow_code", "265", "1954-03-25", "country/DDR"),
        ("cow_code", "860", "2002-09-27", "country/TLS"),
        ("cow_code", "860", "2002-06-01", ""),
        ("gleditsch_ward_code", "860", "2002-06-01", "country/TLS"),
        ("cow_code", "365", "1914-07-01", "country/RUS"),
        ("cow_code", "365", "1962-10-16", "country/SUN"),
        ("cow_code", "365", "2000-01-01", "country/RUS"),
        ("cow_code", "245", "1850-01-01", "country/bavaria"),
        ("cow_code", "678", "1980-01-01", "country/yemen-arab-republic"),
        ("gleditsch_ward_code", "678", "2000-01-01", "country/YEM"),
        ("cow_code", "680", "1980-01-01", "country/YMD"),
        ("cow_code", "816", "1960-01-01", "country/VNM"),
        ("cow_code", "817", "1960-01-01", "country/vietnam-south"),
        ("iso_alpha2", "CS", "1990-01-01", "country/CSK"),
        ("iso_alpha2", "CS", "2005-01-01", "country/SCG"),
        ("iso_alpha3", "DEU", "1985-01-01", "country/germany-fed"),
        ("iso_alpha3", "DEU", "2020-01-01", "country/DEU"),
        ("iso_alpha3", "BUR", "1980-01-01", "country/MMR"),
        ("iso_alpha3", "MMR", "1980-01-01", ""),
        ("iso_alpha3", "ZAR", "1990-01-01", "country/COD"),
        ("iso_numeric", "891", "1990-01-01", "country/YUG"),
        ("iso_numeric", "688", "2020-01-01", "country/SRB"),
        ("iso_alpha3", "XKX", "2020-01-01", "country/kosovo"),
        ("iso_alpha2", "TW", "2020-01-01", "country/TWN"),
        ("cow_code", "999", "2000-01-01", ""),
    ],
)
def test_a_code_means_one_state_on_a_day(scheme: str, code: str, day: str, id: str) -> None:
    assert registry().by_code_at(scheme, code, date.fromisoformat(day)) == id


@pytest.mark.parametrize(
    ("id", "day", "names"),
    [
        ("country/TUR", "2015-01-01", ("Turkey",)),
        ("country/TUR", "2023-01-01", ("Türkiye",)),
        ("country/TUR", "1900-01-01", ("Ottoman Empire",)),
        ("country/MMR", "1970-01-01", ("Burma",)),
        ("country/SWZ", "2018-04-19", ("Swaziland", "Eswatini")),
        ("country/THA", "1947-01-01", ("Siam",)),
        ("country/KHM", "1977-01-01", ("Democratic Kampuchea",)),
        ("country/LKA", "1960-01-01", ("Ceylon",)),
        ("country/BFA", "1970-01-01", ("Upper Volta",)),
        ("country/BEN", "1970-01-01", ("Dahomey",)),
        ("country/COD", "1980-01-01", ("Zaire",)),
        ("country/CZE", "2000-01-01", ("Czech Republic",)),
        ("country/BGD", "1960-01-01", ("Bangladesh",)),  # East Pakistan was part of Pakistan, no name of this state
        ("bloc/OIC", "2000-01-01", ("Organisation of the Islamic Conference",)),
        ("country/Ruritania", "2000-01-01", ()),
    ],
)
def test_names_by_day(id: str, day: str, names: tuple[str, ...]) -> None:
    assert registry().names_at(id, date.fromisoformat(day)) == names


@given(DAYS, st.sampled_from(read_table("codes.csv")))
def test_two_states_never_bear_a_code_on_one_day_but_that_of_the_change(day: date, row: dict[str, str]) -> None:
    holders = [
        code
        for entry in registry().entries
        for code in registry().codes(entry.id)
        if (code.scheme, code.code) == (row["scheme"], row["code"])
        and (code.valid.from_first or date.min) <= day <= (code.valid.to_last or date.max)
    ]
    assert len({each.id for each in holders}) <= 1 or day in {each.valid.from_first for each in holders}


def test_every_row_is_of_a_known_party_with_days_that_can_be_and_a_source() -> None:
    for name in ("states.csv", "codes.csv", "names_by_date.csv"):
        rows = read_table(name)
        assert [row for row in rows if not registry().get(row["id"]) or not row["source"]] == [], name
        for row in rows:
            days = [row.get(column, "") for column in ("from", "to", "observed_until")]
            assert all(is_date(day) for day in (*days, *row.get("exists", "").split("|")) if day), row


def test_lives_are_in_order_and_standings_are_known() -> None:
    for life in history().lives.values():
        spans = [extent(each) for each in life.exists]
        assert life.standing in STANDINGS, life
        assert all(registry().get(other) for other in life.succeeds), life
        assert all(a.last and b.first and a.last <= b.first for a, b in itertools.pairwise(spans)), life
        assert (life.standing != "former") or (spans and spans[-1].last), life


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Soviet Union", "country/SUN"),
        ("the USSR", "country/SUN"),
        ("Yugoslavia", "country/YUG"),
        ("East Germany", "country/DDR"),
        ("West Germany", "country/germany-fed"),
        ("Czechoslovakia", "country/CSK"),
        ("South Yemen", "country/YMD"),
        ("North Vietnam", "country/VNM"),
        ("Serbia", "country/SRB"),
        ("Germany", "country/DEU"),
        ("Federal Republic of Germany", "country/DEU"),
        ("Vietnam", "country/VNM"),
        ("Yemen", "country/YEM"),
        ("Russia", "country/RUS"),
    ],
)
def test_former_states_are_found_by_name_and_todays_names_stay(text: str, id: str) -> None:
    found = registry().by_name(text)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize("text", ["Congo", "Korea", "Serbia and Montenegro", "Bavaria", "Tuscany", "Tibet", "SUN"])
def test_what_means_something_else_today_is_not_a_former_state(text: str) -> None:
    assert registry().by_name(text) is None


def test_former_states_are_read_in_a_text_beside_todays() -> None:
    text = (
        "Ruritania keeps maps of the Soviet Union, of Yugoslavia, East Germany and Czechoslovakia, and newer ones of "
        "Serbia and Montenegro, Germany, Vietnam and the Czech Republic; a Czechoslovak atlas of Bavaria is in SUN."
    )
    named = [token.refers.id for token in words_of(text, 0, frozenset()).tokens if token.kind in "PA" and token.refers]
    assert [id.removeprefix("country/") for id in named] == [
        *("SUN", "YUG", "DDR", "CSK", "SRB", "MNE", "DEU", "VNM", "CZE", "CSK")
    ]


def test_every_state_of_the_organisations_data_has_an_id_in_its_years(shared: Path) -> None:
    years: dict[str, set[int]] = defaultdict(set)
    with gzip.open(shared / "data/igo_membership/igo_membership_spells.csv.gz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            years[row["ccode"]].update(range(int(row["start_year"]), int(row["end_year"]) + 1))
    assert len(years) > 200
    assert [(code, year) for code, found in years.items() for year in sorted(found) if not _held(code, year)] == []


def _held(code: str, year: int) -> set[str]:
    days = (date(year, 1, 1), date(year, 7, 1), date(year, 12, 31))
    return {registry().by_code_at("cow_code", code, day) for day in days} - {""}


def test_alpha3_and_cow_codes_go_together_as_in_another_list(shared: Path) -> None:
    slips = {("COG", "490"), ("GIN", "910")}  # of that list: the number of the other Congo, and of Papua New Guinea
    listed = {
        (row["iso3"], row["cow_num"].lstrip("0"))
        for row in _rows(shared / "data/country_reference/countryinfo_codes.csv")
    }
    ours = {entry.code: _cow_codes(entry.id) for entry in registry().entries}
    compared = [(iso, code) for iso, code in listed - slips if ours.get(iso) and code.isdecimal()]
    assert len(compared) > 150
    assert [(iso, code) for iso, code in compared if code not in ours[iso]] == []


def _cow_codes(id: str) -> set[str]:
    return {each.code for each in registry().codes(id) if each.scheme == "cow_code"}


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
