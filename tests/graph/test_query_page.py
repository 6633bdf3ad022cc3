"""The page of the questions is the one that their headers make, and its examples can be asked."""

from __future__ import annotations

import pytest

from comity.graph.queries import catalogue, named_query
from comity.graph.query_page import EXAMPLES, PAGE, page


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m comity.graph.query_page"


def test_every_question_has_an_example() -> None:
    assert EXAMPLES.keys() == catalogue().keys()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_gives_what_is_required_and_values_of_the_right_type(name: str) -> None:
    parameters = {each.name: each for each in named_query(name).parameters}
    assert {each.name for each in parameters.values() if each.required} <= EXAMPLES[name].keys() <= parameters.keys()
    for key, value in EXAMPLES[name].items():
        if parameters[key].type.name != "id":  # an id may be its last part, which the ledger completes
            parameters[key].type.read(value)


def test_the_readme_tells_how_many_there_are() -> None:
    readme = (PAGE.parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"the {len(catalogue())} named questions" in readme
