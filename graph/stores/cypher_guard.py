"""Which Cypher a console may run, judged by Neo4j's own plan of it: no spelling and no comment gets around a parser.

A read session refuses every form of write, but not `SHOW SETTINGS`, `dbms.listConfig`, `LOAD CSV` or what shows and
ends the transactions of others. So the text is explained first, which runs nothing, and refused by its plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from neo4j import ResultSummary, Session

from ..errors import Refused
from . import bolt

READS = "r"  # the query type of a text that changes nothing
# Operators of Neo4j 5 by the beginning of their names, and what their texts do.
REFUSED_OPERATORS = {
    "Show": "what the server knows of itself",
    "Terminate": "the work of others",
    "LoadCSV": "files and addresses",
    "Administration": "users and rights",
    "Transaction": "transactions of its own",
}
PROCEDURES = frozenset(
    "db.labels db.relationshipTypes db.propertyKeys db.schema.visualization db.schema.nodeTypeProperties "
    "db.schema.relTypeProperties db.index.fulltext.queryNodes db.index.fulltext.queryRelationships db.ping".split()
)


def refuse_unsafe(session: Session, text: str, parameters: Mapping[str, Any]) -> None:
    """Raises Refused for what a console may not run; the driver's own errors for what is no Cypher."""
    judge(session.run(bolt.text(f"EXPLAIN {text}"), dict(parameters)).consume())


def judge(summary: ResultSummary) -> None:
    """Raises Refused for a text, by the summary of its explanation."""
    plan = cast("Mapping[str, Any]", summary.plan or {})  # pyright: ignore[reportUnknownMemberType]
    for name, details in _operators(plan):
        _refuse(name, details)
    if summary.query_type != READS:
        raise Refused("A write is refused here: this console only reads.")


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The name of every operator, and its details."""
    if plan:
        yield str(plan["operatorType"]), str(plan["args"].get("Details") or "")
    for child in plan.get("children", ()):
        yield from _operators(child)


def _refuse(name: str, details: str) -> None:
    if about := next((told for start, told in REFUSED_OPERATORS.items() if name.startswith(start)), ""):
        raise Refused(f"A query about {about} is refused here: this console reads the graph only.")
    procedure = details.partition("(")[0].strip()
    if name.startswith("ProcedureCall") and procedure not in PROCEDURES:
        raise Refused(f"The procedure {procedure} is refused here; allowed are {', '.join(sorted(PROCEDURES))}.")
