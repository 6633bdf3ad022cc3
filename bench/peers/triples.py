"""The floor of SPARQL: bare pyoxigraph on the same triples, in files too, the answer written as the same JSON.

Reads lines: first {triples, query, folder}, `triples` a file of N-Triples, `folder` for its store; then each time how
many calls to make; after each it writes the milliseconds of every call as one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store


def main() -> None:
    """Answer until there are no more lines."""
    asked: dict[str, str] = json.loads(sys.stdin.readline())
    store = Store(asked["folder"])
    store.bulk_load(path=asked["triples"], format=RdfFormat.N_TRIPLES)
    for line in sys.stdin:
        found: list[float] = []
        for _ in range(int(line)):
            began = time.perf_counter()
            answer = store.query(asked["query"])
            assert isinstance(answer, QuerySolutions)
            answer.serialize(format=QueryResultsFormat.JSON)
            found.append((time.perf_counter() - began) * 1000)
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
