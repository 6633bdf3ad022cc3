"""Drawing for RDF is pure: each rule by one example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from comity.graph.model import Changes, Datatype, Entity, Fact, Interval, Link, Literal, Quote, Rank, qualifiers_of
from comity.graph.stores.rdf_drawing import draw_entity, draw_fact, draw_quote, draw_triples, piece
from comity.graph.stores.terms import entity_term, fact_term, ontology_term

BASE, TERMS = "https://w3id.org/comity/id/", "https://w3id.org/comity/ontology#"
RDF, XSD = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2001/XMLSchema#"
ATTENDED = Fact("f1", "official/a", "attended", Link("meeting/m"))
TRUE = f'"true"^^<{XSD}boolean>'
PLAIN = (entity_term("official/a"), ontology_term("attended"), entity_term("meeting/m"))


def said(fact: Fact) -> set[tuple[str, str]]:
    """What the fact node says."""
    return {(predicate, value) for subject, predicate, value in draw_fact(fact) if subject == fact_term(fact.id)}


def test_an_entity() -> None:
    literals = (("number", Literal("7", Datatype.INTEGER)), ("start_date", Literal("2024-02", Datatype.DATE)))
    entity = Entity("meeting/m", ("Meeting",), 'A "name"', literals, ("held",))
    assert [(predicate, value) for _, predicate, value in draw_entity(entity)] == [
        (f"<{RDF}type>", f"<{TERMS}Entity>"),
        (f"<{RDF}type>", f"<{TERMS}Meeting>"),
        ("<http://www.w3.org/2000/01/rdf-schema#label>", '"A \\"name\\""'),
        (f"<{TERMS}number>", f'"7"^^<{XSD}integer>'),
        (f"<{TERMS}start_date>", '"2024-02"'),
        (f"<{TERMS}start_first>", f'"2024-02-01"^^<{XSD}date>'),
        (f"<{TERMS}start_last>", f'"2024-02-29"^^<{XSD}date>'),
    ]


def test_a_relation_is_a_plain_triple_and_a_fact_node() -> None:
    fact = replace(
        ATTENDED,
        interval=Interval(from_first=date(2024, 1, 1)),
        qualifiers=qualifiers_of([("on_behalf_of", Link("country/c"))]),
        confidence=0.5,
        sources=3,
    )
    assert PLAIN in draw_fact(fact)
    assert said(fact) == {
        (f"<{RDF}type>", f"<{TERMS}Fact>"),
        (f"<{RDF}subject>", PLAIN[0]),
        (f"<{RDF}predicate>", PLAIN[1]),
        (f"<{RDF}object>", PLAIN[2]),
        (f"<{TERMS}from_first>", f'"2024-01-01"^^<{XSD}date>'),
        (f"<{TERMS}sources>", f'"3"^^<{XSD}integer>'),
        (f"<{TERMS}confidence>", f'"0.5"^^<{XSD}decimal>'),
        (f"<{TERMS}on_behalf_of>", f"<{BASE}country/c>"),
    }


@pytest.mark.parametrize("rank", [Rank.DISPUTED, Rank.SUPERSEDED])
def test_what_is_disputed_has_no_plain_triple(rank: Rank) -> None:
    outweighed = replace(ATTENDED, rank=rank)
    assert PLAIN not in draw_fact(outweighed)
    assert (f"<{TERMS}rank>", f'"{rank}"') in said(outweighed)
    assert (f"<{TERMS}rank>", '"normal"') not in said(ATTENDED)


def test_a_literal_has_a_fact_node_only_where_it_is_disputed_or_timed() -> None:
    number = Fact("f2", "meeting/m", "number", Literal("8", Datatype.INTEGER))
    assert list(draw_fact(number)) == []
    assert said(replace(number, rank=Rank.DISPUTED))
    assert said(replace(number, interval=Interval(from_first=date(2024, 1, 1))))


def test_what_is_only_concluded_says_so() -> None:
    number = Fact("f2", "meeting/m", "number", Literal("8", Datatype.INTEGER))
    assert said(number) == set()
    for fact in (ATTENDED, number):
        concluded = said(replace(fact, inferred=True))
        assert [value for name, value in concluded - said(fact) if "inferred" in name] == [TRUE]


def test_a_quote() -> None:
    quote = Quote("q", "f1", "official/a", "attended", "She\nattended", 3, 15, "document/d", "rules@1", 0.9)
    triples = {predicate.strip("<>").removeprefix(TERMS): value for _, predicate, value in draw_quote(quote)}
    assert triples == {
        f"{RDF}type": f"<{TERMS}Statement>",
        "fact": f"<{BASE}fact/f1>",
        "subject": f"<{BASE}official/a>",
        "property": f"<{TERMS}attended>",
        "quote": '"She\\nattended"',
        "start": f'"3"^^<{XSD}integer>',
        "end": f'"15"^^<{XSD}integer>',
        "method": '"rules@1"',
        "confidence": f'"0.9"^^<{XSD}decimal>',
        "http://www.w3.org/ns/prov#wasQuotedFrom": f"<{BASE}document/d>",
    }


def test_pieces_are_named_by_what_they_belong_to() -> None:
    quote = Quote("q", "f1", "official/a", "attended", "x", 0, 1, "document/d")
    changes = Changes(1, (Entity("official/a", (), "A"),), (ATTENDED,), (quote,))
    named = {(each.kind, each.id) for each in map(piece, draw_triples(changes))}
    assert named == {("triple", "official/a"), ("fact node", "f1"), ("quote", "q")}
