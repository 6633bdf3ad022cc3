"""Drawing for Neo4j is pure: each rule by one example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from comity.graph.model import Changes, Datatype, Entity, Fact, Interval, Link, Literal, Rank, qualifiers_of
from comity.graph.stores.neo4j_drawing import (
    Edge,
    Node,
    Terms,
    day_names,
    draw_edges,
    draw_entity,
    draw_fact,
    draw_nodes,
    state_label,
)


class SomeTerms:
    """Every property's type is its name in capitals, and names are lists."""

    def relationship_type(self, name: str) -> str:
        return name.upper()

    def is_list(self, name: str) -> bool:
        return name == "name"


TERMS: Terms = SomeTerms()
ATTENDED = Fact("f1", "official/a", "attended", Link("meeting/m"))


def drawn(fact: Fact) -> list[Edge]:
    return list(draw_fact(fact, TERMS))


def test_classes_and_states_are_labels() -> None:
    node = draw_entity(Entity("meeting/m", ("Event", "Meeting"), "M", states=("held", "in_force")), TERMS)
    assert node.labels == ("Entity", "Event", "Held", "InForce", "Meeting")
    assert state_label("provisionally_applied") == "ProvisionallyApplied"


def test_literals_are_properties_and_declared_lists_are_lists() -> None:
    literals = (
        ("name", Literal("M")),
        ("number", Literal("7", Datatype.INTEGER)),
        ("remark", Literal("a")),
        ("remark", Literal("b")),
    )
    properties = draw_entity(Entity("meeting/m", (), "M", literals), TERMS).properties
    assert properties == {"id": "meeting/m", "label": "M", "name": ["M"], "number": 7, "remark": ["a", "b"]}


@pytest.mark.parametrize(
    ("name", "names"),
    [("start_date", ("start_first", "start_last")), ("published", ("published_first", "published_last"))],
)
def test_the_names_of_days(name: str, names: tuple[str, str]) -> None:
    assert day_names(name) == names


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-02", {"start_first": date(2024, 2, 1), "start_last": date(2024, 2, 29)}),
        ("../2024-03-25", {"start_last": date(2024, 3, 25)}),
        ("XXXX-09-18", {}),
    ],
)
def test_a_date_keeps_its_precision_beside_its_days(text: str, days: dict[str, date]) -> None:
    node = draw_entity(Entity("meeting/m", (), "M", (("start_date", Literal(text, Datatype.DATE)),)), TERMS)
    assert node.properties == {"id": "meeting/m", "label": "M", "start_date": text, **days}


def test_a_relation_is_a_relationship_with_its_days_and_qualifiers() -> None:
    fact = replace(
        ATTENDED,
        interval=Interval(from_first=date(2024, 1, 1), observed_until=date(2024, 2, 1)),
        qualifiers=qualifiers_of([("in_capacity_as", Link("post/p")), ("order", Literal("2", Datatype.INTEGER))]),
        confidence=0.5,
        sources=3,
    )
    assert drawn(fact) == [
        Edge(
            "ATTENDED",
            ("Entity", "official/a"),
            ("Entity", "meeting/m"),
            {
                "fact": "f1",
                "confidence": 0.5,
                "sources": 3,
                "from_first": date(2024, 1, 1),
                "observed_until": date(2024, 2, 1),
                "in_capacity_as": "post/p",
                "order": 2,
            },
        )
    ]


def test_what_is_only_concluded_says_so() -> None:
    (concluded,), (said,) = drawn(replace(ATTENDED, inferred=True)), drawn(ATTENDED)
    assert concluded.properties == {**said.properties, "inferred": True}


def test_acting_for_parties_is_a_list_and_relationships() -> None:
    parties = qualifiers_of([("on_behalf_of", Link("bloc/b")), ("on_behalf_of", Link("country/c"))])
    attended, *represented = drawn(replace(ATTENDED, qualifiers=parties))
    assert attended.properties["on_behalf_of"] == ["bloc/b", "country/c"]
    said = {"fact": "f1", "meeting": "meeting/m", "role": "attended"}
    assert represented == [
        Edge("REPRESENTED", ("Entity", "official/a"), ("Entity", "bloc/b"), said),
        Edge("REPRESENTED", ("Entity", "official/a"), ("Entity", "country/c"), said),
    ]


@pytest.mark.parametrize("rank", [Rank.DISPUTED, Rank.SUPERSEDED])
def test_what_is_outweighed_is_no_relation(rank: Rank) -> None:
    parties = qualifiers_of([("on_behalf_of", Link("bloc/b"))])
    (edge,) = drawn(replace(ATTENDED, rank=rank, qualifiers=parties))
    assert (edge.type, edge.target) == (rank.upper(), ("Entity", "meeting/m"))
    assert edge.properties["property"] == "attended"


def test_a_disputed_literal_is_a_node() -> None:
    fact = Fact("f2", "meeting/m", "number", Literal("8", Datatype.INTEGER), Rank.DISPUTED)
    assert list(draw_nodes(Changes(1, facts=(fact,)), TERMS)) == [
        Node("Literal", "f2", ("Literal",), {"fact": "f2", "value": 8})
    ]
    assert [edge.target for edge in drawn(fact)] == [("Literal", "f2")]


def test_a_literal_that_wins_is_drawn_by_its_entity_alone() -> None:
    changes = Changes(1, facts=(Fact("f2", "meeting/m", "number", Literal("8", Datatype.INTEGER)),))
    assert [*draw_nodes(changes, TERMS), *draw_edges(changes, TERMS)] == []


def test_pieces_tell_a_day_from_its_text_and_a_number_from_another() -> None:
    def text(value: object) -> str:
        return Node("Entity", "x", ("Entity",), {"p": value}).piece().text

    assert len({text(date(2024, 1, 1)), text("2024-01-01"), text(1), text(1.0), text("1"), text([1])}) == 6
