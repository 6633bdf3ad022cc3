"""The reference page is the one that the ontology makes, and it names every term."""

from __future__ import annotations

from comity.graph.ontology import ontology
from comity.graph.ontology_page import MAIN, PAGE, page


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m comity.graph.ontology_page"


def test_every_class_property_and_concept_is_on_it() -> None:
    made = page()
    missing = [name for name in (*ontology().classes, *ontology().concepts) if f"`{name}`" not in made]
    links = [each.relationship_type for each in ontology().properties.values() if each.is_link]
    assert missing == []
    assert [each for each in ontology().properties if f"`{each}`" not in made and each.upper() not in links] == []


def test_a_relation_is_told_with_its_direction_and_an_example_in_both_languages() -> None:
    made = page()
    assert "`(Person)-[:CO_CHAIRED]->(Meeting)`" in made
    for name in MAIN:
        assert f"rdf:predicate comity:{name} ;" in made
        assert f"-[fact:{name.upper()}]->" in made


def test_the_words_of_a_qualifier_are_listed_from_the_highest_rank() -> None:
    (line,) = [line for line in page().splitlines() if line.startswith("| `at_level` |")]
    assert line.index("`head_of_state`") < line.index("`minister`") < line.index("`expert`")
