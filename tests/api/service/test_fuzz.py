"""Some texts of the consoles' grammars (bench/fuzz.py: 20,000): none writes, reads a file, or calls anybody."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from comity.graph.check import compare
from comity.graph.ledger import Ledger
from comity.graph.stores.base import Store

from .asgi import Client
from .console_grammar import KINDS, Made, texts
from .test_consoles import CYPHER, SPARQL, listening

SECRET = "what nobody is to read"
EXPECTED = {200, 400, 403, 413, 504}
QUICK = {kind: weight for kind, weight in KINDS.items() if kind not in ("heavy", "deep")}


def put(client: Client, made: Made) -> tuple[int, bytes]:
    if made.language == "cypher":
        answer = client.post(
            CYPHER, content=json.dumps({"query": made.text}), headers={"Content-Type": "application/json"}
        )
    else:
        answer = client.post(SPARQL, data={"query": made.text})
    return answer.status_code, answer.content


def test_no_text_of_the_grammar_does_more_than_read(
    impatient: Client, ledger_folder: Path, neo4j_store: Store, sparql_store: Store, tmp_path: Path
) -> None:
    canary = tmp_path / "canary"
    canary.write_text(SECRET, "utf-8")
    seen: Counter[tuple[str, int]] = Counter()
    with listening() as (address, asked):
        for made in texts(7, range(200), str(canary), address, QUICK):
            status, content = put(impatient, made)
            assert SECRET.encode() not in content, made
            assert status in EXPECTED, (status, made, content)
            seen[made.kind, status] += 1
    assert asked == []
    assert seen["reading", 200], "nothing was answered, so nothing was tried"
    ledger = Ledger(ledger_folder / "ledger.sqlite")
    assert [list(compare(ledger, store)) for store in (neo4j_store, sparql_store)] == [[], []]
    ledger.close()
