"""Every kind of tampering with a store is found on the real engines, named, told beside what should be, and mended.

Strategy: one ledger with one of everything (a dispute over a place, a superseded status, sides, posts, days, quotes) is
drawn into both stores. Each test alters things by hand, past Comity, and asks for exactly the differences of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import httpx
import pytest

from comity.graph.check import Difference, compare
from comity.graph.ledger import Ledger
from comity.graph.local.neo4j import Neo4jAddress
from comity.graph.local.oxigraph import SparqlAddress
from comity.graph.project import rebuild
from comity.graph.stores import bolt
from comity.graph.stores.base import Store

from .reports import RURITANIA, SYLVANIA, Chair, Session, ingest, state

IDS, TERMS = "https://w3id.org/comity/id/", "https://w3id.org/comity/ontology#"
PREFIXES = f"""
PREFIX id: <{IDS}>
PREFIX c: <{TERMS}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
SESSIONS = (
    Session(
        "first",
        chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)), Chair("Flavia Elphberg", SYLVANIA, ("Chancellor",))),
        place="Strelsau",
        published="2023-09-20",
        sectors=("trade",),
        agreements=(("Trade Plan", "proposed", "2023-09-18"),),
    ),
    Session(
        "second",
        chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)),),
        start="2023-09-19",
        place="Zenda",
        published="2023-09-21",
        agreements=(("Trade Plan", "signed", "2023-09-19"),),
    ),
)
MEETING, SEVENTH = "meeting/ruritania-sylvania-joint-commission-trade-7", "session 7 of the Joint Commission on Trade"
RUDOLF, ZENDA, PLAN, TRADE = (
    "official/rudolf-rassendyll",
    "place/zenda",
    "agreement/ruritania-sylvania-trade-plan",
    "sector/trade",
)
MISSING, EXTRA, CHANGED = "missing", "extra", "changed"
Told = tuple[str, str, str]  # kind, id, and whether it is missing, extra or changed
Names = dict[str, str]  # what the {names} in the lists below stand for: ids that are computed


@dataclass(frozen=True)
class Tampering:
    """What somebody does to a store, and what has to be told of it."""

    text: str
    told: tuple[Told, ...]


def done(text: str, *told: Told) -> Tampering:
    return Tampering(text, told)


def at(id: str, rest: str) -> str:
    """Something done to the node of an id."""
    return f"MATCH (n {{id: '{id}'}}) {rest}"


def of(fact: str, rest: str, kind: str = "") -> str:
    """Something done to the relationship of a fact."""
    return f"MATCH (a)-[r{kind} {{fact: '{fact}'}}]->(b) {'' if kind else 'WHERE NOT r:REPRESENTED'} {rest}"


IN_NEO4J = {
    "a relationship missing": done(of("{place}", "DELETE r"), ("relationship", "{place}", MISSING)),
    "a relationship without a fact": done(
        at(RUDOLF, f"MATCH (m {{id: '{MEETING}'}}) CREATE (n)-[:OPENED]->(m)"), ("relationship", RUDOLF, EXTRA)
    ),
    "a relationship of an invented fact": done(
        at(RUDOLF, f"MATCH (m {{id: '{MEETING}'}}) CREATE (n)-[:CHAIRED {{fact: 'f'}}]->(m)"),
        ("relationship", "f", EXTRA),
    ),
    "a relationship of another type": done(
        of("{place}", "CREATE (a)-[n:PLANNED_IN]->(b) SET n = properties(r) DELETE r"),
        ("relationship", "{place}", CHANGED),
    ),
    "a relationship turned round": done(
        of("{place}", "CREATE (b)-[n:HELD]->(a) SET n = properties(r) DELETE r"), ("relationship", "{place}", CHANGED)
    ),
    "a relationship to another entity": done(
        of(
            "{place}",
            f"MATCH (z {{id: '{ZENDA}'}}) WITH a, r, z, properties(r) AS p DELETE r "
            "CREATE (a)-[n:HELD_IN]->(z) SET n = p",
        ),
        ("relationship", "{place}", CHANGED),
    ),
    "a qualifier missing": done(of("{chaired}", "REMOVE r.in_capacity_as"), ("relationship", "{chaired}", CHANGED)),
    "a qualifier extra": done(of("{chaired}", "SET r.mood = 'good'"), ("relationship", "{chaired}", CHANGED)),
    "a qualifier changed": done(of("{chaired}", "SET r.order_in_source = 2"), ("relationship", "{chaired}", CHANGED)),
    "a confidence": done(of("{chaired}", "SET r.confidence = 0.1"), ("relationship", "{chaired}", CHANGED)),
    "a count of sources": done(of("{chaired}", "SET r.sources = 9"), ("relationship", "{chaired}", CHANGED)),
    "an interval's day": done(
        of("{holds}", "SET r.to_first = date('2024-01-01')"), ("relationship", "{holds}", CHANGED)
    ),
    "an interval left open": done(of("{holds}", "REMOVE r.to_first"), ("relationship", "{holds}", CHANGED)),
    "a day that became text": done(
        of("{holds}", "SET r.to_first = toString(r.to_first)"), ("relationship", "{holds}", CHANGED)
    ),
    "an acting for missing": done(of("{chaired}", "DELETE r", ":REPRESENTED"), ("relationship", "{chaired}", MISSING)),
    "an acting for twice": done(
        of("{chaired}", "CREATE (a)-[n:REPRESENTED]->(b) SET n = properties(r)", ":REPRESENTED"),
        ("relationship", "{chaired}", CHANGED),
    ),
    "an acting for in another role": done(
        of("{chaired}", "SET r.role = 'hosted'", ":REPRESENTED"), ("relationship", "{chaired}", CHANGED)
    ),
    "a dispute missing": done(of("{other_place}", "DELETE r"), ("relationship", "{other_place}", MISSING)),
    "a dispute won": done(
        of("{other_place}", "CREATE (a)-[n:HELD_IN {fact: r.fact}]->(b) DELETE r"),
        ("relationship", "{other_place}", CHANGED),
    ),
    "a superseded status missing": done(of("{proposed}", "DELETE r"), ("relationship", "{proposed}", MISSING)),
    "a disputed literal": done(
        "MATCH (n:Literal {fact: '{other_day}'}) SET n.value = '2023-10'", ("literal", "{other_day}", CHANGED)
    ),
    "a disputed literal missing": done(
        "MATCH (n:Literal {fact: '{other_day}'}) DETACH DELETE n",
        ("literal", "{other_day}", MISSING),
        ("relationship", "{other_day}", MISSING),
    ),
    "a status label missing": done(at(MEETING, "REMOVE n:Held"), ("node", MEETING, CHANGED)),
    "a status label extra": done(at(MEETING, "SET n:Planned"), ("node", MEETING, CHANGED)),
    "a class missing": done(at(RUDOLF, "REMOVE n:Official"), ("node", RUDOLF, CHANGED)),
    "a class extra": done(at(RUDOLF, "SET n:Meeting"), ("node", RUDOLF, CHANGED)),
    "a name": done(at(RUDOLF, "SET n.label = 'Black Michael'"), ("node", RUDOLF, CHANGED)),
    "a literal": done(at(MEETING, "SET n.session_number = 8"), ("node", MEETING, CHANGED)),
    "a literal missing": done(at(MEETING, "REMOVE n.session_number"), ("node", MEETING, CHANGED)),
    "a literal extra": done(at(MEETING, "SET n.remark = 'x'"), ("node", MEETING, CHANGED)),
    "a literal's datatype": done(at(MEETING, "SET n.session_number = '7'"), ("node", MEETING, CHANGED)),
    "an item of a list": done(at(RUDOLF, "SET n.name = n.name + 'Rudolf V'"), ("node", RUDOLF, CHANGED)),
    "a first day": done(at(MEETING, "SET n.start_first = date('2023-09-01')"), ("node", MEETING, CHANGED)),
    "a node extra": done("CREATE (:Entity {id: 'place/hentzau'})", ("node", "place/hentzau", EXTRA)),
    "a node of another kind": done("CREATE (:Remark {id: 'remark'})", ("node", "remark", EXTRA)),
    "a quote missing": done(
        at("{quote}", "DETACH DELETE n"), ("quote", "{quote}", MISSING), ("quote", "{quote}", MISSING)
    ),
    "a quote's text": done(at("{quote}", "SET n.quote = 'Never said.'"), ("quote", "{quote}", CHANGED)),
    "a quote's start": done(at("{quote}", "SET n.start = n.start + 1"), ("quote", "{quote}", CHANGED)),
    "a quote's end": done(at("{quote}", "SET n.end = n.end + 1"), ("quote", "{quote}", CHANGED)),
    "a quote's fact": done(at("{quote}", "SET n.fact = '{place}'"), ("quote", "{quote}", CHANGED)),
    "a quote's document missing": done(at("{quote}", "MATCH (n)-[r:FROM]->() DELETE r"), ("quote", "{quote}", MISSING)),
    "a quote's document": done(
        at("{quote}", "MATCH (n)-[r:FROM]->(), (o {id: 'document/second'}) DELETE r CREATE (n)-[:FROM]->(o)"),
        ("quote", "{quote}", CHANGED),
    ),
    "a document's date": done(
        at("document/first", "SET n.published = '2024-09-20'"), ("node", "document/first", CHANGED)
    ),
    "the watermark behind": done("MATCH (w:Watermark) SET w.seq = w.seq - 5", ("watermark", "watermark", CHANGED)),
    "the watermark ahead": done("MATCH (w:Watermark) SET w.seq = w.seq + 5", ("watermark", "watermark", CHANGED)),
    "the watermark no number": done("MATCH (w:Watermark) SET w.seq = 'x'", ("watermark", "watermark", CHANGED)),
    "the watermark missing": done("MATCH (w:Watermark) DELETE w", ("watermark", "watermark", MISSING)),
    "a second watermark": done("CREATE (:Watermark {seq: 1})", ("watermark", "watermark", CHANGED)),
}


def changed(subject: str, name: str, value: str) -> str:
    """Another value in the place of the one that is there, which is ?o."""
    was, now = f"{subject} {name} ?o", f"{subject} {name} ?n"
    return f"DELETE {{ {was} }} INSERT {{ {now} }} WHERE {{ {was} BIND({value} AS ?n) }}"


def iri(id: str) -> str:
    return f"<{IDS}{id}>"


WATERMARK, CHAIRED, HOLDS, QUOTE = (
    iri("watermark"),
    iri("fact/{chaired}"),
    iri("fact/{holds}"),
    iri("statement/{quote}"),
)
MOVED_MARK = ("watermark", "watermark", CHANGED)
IN_RDF = {
    "a plain triple missing": done(
        f"DELETE DATA {{ {iri(RUDOLF)} c:co_chaired {iri(MEETING)} }}", ("triple", RUDOLF, MISSING)
    ),
    "a plain triple extra": done(
        f"INSERT DATA {{ {iri(RUDOLF)} c:chaired {iri(MEETING)} }}", ("triple", RUDOLF, EXTRA)
    ),
    "a dispute won": done(f"INSERT DATA {{ {iri(MEETING)} c:held_in {iri(ZENDA)} }}", ("triple", MEETING, EXTRA)),
    "a plain triple to another entity": done(
        changed(iri(MEETING), "c:held_in", iri(ZENDA)), ("triple", MEETING, CHANGED)
    ),
    "a part of a fact node missing": done(
        f"DELETE WHERE {{ {CHAIRED} c:in_capacity_as ?o }}", ("fact node", "{chaired}", MISSING)
    ),
    "a qualifier extra": done(f"INSERT DATA {{ {CHAIRED} c:mood 'good' }}", ("fact node", "{chaired}", EXTRA)),
    "a qualifier changed": done(changed(CHAIRED, "c:order_in_source", "2"), ("fact node", "{chaired}", CHANGED)),
    "a fact's object": done(changed(CHAIRED, "rdf:object", iri(ZENDA)), ("fact node", "{chaired}", CHANGED)),
    "a fact's predicate": done(changed(CHAIRED, "rdf:predicate", "c:hosted"), ("fact node", "{chaired}", CHANGED)),
    "a confidence": done(changed(CHAIRED, "c:confidence", "0.1"), ("fact node", "{chaired}", CHANGED)),
    "a count of sources": done(changed(CHAIRED, "c:sources", "9"), ("fact node", "{chaired}", CHANGED)),
    "a fact node extra": done("INSERT DATA { <" + IDS + "fact/f> a c:Fact }", ("fact node", "f", EXTRA)),
    "an interval's day": done(
        changed(HOLDS, "c:to_first", "'2024-01-01'^^xsd:date"), ("fact node", "{holds}", CHANGED)
    ),
    "an interval left open": done(f"DELETE WHERE {{ {HOLDS} c:to_first ?o }}", ("fact node", "{holds}", MISSING)),
    "a day that became text": done(changed(HOLDS, "c:to_first", "STR(?o)"), ("fact node", "{holds}", CHANGED)),
    "a rank missing": done(
        f"DELETE WHERE {{ {iri('fact/{other_place}')} c:rank ?o }}", ("fact node", "{other_place}", MISSING)
    ),
    "a rank changed": done(
        changed(iri("fact/{proposed}"), "c:rank", "'disputed'"), ("fact node", "{proposed}", CHANGED)
    ),
    "a disputed literal": done(
        changed(iri("fact/{other_day}"), "rdf:object", "'2023-10'"), ("fact node", "{other_day}", CHANGED)
    ),
    "a status": done(changed(iri(PLAN), "c:has_status", iri("agreement-status/proposed")), ("triple", PLAN, CHANGED)),
    "a class missing": done(f"DELETE DATA {{ {iri(RUDOLF)} a c:Official }}", ("triple", RUDOLF, MISSING)),
    "a class extra": done(f"INSERT DATA {{ {iri(RUDOLF)} a c:Meeting }}", ("triple", RUDOLF, EXTRA)),
    "a name": done(changed(iri(RUDOLF), "rdfs:label", "'Black Michael'"), ("triple", RUDOLF, CHANGED)),
    "a language": done(changed(iri(RUDOLF), "rdfs:label", "STRLANG(?o, 'de')"), ("triple", RUDOLF, CHANGED)),
    "a literal": done(changed(iri(MEETING), "c:session_number", "8"), ("triple", MEETING, CHANGED)),
    "a literal missing": done(f"DELETE WHERE {{ {iri(MEETING)} c:session_number ?o }}", ("triple", MEETING, MISSING)),
    "a literal extra": done(f"INSERT DATA {{ {iri(MEETING)} c:remark 'x' }}", ("triple", MEETING, EXTRA)),
    "a literal's datatype": done(changed(iri(MEETING), "c:session_number", "'7'"), ("triple", MEETING, CHANGED)),
    "a first day": done(changed(iri(MEETING), "c:start_first", "'2023-09-01'^^xsd:date"), ("triple", MEETING, CHANGED)),
    "a triple of somebody else": done(
        "INSERT DATA { <http://example.org/a> <http://example.org/b> 1 }", ("triple", "http://example.org/a", EXTRA)
    ),
    "a triple in a named graph": done(
        f"INSERT DATA {{ GRAPH <http://example.org/g> {{ {iri(RUDOLF)} a c:Official }} }}", ("triple", RUDOLF, EXTRA)
    ),
    "a quote's text": done(changed(QUOTE, "c:quote", "'Never said.'"), ("quote", "{quote}", CHANGED)),
    "a quote's text missing": done(f"DELETE WHERE {{ {QUOTE} c:quote ?o }}", ("quote", "{quote}", MISSING)),
    "a quote's start": done(changed(QUOTE, "c:start", "?o + 1"), ("quote", "{quote}", CHANGED)),
    "a quote's end": done(changed(QUOTE, "c:end", "?o + 1"), ("quote", "{quote}", CHANGED)),
    "a quote's fact": done(changed(QUOTE, "c:fact", iri("fact/{place}")), ("quote", "{quote}", CHANGED)),
    "a quote's document": done(
        changed(QUOTE, "prov:wasQuotedFrom", iri("document/second")), ("quote", "{quote}", CHANGED)
    ),
    "a quote's document missing": done(
        f"DELETE WHERE {{ {QUOTE} prov:wasQuotedFrom ?o }}", ("quote", "{quote}", MISSING)
    ),
    "a document's date": done(
        changed(iri("document/first"), "c:published", "'2024-09-20'"), ("triple", "document/first", CHANGED)
    ),
    "the watermark behind": done(changed(WATERMARK, "c:seq", "?o - 5"), MOVED_MARK),
    "the watermark ahead": done(changed(WATERMARK, "c:seq", "?o + 5"), MOVED_MARK),
    "the watermark no number": done(changed(WATERMARK, "c:seq", "'x'"), MOVED_MARK),
    "the watermark missing": done(f"DELETE WHERE {{ {WATERMARK} ?p ?o }}", ("watermark", "watermark", MISSING)),
    "a second watermark": done(f"INSERT DATA {{ {WATERMARK} c:seq 1 }}", MOVED_MARK),
    "a remark on the watermark": done(f"INSERT DATA {{ {WATERMARK} c:remark 1 }}", ("triple", "watermark", EXTRA)),
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    opened = Ledger(tmp_path_factory.mktemp("tampering") / "ledger.sqlite")
    ingest(opened, *SESSIONS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def names(ledger: Ledger) -> Names:
    held = state(ledger)

    def fact(subject: str, name: str, rank: str = "normal") -> str:
        found = (each for each in held.facts if (each.subject, each.property) == (subject, name))
        (id,) = [each.id for each in found if each.rank.value == rank]
        return id

    facts = {
        "chaired": fact(RUDOLF, "co_chaired"),
        "holds": fact(RUDOLF, "holds"),
        "place": fact(MEETING, "held_in"),
        "other_place": fact(MEETING, "held_in", "disputed"),
        "other_day": fact(MEETING, "start_date", "disputed"),
        "proposed": fact(PLAN, "has_status", "superseded"),
    }
    quotes = [each for each in held.quotes if each.fact == facts["chaired"] and each.document == "document/first"]
    return facts | {"quote": quotes[0].id}


def filled(text: str, names: Names) -> str:
    for name, id in names.items():
        text = text.replace("{" + name + "}", id)
    return text


def told_of(found: list[Difference]) -> list[Told]:
    def how(each: Difference) -> str:
        return EXTRA if each.expected is None else MISSING if each.found is None else CHANGED

    return sorted((each.kind, each.id, how(each)) for each in found)


Round = dict[str, Tampering]


def rounds(every: Mapping[str, Tampering]) -> list[Round]:
    """All tamperings in as few rounds as will do: no two of one round are told by the same kind and id."""
    found: list[Round] = []
    for name, tampering in every.items():
        touched = {told[:2] for told in tampering.told}
        free = (each for each in found if touched.isdisjoint(told[:2] for one in each.values() for told in one.told))
        if (chosen := next(free, None)) is None:
            found.append(chosen := {})
        chosen[name] = tampering
    return found


def assert_found_and_mended(
    ledger: Ledger, store: Store, done_now: Round, names: Names, tamper: Callable[[str], None]
) -> None:
    rebuild(ledger, store)
    for tampering in done_now.values():
        tamper(filled(tampering.text, names))
    found = compare(ledger, store)
    expected = [told for tampering in done_now.values() for told in tampering.told]
    assert told_of(found) == sorted((kind, filled(id, names), how) for kind, id, how in expected)
    assert {each.store for each in found} == {store.name}
    assert all(each.expected != each.found for each in found)
    rebuild(ledger, store)
    assert compare(ledger, store) == []


@pytest.mark.parametrize("done_now", rounds(IN_NEO4J), ids="; ".join)
def test_tampering_with_neo4j(
    ledger: Ledger, neo4j_store: Store, neo4j_address: Neo4jAddress, done_now: Round, names: Names
) -> None:
    def tamper(text: str) -> None:
        with (
            bolt.connect(neo4j_address.uri, neo4j_address.user, neo4j_address.password) as driver,
            bolt.open_session(driver, write=True) as session,
        ):
            assert session.run(bolt.text(text)).consume().counters.contains_updates

    assert_found_and_mended(ledger, neo4j_store, done_now, names, tamper)


@pytest.mark.parametrize("done_now", rounds(IN_RDF), ids="; ".join)
def test_tampering_with_the_rdf_store(
    ledger: Ledger, sparql_store: Store, sparql_address: SparqlAddress, done_now: Round, names: Names
) -> None:
    def tamper(text: str) -> None:
        headers = {"Authorization": f"Bearer {sparql_address.token}", "Content-Type": "application/sparql-update"}
        httpx.post(sparql_address.update, content=PREFIXES + text, headers=headers, trust_env=False).raise_for_status()

    assert_found_and_mended(ledger, sparql_store, done_now, names, tamper)
