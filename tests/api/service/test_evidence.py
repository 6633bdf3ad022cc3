"""From an answer to the sentence that says so; what two share; what is new; names in RDF."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef

from .asgi import Client
from .conftest import REPORTS

API = "/api/v1"
PAIR = ("ruritania", "sylvania")


def test_every_row_of_an_answer_leads_to_its_sentence_marked_in_its_document(client: Client) -> None:
    rows = client.get(f"{API}/queries/who-co-chaired").json()["rows"]
    assert rows
    for row in rows:
        evidence = client.get(f"{API}/facts/{row['fact']}").json()
        (said, *_) = evidence["statements"]
        document = client.get(f"{API}/documents/{said['document']}").json()
        (start, end), *_ = said["spans"]
        assert document["text"][start:end] == said["quote"]
        assert row["official"] in said["quote"]
        assert (start, end, row["fact"]) in {(each["start"], each["end"], each["fact"]) for each in document["spans"]}


@pytest.mark.parametrize("address", [f"{API}/facts/{'0' * 32}", f"{API}/documents/nothing"])
def test_evidence_that_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_sources_are_listed_with_their_coverage_and_without_their_texts(client: Client) -> None:
    told = client.get(f"{API}/sources").json()
    assert {each["id"] for each in told["sources"]} == {f"document/{name}" for name in REPORTS}
    assert told["coverage"]["sources"] == len(REPORTS)
    assert "text" not in told["sources"][0]


@pytest.mark.parametrize("address", ["between/ruritania/sylvania", "between/party/ruritania/party/sylvania"])
def test_a_pair_says_when_they_last_met_and_when_they_will(client: Client, address: str) -> None:
    pair = client.get(f"{API}/{address}").json()
    assert pair["last_met"]["entity"]["date"] == "2024-05-29"
    assert pair["next_meeting"]["entity"]["date"] == "2026"
    assert "mechanism/ruritania-sylvania-joint-commission-trade" in {each["entity"]["id"] for each in pair["shared"]}
    assert all(each["facts"] for each in pair["shared"])


def test_a_timeline_has_the_latest_first_and_keeps_to_its_bounds(client: Client) -> None:
    dates = [each["date"] for each in client.get(f"{API}/timeline").json()["events"]]
    assert dates == sorted(dates, reverse=True)
    bounded = client.get(f"{API}/timeline", params={"since": "2022-03", "until": "2024-06"}).json()["events"]
    assert [each["date"] for each in bounded] == ["2024-05-29", "2022-03-10"]
    of_one = client.get(f"{API}/timeline", params={"entity": "official/cora-brandt"}).json()["events"]
    assert [each["date"] for each in of_one] == ["2022-03-10"]


def test_a_part_of_the_graph_is_bounded_and_says_so(client: Client) -> None:
    whole = client.get(f"{API}/graph", params={"around": "official/bero-tan", "depth": 2}).json()
    assert not whole["truncated"]
    ids = {each["id"] for each in whole["nodes"]}
    assert all({each["source"], each["target"]} <= ids for each in whole["edges"])
    small = client.get(f"{API}/graph", params={"around": "official/bero-tan", "depth": 2, "limit": 3}).json()
    assert (len(small["nodes"]), small["truncated"]) == (3, True)
    drawn = client.get(f"{API}/graph", params={"around": "official/bero-tan", "format": "graphml"})
    assert drawn.text.startswith("<?xml")


def test_the_shortest_way_goes_around_what_is_to_be_avoided(client: Client) -> None:
    ends = {"from": "official/anna-olm", "to": "official/cora-brandt"}
    way = client.get(f"{API}/path", params=ends).json()
    assert (way["nodes"][0]["id"], way["nodes"][-1]["id"]) == (ends["from"], ends["to"])
    assert way["length"] == len(way["nodes"]) - 1
    middle = way["nodes"][1]["id"]
    around = client.get(f"{API}/path", params=ends | {"avoid": middle}).json()
    assert middle not in {each["id"] for each in around["nodes"]}
    alone = client.get(f"{API}/path", params={"from": "official/anna-olm", "to": "official/anna-olm"}).json()
    assert alone["length"] == 0


def test_changes_followed_to_their_end_are_all_there_is(client: Client) -> None:
    seen, number, more = set[str](), 0, True
    while more:
        page = client.get(f"{API}/changes", params={"since": number, "limit": 50}).json()
        seen |= {each["id"] for each in page["entities"]}
        number, more = page["watermark"], page["more"]
    assert len(seen) == client.get(f"{API}/health").json()["entities"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own JSON-LD reader
def test_a_name_in_rdf_leads_to_what_is_asked_for(client: Client) -> None:
    name = "/id/official/bero-tan"
    page = client.get(name, headers={"Accept": "text/html,*/*;q=0.8"}, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/entity/official/bero-tan")
    turtle = Graph().parse(data=client.get(name, headers={"Accept": "text/turtle"}).text, format="turtle")
    json_ld = Graph().parse(data=client.get(name, headers={"Accept": "application/ld+json"}).text, format="json-ld")
    assert set(turtle) == set(json_ld)
    subject = URIRef("https://w3id.org/comity/id/official/bero-tan")
    assert (subject, URIRef("http://www.w3.org/2000/01/rdf-schema#label"), None) in turtle


def test_the_ontology_is_told_in_short_and_whole(client: Client) -> None:
    terms = client.get(f"{API}/ontology").json()
    assert "Country" in terms["classes"]
    whole = client.get(f"{API}/ontology", headers={"Accept": "text/turtle"})
    assert len(Graph().parse(data=whole.text, format="turtle")) > 100


def test_the_first_page_begins_with_a_pair_that_has_met_and_has_something_ahead(client: Client) -> None:
    start = client.get("/api/v1/start").json()
    assert [start["one"]["label"], start["other"]["label"]] == ["Ruritania", "Sylvania"]
