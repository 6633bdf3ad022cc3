# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Tables as Parquet: the same rows as in JSON, with their types; cut where JSON is; a 406 without pyarrow."""

from __future__ import annotations

import io
import json
from typing import Any

import pandas as pd
import pytest

from comity.api import parquet

from .asgi import Client

CHAIRS = "/api/v1/queries/who-co-chaired"


def frame(content: bytes) -> Any:
    return pd.read_parquet(io.BytesIO(content))


def test_a_question_answers_the_same_rows_with_their_types(client: Client) -> None:
    rows = client.get(CHAIRS).json()["rows"]
    answer = client.get(CHAIRS, headers={"Accept": parquet.MEDIA_TYPE})
    assert (answer.status_code, answer.headers["content-type"]) == (200, parquet.MEDIA_TYPE)
    table = frame(answer.content)
    assert json.loads(table.to_json(orient="records")) == rows
    assert table["session_number"].dtype.kind == "i"


def test_what_json_says_beside_the_rows_is_in_the_metadata(client: Client) -> None:
    from pyarrow.parquet import read_schema

    whole = client.get(CHAIRS, params={"limit": 1}).json()
    file = client.get(CHAIRS, params={"limit": 1, "format": "parquet"}).content
    schema: Any = read_schema(io.BytesIO(file))
    told = json.loads(schema.metadata[parquet.METADATA])
    assert len(frame(file)) == 1
    assert told["truncated"] is True
    assert (told["next"], told["query"]) == (whole["next"], "who-co-chaired")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("UNWIND [1, 2, null] AS x RETURN x", [1, 2, None]),
        ("UNWIND [1, 'two', true] AS x RETURN x", ["1", "two", "true"]),
        ("UNWIND [1, 2.5] AS x RETURN x", ["1", "2.5"]),
        ("UNWIND [null] AS x RETURN x", [None]),
        ("UNWIND [] AS x RETURN x", []),
    ],
)
def test_the_console_gives_columns_of_one_type(client: Client, text: str, values: list[Any]) -> None:
    answer = client.post("/api/v1/cypher", params={"format": "parquet"}, json={"query": text})
    assert answer.status_code == 200
    assert json.loads(frame(answer.content).to_json(orient="values")) == [[each] for each in values]


def test_bytes_are_bounded_as_in_json(narrow: Client) -> None:
    query = {"query": "UNWIND range(1, 1000) AS x RETURN x"}
    cut = narrow.post("/api/v1/cypher", json=query).json()
    file = narrow.post("/api/v1/cypher", params={"format": "parquet"}, json=query).content
    assert abs(len(frame(file)) - len(cut["rows"])) < len(cut["rows"]) / 5


def test_without_pyarrow_it_is_a_406_that_says_what_to_install(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_name: str) -> None:
        return None

    monkeypatch.setattr(parquet, "find_spec", absent)
    answer = client.get(CHAIRS, params={"format": "parquet"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (406, "not_acceptable")
    assert "comity[parquet]" in answer.json()["error"]["hint"]
