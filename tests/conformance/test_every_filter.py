"""Every question with every value of every filter, and many filters at once: equal rows from both engines.

Strategy: exhaustive by construction over the catalogue. The values are all that the made-up world has (its ids, facts,
words and days), so a new question, or a new parameter of one, is tried without a line here. Where a question needs
several values, and of the combinations of optional ones that give rows, a fixed choice is asked.
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
from comity.graph.model import INTERVAL_FIELDS, Changes, Literal
from comity.graph.queries import NamedQuery, catalogue, named_query
from comity.graph.query_header import Parameter
from comity.graph.stores.base import Store

from .conftest import ask_both, draw
from .wide_world import ENTITIES, FACTS, QUOTES

COMBINATIONS = 15  # of optional parameters, asked of each question
ENOUGH = 100  # ways to give what is required, asked of each question; more only until one is answered
WORDS_OF_QUESTIONS = ("done", "late", "open", "signature", "entry into force")
PARTIES = [each.id for each in ENTITIES if "Party" in each.classes]
Given = Mapping[str, str]


@pytest.fixture(scope="module")
def stores(neo4j_store: Store, sparql_store: Store) -> tuple[Store, Store]:
    return draw((neo4j_store, sparql_store), Changes(watermark=1, entities=ENTITIES, facts=FACTS, quotes=QUOTES))


def words() -> Iterator[str]:
    """What a text may be: roles, ids' last parts, literal values, words that questions give themselves."""
    yield from WORDS_OF_QUESTIONS
    for fact in FACTS:
        yield fact.property
        yield fact.value.text if isinstance(fact.value, Literal) else fact.value.id.rpartition("/")[2]


def days() -> Iterator[str]:
    """Years, months and days, in the world's time and just beside it."""
    for entity in ENTITIES:
        for name, value in entity.literals:
            if name.endswith("date"):
                day = value.text.removeprefix("../")
                yield from (day, day[:4], str(int(day[:4]) + 1), str(int(day[:4]) - 1))
    for fact in FACTS:
        yield from (str(day) for name in INTERVAL_FIELDS if (day := getattr(fact.interval, name)))


def values(parameter: Parameter) -> list[str]:
    """All that may be given for a parameter."""
    found = {
        "id": (entity.id for entity in ENTITIES),
        "fact": (fact.id for fact in FACTS),
        "text": words(),
        "date_from": days(),
        "date_to": days(),
        "date": days(),
        "integer": ("1", "3", "1000"),
    }
    return sorted(set(found[parameter.type.name]))


def needed(query: NamedQuery) -> Iterator[dict[str, str]]:
    """Every way to give the parameters that have to be given (as a party, only parties), in a fixed random order."""
    required = [parameter for parameter in query.parameters if parameter.required]
    every = list(product(*(PARTIES if each.name in ("party", "counterpart") else values(each) for each in required)))
    for chosen in random.Random(query.name).sample(every, len(every)):
        yield dict(zip((parameter.name for parameter in required), chosen, strict=True))


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_value_of_every_filter_and_many_at_once(stores: tuple[Store, Store], name: str) -> None:
    query = named_query(name)
    answered = list[Given]()
    for asked, each in enumerate(needed(query)):
        if asked >= ENOUGH and answered:
            break
        answered += [each] if ask_both(stores, name, each) else []
    assert answered
    optional = [each for each in query.parameters if not each.required]
    for base in answered:
        telling = {each.name: telling_values(stores, query, each, base) for each in optional}
        if all(telling.values()):
            break
    else:
        pytest.fail("there is nothing required with which a value of each optional parameter gives a row")
    for several in combinations(telling):
        ask_both(stores, name, {**base, **several})


def telling_values(stores: tuple[Store, Store], query: NamedQuery, parameter: Parameter, base: Given) -> list[str]:
    """The values of a parameter that give rows, beside what is given; all are asked."""
    return [each for each in values(parameter) if ask_both(stores, query.name, {**base, parameter.name: each})]


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
