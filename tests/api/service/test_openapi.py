# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
"""The OpenAPI document: an example each, and Schemathesis over all of it: no 5xx, no answer outside its schema.

What writes is tried without the token, so that nothing is written; a store is asked by the other tests.
"""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from .asgi import Client

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_every_address_is_told_with_a_summary_and_an_example_of_its_answer(client: Client) -> None:
    document = client.get("/openapi.json").json()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert operation["summary"], f"{method} {path}"
            assert operation["description"], f"{method} {path}"
    for name, schema in document["components"]["schemas"].items():
        for field, told in schema.get("properties", {}).items():
            assert "examples" in str(told) or "$ref" in str(told), f"{name}.{field} has no example"


def test_no_answer_is_outside_of_its_schema(client: Client) -> None:
    """Six requests for each operation, made up from its description; the time that this takes is to stay under 60 s."""
    schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    operations: list[Any] = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) > 20
    for operation in operations:
        _try(operation, client)


def _try(operation: Any, client: Client) -> None:
    @settings(
        max_examples=6,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(operation.as_strategy())
    def conforms(case: Any) -> None:
        sent = case.as_transport_kwargs(base_url="http://localhost")
        sent.pop("cookies", None)
        if isinstance(sent.get("data"), bytes | str):  # as requests would have it; httpx calls it content
            sent["content"] = sent.pop("data")
        answer = client.request(sent.pop("method"), sent.pop("url"), **sent)
        answer.request.read()  # where a redirect was followed, httpx has not
        case.validate_response(answer, checks=CHECKS)

    conforms()
