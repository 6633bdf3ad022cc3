"""The query loader: forms of files, parameters, what it appends; and that every question that ships keeps the rules.

The hostile values are tried on two parsers of SPARQL, since the text goes to engines that we do not choose.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Literal
from rdflib.plugins.sparql import prepareQuery

from comity.graph.errors import UsageError
from comity.graph.queries import QUERIES, NamedQuery, bind, catalogue, check_parameters, load, named_query, variants
from comity.graph.query_text import (
    CYPHER,
    LANGUAGES,
    SPARQL,
    Language,
    MalformedQuery,
    parameters_in,
    replace_parameters,
    without_skipped,
)
from comity.graph.stores.terms import entity_term

HEADER = """\
# title: Rivers
# description: Each river.
# param country: id, optional: a country
# param basin: text, default all: a basin
# param from: date_from, optional: a day
# param to: date_to, optional: a day
# param day: date, optional: a day
# param order: integer, optional: a number
# param fact: fact, optional: a fact
# returns river, length
# order length desc
# engines: cypher, sparql
"""
SPARQL_BODY = """\
SELECT DISTINCT ?river ?length WHERE {
  ?river <urn:length> ?length ; <urn:basin> $basin .
  # when country
  ?river <urn:in> $country .
  # end
  # when from, to
  FILTER(?length >= $from && ?length <= $to)
  # end
  # when day
  FILTER(?length = $day)
  # end
  # when order
  FILTER(?length = $order)
  # end
  # when fact
  ?river <urn:fact> $fact .
  # end
}
"""
CYPHER_BODY = """\
MATCH (river:River {basin: $basin})
// when country
MATCH (river)-[:IN]->({id: $country})
// end
// when from, to
WHERE river.length >= date($from) AND river.length <= date($to)
// end
// when day
WITH * WHERE river.length = date($day)
// end
// when order
WITH * WHERE river.order = $order
// end
// when fact
WITH * WHERE river.fact = $fact
// end
RETURN DISTINCT river.name AS river, river.length AS length
"""
LAKE = "{0} param lake: id, optional: a lake\n{0} returns"
FACT = "0123456789abcdef" * 2
SHIPPED = [pytest.param(query, id=name) for name, query in catalogue().items()]
IN_SPARQL = [pytest.param(query, id=name) for name, query in catalogue().items() if "sparql" in query.engines]
WRITTEN = [
    pytest.param(query, LANGUAGES[engine], id=f"{name}{LANGUAGES[engine].suffix}")
    for name, query in catalogue().items()
    for engine in query.engines
]


class Write(Protocol):
    """Writes the question about rivers, its files changed as said (or the one of a language), and loads it."""

    def __call__(self, change: Callable[[str], str] = ..., language: Language | None = None) -> NamedQuery: ...


@pytest.fixture
def rivers(tmp_path: Path) -> Write:
    def write(change: Callable[[str], str] = str, language: Language | None = None) -> NamedQuery:
        for each, body in ((CYPHER, CYPHER_BODY), (SPARQL, SPARQL_BODY)):
            text = HEADER.replace("#", each.comment) + body
            (tmp_path / f"rivers{each.suffix}").write_text(change(text) if language in (None, each) else text, "utf-8")
        return load(tmp_path)["rivers"]

    return write


# --- What is read from the files


def test_the_header_is_read(rivers: Write) -> None:
    query = rivers()
    assert (query.name, query.title, query.description) == ("rivers", "Rivers", "Each river.")
    assert query.columns == ("river", "length")
    assert [(each.name, each.type.name, each.required, each.default) for each in query.parameters][:2] == [
        ("country", "id", False, None),
        ("basin", "text", False, "all"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: Rivers", "titel: Rivers", "no line “titel: Rivers”"),
        ("country: id, optional: a country", "country: land, optional: a country", "param country: land"),
        ("a country\n", "a country\n{} param country: id, optional: again\n", "named twice"),
        ("order length desc", "order depth", "orders by depth"),
        ("order length desc", "order length downwards", "orders by length downwards"),
        ("engines: cypher, sparql", "engines: cypher", "files cypher, sparql"),
        ("engines: cypher, sparql", "engines: cypher, sql", "no engine sql"),
        ("description: Each river.\n", "description:\n", "needs title, description"),
        ("{} end\n", "{} when order\n", "must alternate"),
        ("{} when fact\n", "", "must alternate"),
        ("DISTINCT", "", "without DISTINCT"),
        ("$country", "$contry", "$contry"),
        ("$basin", "$order", "$order"),
        ("{} when from, to", "{} when from", "$to"),
    ],
)
def test_a_broken_file_is_refused_with_its_name(rivers: Write, old: str, new: str, told: str) -> None:
    def change(text: str) -> str:
        sign = text.split()[0]
        return text.replace(old.format(sign), new.format(sign), 1)

    with pytest.raises(MalformedQuery, match=re.escape(told)):
        rivers(change)


def test_an_open_block_is_refused(rivers: Write) -> None:
    with pytest.raises(MalformedQuery, match="has no “end”"):
        rivers(lambda text: text.rpartition("# end\n")[0], SPARQL)


def test_a_parameter_that_no_text_uses_is_refused(rivers: Write) -> None:
    with pytest.raises(MalformedQuery, match="lake is never used"):
        rivers(lambda text: text.replace(f"{text[:2].strip()} returns", LAKE.format(text[:2].strip()), 1))


def test_headers_that_differ_are_refused(rivers: Write) -> None:
    with pytest.raises(MalformedQuery, match="different headers"):
        rivers(lambda text: text.replace("Rivers", "Streams"), SPARQL)


@pytest.mark.parametrize("clause", ["ORDER BY length", "limit 3", "Offset 3"])
def test_a_file_that_orders_or_cuts_is_refused(rivers: Write, clause: str) -> None:
    with pytest.raises(MalformedQuery, match="order and limits come from the header"):
        rivers(lambda text: text + clause, SPARQL)


def test_words_that_only_look_like_clauses_are_let_through(rivers: Write) -> None:
    query = rivers(
        lambda text: text.replace("RETURN", "WITH *, river.limit AS x, 'ORDER BY' AS y // LIMIT 1\nRETURN"), CYPHER
    )
    assert "river.limit" in query.templates["cypher"].assemble(frozenset())


# --- What is bound


def test_a_block_is_dropped_whole_without_its_parameters(rivers: Write) -> None:
    query = rivers()
    assert "urn:in" not in bind(query, "sparql", {}).text
    assert "<urn:in> <https://w3id.org/comity/id/country/XXA>" in bind(query, "sparql", {"country": "country/XXA"}).text


def test_a_block_that_needs_two_parameters_wants_both(rivers: Write) -> None:
    query = rivers()
    assert ">=" not in bind(query, "cypher", {"from": "2024"}).text
    assert ">=" in bind(query, "cypher", {"from": "2024", "to": "2025"}).text


def test_cypher_values_go_to_the_driver_and_only_those_used(rivers: Write) -> None:
    given = {"from": "2024", "to": "2025-02", "order": "7"}
    assert bind(rivers(), "cypher", given).parameters == {
        "basin": "all",
        "from": "2024-01-01",
        "to": "2025-02-28",
        "order": 7,
    }
    assert bind(rivers(), "cypher", {"from": "2024"}).parameters == {"basin": "all"}


def test_sparql_values_are_typed_terms(rivers: Write) -> None:
    given = {"day": "2024-02-29", "order": "+7", "fact": f"fact/{FACT}", "basin": 'a "b"\n\\c'}
    text = bind(rivers(), "sparql", given).text
    for term in (
        '"2024-02-29"^^<http://www.w3.org/2001/XMLSchema#date>',
        '"7"^^<http://www.w3.org/2001/XMLSchema#integer>',
        f"<https://w3id.org/comity/id/fact/{FACT}>",
        r'"a \"b\"\n\\c"',
    ):
        assert term in text


def test_order_and_cut_are_appended_with_every_column_as_a_key(rivers: Write) -> None:
    query = rivers()
    assert bind(query, "cypher", {}, limit=11, offset=20).text.endswith(
        "ORDER BY `length` IS NULL, `length` DESC, `river` IS NULL, `river`\nSKIP 20 LIMIT 11"
    )
    assert bind(query, "sparql", {}, limit=11).text.endswith(
        "ORDER BY (!BOUND(?length)) DESC(?length) (!BOUND(?river)) ASC(?river)\nOFFSET 0 LIMIT 11"
    )
    assert bind(query, "sparql", {}).text.endswith("OFFSET 0")


def test_missing_values_come_last_and_pages_follow_each_other(tmp_path: Path) -> None:
    header = "# title: T\n# description: D.\n# returns river, length\n# order length desc\n# engines: sparql\n"
    rows = 'VALUES (?river ?length) { ("a" 1) ("b" 2) ("c" UNDEF) ("d" 2) }'
    (tmp_path / "lengths.rq").write_text(f"{header}SELECT DISTINCT ?river ?length WHERE {{ {rows} }}", "utf-8")
    query = load(tmp_path)["lengths"]
    pages = [bind(query, "sparql", {}, limit=2, offset=offset).text for offset in (0, 2)]
    assert [row["river"].value for page in pages for row in solutions(pyoxigraph.Store(), page)] == list("bdac")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"contry": "country/XXA"}, "rivers has no parameter “contry”. Did you mean country?"),
        ({"country": "XXA"}, "rivers cannot take “XXA” as “country”: write an id as country/PAK."),
        ({"country": "country/X> <b"}, "write an id"),
        ({"country": ""}, "write an id"),
        ({"day": "2024-07"}, "write a day as 2024-07-01."),
        ({"day": "2023-02-29"}, "write a day"),
        ({"from": "soon"}, "write a date"),
        ({"to": "2024-13"}, "write a date"),
        ({"from": "XXXX-07-01"}, "write a date"),
        ({"order": "1.5"}, "write a whole number."),
        ({"order": "9" * 19}, "write a whole number."),
        ({"basin": ""}, "write text"),
        ({"basin": r"\u0022"}, "write text"),
        ({"basin": "\ud800"}, "write text"),
        ({"fact": FACT[1:]}, "write the id of a fact"),
    ],
)
def test_a_parameter_that_does_not_fit_is_told_in_one_sentence(rivers: Write, given: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        check_parameters(rivers(), given)


def test_a_required_parameter_that_is_missing_is_named(rivers: Write) -> None:
    query = rivers(lambda text: text.replace("id, optional: a country", "id, required: a country"))
    with pytest.raises(UsageError, match=r"rivers needs the parameter “country”: a country\."):
        bind(query, "sparql", {})


def test_a_language_that_a_question_is_not_written_in_is_refused(echo: dict[str, NamedQuery]) -> None:
    with pytest.raises(UsageError, match="text answers in sparql only, not in cypher"):
        bind(echo["text"], "cypher", {"value": "a"})


def test_an_unknown_question_is_told_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match=r"no question “who-cochaired”\. Did you mean who-co-chaired\?"):
        named_query("who-cochaired")


# --- The lexers


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (SPARQL, """ '$a' "$a" '''it's $a''' \"\"\"say "$a" \"\"\" <urn:$a> p:\\$a # $a\n $b ?c < $b """),
        (SPARQL, r""" 'it\'s $a' "\\" $b "\"$a" '' $b """),
        (CYPHER, """ '$a' "$a" `$a` `a``$a` // $a\n /* $a \n $a */ $b < $b """),
        (CYPHER, r""" 'it\'s $a' "\\" $b "\"$a" '' $b """),
    ],
)
def test_tokens_in_strings_names_and_comments_are_left(language: Language, text: str) -> None:
    assert parameters_in(text, language) == {"b"}
    assert replace_parameters(text, language, str.upper).replace("B", "$b") == text


# --- Hostile values


HOSTILE = st.text() | st.lists(st.sampled_from(['"', "'", "\\", "\n", "\r", "}", "#", "$a", ">", "u0022", " "])).map(
    "".join
)
ECHO = "SELECT DISTINCT ?value WHERE { BIND($value AS ?value) }"
ECHO_HEADER = "# title: Echo\n# description: Echo.\n# param value: {}, required: any\n# returns value\n# order value\n"


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, NamedQuery]:
    """A question that gives back its one parameter, for two types."""
    folder = tmp_path_factory.mktemp("echo")
    for kind in ("text", "id"):
        (folder / f"{kind}.rq").write_text(ECHO_HEADER.format(kind) + "# engines: sparql\n" + ECHO, "utf-8")
    return dict(load(folder))


@given(HOSTILE)
@example('" } INSERT DATA { <a> <b> "')
@example(r"\\u0022")
@example("\x7f\x85\u2028\ufffe")
def test_no_text_changes_the_shape_of_a_query(echo: dict[str, NamedQuery], value: str) -> None:
    try:
        text = bind(echo["text"], "sparql", {"value": value}).text
    except UsageError:
        assert value == "" or re.search(r"\\[uU]|[\x00\ud800-\udfff]", value)
        return
    assert [row["value"].value for row in solutions(pyoxigraph.Store(), text)] == [value]
    assert shape(text, value) == shape(bind(echo["text"], "sparql", {"value": "benign"}).text, "benign")


@given(HOSTILE | st.from_regex(r"[\w.~!$&'()*+,;=:@-]+(/[\w.~!$&'()*+,;=:@-]+)+", fullmatch=True))
@example("country/a> <b")
@example("country/../a")
def test_no_id_changes_the_shape_of_a_query(echo: dict[str, NamedQuery], value: str) -> None:
    try:
        text = bind(echo["id"], "sparql", {"value": value}).text
    except UsageError:
        return
    assert [f"<{row['value'].value}>" for row in solutions(pyoxigraph.Store(), text)] == [entity_term(value)]


def shape(text: str, value: str) -> str:
    """rdflib's reading of a query, with the one value in it blanked."""
    return repr(prepareQuery(text).algebra).replace(repr(Literal(value)), "VALUE")


def solutions(store: pyoxigraph.Store, text: str) -> list[pyoxigraph.QuerySolution]:
    found = store.query(text)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return list(found)


# --- The questions that ship


def test_the_first_questions_are_there() -> None:
    assert {"who-co-chaired", "mechanism-sessions", "posts-of-person", "evidence-of-fact"} <= set(catalogue())


def test_who_co_chaired_returns_what_was_promised() -> None:
    promised = """official_id, official, on_behalf_of_id, on_behalf_of, post_id, post, meeting_id, meeting,
        mechanism_id, mechanism, session_number, start_date, place, fact"""
    query = named_query("who-co-chaired")
    assert query.columns == tuple(re.split(r",\s+", promised))
    assert [(key.column, key.descending) for key in query.order] == [
        ("start_date", True),
        ("official_id", False),
        ("meeting_id", False),
    ]
    names = [parameter.name for parameter in query.parameters]
    assert names == ["party", "counterpart", "person", "mechanism", "sector", "from", "to"]


@pytest.mark.parametrize("query", IN_SPARQL)
def test_every_variant_is_sparql_and_returns_the_columns_in_order(query: NamedQuery) -> None:
    for bound in variants(query, "sparql"):
        prepareQuery(bound.text)
        found = pyoxigraph.Store().query(bound.text)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        assert tuple(variable.value for variable in found.variables) == query.columns


@pytest.mark.parametrize("query", SHIPPED)
def test_every_cypher_text_returns_the_columns_in_order(query: NamedQuery) -> None:
    text = (QUERIES / f"{query.name}.cypher").read_text("utf-8")
    returned = text.rpartition("RETURN DISTINCT")[2]
    assert tuple(re.findall(r"\bAS `?(\w+)`?", returned)) == query.columns


@pytest.mark.parametrize(("query", "language"), WRITTEN)
def test_every_file_reads_as_it_stands(query: NamedQuery, language: Language) -> None:
    text = (QUERIES / f"{query.name}{language.suffix}").read_text("utf-8")
    if language is SPARQL:
        prepareQuery(text)
        pyoxigraph.Store().query(text)
    assert "{ }" not in without_skipped(text, language)


@pytest.mark.parametrize(("query", "language"), WRITTEN)
def test_blocks_come_before_any_optional_pattern(query: NamedQuery, language: Language) -> None:
    blocks = query.templates[language.name].blocks
    optional = [bool(re.search(r"\bOPTIONAL\b", without_skipped(block.text, language))) for block in blocks]
    first = optional.index(True) if True in optional else len(blocks)
    late = [block for block in blocks[first + 1 :] if block.needs]
    # In Cypher a WHERE belongs to its OPTIONAL MATCH, and so comes after it.
    assert all(language is CYPHER and block.text.startswith("WHERE") for block in late)


@pytest.mark.parametrize(("query", "language"), WRITTEN)
def test_no_question_tests_whether_a_parameter_was_given(query: NamedQuery, language: Language) -> None:
    text = (QUERIES / f"{query.name}{language.suffix}").read_text("utf-8")
    assert not re.search(r"\$\w+ IS (NOT )?NULL|BOUND\(\$", text)


@pytest.mark.parametrize("query", SHIPPED)
def test_an_id_column_comes_before_its_label(query: NamedQuery) -> None:
    ids = [column for column in query.columns if column.endswith("_id") and column != "statement_id"]
    assert all(query.columns[query.columns.index(column) + 1] == column.removesuffix("_id") for column in ids)
