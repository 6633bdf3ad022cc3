"""Every question with every value of every filter, and many filters at once: equal rows from both engines.

Strategy: exhaustive by construction over the catalogue. The values are all that the made-up world has (its ids, facts,
words and days), so a new question, or a new parameter of one, is tried without a line here. Of the combinations of
those values that give rows, a fixed choice is asked.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comity.graph.errors import UsageError
from comity.graph.model import Literal
from comity.graph.queries import NamedQuery, catalogue, named_query
from comity.graph.query_header import Parameter
from comity.graph.stores.base import Store

from .conftest import ask_both
from .world import ENTITIES, FACTS

COMBINATIONS = 15  # asked of each question
Given = Mapping[str, str]


def words() -> Iterator[str]:
    """What a text may be: roles, ids' last parts, literal values."""
    for fact in FACTS:
        yield fact.property
        yield fact.value.text if isinstance(fact.value, Literal) else fact.value.id.rpartition("/")[2]


def days() -> Iterator[str]:
    """Years, months and days, in the world's time and just beside it."""
    for entity in ENTITIES:
        for name, value in entity.literals:
            if name.endswith("date"):
                yield from (value.text, value.text[:4], str(int(value.text[:4]) + 1), str(int(value.text[:4]) - 1))


def values(parameter: Parameter) -> list[str]:
    """All that may be given for a parameter."""
    found = {
        "id": (entity.id for entity in ENTITIES),
        "fact": (fact.id for fact in FACTS),
        "text": words(),
        "date_from": days(),
        "date_to": days(),
        "date": days(),
    }
    return sorted(set(found[parameter.type.name]))


def needed(query: NamedQuery) -> Iterator[dict[str, str]]:
    """Every way to give the parameters that have to be given."""
    required = [parameter for parameter in query.parameters if parameter.required]
    for chosen in product(*(values(parameter) for parameter in required)):
        yield dict(zip((parameter.name for parameter in required), chosen, strict=True))


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_value_of_every_filter_and_many_at_once(stores: tuple[Store, Store], name: str) -> None:
    query = named_query(name)
    answered = [each for each in needed(query) if ask_both(stores, name, each)]
    assert answered
    telling: dict[str, list[str]] = {}
    for parameter in (each for each in query.parameters if not each.required):
        alone = {value: ask_both(stores, name, answered[0] | {parameter.name: value}) for value in values(parameter)}
        telling[parameter.name] = [value for value, rows in alone.items() if rows]
        assert telling[parameter.name], f"no value of {parameter.name} gives any row"
    for several in combinations(telling):
        ask_both(stores, name, {**answered[0], **several})


HOSTILE = st.text(min_size=1, max_size=30) | st.lists(
    st.sampled_from(['"', "'", "`", "\\", "\n", "\r", "}", "{", "#", "//", "/*", "$role", ">", "u0022", " ", "DELETE"])
).map("".join)


@settings(max_examples=20)
@given(HOSTILE)
@example('" } ; DROP ALL ; SELECT * { ?s ?p "')
@example("' DETACH DELETE person //")
@example("`) DETACH DELETE (n")
def test_no_text_means_anything_but_itself(stores: tuple[Store, Store], text: str) -> None:
    before = ask_both(stores, "who-acted-for", {})
    try:
        assert ask_both(stores, "who-acted-for", {"role": text}) == [row for row in before if row["role"] == text]
    except UsageError:
        assert text == "" or re.search(r"\\[uU]|[\x00\ud800-\udfff]", text)
    assert ask_both(stores, "who-acted-for", {}) == before


def combinations(telling: Mapping[str, list[str]]) -> list[Given]:
    """A fixed choice of the ways to give several filters at once."""
    names = list(telling)
    every = [
        {name: value for name, value in zip(names, chosen, strict=True) if value}
        for chosen in product(*([*telling[name], ""] for name in names))
    ]
    more = [each for each in every if len(each) > 1]
    return random.Random(repr(names)).sample(more, min(COMBINATIONS, len(more)))
